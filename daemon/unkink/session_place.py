"""Which screen a program of a session shows things on."""

from collections.abc import Mapping


def display_of(environment: Mapping[str, str]) -> str | None:
    """Name the display that the environment leads to; None: it leads to none."""
    return environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY") or None


def same_display(one: str, other: str) -> bool:
    """Tell whether two names may lead to the same display.

    A Wayland session has a display of X as well, and some of its programs know only that one: a
    name of each kind speaks for no second session.
    """
    if (":" in one) is not (":" in other):
        return True
    return _plain(one) == _plain(other)


def _plain(display: str) -> str:
    """Leave out what a display may be named with or without: folder, host, number of the screen."""
    host, colon, number = display.rpartition(":")
    if not colon:
        return display.rpartition("/")[2]
    return f"{'' if host == 'unix' else host}:{number.partition('.')[0]}"
