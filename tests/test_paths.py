"""Every path of a user, and the folder for socket and lock that nobody else can get at."""

import os
import socket
import stat
import tempfile
from pathlib import Path

import pytest

from unkink.paths import PathsError, make_private, runtime_folder, user_paths

NOWHERE = Path("/nonexistent")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in tuple(os.environ):
        if name.startswith("XDG_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_without_variables_the_folders_of_the_xdg_specification_are_used(
    home: Path, runtime: Path
) -> None:
    paths = user_paths()
    assert paths.config_file == home / ".config/unkink/config.toml"
    assert paths.own_tips == home / ".config/unkink/tips"
    assert paths.health_file == home / ".config/unkink/health.toml"
    assert paths.state_file == home / ".local/state/unkink/state.json"
    assert paths.history_file == home / ".local/share/unkink/history.db"
    assert paths.cache == home / ".cache/unkink"
    assert paths.socket == runtime / "unkink/control.sock"
    assert paths.lock == runtime / "unkink/daemon.lock"


def test_xdg_variables_are_respected(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "s"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "d"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "k"))
    paths = user_paths()
    assert paths.config_file == home / "c/unkink/config.toml"
    assert paths.state_file == home / "s/unkink/state.json"
    assert paths.data == home / "d/unkink"
    assert paths.cache == home / "k/unkink"


def test_looking_the_paths_up_creates_nothing(home: Path, runtime: Path) -> None:
    user_paths()
    assert [entry.name for entry in home.iterdir()] == ["run"]
    assert list(runtime.iterdir()) == []


@pytest.mark.parametrize("bad_mode", [0o777, 0o770, 0o1777])
def test_a_runtime_folder_that_others_can_write_to_is_not_used(
    runtime: Path, temporary: Path, bad_mode: int
) -> None:
    runtime.chmod(bad_mode)
    assert runtime_folder(NOWHERE) == temporary / f"unkink-{os.getuid()}"


def test_a_missing_runtime_folder_falls_back_to_a_folder_of_our_own_in_tmp(
    runtime: Path, temporary: Path
) -> None:
    runtime.rmdir()
    assert runtime_folder(NOWHERE) == temporary / f"unkink-{os.getuid()}"


def test_without_the_variable_the_folder_of_the_login_session_is_found(
    home: Path, tmp_path: Path
) -> None:
    login = tmp_path / "logins" / str(os.getuid())
    login.mkdir(parents=True, mode=0o700)
    assert runtime_folder(tmp_path / "logins") == login / "unkink"


def test_a_relative_runtime_folder_is_not_used(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "run")
    assert runtime_folder(NOWHERE) == temporary / f"unkink-{os.getuid()}"


def test_a_runtime_folder_too_long_for_a_socket_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = tmp_path / "logins" / str(os.getuid())
    login.mkdir(parents=True, mode=0o700)
    long = tmp_path / ("ä" * 60)
    long.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    assert runtime_folder(tmp_path / "logins") == login / "unkink"


def test_the_longest_runtime_folder_that_fits_can_really_be_listened_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as short:
        rest = 107 - len("/unkink/control.sock") - len(short) - 1
        longest = Path(short) / ("x" * rest)
        longest.mkdir(mode=0o700)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(longest))
        paths = user_paths()
        assert len(os.fsencode(paths.socket)) == 107
        make_private(paths.runtime)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(paths.socket))


def test_no_folder_short_enough_is_an_error_that_says_what_to_set(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime.chmod(0o777)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / ("x" * 110)))
    with pytest.raises(PathsError, match="set XDG_RUNTIME_DIR or TMPDIR"):
        runtime_folder(NOWHERE)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o277, 0o777])
def test_a_private_folder_has_mode_0700_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        make_private(tmp_path / "private")
    finally:
        os.umask(before)
    assert mode(tmp_path / "private") == 0o700


def test_a_folder_of_ours_that_stands_open_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "private"
    folder.mkdir()
    folder.chmod(0o755)
    make_private(folder)
    assert mode(folder) == 0o700


def test_a_link_in_place_of_the_folder_is_refused_and_its_target_left_alone(
    tmp_path: Path,
) -> None:
    target = tmp_path / "target"
    target.mkdir()
    target.chmod(0o755)
    (tmp_path / "private").symlink_to(target)
    with pytest.raises(PathsError, match="cannot be used as a folder"):
        make_private(tmp_path / "private")
    assert mode(target) == 0o755


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "private").write_text("")
    with pytest.raises(PathsError, match="Not a directory"):
        make_private(tmp_path / "private")


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    folder = foreign_folder(tmp_path)
    with pytest.raises(PathsError, match="belongs to another user"):
        make_private(folder)


def foreign_folder(tmp_path: Path) -> Path:
    """Give a folder of another user: made for the purpose by root, the root folder for others."""
    if os.getuid() != 0:
        return Path("/")
    folder = tmp_path / "theirs"
    folder.mkdir()
    os.chown(folder, 65534, 65534)
    return folder
