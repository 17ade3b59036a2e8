"""plyer as a user of pip has it: a plain virtual environment, and `notify-send` or not."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.notifiers.listener import BODY, PROMPT, until
from tests.adapters.notifiers.scripted_server import ScriptedServer
from tests.desktop.home import new_home
from tests.desktop.session import Server, Session
from unkink.adapters.notifiers.plyer_notifier import PlyerNotifier

PROGRAM = f"""
import asyncio
from unkink.adapters.notifiers.plyer_notifier import PlyerNotifier
from unkink.ports import AdapterError, Notification

async def main():
    notifier = PlyerNotifier()
    assert not notifier.clickable
    assert await notifier.reachable() is None
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


@pytest.fixture
def desk() -> Iterator[Session]:
    """A desktop with a notification server."""
    with Session(Server.MATE, tray=False) as session:
        yield session


async def run(home: dict[str, str], address: str, path: str | None = None) -> str:
    """Show a prompt with plyer, with warnings as errors, and return what the program printed.

    Whatever it starts may complain, but not into this program's terminal.
    """
    environment = home | {"DBUS_SESSION_BUS_ADDRESS": address}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "error", "-c", PROGRAM),
        env=environment | ({"PATH": path} if path is not None else {}),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, complaints = await asyncio.wait_for(process.communicate(), 20)
    assert (process.returncode, complaints) == (0, b"")
    return output.decode().strip()


def notify_send(folder: Path, script: str) -> str:
    """Put a `notify-send` into a folder of its own and return the PATH with it alone."""
    folder.mkdir()
    program = folder / "notify-send"
    program.write_text(script)
    program.chmod(0o755)
    return str(folder)


def ended(number: int) -> bool:
    """Tell whether this process is gone, or only waits for its parent to notice."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


async def test_title_and_body_reach_the_server_by_notify_send(
    home: dict[str, str], address: str, server: ScriptedServer
) -> None:
    assert await run(home, address) == "shown"
    await until(lambda: server.notified, "the notification")
    (seen,) = server.notified
    assert (seen.app_name, seen.title, seen.body) == ("unkink", "A minute for your neck", BODY)
    assert seen.actions == []


async def test_a_real_server_puts_it_on_the_screen(desk: Session) -> None:
    assert await run(desk.environment, desk.bus.address) == "shown"
    where = await asyncio.to_thread(desk.wait_for_notification)
    await asyncio.to_thread(desk.screen.wait_for_text, "A minute for your neck", where)


async def test_without_a_server_it_says_so_instead_of_the_terminal(
    home: dict[str, str], address: str
) -> None:
    outcome = await run(home, address)
    assert outcome.startswith("refused: plyer could not show a notification: ")
    assert "org.freedesktop.Notifications" in outcome
    assert "\n" not in outcome


async def test_where_plyer_has_no_way_the_next_notifier_is_asked(
    home: dict[str, str], tmp_path: Path, address: str
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    outcome = await run(home, address, str(empty))
    assert outcome == (
        "refused: plyer could not show a notification: there is no way to do so here."
    )


async def test_a_backend_that_breaks_is_a_failure_with_its_words(
    home: dict[str, str], tmp_path: Path, address: str
) -> None:
    outcome = await run(home, address, notify_send(tmp_path / "broken", "not a program\n"))
    assert outcome.startswith("refused: plyer could not show a notification: ")
    assert "Exec format error" in outcome


async def test_a_balloon_that_plyer_sleeps_through_holds_nobody_up_and_ends_with_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where plyer returns when its balloon is gone."""
    told = tmp_path / "told"
    script = f'#!/bin/sh\necho $$ "$1" > {told}\nexec /bin/sleep 60\n'
    monkeypatch.setenv("PATH", notify_send(tmp_path / "slow", script))
    notifier = PlyerNotifier(sleeps=True)
    await asyncio.wait_for(notifier.show(PROMPT), 10)
    await until(told.exists, "the balloon")
    number, _, title = told.read_text().strip().partition(" ")
    assert title == "A minute for your neck"
    await asyncio.wait_for(notifier.close(), 10)
    await until(lambda: ended(int(number)), "the end of what plyer had started")
