"""Which screen a program of a session shows things on."""

from collections.abc import Mapping


def display_of(environment: Mapping[str, str]) -> str | None:
    """Name the display that the environment leads to; None: it leads to none."""
    return environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY") or None
