"""Who keeps the list of icons is heard, and nobody else on the bus."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tests.adapters.notifiers.listener import until
from tests.adapters.sensors.buses import connect, leave, owned, running_bus
from tests.adapters.sensors.hearing import settle
from unkink.adapters.session_bus import SESSION_BUS, connected
from unkink.adapters.tray.watcher import NAME, PATH, Watcher


class PlayedWatcher:
    """A list of icons by hand."""

    def __init__(self, bus: MessageBus) -> None:
        self.bus = bus
        self.signed_up = 0
        self.hosts: object = True
        bus.add_message_handler(self._answer)

    def tell(self, signal: str, to: str | None = None) -> "asyncio.Future[None]":
        message = Message.new_signal(PATH, NAME, signal)
        message.destination = to
        return self.bus.send(message)

    def _answer(self, message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL:
            return None
        if message.member == "RegisterStatusNotifierItem":
            self.signed_up += 1
            return Message.new_method_return(message)
        kind = "b" if isinstance(self.hosts, bool) else "s"
        return Message.new_method_return(message, "v", [Variant(kind, self.hosts)])


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with running_bus(tmp_path) as (address, _):
        yield address


@pytest.fixture
async def ours(address: str) -> AsyncIterator[MessageBus]:
    bus = await connect(address)
    yield bus
    await leave(bus)


@pytest.fixture
async def list_of_icons(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[PlayedWatcher]:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    bus = await connected(SESSION_BUS)
    assert bus is not None
    yield PlayedWatcher(bus)
    await leave(bus)


async def test_the_word_of_another_program_about_hosts_is_not_heard(
    ours: MessageBus, list_of_icons: PlayedWatcher, address: str
) -> None:
    await list_of_icons.bus.request_name(NAME)
    watcher = Watcher(ours, "org.example.icon", lambda _: None)
    assert await watcher.open()
    assert list_of_icons.signed_up == 1
    stranger = await connect(address)
    for _ in range(50):
        message = Message.new_signal(PATH, NAME, "StatusNotifierHostRegistered")
        message.destination = ours.unique_name
        await stranger.send(message)
    for one in (stranger, ours):  # once both have an answer, what was said before has arrived
        assert await owned(one, NAME)
    await settle()
    assert list_of_icons.signed_up == 1
    list_of_icons.tell("StatusNotifierHostRegistered")
    await until(lambda: list_of_icons.signed_up == 2, "the one who keeps the list to be heard")
    await watcher.close()
    await leave(stranger)


async def test_a_flood_of_hosts_costs_a_few_sign_ups(
    ours: MessageBus, list_of_icons: PlayedWatcher
) -> None:
    await list_of_icons.bus.request_name(NAME)
    watcher = Watcher(ours, "org.example.icon", lambda _: None)
    await watcher.open()
    for _ in range(500):
        await list_of_icons.tell("StatusNotifierHostRegistered")
    await until(lambda: list_of_icons.signed_up > 1, "one more")
    await settle()
    assert list_of_icons.signed_up < 100
    assert ours.connected
    await watcher.close()


async def test_a_list_that_answers_nonsense_is_believed_to_show_the_icon(
    ours: MessageBus, list_of_icons: PlayedWatcher
) -> None:
    list_of_icons.hosts = "a few"
    await list_of_icons.bus.request_name(NAME)
    watcher = Watcher(ours, "org.example.icon", lambda _: None)
    assert await watcher.open()
    await watcher.close()
