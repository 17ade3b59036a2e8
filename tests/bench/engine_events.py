"""Measures how many events the rules take in a second, with all that the loop asks after each.

Run it by hand: `python -m tests.bench.engine_events [EVENTS]`. By the processor's time, with the
real tips and the default settings.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from unkink.core import events
from unkink.core.engine import Engine
from unkink.core.moment import Instant, Moment
from unkink.core.settings import Settings
from unkink.tip_files import read_pool

ROUNDS = 5
BEGAN = Instant(Moment(1000.0), datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


def at(seconds: float) -> Instant:
    """Return the instant so many seconds after nine."""
    return Instant(Moment(BEGAN.moment + seconds), BEGAN.wall + timedelta(seconds=seconds))


def typing(number: int) -> tuple[Instant, events.Event]:
    """Somebody types; a sensor reports every two seconds, far more often than any does."""
    now = at(number * 2)
    return now, events.Looked(now.moment)


def coming_and_going(number: int) -> tuple[Instant, events.Event]:
    """Every three minutes somebody leaves, and comes back a minute and a half later."""
    now = at(number * 90)
    gone = number % 2 == 1
    return now, events.Looked(Moment(now.moment - 90) if gone else now.moment)


def answering(number: int) -> tuple[Instant, events.Event]:
    """Somebody asks for tips and answers them, one after the other."""
    return at(number * 40), events.PromptRequested() if number % 2 == 0 else events.Done()


def looking(number: int) -> tuple[Instant, events.Event]:
    """Nothing new, again and again."""
    return at(number), events.TimePassed()


def microseconds(happening: Callable[[int], tuple[Instant, events.Event]], count: int) -> float:
    """Return what one event costs, with the three questions after it."""
    engine = Engine(Settings(), BEGAN, Random(0))
    engine.handle(events.PoolLoaded(read_pool()), BEGAN)
    engine.handle(events.Looked(BEGAN.moment), BEGAN)
    all_events = list(_all(happening, count))
    began = time.process_time()
    for now, event in all_events:
        engine.handle(event, now)
        engine.deadline()
        engine.silences()
        engine.curious()
    return (time.process_time() - began) / count * 1e6


def _all(
    happening: Callable[[int], tuple[Instant, events.Event]], count: int
) -> Iterator[tuple[Instant, events.Event]]:
    for number in range(1, count + 1):
        yield happening(number)


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for happening in (typing, coming_and_going, answering, looking):
        each = statistics.median(microseconds(happening, count) for _ in range(ROUNDS))
        name = happening.__name__.replace("_", " ")
        sys.stdout.write(f"{name:18} {each:7.1f} µs an event, {1e6 / each:8,.0f} events a second\n")


if __name__ == "__main__":
    main()
