"""Whether what was kept can be true, asked before anybody goes on from it.

A disk, a hand or another program may leave a file that is whole, and holds what no version wrote.
The engine trusts its memory; one that it cannot read would keep the program from starting.
"""

from collections.abc import Iterator
from dataclasses import astuple
from datetime import date, datetime

from unkink.core.memory import Memory
from unkink.core.presence import Posture, Presence
from unkink.core.summary import Period
from unkink.core.taste import Stiffness

YEARS = range(1900, 9000)
"""Far enough from both ends of what a `date` holds; a clock that lost its battery says 1969."""
MOST = 1e10
"""Three centuries in seconds, and more prompts than anybody sees."""


def check(kept: Memory) -> None:
    """Raise ValueError, with what is wrong, where the engine could not go on from this."""
    Posture(kept.posture)
    for summary in kept.summaries:
        Period(summary.period)
    if kept.presence is not None:
        Presence(kept.presence)
    for felt in kept.tips.felt:
        Stiffness(felt.stiffness)
    for text in _instants(kept):
        then = datetime.fromisoformat(text)
        if then.utcoffset() is None or then.year not in YEARS:
            raise ValueError(f"no time can be {text}")
    for text in _days(kept):
        if date.fromisoformat(text).year not in YEARS:
            raise ValueError(f"no day can be {text}")
    if any(abs(number) > MOST for number in _numbers(astuple(kept))):
        raise ValueError("a number in it is too large")


def _instants(kept: Memory) -> Iterator[str]:
    yield kept.wall
    yield from (one.waits_since for one in kept.summaries if one.waits_since is not None)
    for term in (kept.paused, kept.chosen):
        if term is not None and term.until is not None:
            yield term.until


def _days(kept: Memory) -> Iterator[str]:
    yield kept.day
    yield from (one.rung_on for one in kept.reminders if one.rung_on is not None)
    yield from (one.day for one in kept.shown)
    yield from (one.day for one in kept.asked)
    yield from (one.rung_on for one in kept.summaries)
    yield from (one.day for one in kept.tips.felt)
    yield from (one.last for one in kept.tips.practised)
    yield from (one for one in (kept.tips.wave, kept.tips.tight_on) if one is not None)


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _numbers(one)
