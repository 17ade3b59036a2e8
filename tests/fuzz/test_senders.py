"""Signals from anybody, with any body: only the owner's, as they should be, have an effect."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from dbus_fast import Message, MessageType, Variant
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.sensors.hearing import Ears
from tests.fuzz.budget import fuzzed
from unkink.adapters.clock import SystemClock
from unkink.adapters.notifiers.notification_service import NotificationService
from unkink.adapters.sensors.arrivals import Arrivals
from unkink.adapters.sensors.lock import Lock
from unkink.adapters.sensors.logind import LogindSensor
from unkink.adapters.sensors.logind_calls import MANAGER, PATH
from unkink.adapters.sensors.mutter_idle import MutterSensor
from unkink.adapters.sensors.screensaver import ScreensaverSensor
from unkink.adapters.tray.watcher import Watcher
from unkink.bus_message import DBUS, PROPERTIES, activation_token
from unkink.core.events import FellAsleep, Locked
from unkink.one_at_a_time import OneAtATime

OWNER, STRANGER = ":1.7", ":1.666"
NAMES = (
    *("org.freedesktop.login1", "org.freedesktop.Notifications", "org.kde.StatusNotifierWatcher"),
    *("org.gnome.ScreenSaver", "org.gnome.Mutter.IdleMonitor", "org.example.Other"),
)
PATHS = (
    *(PATH, f"{PATH}/session/c1", "/", "/org/gnome/ScreenSaver", "/StatusNotifierWatcher"),
    "/org/freedesktop/Notifications",
)
MEMBERS = (
    *("PrepareForSleep", "SessionNew", "SessionRemoved", "PropertiesChanged", "ActiveChanged"),
    *("NameOwnerChanged", "WatchFired", "ActionInvoked", "ActivationToken", "NotificationClosed"),
    *("StatusNotifierHostRegistered", "StatusNotifierHostUnregistered", "Else"),
)
texts = st.sampled_from(NAMES) | st.text(max_size=5) | st.sampled_from((OWNER, STRANGER, ""))
variants = st.one_of(
    st.booleans().map(lambda value: Variant("b", value)),
    texts.map(lambda value: Variant("s", value)),
    st.integers(0, 9).map(lambda value: Variant("u", value)),
)
YES = Variant("b", True)  # noqa: FBT003  # a D-Bus value
hints = st.dictionaries(st.sampled_from(("LockedHint", "LidClosed", "Docked", "x")), variants)
BODIES: dict[str, st.SearchStrategy[list[Any]]] = {
    "": st.just([]),
    "b": st.booleans().map(lambda value: [value]),
    "s": texts.map(lambda value: [value]),
    "u": st.integers(0, 2**32 - 1).map(lambda value: [value]),
    "v": variants.map(lambda value: [value]),
    "so": st.tuples(texts, st.sampled_from(PATHS)).map(list),
    "us": st.tuples(st.integers(0, 3), texts).map(list),
    "uu": st.tuples(st.integers(0, 3), st.integers(0, 5)).map(list),
    "sss": st.tuples(texts, texts, texts).map(list),
    "sa{sv}as": st.tuples(texts, hints, st.just([])).map(list),
    "as": st.lists(texts, max_size=2).map(lambda value: [value]),
}
INTERFACES = (*NAMES, MANAGER, PROPERTIES, DBUS)


SESSION_PATH, GNOME, IDLE = f"{PATH}/session/c1", NAMES[3], NAMES[4]
NOTES, ICONS = NAMES[1], NAMES[2]
RIGHT: tuple[tuple[str, str, str, str, list[Any]], ...] = (
    (PATH, MANAGER, "PrepareForSleep", "b", [True]),
    (SESSION_PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", ["", {"LockedHint": YES}, []]),
    ("/org/gnome/ScreenSaver", GNOME, "ActiveChanged", "b", [True]),
    ("/org/gnome/Mutter/IdleMonitor/Core", IDLE, "WatchFired", "u", [1]),
    ("/StatusNotifierWatcher", ICONS, "StatusNotifierHostRegistered", "", []),
    ("/org/freedesktop/Notifications", NOTES, "ActionInvoked", "us", [1, "default"]),
    ("/org/freedesktop/DBus", DBUS, "NameOwnerChanged", "sss", [IDLE, "", OWNER]),
    ("/org/freedesktop/DBus", DBUS, "NameOwnerChanged", "sss", [GNOME, OWNER, ""]),
    ("/org/freedesktop/DBus", DBUS, "NameOwnerChanged", "sss", [NOTES, OWNER, ""]),
)
"""Signals that would change something, were they from the right one."""


def right(which: int, sender: str) -> Message:
    path, interface, member, signature, body = RIGHT[which]
    message = Message.new_signal(path, interface, member, signature, list(body))
    message.sender = sender
    return message


@st.composite
def signals(draw: st.DrawFn, senders: tuple[str, ...]) -> Message:
    """Return a signal from one of these; every other one is as it should be, but for that."""
    if draw(st.booleans()):
        return right(draw(st.integers(0, len(RIGHT) - 1)), draw(st.sampled_from(senders)))
    signature = draw(st.sampled_from(list(BODIES)))
    message = Message(
        message_type=MessageType.SIGNAL,
        path=draw(st.sampled_from(PATHS)),
        interface=draw(st.sampled_from(INTERFACES)),
        member=draw(st.sampled_from(MEMBERS)),
        signature=signature,
        body=draw(BODIES[signature]),
    )
    message.sender = draw(st.sampled_from(senders))
    return message


class DumbBus:
    """A bus as far as the adapters need one to hear; nobody on it ever answers."""

    connected = False
    unique_name = ":1.1"

    def __init__(self) -> None:
        self.handlers: list[Callable[[Message], object]] = []

    def add_message_handler(self, handler: Callable[[Message], object]) -> None:
        self.handlers.append(handler)

    def remove_message_handler(self, handler: Callable[[Message], object]) -> None:
        self.handlers.remove(handler)


def _note(calls: list[object]) -> Callable[[], Awaitable[None]]:
    async def note() -> None:
        calls.append("signed up")

    return note


async def _heard(said: list[Message]) -> list[object]:
    """Say all this to every adapter that listens, and return what came of it."""
    bus: Any = DumbBus()
    ears, calls = Ears(), list[object]()
    lock = Lock(ears)
    logind = LogindSensor(bus, ears, lock, {})
    saver = ScreensaverSensor(bus, lock)
    await logind.start()
    await saver.start()
    logind._session = f"{PATH}/session/c1"
    mutter = MutterSensor(ears, SystemClock(), bus)
    watcher = Watcher(bus, "org.example.icon", calls.append)
    watcher._signing = OneAtATime(_note(calls), "the tray host")
    service = NotificationService(
        bus,
        heard=lambda name, values: calls.append((name, values)),
        came=lambda: calls.append("came"),
        went=lambda: calls.append("went"),
    )
    service._owner = OWNER
    arrivals = Arrivals(lambda: calls.append("arrived"), {}, bus)
    for names in (logind._names, saver._names, mutter._names, watcher._names):
        if names is not None:
            names._owners = dict.fromkeys(NAMES, OWNER)
    listeners = (
        *(logind._receive, saver._receive, mutter._receive, watcher._heard, service._receive),
        arrivals._receive,
    )
    for message in said:
        for listener in dict.fromkeys((*bus.handlers, *listeners)):
            assert not listener(message)
    await asyncio.sleep(0)
    await logind.close()
    saver.close()
    return [*ears.heard, *calls]


@pytest.mark.parametrize(
    ("which", "came"),
    [
        (0, [FellAsleep()]),
        (1, [Locked()]),
        (2, [Locked()]),
        (4, ["signed up"]),
        (5, [("ActionInvoked", [1, "default"])]),
    ],
)
def test_the_owner_is_heard(which: int, came: list[object]) -> None:
    assert asyncio.run(_heard([right(which, OWNER)])) == came
    assert asyncio.run(_heard([right(which, STRANGER)])) == []


@fuzzed
@given(st.lists(signals((STRANGER, ":1.8", "", "org.freedesktop.login1")), max_size=8))
def test_whoever_does_not_own_the_name_is_never_heard(said: list[Message]) -> None:
    assert asyncio.run(_heard(said)) == []


@fuzzed
@given(st.lists(signals((OWNER, STRANGER, DBUS)), max_size=8))
def test_whatever_is_signalled_raises_nothing(
    caplog: pytest.LogCaptureFixture, said: list[Message]
) -> None:
    caplog.clear()
    asyncio.run(_heard(said))
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []


@fuzzed
@given(st.one_of(st.text(), st.integers(), st.none(), st.binary(), st.lists(st.text())))
def test_a_token_is_short_plain_text_or_none(told: object) -> None:
    token = activation_token(told)
    assert token is None or (token == told and token.isascii() and token.isprintable())
