"""What a killed daemon left on the screen, against a scripted server on a real session bus."""

from pathlib import Path

import pytest
from dbus_fast.aio import MessageBus

from tests.adapters.notifiers.listener import PROMPT, Listener
from tests.adapters.notifiers.scripted_server import ScriptedServer
from tests.waiting import wait_until_true
from unkink.adapters.notifiers.freedesktop import FreedesktopNotifier
from unkink.adapters.notifiers.leftovers import Leftovers


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "on-screen"


def started(connection: MessageBus, file: Path) -> FreedesktopNotifier:
    listener = Listener()
    return FreedesktopNotifier(
        connection, listener.respond, listener.available, leftovers=Leftovers(file)
    )


async def test_what_was_left_is_taken_away_when_the_server_is_met(
    server: ScriptedServer, connection: MessageBus, file: Path
) -> None:
    await started(connection, file).show(PROMPT)  # and killed
    again = started(connection, file)
    await again.reachable()
    await again.show(PROMPT)
    assert server.closed == [1]
    await again.close()


async def test_a_server_that_began_anew_loses_nothing_of_others(
    address: str, server: ScriptedServer, connection: MessageBus, file: Path
) -> None:
    await started(connection, file).show(PROMPT)
    await server.stop()
    other = ScriptedServer(address)
    await other.start()
    again = started(connection, file)
    await again.show(PROMPT)
    assert other.closed == []
    await again.close()
    await other.stop()


async def test_after_an_orderly_end_nothing_is_left(
    server: ScriptedServer, connection: MessageBus, file: Path
) -> None:
    notifier = started(connection, file)
    await notifier.show(PROMPT)
    assert file.exists()  # noqa: ASYNC240
    await notifier.close()
    assert not file.exists()  # noqa: ASYNC240

    async def closed() -> bool:
        return server.closed == [1]

    await wait_until_true(closed, 5, "the notification to be closed")


@pytest.mark.parametrize("text", ["", "nonsense", ":1.3\nmany\n", "\0\n1"])
async def test_a_spoilt_file_is_nothing(
    server: ScriptedServer, connection: MessageBus, file: Path, text: str
) -> None:
    file.write_text(text)  # noqa: ASYNC240
    notifier = started(connection, file)
    await notifier.show(PROMPT)
    assert server.closed == []
    await notifier.close()


async def test_where_nothing_can_be_written_notifications_are_shown_all_the_same(
    server: ScriptedServer, connection: MessageBus, file: Path
) -> None:
    file.mkdir()  # noqa: ASYNC240
    notifier = started(connection, file)
    await notifier.show(PROMPT)
    assert len(server.notified) == 1
    await notifier.close()
