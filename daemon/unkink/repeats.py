"""How often a step is repeated, where its own words and its seconds agree on it."""

import re

_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, start=2)}
_NUMBER = rf"(\d{{1,2}}|{'|'.join(_WORDS)})"

_TIMES = re.compile(rf"\b{_NUMBER} (?:times|circles|spots|rounds|breaths|turns|tilts)\b", re.I)
_EACH = re.compile(
    rf"\b{_NUMBER} seconds? (?:each|per|on each)\b|\bspots of {_NUMBER} seconds", re.I
)
_SIDES = (1, 2)
"""The seconds may be those of one move, with as many again to the other side."""


def repeats(step: str, seconds: int) -> int | None:
    """Return the number a step names, if that many times the seconds it names fill its time.

    "4 times each way, 4 seconds per turn" in 32 seconds is 4. None where nothing is said or the
    sum does not come out even: a count that runs beside the person would be worse than none.
    """
    times, each = _TIMES.search(step), _EACH.search(step)
    if times is None or each is None:
        return None
    count = _number(times[1])
    length = _number(each[1] or each[2])
    return count if any(count * length * sides == seconds for sides in _SIDES) else None


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word.lower()]
