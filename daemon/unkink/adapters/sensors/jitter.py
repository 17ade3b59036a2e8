"""Tells people from a mouse that moves by itself, on a shaking table or when a desk is bumped.

Motion that goes nowhere prolongs a presence, for a while, and never begins one.
"""

from unkink.adapters.sensors.last_input import SAME_INPUT
from unkink.core.moment import MINUTE, Duration, Moment
from unkink.core.values import dataclass

NOWHERE = 3
"""Pixels along each axis, from one look to the next. A sensor on a shaking table flickers by one or
two. A person who moves the pointer leaves such a small square at once, and does not happen to be
back in it at the next look: it is a few millionths of a screen."""

PATIENCE: Duration = 5 * MINUTE
"""How long motion that goes nowhere is taken for a person. A hand that rests on the mouse of a
reader trembles just so, and reading is sitting; but within five minutes a reader scrolls, clicks or
moves on, each of which counts. Five minutes are also what a full break takes: no longer absence
than that goes unnoticed."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the server says of its devices at one moment."""

    at: Moment
    any_input: Moment
    """When any device was last used, or moved by itself."""
    key: Moment
    """When a keyboard was last used."""
    pointer: tuple[int, int]
    """Where the pointer is, in pixels."""


class Sieve:
    """Sifts looks and presses, and answers when a person last used the machine."""

    def __init__(self, patience: Duration = PATIENCE, nowhere: int = NOWHERE) -> None:
        self._patience = patience
        self._nowhere = nowhere
        self._pointer: tuple[int, int] | None = None
        """Where it was at the last look; not at the last real input, for jitter also drifts."""
        self._newest = self._real = self._answer = Moment(0.0)
        self.absent = False
        """Whether the person was away at the last look: from then on only real input counts."""

    @property
    def doubtful(self) -> bool:
        """Whether the newest input may have been nobody's."""
        return self._newest > self._real + SAME_INPUT

    def press(self, at: Moment) -> None:
        """Take a button, a turn of the wheel or a touch; it counts from the next look on."""
        self._real = max(self._real, at)

    def take(self, look: Look, away_after: Duration) -> Moment:
        """Return the last input that is believed to be a person's.

        May be earlier than what was returned before: when patience ends, the last real input is
        the answer, so that an absence begins there.
        """
        if look.any_input > self._newest:
            self._weigh(look)
        if not self.absent or self._real > self._answer + SAME_INPUT:
            patient = self._newest - self._real < self._patience
            self._answer = self._newest if patient else self._real
        self.absent = look.at - self._answer >= away_after
        return self._answer

    def _weigh(self, look: Look) -> None:
        """Take news: a key and a pointer that has gone somewhere are a person's."""
        key = min(look.key, look.any_input)  # a key may have come after an alarm read late
        if self._has_gone(look.pointer):
            self._real = look.any_input
        elif key > self._real + SAME_INPUT:
            self._real = key
        self._pointer = look.pointer
        self._newest = look.any_input

    def _has_gone(self, pointer: tuple[int, int]) -> bool:
        if self._pointer is None:
            return True  # nothing to compare with: believed
        (x, y), (x_before, y_before) = pointer, self._pointer
        return max(abs(x - x_before), abs(y - y_before)) > self._nowhere
