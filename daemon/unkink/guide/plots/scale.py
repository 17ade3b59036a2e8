"""What stands beside a plot: a scale from zero up to a round figure, with few round ticks."""

from collections.abc import Sequence
from math import ceil

from unkink.core.moment import HOUR, MINUTE, Duration
from unkink.core.values import dataclass
from unkink.time_words import minutes

_MOST_TICKS = 5
_HOURS = tuple(
    step * MINUTE for step in (5, 10, 15, 30, 60, 2 * 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60)
)
_COUNTS = tuple(digit * 10**power for power in range(9) for digit in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Scale:
    """From zero at the bottom to `top`."""

    top: float
    ticks: tuple[tuple[float, str], ...]
    """Value and word of each, from zero up; the last one is `top`."""

    def share(self, value: float) -> float:
        """Return how far up a value is, 0 to 1."""
        return min(1.0, max(0.0, value / self.top))


def of_time(most: Duration) -> Scale:
    """Return a scale in hours and minutes on which `most` has room."""
    step = _step(most, _HOURS)
    return _scale(most, step, [minutes(number * step) for number in range(_MOST_TICKS + 1)])


def of_counts(most: int) -> Scale:
    """Return a scale of whole numbers on which `most` has room."""
    step = _step(most, _COUNTS)
    return _scale(most, step, [f"{number * step:.0f}" for number in range(_MOST_TICKS + 1)])


def of_an_hour() -> Scale:
    """Return the scale for parts of one hour."""
    return _scale(HOUR, 15 * MINUTE, [minutes(number * 15 * MINUTE) for number in range(5)])


def _step(most: float, steps: Sequence[float]) -> float:
    return next((step for step in steps if most <= step * _MOST_TICKS), steps[-1])


def _scale(most: float, step: float, words: Sequence[str]) -> Scale:
    count = max(1, min(ceil(most / step), len(words) - 1))
    ticks = ("0", *words[1 : count + 1])
    return Scale(count * step, tuple((number * step, word) for number, word in enumerate(ticks)))
