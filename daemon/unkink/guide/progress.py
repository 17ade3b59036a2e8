"""Where somebody is on the two ways that take weeks: quiet sessions, and cool water in steps.

Nothing here can be lost: days off take nothing away, and only health hides a rung.
"""

from collections.abc import Sequence

from unkink.core.practice import Practised
from unkink.core.values import dataclass

QUIET = "relax-quiet-fifteen"
"""The tip whose repetitions make the course."""
LINE = 10
"""Sessions on one line; a second line is a choice."""

LADDER = ("contrast-starter", "contrast-three-rounds", "contrast-cool-finish")
"""The rungs from below: 10, 20 and 30 seconds of cool water."""
ENOUGH = 2
"""Times a rung is done before the next one is offered."""

# fmt: off
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth",
    "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
    "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Course:
    """The quiet sessions: ten of them, and ten more for who likes that."""

    done: int

    @property
    def line(self) -> int:
        """The line the person is on, 1 or 2; the second begins with the eleventh session."""
        return 1 if self.done <= LINE else 2

    @property
    def filled(self) -> int:
        """How many loops of that line are done."""
        return min(self.done - LINE * (self.line - 1), LINE)

    @property
    def complete(self) -> bool:
        """Whether the line is done, and the next session a choice."""
        return self.filled == LINE

    @property
    def next(self) -> str:
        """The next session as a word: "fifth"; "next" after the twentieth."""
        return _ORDINALS[self.done] if self.done < len(_ORDINALS) else "next"


def course(practised: Practised | None) -> Course:
    """Return how far the quiet sessions are."""
    return Course(0 if practised is None else practised.times)


def rung(times: Sequence[int]) -> int:
    """Return the rung to offer, counted from 0, given how often each was done, from below.

    Who began further up goes on from there.
    """
    last = len(times) - 1
    reached = [min(place + (done >= ENOUGH), last) for place, done in enumerate(times) if done]
    return max(reached, default=0)
