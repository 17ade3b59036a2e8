"""Wakes the loop up, by APScheduler: one date job at the deadline.

Times of day are deadlines too: the rules know the calendar (`core.clock_times`), as APScheduler's
cron jobs ring twice in the hour that the end of summer time repeats. The job is a coroutine:
APScheduler runs plain functions in a pool of threads.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from unkink.core.moment import Duration, Moment
from unkink.light_imports import without_plugins
from unkink.ports import Clock

with without_plugins():
    from apscheduler.schedulers.asyncio import AsyncIOScheduler
    from apscheduler.triggers.date import DateTrigger

CLOSE_ENOUGH: Duration = 0.05
"""A deadline that moves by less than this is the same one; nobody can see the difference."""
_DEADLINE = "deadline"


class DeadlineSchedule:
    """Implements `ports.Schedule`; lives on the running asyncio loop, and calls back on it.

    APScheduler waits by the wall clock as it was when a job was added; it notices neither suspend
    nor a clock that was set (apscheduler#794). `clocks_changed` must be called then.
    """

    def __init__(self, clock: Clock, on_deadline: Callable[[], None]) -> None:
        """Must be built on the running loop."""
        self._clock = clock
        self._on_deadline = on_deadline
        self._deadline: Moment | None = None
        self._due: datetime | None = None
        """The wall time at which the date job runs; None: there is no job."""
        logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of each job
        late = {"misfire_grace_time": None}  # late is better than never
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

    def clocks_changed(self) -> None:
        """Count anew after a suspend, or when the clock or the time zone was set."""
        if self._deadline is not None:
            self._set_job(self._deadline)
        self._scheduler.wakeup()

    def close(self) -> None:
        """Call back no more."""
        self._deadline = None
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

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
