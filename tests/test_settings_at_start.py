"""Which settings a run begins with, and who is there to read what is wrong with them."""

import os
from pathlib import Path

import pytest

from unkink.core.settings import Settings
from unkink.settings_at_start import LastGoodSettings, at_login, settings_at_start
from unkink.settings_file import SettingsError

GOOD = '[prompt]\nlull = "7s"\n'
WORDS = frozenset({"micro"})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


@pytest.fixture
def kept(tmp_path: Path) -> LastGoodSettings:
    return LastGoodSettings(tmp_path / "state" / "last-good.toml")


def test_a_good_file_is_in_force_and_its_text_can_be_put_aside(
    file: Path, kept: LastGoodSettings
) -> None:
    file.write_text(GOOD)
    start = settings_at_start(file, WORDS, kept)
    assert (start.settings.prompt.lull, start.problems, start.text) == (7, (), GOOD)


def test_somebody_who_reads_is_told_all_mistakes(file: Path) -> None:
    file.write_text('[prompt]\nlull = "oops"\nsnooze = 5\n')
    with pytest.raises(SettingsError) as caught:
        settings_at_start(file, WORDS, None)
    assert [one.key for one in caught.value.problems] == ["prompt.lull", "prompt.snooze"]


def folder(file: Path) -> None:
    file.mkdir()


def huge(file: Path) -> None:
    file.write_bytes(b"#" * (2 << 20))


def utf_16(file: Path) -> None:
    file.write_text(GOOD, "utf-16")


def pipe(file: Path) -> None:
    os.mkfifo(file)


def wrong(file: Path) -> None:
    file.write_text('[prompt]\nlull = "oops"\n')


def gone(_file: Path) -> None:
    pass


@pytest.mark.parametrize("spoil", [folder, huge, utf_16, pipe, wrong, gone])
def test_at_a_login_whatever_is_wrong_the_last_good_settings_go_on(
    file: Path, kept: LastGoodSettings, spoil: object
) -> None:
    spoil(file)  # type: ignore[operator]
    kept.keep(GOOD)
    start = settings_at_start(file, WORDS, kept)
    assert (start.settings.prompt.lull, start.last_good, start.text) == (7, True, None)
    assert len(start.problems) == 1


@pytest.mark.parametrize("spoil", [folder, huge, utf_16, pipe, wrong, gone])
def test_where_what_was_put_aside_is_spoilt_too_the_defaults_go_on(
    file: Path, tmp_path: Path, spoil: object
) -> None:
    wrong(file)
    copy = tmp_path / "state" / "last-good.toml"
    copy.parent.mkdir()
    spoil(copy)  # type: ignore[operator]
    start = settings_at_start(file, WORDS, LastGoodSettings(copy))
    assert (start.settings, start.last_good) == (Settings(), False)


def test_what_is_put_aside_is_private_and_written_only_when_it_differs(tmp_path: Path) -> None:
    copy = tmp_path / "state" / "last-good.toml"
    kept = LastGoodSettings(copy)
    kept.keep(GOOD)
    before = copy.stat()
    kept.keep(GOOD)
    assert (copy.stat().st_ino, copy.stat().st_mode & 0o777) == (before.st_ino, 0o600)
    kept.keep("")
    assert copy.read_text() == ""


def test_a_disk_that_refuses_costs_the_copy_alone(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    LastGoodSettings(tmp_path / "state" / "last-good.toml").keep(GOOD)


OLD = ("/usr/bin/unkink", "run")
NEW = ("/usr/bin/unkink", "run", "--at-login")


def gone_stream(stream: int) -> bool:
    raise OSError(9, "Bad file descriptor")


@pytest.mark.parametrize(
    ("asked", "entries", "terminals", "login"),
    [
        (True, (), {0, 1, 2}, True),
        (False, (), set(), False),  # a script, or a test: it reads the exit code
        (False, (OLD,), set(), True),
        (False, (OLD,), {2}, False),  # somebody types it
        (False, (OLD,), {0}, False),
        (False, (NEW,), set(), False),
    ],
)
def test_a_login_is_told_by_its_flag_and_that_of_older_entries_by_the_lack_of_a_terminal(
    *, asked: bool, entries: tuple[tuple[str, ...], ...], terminals: set[int], login: bool
) -> None:
    told = at_login(asked=asked, entries=lambda: entries, terminal=terminals.__contains__)
    assert told is login


def test_a_closed_stream_is_no_terminal() -> None:
    assert at_login(asked=False, entries=lambda: (OLD,), terminal=gone_stream)
