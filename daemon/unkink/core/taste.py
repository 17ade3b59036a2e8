"""What the person thinks of tips: which to see more often, which never, and how each felt."""

from dataclasses import replace
from datetime import date
from enum import Enum

from unkink.core.values import dataclass


class Liking(Enum):
    """How a person rates a tip."""

    MORE = "more"
    """More like this."""
    USUAL = "usual"
    NOT = "not"
    """Not for me: never offered again, until the person brings it back."""


class Stiffness(Enum):
    """How neck and shoulders feel after a tip."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Felt:
    """The last answer about one tip."""

    tip: str
    stiffness: Stiffness
    day: date


@dataclass(frozen=True, slots=True)
class Taste:
    """Ratings and answers so far."""

    liked: frozenset[str] = frozenset()
    disliked: frozenset[str] = frozenset()
    felt: tuple[Felt, ...] = ()
    """At most one for each tip, the newest last."""

    def rated(self, tip: str, liking: Liking) -> "Taste":
        """Return the taste once `tip` was rated."""
        liked, disliked = self.liked - {tip}, self.disliked - {tip}
        match liking:
            case Liking.MORE:
                liked |= {tip}
            case Liking.NOT:
                disliked |= {tip}
            case Liking.USUAL:
                pass
        return replace(self, liked=liked, disliked=disliked)

    def liking(self, tip: str) -> Liking:
        """Return how `tip` is rated."""
        if tip in self.disliked:
            return Liking.NOT
        return Liking.MORE if tip in self.liked else Liking.USUAL

    def answered(self, one: Felt) -> "Taste":
        """Return the taste with this answer as the newest."""
        others = (known for known in self.felt if known.tip != one.tip)
        return replace(self, felt=(*others, one))

    def felt_after(self, tip: str) -> Felt | None:
        """Return the last answer about `tip`; None where there is none."""
        return next((one for one in self.felt if one.tip == tip), None)

    def worse_on(self, tip: str, day: date) -> bool:
        """Tell whether it felt worse after `tip` on this very day."""
        felt = self.felt_after(tip)
        return felt is not None and felt.stiffness is Stiffness.WORSE and felt.day == day
