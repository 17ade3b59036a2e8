"""Wakes the loop up, by APScheduler: one date job at the deadline, cron jobs for times of day.

Every job is a coroutine: APScheduler runs plain functions in a pool of threads.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta, tzinfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger

from unkink.core.moment import HOUR, Duration, Moment
from unkink.ports import Clock

CLOSE_ENOUGH: Duration = 0.05
"""A deadline that moves by less than this is the same one; nobody can see the difference."""
ONE_RING: Duration = 2 * HOUR
"""A time of day rings once in this long: not again when the end of summer time repeats it
(APScheduler would), nor when a clock is set back by a little."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Bell = tuple[str, time, frozenset[int]]
_DEADLINE = "deadline"


class DeadlineSchedule:
    """Implements `ports.Schedule`; lives on the running asyncio loop, and calls back on it.

    APScheduler waits by the wall clock as it was when a job was added; it notices neither suspend
    nor a clock that was set (apscheduler#794). `clocks_changed` must be called then.
    """

    def __init__(
        self, clock: Clock, on_deadline: Callable[[], None], on_ring: Callable[[str], None]
    ) -> None:
        """Must be built on the running loop."""
        self._clock = clock
        self._on_deadline = on_deadline
        self._on_ring = on_ring
        self._deadline: Moment | None = None
        self._due: datetime | None = None
        """The wall time at which the date job runs; None: there is no job."""
        self._bells: tuple[Bell, ...] = ()
        self._rung: dict[int, Moment] = {}
        self._zone, self._shift = _zone_and_shift(clock)
        logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of each job
        # Late is better than never, and many missed at once are one.
        late = {"misfire_grace_time": None, "coalesce": True}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=late)
        self._scheduler.start()

    def wake_at(self, moment: Moment | None) -> None:
        """Call back at this moment and at no other; None: not at all.

        Up to `CLOSE_ENOUGH` late where it moved by less than that; never early.
        """
        self._deadline = moment
        if moment is None:
            self._drop_job()
        else:
            self._set_job(moment)

    def ring_at(self, times: Iterable[Bell]) -> None:
        """Call back with the name at each local time of day on these weekdays.

        A time that the start of summer time skips rings an hour later, when the clocks have
        jumped past it; one that its end repeats rings the first time only. What passed in suspend
        rings once on waking.
        """
        bells = tuple(times)
        if bells != self._bells:
            self._bells = bells
            self._rung = {}
            self._hang_bells()

    def clocks_changed(self) -> None:
        """Count anew after a suspend, or when the clock or the time zone was set."""
        if self._deadline is not None:
            self._set_job(self._deadline)
        before = (self._zone, self._shift)
        self._zone, self._shift = _zone_and_shift(self._clock)
        # Set forward, a bell that was passed is rung below as a late one. Set back, or in another
        # zone, the bells ahead are other ones.
        if str(self._zone) != str(before[0]) or self._shift < before[1] - 1.0:
            self._hang_bells()
        self._scheduler.wakeup()

    def close(self) -> None:
        """Call back no more."""
        self._deadline = None
        self._bells = ()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    # ── the deadline ──────────────────────────────────────────────────────────────────────────

    def _set_job(self, moment: Moment) -> None:
        now = self._clock.now()
        left = timedelta(seconds=max(0.0, moment - now.moment))
        due = now.wall.astimezone(UTC) + left
        if self._due is not None and abs(due - self._due) < timedelta(seconds=CLOSE_ENOUGH):
            return
        self._due = due
        self._scheduler.add_job(
            self._arrive, DateTrigger(due, UTC), id=_DEADLINE, replace_existing=True
        )

    def _drop_job(self) -> None:
        if self._due is not None:
            self._due = None
            self._scheduler.remove_job(_DEADLINE)

    async def _arrive(self) -> None:
        """Its date came; the moment may not have, where the wall clock was set forward."""
        self._due = None
        if self._deadline is None:
            return
        if self._deadline > self._clock.now().moment:
            self._set_job(self._deadline)
            return
        self._deadline = None
        self._on_deadline()

    # ── times of day ──────────────────────────────────────────────────────────────────────────

    def _hang_bells(self) -> None:
        for job in self._scheduler.get_jobs():
            if job.id != _DEADLINE:
                job.remove()
        for place, (_, at, weekdays) in enumerate(self._bells):
            if weekdays:
                days = ",".join(WEEKDAYS[day] for day in sorted(weekdays))
                trigger = CronTrigger(
                    day_of_week=days,
                    hour=at.hour,
                    minute=at.minute,
                    second=at.second,
                    timezone=self._zone,
                )
                self._scheduler.add_job(self._ring, trigger, args=[place], id=f"bell {place}")

    async def _ring(self, place: int) -> None:
        if place >= len(self._bells):
            return
        now = self._clock.now().moment
        rung = self._rung.get(place)
        if rung is None or now - rung >= ONE_RING:
            self._rung[place] = now
            self._on_ring(self._bells[place][0])


def _zone_and_shift(clock: Clock) -> tuple[tzinfo, Duration]:
    """Return the local zone, and how far the wall clock is ahead of the boot clock."""
    now = clock.now()
    return now.wall.tzinfo or UTC, now.wall.timestamp() - now.moment
