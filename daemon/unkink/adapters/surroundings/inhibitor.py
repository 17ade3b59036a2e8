"""Which program keeps the screen on: for a film, a talk, a recipe; a sign that somebody is there.

Desktops keep lists of who asked for that. Compositors without a desktop keep theirs to themselves,
and report no idleness while one asks.
"""

import logging
import os
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from dbus_fast import BusType
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusFastError

from unkink.adapters.surroundings.names import is_one_of, plain_name
from unkink.adapters.surroundings.programs import program_name
from unkink.adapters.surroundings.questions import ask, patiently, read
from unkink.core.surroundings import Kind, Sign

log = logging.getLogger(__name__)

NO_SIGN = frozenset(
    {
        # Switched on by hand and forgotten: the person said that the screen should stay on, not
        # that they sit in front of it.
        "caffeine",
        "caffeine-gnome-extension",
        "caffeine-ng",
        "espresso",
        "inhibit@cinnamon.org",
        "mate-inhibit-applet",
        "plasmashell",  # the switch in Plasma's battery menu
        # Commands that want the machine awake until they are done: a backup, a build.
        "gnome-session-inhibit",
        "mate-session-inhibit",
        "systemd-inhibit",
        "unknown",  # what the first two call themselves if not told otherwise
        # The desktop itself.
        "cinnamon-session",
        "gnome-session",
        "mate-session",
        "powerdevil",
    }
)
"""Programs that keep the screen on by design, however long nobody looks; in small letters."""

SOUND_ONLY = frozenset({"audio-playing", "playing audio"})
"""Reasons that browsers give for music, which plays to empty chairs too; in small letters."""

_GNOME, _GNOME_PATH = "org.gnome.SessionManager", "/org/gnome/SessionManager"
_GNOME_INHIBITOR = "org.gnome.SessionManager.Inhibitor"
_KEEP_FROM_IDLE = 8
_KDE = "org.kde.Solid.PowerManagement.PolicyAgent"
_KDE_PATH = "/org/kde/Solid/PowerManagement/PolicyAgent"
_CHANGE_SCREEN_SETTINGS = 4
_POWER, _POWER_PATH = "org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit"
_LOGIND, _LOGIND_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"

Source = Callable[[MessageBus], Awaitable[list[str]]]


async def who_keeps_the_screen_on(
    bus: MessageBus | None, environment: Mapping[str, str]
) -> list[Sign]:
    """Return who keeps the screen on, such as "mpv keeps the screen on"."""
    found: list[str] = []
    if bus is not None and bus.connected:
        for source in (session_manager, plasma, xfce):
            # One that hangs must not hide the next.
            found += await patiently(source(bus)) or ()
    if not found:
        found += await patiently(_by_system_bus(environment)) or ()
    return [_told(program) for program in dict.fromkeys(found)]


async def session_manager(bus: MessageBus) -> list[str]:
    """Ask the session manager of GNOME, MATE or Cinnamon, which share one interface."""
    kept = await ask(
        bus, _GNOME, _GNOME_PATH, _GNOME, "IsInhibited", "u", _KEEP_FROM_IDLE, answer="b"
    )
    if not (kept and kept[0] is True):
        return []
    found = []
    listed = await ask(bus, _GNOME, _GNOME_PATH, _GNOME, "GetInhibitors", answer="ao")
    for path in listed[0] if listed else ():
        flags, program, reason = [
            (await ask(bus, _GNOME, path, _GNOME_INHIBITOR, member, answer=answer) or [None])[0]
            for member, answer in (("GetFlags", "u"), ("GetAppId", "s"), ("GetReason", "s"))
        ]
        if flags is not None and flags & _KEEP_FROM_IDLE and _is_sign(program, reason):
            found.append(str(program or ""))
    return found


async def plasma(bus: MessageBus) -> list[str]:
    """Ask Plasma's power management, which believes a program only after five seconds."""
    kept = await ask(
        bus, _KDE, _KDE_PATH, _KDE, "HasInhibition", "u", _CHANGE_SCREEN_SETTINGS, answer="b"
    )
    if not (kept and kept[0] is True):
        return []
    # Plasma 6 tells what each one asked for; Plasma 5 lists those that only forbid sleep as well.
    active = await read(bus, _KDE, _KDE_PATH, _KDE, "ActiveInhibitions", "a(ssssu)")
    if active is not None:
        asked = [(who, why) for what, who, why, *_ in active if "idle" in what.split(":")]
    else:
        listed = await ask(bus, _KDE, _KDE_PATH, _KDE, "ListInhibitions", answer="a(ss)")
        asked = [(entry[0], entry[1]) for entry in listed[0]] if listed else []
    return [who for who, why in asked if _is_sign(who, why)]


async def xfce(bus: MessageBus) -> list[str]:
    """Ask Xfce's power manager, which leaves the screen on while somebody forbids sleep.

    Chromium and what is built on it ask it for music and downloads as well, without a reason; they
    are known by the whole path that they give as their name, and passed over. Plasma serves a
    smaller interface of this name, without a list.
    """
    listed = await ask(bus, _POWER, _POWER_PATH, f"{_POWER}.Inhibit", "GetInhibitors", answer="as")
    asked = listed[0] if listed else ()
    return [one for one in asked if not one.startswith("/") and _is_sign(one, None)]


async def logind(bus: MessageBus) -> list[str]:
    """Ask logind for programs of this person; `bus` is the system bus."""
    listed = await ask(
        bus, _LOGIND, _LOGIND_PATH, f"{_LOGIND}.Manager", "ListInhibitors", answer="a(ssssuu)"
    )
    found = []
    for what, who, why, mode, user, process in listed[0] if listed else ():
        if "idle" not in what.split(":") or not mode.startswith("block") or user != os.getuid():
            continue
        # The command holds the inhibitor for another, under a name that can be chosen.
        if _is_sign(who, why) and _is_sign(program_name(Path("/proc"), process), None):
            found.append(str(who))
    return found


async def _by_system_bus(environment: Mapping[str, str]) -> list[str]:
    """Ask logind over a connection that is closed again; at half a millisecond none is kept."""
    address = environment.get("DBUS_SYSTEM_BUS_ADDRESS")
    try:
        bus = MessageBus(bus_address=address, bus_type=BusType.SYSTEM)
    except (OSError, DBusFastError, ValueError):
        return []
    try:
        return await logind(await bus.connect())
    except Exception as problem:  # noqa: BLE001 - what is no bus may say anything
        log.debug("the system bus cannot be asked: %s", problem)
        return []
    finally:
        bus.disconnect()


def _is_sign(program: Any, reason: Any) -> bool:
    known = is_one_of(NO_SIGN, program) or is_one_of(SOUND_ONLY, reason)
    return not known and not (isinstance(program, str) and is_one_of(NO_SIGN, plain_name(program)))


def _told(program: str) -> Sign:
    name = plain_name(program)
    return Sign(Kind.INHIBITOR, f"{name or 'a program'} keeps the screen on", name or None)
