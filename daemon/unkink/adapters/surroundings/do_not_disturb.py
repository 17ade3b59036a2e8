"""Whether the desktop's do-not-disturb is on, asked of the notification server that runs."""

from collections.abc import Mapping
from pathlib import Path

from dbus_fast.aio import MessageBus

from unkink.adapters.surroundings.programs import output
from unkink.adapters.surroundings.questions import ask, read

NOTIFICATIONS = "org.freedesktop.Notifications"
NOTIFICATIONS_PATH = "/org/freedesktop/Notifications"
ON = "do not disturb is on"
LXQT = "lxqt/notifications.conf"

SETTINGS = {
    "gnome-shell": ("org.gnome.desktop.notifications", "show-banners", "false"),
    "cinnamon": ("org.cinnamon.desktop.notifications", "display-notifications", "false"),
    "io.elementary.notifications": ("io.elementary.notifications", "do-not-disturb", "true"),
    # MATE's; GNOME's old one has the same name and no such setting, which gsettings then says.
    "Notification Daemon": ("org.mate.NotificationDaemon", "do-not-disturb", "true"),
}
"""Servers that follow a setting: its schema, its key, and what it is when they keep quiet."""

MODES = frozenset({"do-not-disturb", "dnd"})
"""mako has modes of the person's own making; its manual calls this one by the first name."""


async def do_not_disturb(bus: MessageBus | None, environment: Mapping[str, str]) -> str | None:
    """Return the reason where do-not-disturb is on; starts no server that does not run."""
    if bus is None or not bus.connected:
        return None
    server = await _server(bus)
    return ON if server and await is_quiet(bus, environment, server) else None


async def told_by(bus: MessageBus) -> tuple[str, str | None] | None:
    """Name the server that runs, and the program without which it cannot be asked."""
    server = await _server(bus)
    return None if server is None else (server, "gsettings" if server in SETTINGS else None)


async def _server(bus: MessageBus) -> str | None:
    asked = (NOTIFICATIONS, NOTIFICATIONS_PATH, NOTIFICATIONS, "GetServerInformation")
    told = await ask(bus, *asked, answer="ssss")
    return told[0] if told else None


async def is_quiet(bus: MessageBus, environment: Mapping[str, str], server: str) -> bool | None:
    """Tell whether this server keeps quiet; None: it tells nobody, as far as is known."""
    match server:
        case "dunst":
            return await _property(bus, "org.dunstproject.cmd0", "paused")
        case "Xfce Notify Daemon":
            setting = ("xfce4-notifyd", "/do-not-disturb")
            on = await _is_on(bus, "org.xfce.Xfconf", "GetProperty", "ss", *setting, answer="v")
            return on is True  # nobody has set it yet where nothing is told
        case "mako":
            mako = (NOTIFICATIONS, "/fr/emersion/Mako", "fr.emersion.Mako", "ListModes")
            modes = await ask(bus, *mako, answer="as")
            return None if not modes else bool(MODES.intersection(modes[0]))
        case "SwayNotificationCenter":
            return await _is_on(bus, "org.erikreider.swaync.cc", "GetDnd")
        case "Budgie Notification Server" | "Raven":
            return await _is_on(bus, "org.budgie_desktop.Raven", "GetDoNotDisturbState")
        case _ if server in SETTINGS:
            schema, key, quiet = SETTINGS[server]
            told = await output(environment, "gsettings", "get", schema, key)
            return None if told is None else told == f"{quiet}\n"
        case "lxqt-notificationd":
            return _by_lxqt(environment)
        case _:  # Plasma, and whoever else has taken over its property
            return await _property(bus, NOTIFICATIONS, "Inhibited")


def _by_lxqt(environment: Mapping[str, str]) -> bool | None:
    """Read LXQt's settings: its server tells nobody over the bus (2.1.0 and 2.4.0).

    The person's own file counts before the system's; where none names it, it is off.
    """
    from configparser import Error, RawConfigParser  # one desktop's alone

    home = (
        environment.get("XDG_CONFIG_HOME") or f"{environment.get('HOME', '/nonexistent')}/.config"
    )
    folders = (home, *(environment.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":"))
    quiet = False
    for folder in reversed(folders):
        about = RawConfigParser(strict=False)
        about.optionxform = str  # type: ignore[assignment,method-assign]  # the documented way
        try:
            about.read(Path(folder, LXQT), encoding="utf-8")
            quiet = about.getboolean("General", "doNotDisturb", fallback=quiet)
        except (OSError, ValueError, Error):
            return None
    return quiet


async def _property(bus: MessageBus, interface: str, name: str) -> bool | None:
    told = await read(bus, NOTIFICATIONS, NOTIFICATIONS_PATH, interface, name, "b")
    return told if isinstance(told, bool) else None


async def _is_on(
    bus: MessageBus, name: str, member: str, signature: str = "", *body: str, answer: str = "b"
) -> bool | None:
    """Ask one whose path and interface follow from its name."""
    path = "/" + name.replace(".", "/")
    told = await ask(bus, name, path, name, member, signature, *body, answer=answer)
    if not told:
        return None
    return getattr(told[0], "value", told[0]) is True
