"""Reads all clocks at once."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from unkink.core.moment import MINUTE, Duration, Instant, Moment
from unkink.light_imports import without_build_settings, without_zones_of_python

with without_build_settings():
    from zoneinfo import ZoneInfoNotFoundError

    import tzlocal

log = logging.getLogger(__name__)

ReadClock = Callable[[int], float]

SHORTEST_SLEEP: Duration = 0.1
"""Less than this between two clocks is the time it takes to read them, not a suspend."""
SETTLES: Duration = 10 * MINUTE
"""So soon after the machine started, the time service sets right a clock that was wrong: no leap is
believed."""
UNDONE: Duration = 60 * MINUTE
"""A step forward so soon after one back is first of all its end: somebody tries out something."""
CLOSE_TOGETHER: Duration = 0.001
ATTEMPTS = 5


class SystemClock:
    """This machine's clocks; `CLOCK_BOOTTIME` runs on through suspend (clock_gettime(2), Linux).

    Where there is none, moments come from the monotonic clock and no sleep is seen.
    """

    def __init__(
        self,
        read: ReadClock = time.clock_gettime,
        wall: Callable[[], float] = time.time,
        break_length: Callable[[], Duration] | None = None,
    ) -> None:
        """Take, beside what is read, how long an absence must be to be one that counts whole.

        None: no standing still is believed in.
        """
        self._read = read
        self._wall = wall
        self._break_length = break_length
        self._slept: Duration = 0.0
        self._stood_still: Duration = 0.0
        """What the wall clock leapt over while all other clocks stood still."""
        self._apart: float | None = None
        """The wall clock less the boot clock, when both were last read."""
        self._set_back: tuple[float, Duration] = (float("-inf"), 0.0)
        """When the wall clock was last set back, and how far it still is."""
        self._named: tuple[tuple[str, str], int] | None = None
        self._zone: tzinfo = UTC

    def now(self) -> Instant:
        """Return this instant; follows a changed time zone, and never blocks."""
        moment, wall = self._moment_and_wall()
        self._notice_leap(moment, wall - moment)
        at = datetime.fromtimestamp(wall, self._local_zone())
        return Instant(Moment(moment + self._stood_still), at, self._slept + self._stood_still)

    def _notice_leap(self, moment: float, apart: float) -> None:
        """Take a leap forward of the wall clock for a machine that stood still.

        A virtual machine that was saved, or whose host slept, has no clock that ran meanwhile; its
        wall clock is set when it goes on. Somebody who sets the clock by hours does the same, and
        far less often. A step back and a small one are what they seem, and so is any in the first
        minutes of a machine, when a wrong clock is set right.
        """
        before, self._apart = self._apart, apart
        if before is None or self._break_length is None or moment < SETTLES:
            return
        leap = self._beyond_a_step_back(moment, apart - before)
        if leap >= self._break_length():
            self._stood_still += leap
            log.warning("the machine stood still for %d minutes", round(leap / 60))

    def _beyond_a_step_back(self, moment: float, step: Duration) -> Duration:
        """Return how far a step leads forward of where the clock was before it was set back."""
        since, back = self._set_back
        if step <= -SHORTEST_SLEEP:
            self._set_back = (moment, (back if moment - since < UNDONE else 0.0) - step)
            return 0.0
        if step < SHORTEST_SLEEP or moment - since >= UNDONE:
            return step
        self._set_back = (since, max(0.0, back - step))
        return step - min(step, back)

    def _moment_and_wall(self) -> tuple[float, float]:
        """Return the moment and the wall clock's time; a suspend between them is no leap."""
        moment, wall = self._moment(), self._wall()
        for _ in range(ATTEMPTS):
            if (after := self._moment()) - moment < SHORTEST_SLEEP:
                break
            moment, wall = after, self._wall()
        return moment, wall

    def _local_zone(self) -> tzinfo:
        """Return the zone with its rules, not just today's offset: calendar rules look ahead."""
        time.tzset()  # one stat of /etc/localtime; without it the C library keeps the old zone
        named = (time.tzname, time.timezone)
        if named != self._named:
            self._named = named
            self._zone = _zone_with_rules()
        return self._zone

    def _moment(self) -> float:
        if not hasattr(time, "CLOCK_BOOTTIME"):
            return self._read(time.CLOCK_MONOTONIC)
        boot, awake, apart = self._read_together()
        # Kept as it was unless the machine has really slept, so that it does not jitter.
        if abs(boot - awake - self._slept) > max(SHORTEST_SLEEP, apart):
            self._slept = boot - awake
        return boot

    def _read_together(self) -> tuple[float, float, Duration]:
        """Return both clocks, and at most how far apart they were read."""
        attempts = 0
        while True:
            before = self._read(time.CLOCK_MONOTONIC)
            boot = self._read(time.CLOCK_BOOTTIME)
            apart = self._read(time.CLOCK_MONOTONIC) - before
            attempts += 1
            if apart < CLOSE_TOGETHER or attempts == ATTEMPTS:
                return boot, before, apart


def _zone_with_rules() -> tzinfo:
    """Return the local zone; only today's offset where the zone has no name in the database."""
    try:
        with suppress(ZoneInfoNotFoundError), without_zones_of_python():
            return tzlocal.reload_localzone()
        return tzlocal.reload_localzone()  # the package knows names that Debian 13 keeps apart
    except (ZoneInfoNotFoundError, LookupError, ValueError, OSError) as problem:
        # TZ="CET-1CEST" and the like, or /etc/timezone and /etc/localtime that disagree.
        log.warning("the time zone is not fully known, so clock changes may be missed: %s", problem)
        return datetime.now().astimezone().tzinfo or UTC


def boot_id(source: Path = Path("/proc/sys/kernel/random/boot_id")) -> str:
    """Return what names this run of the machine; moments of another run mean nothing.

    Empty where the platform has no such name.
    """
    try:
        return source.read_text(encoding="ascii").strip()
    except OSError:
        return ""
