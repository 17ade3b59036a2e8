"""Whether the desktop's do-not-disturb is on, asked of the notification server that runs."""

from collections.abc import Mapping
from typing import Any

from dbus_fast import Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus

from unkink.adapters.surroundings.programs import output

NOTIFICATIONS = "org.freedesktop.Notifications"
NOTIFICATIONS_PATH = "/org/freedesktop/Notifications"
PROPERTIES = "org.freedesktop.DBus.Properties"
ON = "do not disturb is on"


async def do_not_disturb(bus: MessageBus | None, environment: Mapping[str, str]) -> str | None:
    """Return the reason where do-not-disturb is on; starts no server that does not run."""
    if bus is None or not bus.connected:
        return None
    server = await _ask(
        bus, NOTIFICATIONS, NOTIFICATIONS_PATH, NOTIFICATIONS, "GetServerInformation"
    )
    match server[0] if server else None:
        case None:
            quiet = False
        case "dunst":
            quiet = await _property(bus, "org.dunstproject.cmd0", "paused")
        case "Xfce Notify Daemon":
            quiet = await _xfce(bus)
        case "gnome-shell":
            show = ("org.gnome.desktop.notifications", "show-banners")
            quiet = await output(environment, "gsettings", "get", *show) == "false\n"
        case "mako":
            quiet = "do-not-disturb" in (await output(environment, "makoctl", "mode") or "")
        case _:  # Plasma, and whoever else has taken over its property
            quiet = await _property(bus, NOTIFICATIONS, "Inhibited")
    return ON if quiet else None


async def _property(bus: MessageBus, interface: str, name: str) -> bool:
    answer = await _ask(bus, NOTIFICATIONS, NOTIFICATIONS_PATH, PROPERTIES, "Get", interface, name)
    return bool(answer and answer[0].value is True)


async def _xfce(bus: MessageBus) -> bool:
    xfconf, path = "org.xfce.Xfconf", "/org/xfce/Xfconf"
    setting = ("xfce4-notifyd", "/do-not-disturb")
    answer = await _ask(bus, xfconf, path, xfconf, "GetProperty", *setting)
    return bool(answer and answer[0].value is True)


async def _ask(
    bus: MessageBus, name: str, path: str, interface: str, member: str, *body: str
) -> list[Any] | None:
    """Return the answer; None for an error, which is what a desktop without that says."""
    reply = await bus.call(
        Message(
            destination=name,
            path=path,
            interface=interface,
            member=member,
            signature="s" * len(body),
            body=list(body),
            flags=MessageFlag.NO_AUTOSTART,
        )
    )
    if reply is None or reply.message_type is MessageType.ERROR:
        return None
    return list(reply.body)
