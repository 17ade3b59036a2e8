"""What to install or switch on, desktop by desktop."""

from collections.abc import Mapping
from enum import Enum

from unkink.doctor.place import Place

NO_SCREEN = "Run unkink doctor in a terminal inside your desktop."


class Desktop(Enum):
    """A desktop that something particular is to be said about."""

    GNOME = "GNOME"
    KDE = "KDE Plasma"
    XFCE = "Xfce"
    MATE = "MATE"
    CINNAMON = "Cinnamon"
    LXQT = "LXQt"
    BUDGIE = "Budgie"
    COSMIC = "COSMIC"
    BARE_WAYLAND = "a Wayland compositor"
    BARE_X11 = "a window manager"
    NONE = "no desktop"


_NAMES = {
    "gnome": Desktop.GNOME,
    "unity": Desktop.GNOME,
    "kde": Desktop.KDE,
    "xfce": Desktop.XFCE,
    "mate": Desktop.MATE,
    "x-cinnamon": Desktop.CINNAMON,
    "cinnamon": Desktop.CINNAMON,
    "lxqt": Desktop.LXQT,
    "budgie": Desktop.BUDGIE,
    "cosmic": Desktop.COSMIC,
}
"""Words of XDG_CURRENT_DESKTOP, in small letters; of several the first that is known counts."""

TRAY: Mapping[Desktop, str] = {
    Desktop.GNOME: "GNOME shows no such icons by itself: install its AppIndicator extension "
    "(package gnome-shell-extension-appindicator), log out and in, and switch it on in the app "
    "Extensions.",
    Desktop.KDE: "Add the widget System Tray to a panel.",
    Desktop.XFCE: "Right-click the panel, Panel, Add New Items, and add the Status Tray Plugin.",
    Desktop.MATE: "Right-click the panel, Add to Panel, and add the Notification Area.",
    Desktop.CINNAMON: "Right-click the panel, Applets, and add the XApp Status Applet.",
    Desktop.LXQT: "Right-click the panel, Manage Widgets, and add Status Notifier.",
    Desktop.BUDGIE: "Add the applet System Tray in Budgie Desktop Settings.",
    Desktop.COSMIC: "Add the applet Notification Tray to the panel in Settings.",
    Desktop.BARE_WAYLAND: 'Run a bar with a tray, such as waybar with its module "tray".',
    Desktop.BARE_X11: "Run a panel with a tray, such as xfce4-panel, tint2, polybar or trayer.",
    Desktop.NONE: NO_SCREEN,
}
"""What to do where no panel takes the icon."""

NOTIFICATIONS: Mapping[Desktop, str] = {
    Desktop.XFCE: "Install xfce4-notifyd.",
    Desktop.MATE: "Install mate-notification-daemon.",
    Desktop.LXQT: "Install lxqt-notificationd, and switch it on in LXQt's session settings.",
    Desktop.BARE_WAYLAND: "Install a notification daemon, such as mako or dunst, and start it.",
    Desktop.BARE_X11: "Install a notification daemon, such as dunst, and start it.",
    Desktop.NONE: NO_SCREEN,
}
"""What to do where nobody shows notifications; elsewhere the desktop itself does."""

NOTIFICATIONS_BUILT_IN = "This desktop shows them itself: log out and in again."


def desktop(place: Place) -> Desktop:
    """Tell which desktop this is, as it calls itself."""
    for word in place.environment.get("XDG_CURRENT_DESKTOP", "").lower().split(":"):
        if word in _NAMES:
            return _NAMES[word]
    if place.wayland:
        return Desktop.BARE_WAYLAND
    return Desktop.BARE_X11 if place.has_screen else Desktop.NONE
