"""Settings, tips, health answers and a day: everything that would have happened."""

from collections.abc import Iterable, Iterator
from itertools import chain
from random import Random

from unkink.core.effects import Effect, Spent
from unkink.core.engine import Engine
from unkink.core.events import HealthChanged, PoolLoaded
from unkink.core.health import HealthProfile
from unkink.core.moment import Instant
from unkink.core.settings import Settings
from unkink.core.timeline import Span
from unkink.core.tips import Pool
from unkink.simulation.day_file import Row
from unkink.simulation.driver import Driver, beginning


def simulated(
    rows: Iterable[Row],
    settings: Settings,
    pool: Pool,
    profile: HealthProfile | None = None,
    seed: int = 0,
) -> Iterator[tuple[Instant, Effect]]:
    """Give every effect and its instant, in order; the same arguments give the same effects.

    The stretch of time that the end of the last row cuts off is given too, as if it were over, so
    that all of them tile the day. `rows` holds one at least.
    """
    ahead = iter(rows)
    row = next(ahead)
    engine = Engine(settings, beginning(row), Random(seed))  # noqa: S311 - a choice of tips
    driver = Driver(engine, row)
    booked = driver.now.moment
    first = (PoolLoaded(pool), HealthChanged(profile or HealthProfile()))
    for now, effect in driver.play(chain([row], ahead), first):
        if isinstance(effect, Spent):
            booked = effect.span.ends
        yield now, effect
    last, ends = engine.snapshot(driver.now), driver.now.moment
    if ends > booked:
        yield driver.now, Spent(Span(last.presence, last.posture, booked, ends), driver.now)
