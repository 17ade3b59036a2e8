"""Which clicks on the tray icon count: a double click is one.

Panels tell each press of a double click as a click of its own (xfce4-panel 4.18 sends Activate
twice), and any program of the session may send as many as it likes: who calls cannot be told from a
panel, as there are panels behind proxies. So what repeats within a moment is the same click.
"""

from collections.abc import Callable, Hashable

from unkink.core.moment import Duration

DOUBLE: Duration = 1.0
"""Within which a repeated click is the same one. Desktops take 0.25 to 0.5 s for a double click and
offer at most twice that; a page takes about as long to appear."""

ICON = "icon"
"""The icon itself, where a menu's row is meant by its item."""


class Clicks:
    """Tells clicks from their echoes, by the seconds of a clock that is given."""

    def __init__(self, now: Callable[[], float], double: Duration = DOUBLE) -> None:
        self._now = now
        self._double = double
        self._last: Hashable = None
        self._at = float("-inf")

    def counts(self, what: Hashable) -> bool:
        """Tell whether this click is one of its own; one on something else always is."""
        now = self._now()
        if what == self._last and now - self._at < self._double:
            return False
        self._last, self._at = what, now
        return True
