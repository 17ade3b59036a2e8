"""The menu and the item as a tray host sees them, over a real session bus."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tests.desktop.bus import Bus
from tests.desktop.home import new_home
from unkink.adapters.tray.menu_nodes import flatten
from unkink.adapters.tray.status_notifier import StatusNotifierTray
from unkink.menu_model import Menu, MenuItem
from unkink.ports import AdapterError, TraySign, TrayView

ITEM, ITEM_PATH = "org.kde.StatusNotifierItem", "/StatusNotifierItem"
MENU, MENU_PATH = "com.canonical.dbusmenu", "/MenuBar"
WATCHER, WATCHER_PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"
FRESH = TrayView(TraySign.SITTING, 0.0, "Sitting 1 min")


@dataclass
class Program:
    """A small state and a menu over it."""

    words: str = "Sitting 1 min"
    on: bool = False
    more: bool = False
    checkable: bool = True
    rows: int = 0
    """How many more there are under "Pause"."""
    clicked: list[str] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)

    def menu(self) -> Menu:
        return Menu(
            MenuItem(lambda _: self.words, None, enabled=False),
            MenuItem("Open", self.open, default=True),
            Menu.SEPARATOR,
            MenuItem("Pause", Menu(self.pauses)),
            MenuItem("On", self.switch, checked=lambda _: self.on if self.checkable else None),
            MenuItem("Resume", self.note, visible=lambda _: self.more),
        )

    def pauses(self) -> list[MenuItem]:
        return [MenuItem(text, self.note) for text in ("1 hour", "a_b", *["more"] * self.rows)]

    def open(self, icon: Any, item: MenuItem) -> None:
        self.clicked.append(item.text)
        self.tokens.append(icon.take_token())

    def note(self, icon: Any, item: MenuItem) -> None:
        self.clicked.append(item.text)

    def switch(self, icon: Any, item: MenuItem) -> None:
        self.on = not self.on


class Host:
    """The other side: a connection of its own that asks, clicks and listens."""

    def __init__(self, bus: MessageBus, item: str) -> None:
        self._bus = bus
        self._item = item
        self.signals: list[tuple[str, list[Any]]] = []
        bus.add_message_handler(self._heard)

    def _heard(self, message: Message) -> None:
        if message.message_type is MessageType.SIGNAL and message.interface in (ITEM, MENU):
            self.signals.append((message.member or "", message.body))

    async def listen(self) -> None:
        for interface in (ITEM, MENU):
            rule = f"type='signal',interface='{interface}'"
            bus = "org.freedesktop.DBus"
            await self.ask(bus, "/org/freedesktop/DBus", bus, "AddMatch", "s", rule)

    async def ask(
        self, to: str, path: str, interface: str, member: str, signature: str = "", *body: Any
    ) -> list[Any]:
        reply = await self._bus.call(
            Message(
                destination=to,
                path=path,
                interface=interface,
                member=member,
                signature=signature,
                body=list(body),
            )
        )
        if reply.message_type is MessageType.ERROR:
            raise RuntimeError(reply.body[0])
        return list(reply.body)

    async def menu(self, member: str, signature: str = "", *body: Any) -> list[Any]:
        return await self.ask(self._item, MENU_PATH, MENU, member, signature, *body)

    async def item(self, member: str, signature: str = "", *body: Any) -> list[Any]:
        return await self.ask(self._item, ITEM_PATH, ITEM, member, signature, *body)

    async def value(self, name: str) -> Any:
        properties = "org.freedesktop.DBus.Properties"
        answer = await self.ask(self._item, ITEM_PATH, properties, "Get", "ss", ITEM, name)
        return answer[0].value

    def heard_times(self, member: str, times: int) -> bool:
        return len(self.heard(member)) == times

    def heard(self, member: str) -> list[list[Any]]:
        return [body for name, body in self.signals if name == member]


async def until(condition: Callable[[], object], what: str, deadline: float = 5.0) -> None:
    ends = asyncio.get_running_loop().time() + deadline
    while not condition():
        if asyncio.get_running_loop().time() > ends:
            raise TimeoutError(f"waited {deadline:g} s for {what}")
        await asyncio.sleep(0.01)


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[Bus]:
    environment = new_home(tmp_path)
    daemon = Bus(tmp_path / "run", environment, tmp_path / "bus.log")
    yield daemon
    daemon.stop()


async def connect(bus: Bus) -> MessageBus:
    return await MessageBus(bus_address=bus.address, bus_type=BusType.SESSION).connect()


async def finish(connection: MessageBus) -> None:
    connection.disconnect()
    await connection.wait_for_disconnect()  # type: ignore[no-untyped-call]


async def owned(connection: MessageBus, name: str) -> bool:
    bus = "org.freedesktop.DBus"
    answer = await Host(connection, name).ask(
        bus, "/org/freedesktop/DBus", bus, "NameHasOwner", "s", name
    )
    return bool(answer[0])


@pytest.fixture
def program() -> Program:
    return Program()


@pytest.fixture
async def tray(bus: Bus, program: Program) -> AsyncIterator[StatusNotifierTray]:
    connection = await connect(bus)
    tray = StatusNotifierTray(connection, program.menu())
    tray.update(FRESH)
    assert await tray.start() is False  # Nobody is there to show it.
    yield tray
    await tray.close()
    await finish(connection)


@pytest.fixture
async def host(bus: Bus, tray: StatusNotifierTray) -> AsyncIterator[Host]:
    connection = await connect(bus)
    host = Host(connection, tray.service)
    await host.listen()
    yield host
    await finish(connection)


async def test_the_layout_has_every_row_at_its_place(host: Host) -> None:
    """Workrave #556 (peers 32): the menu is empty."""
    revision, (number, properties, children) = await host.menu("GetLayout", "iias", 0, -1, [])
    assert (revision, number) == (1, 0)
    assert properties == {"children-display": Variant("s", "submenu")}
    rows = [child.value for child in children]
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert rows[0][1] == {
        "label": Variant("s", "Sitting 1 min"),
        "enabled": Variant("b", False),  # noqa: FBT003 - a D-Bus value
        "visible": Variant("b", True),  # noqa: FBT003 - a D-Bus value
    }
    assert rows[2][1] == {"type": Variant("s", "separator")}
    assert [child.value[0] for child in rows[3][2]] == [401, 402]
    assert rows[3][2][1].value[1]["label"].value == "a__b"
    assert rows[4][1]["toggle-type"].value == "checkmark"
    assert rows[4][1]["toggle-state"].value == 0
    assert rows[5][1]["visible"].value is False


async def test_a_host_may_ask_for_one_level_and_some_properties(host: Host) -> None:
    _, (_, _, children) = await host.menu("GetLayout", "iias", 0, 1, ["label"])
    assert children[3].value == (4, {"label": Variant("s", "Pause")}, [])
    assert await host.menu("GetGroupProperties", "aias", [5, 99], ["toggle-state"]) == [
        [(5, {"toggle-state": Variant("i", 0)})]
    ]
    [everything] = await host.menu("GetGroupProperties", "aias", [], [])
    assert sorted(number for number, _ in everything) == [0, 1, 2, 3, 4, 5, 6, 401, 402]
    assert await host.menu("GetProperty", "is", 2, "label") == [Variant("s", "Open")]
    with pytest.raises(RuntimeError, match="no label in row 77"):
        await host.menu("GetProperty", "is", 77, "label")
    with pytest.raises(RuntimeError, match="no row 77"):
        await host.menu("GetLayout", "iias", 77, -1, [])


async def test_a_click_fires_the_row_and_grey_rows_do_not(host: Host, program: Program) -> None:
    nothing = Variant("i", 0)
    for number in (1, 3, 4, 401, 2):
        await host.menu("Event", "isvu", number, "clicked", nothing, 0)
        await host.menu("Event", "isvu", number, "hovered", nothing, 0)
    await until(lambda: len(program.clicked) == 2, "two clicks")
    assert program.clicked == ["1 hour", "Open"]
    unknown = await host.menu(
        "EventGroup", "a(isvu)", [[402, "clicked", nothing, 0], [9, "", nothing, 0]]
    )
    assert unknown == [[9]]
    await until(lambda: program.clicked[-1] == "a_b", "the click of a group")
    with pytest.raises(RuntimeError, match="no row 9"):
        await host.menu("Event", "isvu", 9, "clicked", nothing, 0)


async def test_a_switched_row_tells_its_new_check_without_a_new_layout(host: Host) -> None:
    await host.menu("Event", "isvu", 5, "clicked", Variant("i", 0), 0)
    await until(lambda: host.heard("ItemsPropertiesUpdated"), "the new check")
    assert host.heard("ItemsPropertiesUpdated") == [[[(5, {"toggle-state": Variant("i", 1)})], []]]
    assert host.heard("LayoutUpdated") == []


async def test_words_are_fresh_when_the_menu_opens(host: Host, program: Program) -> None:
    program.words = "Sitting 2 min"
    assert await host.menu("AboutToShow", "i", 0) == [False]
    assert host.signals == [
        ("ItemsPropertiesUpdated", [[(1, {"label": Variant("s", "Sitting 2 min")})], []])
    ]
    assert await host.menu("AboutToShow", "i", 0) == [False]
    program.words = "Sitting 3 min"
    assert await host.menu("AboutToShowGroup", "ai", [0, 77]) == [[], [77]]
    assert len(host.signals) == 2
    assert await host.menu("GetProperty", "is", 1, "label") == [Variant("s", "Sitting 3 min")]


async def test_a_row_that_is_no_longer_checkable_drops_its_mark(
    host: Host, program: Program
) -> None:
    program.checkable = False
    await host.menu("AboutToShow", "i", 0)
    assert host.heard("ItemsPropertiesUpdated") == [[[], [(5, ["toggle-state", "toggle-type"])]]]


async def test_another_structure_is_announced_once_a_second_at_most(
    host: Host, program: Program
) -> None:
    loop = asyncio.get_running_loop()
    times = []
    for count in (1, 2, 3):
        program.rows = count
        assert await host.menu("AboutToShow", "i", 0) == [True]
        await until(partial(host.heard_times, "LayoutUpdated", count), "the layout")
        times.append(loop.time())
    assert host.heard("LayoutUpdated") == [[2, 0], [3, 0], [4, 0]]
    assert min(times[1] - times[0], times[2] - times[1]) > 0.9
    [revision, (_, _, rows)] = await host.menu("GetLayout", "iias", 4, -1, [])
    assert (revision, len(rows)) == (4, 5)


async def test_the_icon_and_its_words_change_with_few_signals(
    host: Host, tray: StatusNotifierTray
) -> None:
    for minute in range(60):
        tray.update(TrayView(TraySign.SITTING, minute / 60, f"Sitting {minute} min"))
    tray.update(TrayView(TraySign.DUE, 1.0, "A tip is here\nSore & <gentle>"))
    await until(lambda: host.heard("NewIcon") and host.heard("NewToolTip"), "the news")
    assert await host.value("ToolTip") == ("", [], "A tip is here", "Sore &amp; &lt;gentle>")
    assert await host.value("Title") == "unkink"
    pixmaps = await host.value("IconPixmap")
    assert [(width, height, len(pixels)) for width, height, pixels in pixmaps] == [
        (16, 16, 1024),
        (22, 22, 1936),
        (24, 24, 2304),
        (32, 32, 4096),
        (48, 48, 9216),
    ]
    assert pixmaps[0][2][:4] == bytes(4)  # clear
    assert len(host.heard("NewIcon")) <= 2
    before = len(host.signals)
    tray.update(TrayView(TraySign.DUE, 1.0, "A tip is here\nSore & <gentle>"))
    await host.value("Title")
    assert len(host.signals) == before


async def test_a_left_click_is_the_default_row_and_brings_its_token(
    host: Host, program: Program
) -> None:
    await host.item("ProvideXdgActivationToken", "s", "token-1")
    await host.item("Activate", "ii", 5, 5)
    await host.item("SecondaryActivate", "ii", 5, 5)
    await host.item("ContextMenu", "ii", 5, 5)
    await host.item("Scroll", "is", 1, "vertical")
    assert program.clicked == ["Open"]  # a double click, as panels tell it, opens one page
    assert program.tokens == ["token-1"]


@pytest.mark.parametrize("token", ["x" * 200_000, "to\nken"])
async def test_a_token_that_is_none_is_left_out(host: Host, program: Program, token: str) -> None:
    await host.item("ProvideXdgActivationToken", "s", token)
    await host.item("Activate", "ii", 5, 5)
    assert (program.clicked, program.tokens) == (["Open"], [None])


async def test_it_says_what_a_host_needs_to_know(host: Host) -> None:
    assert [await host.value(name) for name in ("Id", "Category", "Status", "Menu")] == [
        "unkink",
        "ApplicationStatus",
        "Active",
        "/MenuBar",
    ]
    assert await host.value("ItemIsMenu") is False


async def test_without_a_session_bus_the_tray_says_so(bus: Bus, program: Program) -> None:
    connection = await connect(bus)
    tray = StatusNotifierTray(connection, program.menu())
    await finish(connection)
    with pytest.raises(AdapterError, match="session bus"):
        await tray.start()


async def test_a_closed_tray_leaves_nothing_on_the_bus(bus: Bus, program: Program) -> None:
    connection = await connect(bus)
    tray = StatusNotifierTray(connection, program.menu())
    await tray.start()
    assert await owned(connection, tray.service)
    await tray.close()
    assert not await owned(connection, tray.service)
    assert connection.connected
    await finish(connection)


def test_a_row_keeps_its_number_whatever_the_others_say(program: Program) -> None:
    menu = program.menu()
    before = flatten(menu)
    program.more, program.words = True, "Sitting 9 min"
    after = flatten(menu)
    assert list(before) == list(after)
    rows = (1, 2, 3, 4, 5, 6)
    assert [before[row].item for row in rows] == [after[row].item for row in rows]
