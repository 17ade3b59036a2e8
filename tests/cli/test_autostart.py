"""`unkink autostart`, typed by a person with a home of their own."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Desk
from tests.waiting import wait_until_true

DEADLINE = 60.0
FOREIGN = "[Desktop Entry]\nType=Application\nName=mine\nExec=/bin/true\n"


class Home:
    """Where the files lie that a session heeds."""

    def __init__(self, desk: Desk, system: Path) -> None:
        self.desk = desk.where(XDG_CONFIG_DIRS=str(system))
        config = Path(desk.environment["HOME"]) / ".config"
        self.desktop_file = config / "autostart/unkink.desktop"
        self.unit = config / "systemd/user/unkink.service"
        self.link = config / "systemd/user/graphical-session.target.wants/unkink.service"
        self.system = system / "autostart/unkink.desktop"

    async def says(self, *arguments: str) -> tuple[int, str]:
        told = await self.desk.types("autostart", *arguments)
        return told.code, told.out + told.err

    async def status(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads((await self.says("status", "--json"))[1])
        return data

    def put(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def home(desk: Desk, tmp_path: Path) -> Home:
    return Home(desk, tmp_path / "system")


async def test_on_writes_one_file_and_off_takes_it_away(home: Home) -> None:
    code, told = await home.says("on")
    assert code == 0
    assert told == (
        "unkink starts when you log in.\n"
        f"  {home.desktop_file}\n"
        f"  runs {sys.executable} -P -m unkink run --at-login\n"
    )
    assert (await home.says("status"))[1] == (
        "unkink starts when you log in.\n"
        f"  {home.desktop_file}\n"
        "    a desktop file\n"
        f"    runs {sys.executable} -P -m unkink run --at-login\n"
    )
    assert await home.says("off") == (
        0,
        "unkink does not start when you log in any more. One that runs now runs on.\n",
    )
    assert not home.desktop_file.exists()
    assert await home.says("status") == (
        0,
        "unkink does not start when you log in; unkink autostart on changes that.\n",
    )
    assert await home.says("off") == (
        0,
        "unkink does not start when you log in; there was nothing to change.\n",
    )


async def test_status_for_programs(home: Home) -> None:
    assert await home.status() == {
        "schema": 1,
        "on": False,
        "works": False,
        "twice": False,
        "files": [],
    }
    await home.says("on", "--systemd")
    assert await home.status() == {
        "schema": 1,
        "on": True,
        "works": True,
        "twice": False,
        "files": [
            {
                "kind": "systemd-unit",
                "path": str(home.unit),
                "on": True,
                "works": True,
                "problem": None,
                "by_unkink": True,
                "for_everybody": False,
                "command": [sys.executable, "-P", "-m", "unkink", "run", "--at-login"],
            }
        ],
    }


async def test_a_second_way_is_told_and_not_made(home: Home) -> None:
    await home.says("on")
    code, told = await home.says("on", "--systemd")
    assert code == 1
    assert told.startswith(f"{home.desktop_file} starts unkink already")
    assert not home.unit.exists()
    await home.says("off")
    assert (await home.says("on", "--systemd"))[0] == 0
    assert home.link.resolve() == home.unit
    assert (await home.says("on"))[0] == 1
    assert not home.desktop_file.exists()
    assert (await home.says("off"))[0] == 0
    assert not home.unit.exists()
    assert not home.link.is_symlink()


async def test_two_ways_made_by_hand_are_told(home: Home) -> None:
    await home.says("on", "--systemd")
    home.put(home.desktop_file, FOREIGN)
    told = (await home.says("status"))[1]
    assert told.startswith("unkink would start twice when you log in")
    assert "a desktop file, not unkink's own" in told
    assert (await home.status())["twice"] is True


async def test_somebody_elses_file_is_never_touched_unless_it_is_said(home: Home) -> None:
    home.put(home.desktop_file, FOREIGN)
    code, told = await home.says("on")
    assert (code, "It is not unkink's own file" in told) == (0, True)
    code, told = await home.says("off")
    assert (code, "With --force it is put aside." in told) == (1, True)
    assert home.desktop_file.read_text() == FOREIGN
    code, told = await home.says("on", "--force")
    assert code == 0
    assert "it is kept as unkink.desktop.kept-1." in told
    assert home.desktop_file.with_name("unkink.desktop.kept-1").read_text() == FOREIGN
    assert (await home.status())["files"][0]["by_unkink"] is True


async def test_a_broken_file_of_somebody_else_is_no_start_and_stays(home: Home) -> None:
    home.put(home.desktop_file, FOREIGN.replace("/bin/true", "/nowhere/unkink"))
    code, told = await home.says("on")
    assert code == 1
    assert "/nowhere/unkink does not exist" in told
    assert "/nowhere/unkink" in home.desktop_file.read_text()


async def test_switched_off_in_the_desktops_own_settings_is_off_until_on_is_said(
    home: Home,
) -> None:
    """Xfce writes Hidden=true into the file, GNOME's Tweaks its own key."""
    await home.says("on")
    home.desktop_file.write_text(home.desktop_file.read_text() + "Hidden=true\n")
    assert (await home.says("status"))[1].startswith(
        "unkink does not start when you log in; it is switched off."
    )
    assert (await home.says("on"))[0] == 0
    assert (await home.status())["works"] is True


async def test_a_program_that_is_gone_is_told_and_mended_by_on(home: Home) -> None:
    await home.says("on")
    home.desktop_file.write_text(home.desktop_file.read_text().replace(sys.executable, "/gone/py"))
    told = (await home.says("status"))[1]
    assert told.startswith("unkink should start when you log in, and cannot")
    assert "    but /gone/py does not exist\n" in told
    assert (await home.status())["works"] is False
    await home.says("on")
    assert (await home.status())["works"] is True


async def test_the_systems_own_file_is_switched_off_and_on_for_this_person_only(
    home: Home,
) -> None:
    home.put(home.system, FOREIGN)
    assert await home.says("on") == (
        0,
        f"unkink starts when you log in: {home.system} does that for everybody.\n",
    )
    assert not home.desktop_file.exists()
    assert (await home.says("off"))[0] == 0
    assert "Hidden=true" in home.desktop_file.read_text()
    assert (await home.status())["on"] is False
    assert (await home.says("on"))[0] == 0
    assert not home.desktop_file.exists()
    assert (await home.status())["works"] is True
    assert home.system.read_text() == FOREIGN


async def test_a_folder_that_cannot_be_written_is_told_in_one_line(home: Home) -> None:
    home.put(home.desktop_file.parent, "a file where a folder should be")
    code, told = await home.says("on")
    assert (code, told.count("\n")) == (1, 1)


async def test_without_systemd_its_unit_is_not_written(home: Home, tmp_path: Path) -> None:
    home.desk = home.desk.where(PATH=str(tmp_path))
    code, told = await home.says("on", "--systemd")
    assert (code, told) == (
        1,
        "systemd does not run here; unkink autostart on does without it\n",
    )
    assert not home.unit.exists()


async def test_a_session_starts_the_daemon_by_the_file(home: Home) -> None:
    """dex starts what lies in the autostart folders, as desktops do."""
    assert (await home.says("on"))[0] == 0
    nowhere = "unix:path=/nowhere/no-bus"
    session: Mapping[str, str] = {
        **{key: value for key, value in home.desk.environment.items() if "PYTHON" not in key},
        "DBUS_SESSION_BUS_ADDRESS": nowhere,
        "DBUS_SYSTEM_BUS_ADDRESS": nowhere,
    }
    started = await asyncio.create_subprocess_exec(
        *("dex", "--autostart", "--environment", "minimal"),
        env=session,
        cwd=home.desk.environment["HOME"],
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert await asyncio.wait_for(started.wait(), DEADLINE) == 0

    async def runs() -> bool:
        return (await home.desk.types("status")).code == 0

    await wait_until_true(runs, DEADLINE, "the daemon of the session")
    pid = int(await asyncio.to_thread(home.desk.paths.lock.read_text))
    assert (await home.desk.types("quit")).code == 0

    async def gone() -> bool:
        return not os.path.isdir(f"/proc/{pid}")  # noqa: ASYNC240, PTH112 - a look at the kernel

    await wait_until_true(gone, DEADLINE, "its end")
