"""Desktop files and units: written so that the tools of the desktop take them, and read back."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.adapters.autostart.desktop_entry import (
    arguments,
    entry,
    exec_value,
    switched_off,
    values,
)
from unkink.adapters.autostart.desktop_files import DesktopFiles
from unkink.adapters.autostart.start_command import start_command
from unkink.adapters.autostart.starter import CannotStart
from unkink.adapters.autostart.user_units import UserUnits, executed, unit

NAMES = st.text(
    st.one_of(st.sampled_from("\"'\\ $`%;&|<>~*?#()[]{}-./aé"), st.characters(codec="utf-8")),
    min_size=1,
)
PATHS = NAMES.map(
    lambda name: f"/{''.join(one for one in name if one.isprintable() and one != '=')}/unkink"
)
NASTY = '/home/so "what"/$HOME/100%/it\'s `here`\\there;~#?*/unkink'


# ── the desktop file ──────────────────────────────────────────────────────────────────────────


def test_a_plain_path_is_written_plainly() -> None:
    assert exec_value(("/usr/bin/unkink", "run")) == "/usr/bin/unkink run"


def test_quotes_escapes_and_percent_signs_follow_both_rules_of_the_specification() -> None:
    assert exec_value(("/a b/unkink", "run")) == '"/a b/unkink" run'
    assert exec_value(("/100%/unkink",)) == "/100%%/unkink"
    assert exec_value(("/a$b",)) == r'"/a\\$b"'
    assert exec_value(("/a\\b",)) == r'"/a\\\\b"'


@given(PATHS)
def test_what_is_written_reads_as_the_same_command(path: str) -> None:
    written = values(entry((path, "run")))
    assert arguments(written["Exec"]) == (path, "run")
    assert written["TryExec"] == path


@pytest.mark.parametrize("path", ["/a=b/unkink", "/a\nb", "/a\udc80b"])
def test_a_path_that_no_desktop_file_can_name_is_refused(path: str) -> None:
    with pytest.raises(CannotStart):
        entry((path, "run"))


@pytest.mark.parametrize("text", [entry((NASTY, "run")), switched_off()])
def test_the_validator_of_the_desktops_finds_no_fault(text: str, tmp_path: Path) -> None:
    file = tmp_path / "unkink.desktop"
    file.write_text(text)
    done = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_field_codes_of_others_are_left_out() -> None:
    assert arguments('unkink --config "/a b.toml" %U') == ("unkink", "--config", "/a b.toml")


def test_only_the_main_group_counts() -> None:
    text = "Exec=no\n[Desktop Entry]\nExec = unkink\n# Exec=no\n[Desktop Action x]\nHidden=true\n"
    assert values(text) == {"Exec": "unkink"}


# ── which file a session heeds ────────────────────────────────────────────────────────────────


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    for folder in ("own/autostart", "system/autostart"):
        (tmp_path / folder).mkdir(parents=True)
    return {
        "XDG_CONFIG_HOME": str(tmp_path / "own"),
        "XDG_CONFIG_DIRS": f"relative:{tmp_path}/none:{tmp_path}/system",
    }


def test_ones_own_file_hides_the_systems(places: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "system/autostart/unkink.desktop").write_text(entry(("/bin/true",)))
    (tmp_path / "own/autostart/unkink.desktop").write_text("[Desktop Entry]\nHidden=true\n")
    first, second = DesktopFiles(places).found()
    assert (first.for_everybody, first.on, first.ours) == (False, False, False)
    assert (second.for_everybody, second.on, second.works) == (True, True, True)


@pytest.mark.parametrize(
    ("keys", "desktop", "problem"),
    [
        ("Exec=/bin/true", "GNOME", None),
        ("Exec=/nowhere/unkink run", "", "/nowhere/unkink does not exist"),
        ("Exec=/etc", "", "/etc cannot be run"),
        ("Type=Application", "", "it has no command"),
        ("Exec=/bin/true\nTryExec=/nowhere", "", "its TryExec, /nowhere, does not exist"),
        ("Exec=/bin/true\nOnlyShowIn=XFCE;", "ubuntu:GNOME", "it is not for GNOME:ubuntu"),
        ("Exec=/bin/true\nOnlyShowIn=XFCE;GNOME;", "ubuntu:GNOME", None),
        ("Exec=/bin/true\nNotShowIn=KDE;", "KDE", "it is not for KDE"),
        ("Exec=/bin/true\nOnlyShowIn=XFCE;", "", None),
    ],
)
def test_what_keeps_a_file_from_working_is_told(
    places: dict[str, str], tmp_path: Path, keys: str, desktop: str, problem: str | None
) -> None:
    (tmp_path / "own/autostart/unkink.desktop").write_text(f"[Desktop Entry]\n{keys}\n")
    [found] = DesktopFiles({**places, "XDG_CURRENT_DESKTOP": desktop}).found()
    assert found.problem == problem


def test_a_link_to_nowhere_is_a_file_that_cannot_be_read(
    places: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "own/autostart/unkink.desktop").symlink_to(tmp_path / "gone")
    [found] = DesktopFiles(places).found()
    assert (found.ours, found.problem) == (False, "it cannot be read: No such file or directory")


# ── the unit ──────────────────────────────────────────────────────────────────────────────────


@given(PATHS)
def test_a_unit_reads_as_the_same_command(path: str) -> None:
    command = ("/a $b/100%", "run", path)
    assert executed(unit(command)) == command


@pytest.mark.parametrize("path", ["/it's", "/a\\b", '/a"b', "/a\nb"])
def test_a_path_that_no_unit_can_name_is_refused(path: str) -> None:
    with pytest.raises(CannotStart):
        unit((path, "run"))


def test_systemd_finds_no_fault_with_the_unit(tmp_path: Path) -> None:
    program = tmp_path / "a folder, 100% and $HOME/unkink"
    program.parent.mkdir()
    shutil.copy("/bin/true", program)
    file = tmp_path / "unkink.service"
    file.write_text(unit((str(program), "run", "--config", "/a $HOME")))
    done = subprocess.run(
        ["systemd-analyze", "--user", "--man=no", "verify", file],
        env={"XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    told = [line for line in done.stderr.splitlines() if "unkink" in line]
    assert (done.returncode, told) == (0, [])


def test_a_unit_is_on_by_its_link_and_off_when_masked(tmp_path: Path) -> None:
    units = UserUnits({"XDG_CONFIG_HOME": str(tmp_path)}, system=())
    units.own.parent.mkdir(parents=True)
    units.own.write_text(unit(("/bin/true",)))
    [found] = units.found()
    assert (found.ours, found.on, found.works) == (True, False, False)
    units.write(("/bin/true", "run"))
    [found] = units.found()
    assert (found.ours, found.on, found.works) == (True, True, True)
    units.own.unlink()
    units.own.symlink_to("/dev/null")
    [found] = units.found()
    assert (found.ours, found.on) == (False, False)


# ── the command ───────────────────────────────────────────────────────────────────────────────


def test_a_script_is_named_as_it_was_called_and_not_what_it_links_to(tmp_path: Path) -> None:
    """pipx puts a link into ~/.local/bin, and renews the environment behind it."""
    script, link = tmp_path / "environment/unkink", tmp_path / "bin/unkink"
    for folder in (script.parent, link.parent):
        folder.mkdir()
    script.write_text("#!/bin/sh\necho unkink 0.1.0\n")
    script.chmod(0o755)
    link.symlink_to(script)
    assert start_command(str(link)) == (str(link), "run", "--at-login")


def test_a_program_that_only_this_shell_finds_is_refused(tmp_path: Path) -> None:
    script = tmp_path / "unkink"
    script.write_text('#!/bin/sh\n[ -n "$PYTHONPATH" ] && echo unkink 0.1.0\n')
    script.chmod(0o755)
    with pytest.raises(CannotStart, match="your session could not start this unkink"):
        start_command(str(script))


def test_a_program_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="cannot be started"):
        start_command(str(tmp_path / "unkink"))
