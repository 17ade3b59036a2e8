"""plyer as a user of pip has it: a plain virtual environment, and `notify-send` or not.

Each test runs in a process of its own, since plyer chooses its way once for all.
"""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from tests.adapters.notifiers.listener import BODY, until
from tests.adapters.notifiers.scripted_server import ScriptedServer
from tests.desktop.home import new_home

PROGRAM = f"""
import asyncio
from unkink.adapters.notifiers.plyer_notifier import PlyerNotifier
from unkink.ports import AdapterError, Notification

async def main():
    notifier = PlyerNotifier()
    assert not notifier.clickable
    try:
        await notifier.show(Notification("prompt", "A minute for your neck", {BODY!r}))
    except AdapterError as error:
        print("refused:", error)
    else:
        print("shown")
    await notifier.withdraw("prompt")
    await notifier.close()

asyncio.run(main())
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "home").mkdir()
    return new_home(tmp_path / "home")


async def run(home: dict[str, str], address: str, path: str | None = None) -> str:
    """Show a prompt with plyer, with warnings as errors, and return what the program printed."""
    environment = home | {"DBUS_SESSION_BUS_ADDRESS": address}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "error", "-c", PROGRAM),
        env=environment | ({"PATH": path} if path is not None else {}),
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 0
    return output.decode().strip()


async def test_title_and_body_reach_the_server_by_notify_send(
    home: dict[str, str], address: str, server: ScriptedServer
) -> None:
    assert await run(home, address) == "shown"
    await until(lambda: server.notified, "the notification")
    (seen,) = server.notified
    assert (seen.app_name, seen.title, seen.body) == ("unkink", "A minute for your neck", BODY)
    assert seen.actions == []


async def test_where_plyer_has_no_way_the_next_notifier_is_asked(
    home: dict[str, str], tmp_path: Path, address: str
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    outcome = await run(home, address, str(empty))
    assert outcome == "refused: plyer finds no way to show notifications here."


async def test_a_backend_that_breaks_is_a_failure_with_its_words(
    home: dict[str, str], tmp_path: Path, address: str
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    program = broken / "notify-send"
    program.write_text("not a program\n")
    program.chmod(0o755)
    outcome = await run(home, address, f"{broken}{os.pathsep}")
    assert outcome.startswith("refused: plyer could not show a notification: ")
    assert "Exec format error" in outcome
