"""The icon by the clock: StatusNotifierItem, XEmbed, or whichever of them the desktop has."""
