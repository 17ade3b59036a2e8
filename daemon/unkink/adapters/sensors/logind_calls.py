"""Questions to systemd-logind or elogind: org.freedesktop.login1(5)."""

import contextlib
import os
from collections.abc import AsyncIterator, Mapping
from typing import Any

from dbus_fast import BusType, Message, MessageType
from dbus_fast.aio import MessageBus

from unkink.bus_message import (
    DBUS,
    DBUS_PATH,
    PROPERTIES,
    UnansweredError,
    answer_to,
    method_call,
    reply_to,
)
from unkink.session_place import display_of, same_display

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = f"{NAME}.Manager"
SESSION = f"{NAME}.Session"
GRAPHICAL = frozenset({"x11", "wayland", "mir"})
TEXT = "tty"


class Logind:
    """Calls over a connected system bus; each raises UnansweredError."""

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus

    async def listen(self, rule: str) -> None:
        """Have the bus deliver the signals of logind that match."""
        rule = f"type='signal',sender='{NAME}',{rule}"
        await answer_to(self._bus, method_call(DBUS, DBUS_PATH, DBUS, "AddMatch", "s", rule), "")

    async def read(self, path: str, interface: str, name: str, kind: str = "b") -> Any:
        """Return a property's value, which is of this kind."""
        call = method_call(NAME, path, PROPERTIES, "Get", "ss", interface, name)
        (told,) = await answer_to(self._bus, call, "v")
        if told.signature != kind:
            raise UnansweredError(f"{name} is “{told.signature}” where “{kind}” belongs")
        return told.value

    async def own_session(self, environment: Mapping[str, str]) -> str | None:
        """Return the path of the graphical session of this person; None where there is none.

        A daemon started by systemd --user, or from ssh, is in no session or in another one, so
        several ways to find it are tried.
        """
        async for path in self._candidates(environment):
            with contextlib.suppress(UnansweredError):
                if await self.read(path, SESSION, "Type", "s") in GRAPHICAL:
                    return path
        return None

    async def _candidates(self, environment: Mapping[str, str]) -> AsyncIterator[str]:
        async for path in self._named(environment):
            yield path
        for path in await self._of_this_display(environment):
            yield path

    async def home(self, environment: Mapping[str, str]) -> str | None:
        """Return the path of the session that this program began in; None where it began in none.

        It is the one that the process or the environment names, or the graphical one whose display
        is the environment's. A text session counts where a display was begun from it (startx), but
        none from afar: over ssh one starts what goes on. Raises UnansweredError.
        """
        text = None
        async for path in self._named(environment):
            kind = await self.read(path, SESSION, "Type", "s")
            if kind in GRAPHICAL:
                return path
            if kind == TEXT and not await self.read(path, SESSION, "Remote"):
                text = path
        display = display_of(environment)
        if display is None:
            return None
        unnamed = []
        for path in await self._of_this_display(environment):
            kind, shown = await self.read(path, SESSION, "Type", "s"), await self._display(path)
            if kind in GRAPHICAL and _is_display(shown, environment):
                return path
            if kind == "wayland" and not shown and ":" not in display:
                unnamed.append(path)  # most compositors tell logind of no display
        return text or (unnamed[0] if len(unnamed) == 1 else None)

    async def exists(self, session: str) -> bool:
        """Tell whether there is such a session."""
        return any(path == session for path, _ in await self._sessions())

    async def _named(self, environment: Mapping[str, str]) -> AsyncIterator[str]:
        asked: list[tuple[str, str, object]] = [("GetSessionByPID", "u", os.getpid())]
        if session := environment.get("XDG_SESSION_ID"):
            asked.append(("GetSession", "s", session))
        for member, signature, argument in asked:
            try:
                (path,) = await self._ask(member, "o", signature, argument)
            except UnansweredError:
                continue
            yield path

    async def _of_this_display(self, environment: Mapping[str, str]) -> list[str]:
        """List this person's sessions, that of the display first."""
        mine = [path for path, user in await self._sessions() if user == os.getuid()]
        if len(mine) < 2:
            return mine
        shown = {path: await self._display(path) for path in mine}
        return sorted(mine, key=lambda path: not _is_display(shown[path], environment))

    async def _display(self, session: str) -> str:
        """Return the display of X that a session tells of; empty: none."""
        with contextlib.suppress(UnansweredError):
            return str(await self.read(session, SESSION, "Display", "s"))
        return ""

    async def _sessions(self) -> list[tuple[str, int]]:
        """List paths and users of all sessions."""
        (sessions,) = await self._ask("ListSessions", "a(susso)")
        return [(path, user) for _, user, _, _, path in sessions]

    async def _ask(self, member: str, answer: str, signature: str = "", *body: object) -> list[Any]:
        call = method_call(NAME, PATH, MANAGER, member, signature, *body)
        return await answer_to(self._bus, call, answer)


def _is_display(shown: str, environment: Mapping[str, str]) -> bool:
    display = environment.get("DISPLAY")
    return bool(shown and display and same_display(shown, display))


async def delay_sleep(who: str, why: str) -> int:
    """Return a file descriptor that keeps the machine from sleeping for a moment.

    logind waits for it to be closed, at most for its InhibitDelayMaxSec (5 s). Asked over a
    connection of its own that is closed again: on one that takes descriptors, everybody may send
    some along with a signal, and the library closes none of them. Raises UnansweredError.
    """
    bus = MessageBus(bus_type=BusType.SYSTEM, negotiate_unix_fd=True)
    bus.add_message_handler(_turn_down_descriptors)
    call = method_call(NAME, PATH, MANAGER, "Inhibit", "ssss", "sleep", who, why, "delay")
    try:
        await bus.connect()
        reply = await reply_to(bus, call, "h")
    except UnansweredError:
        raise
    except Exception as problem:  # whatever a bus that is no bus makes the library raise
        raise UnansweredError(f"Inhibit: {problem}") from problem
    finally:
        bus.disconnect()
    descriptors = list(reply.unix_fds)
    if len(descriptors) != 1:
        for descriptor in descriptors:
            os.close(descriptor)
        raise UnansweredError("Inhibit: the answer has no file descriptor")
    return descriptors[0]


def _turn_down_descriptors(message: Message) -> None:
    """Close what came along with anything but an answer."""
    if message.message_type in (MessageType.SIGNAL, MessageType.METHOD_CALL):
        for descriptor in message.unix_fds:
            os.close(descriptor)
