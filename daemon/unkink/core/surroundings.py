"""What goes on around the person: what a prompt would disturb, and who is there without typing."""

from enum import Enum

from unkink.core.values import dataclass


class Kind(Enum):
    """What a sign is a sign of."""

    CALL = "call"
    SHARING = "sharing"
    """Others see the screen, or will."""
    MEETING = "meeting"
    """A calendar says so."""
    FULLSCREEN = "fullscreen"
    DO_NOT_DISTURB = "do-not-disturb"
    BATTERY = "battery"
    INHIBITOR = "inhibitor"
    """A program asked the desktop to keep the screen on."""
    PLAYING = "playing"
    """A program plays sound or video."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that another program says, as it was seen in a look around."""

    kind: Kind
    words: str
    """For people, such as "microphone in use by Firefox"."""
    program: str | None = None
    """What a row of `[programs]` calls it; None where nobody knows."""
    show: bool = False
    """Of a full screen: made to be looked at and not to be worked in, as games, films, slides."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that was seen in one look, or all of it that is believed."""

    signs: tuple[Sign, ...] = ()

    def first(self, kind: Kind) -> Sign | None:
        """Return the sign to name where there are several of a kind."""
        return next((sign for sign in self.signs if sign.kind is kind), None)

    def words(self, kind: Kind) -> str | None:
        """Return what is to be said of a kind; None where there is no sign of it."""
        sign = self.first(kind)
        return None if sign is None else sign.words
