import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from unkink.adapters.schedule import DeadlineSchedule
from unkink.core.moment import Instant, Moment


class SteppedClock:
    """The real clocks, of which the wall clock can be set and the machine can have slept."""

    def __init__(self) -> None:
        self.set_ahead = 0.0
        self.slept = 0.0

    def now(self) -> Instant:
        wall = datetime.now(UTC) + timedelta(seconds=self.set_ahead)
        return Instant(Moment(time.monotonic() + self.slept), wall, self.slept)

    def later(self, length: float) -> Moment:
        return Moment(self.now().moment + length)


class Calls:
    """What the schedule called back, and on which thread."""

    def __init__(self, clock: SteppedClock) -> None:
        self._clock = clock
        self.deadlines: list[Moment] = []
        self.threads: set[threading.Thread] = set()
        self._more = asyncio.Event()

    def on_deadline(self) -> None:
        self.deadlines.append(self._clock.now().moment)
        self.threads.add(threading.current_thread())
        self._more.set()

    async def wait(self, deadline: float = 3.0) -> None:
        """Wait for the next call."""
        async with asyncio.timeout(deadline):
            await self._more.wait()
        self._more.clear()


@pytest.fixture
async def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
async def calls(clock: SteppedClock) -> Calls:
    return Calls(clock)


@pytest.fixture
async def schedule(clock: SteppedClock, calls: Calls) -> AsyncIterator[DeadlineSchedule]:
    schedule = DeadlineSchedule(clock, calls.on_deadline)
    yield schedule
    schedule.close()
    await asyncio.sleep(0.02)


async def test_the_deadline_calls_back_once_at_its_moment_on_the_loops_thread(
    clock: SteppedClock, calls: Calls, schedule: DeadlineSchedule
) -> None:
    due = clock.later(0.3)
    schedule.wake_at(due)
    await calls.wait()
    await asyncio.sleep(0.3)
    assert len(calls.deadlines) == 1
    assert 0.0 <= calls.deadlines[0] - due < 0.2
    assert calls.threads == {threading.current_thread()}


async def test_a_deadline_that_has_passed_calls_back_at_once(
    clock: SteppedClock, calls: Calls, schedule: DeadlineSchedule
) -> None:
    schedule.wake_at(clock.later(-60.0))
    await calls.wait(deadline=0.5)
    assert len(calls.deadlines) == 1


async def test_a_new_deadline_takes_the_place_of_the_old_one(
    clock: SteppedClock, calls: Calls, schedule: DeadlineSchedule
) -> None:
    schedule.wake_at(clock.later(0.2))
    later = clock.later(0.5)
    schedule.wake_at(later)
    await calls.wait()
    assert calls.deadlines[0] >= later
    schedule.wake_at(clock.later(60.0))
    sooner = clock.later(0.2)
    schedule.wake_at(sooner)
    await calls.wait(deadline=1.0)
    assert len(calls.deadlines) == 2


async def test_no_deadline_calls_nobody(
    clock: SteppedClock, calls: Calls, schedule: DeadlineSchedule
) -> None:
    schedule.wake_at(None)
    schedule.wake_at(clock.later(0.2))
    schedule.wake_at(None)
    await asyncio.sleep(0.5)
    assert calls.deadlines == []


async def test_the_same_deadline_can_be_asked_for_again_after_it_came(
    clock: SteppedClock, calls: Calls, schedule: DeadlineSchedule
) -> None:
    due = clock.later(0.1)
    schedule.wake_at(due)
    await calls.wait()
    schedule.wake_at(due)
    await calls.wait()
    assert len(calls.deadlines) == 2


async def test_moving_a_deadline_by_a_trifle_adds_no_new_job_and_is_never_early(
    clock: SteppedClock, calls: Calls, schedule: DeadlineSchedule
) -> None:
    due = clock.later(0.3)
    schedule.wake_at(due)
    job = schedule._scheduler.get_job("deadline")
    schedule.wake_at(Moment(due + 0.03))
    assert schedule._scheduler.get_job("deadline").next_run_time == job.next_run_time
    await calls.wait()
    assert calls.deadlines[0] >= due + 0.03


@pytest.mark.parametrize("ahead", [-3600.0, 3600.0])
async def test_a_wall_clock_set_right_neither_hastens_nor_delays_a_deadline(
    clock: SteppedClock, calls: Calls, schedule: DeadlineSchedule, ahead: float
) -> None:
    # Built while the clock was an hour behind: its job's date has long passed when it is set
    # right. Built while it was ahead: the date is an hour off.
    clock.set_ahead = ahead
    due = clock.later(0.5)
    schedule.wake_at(due)
    clock.set_ahead = 0.0
    schedule.clocks_changed()
    await calls.wait()
    assert 0.0 <= calls.deadlines[0] - due < 0.2


async def test_a_deadline_that_passed_in_suspend_calls_back_on_waking(
    clock: SteppedClock, calls: Calls, schedule: DeadlineSchedule
) -> None:
    schedule.wake_at(clock.later(1800.0))
    clock.slept = 3600.0
    schedule.clocks_changed()
    await calls.wait(deadline=0.5)
    assert len(calls.deadlines) == 1


async def test_waiting_keeps_no_thread_and_writes_no_log(
    clock: SteppedClock,
    calls: Calls,
    schedule: DeadlineSchedule,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    before = threading.enumerate()  # the runner of the tests may have some of its own
    schedule.wake_at(clock.later(0.1))
    await calls.wait()
    assert threading.enumerate() == before
    assert caplog.records == []


async def test_nothing_is_called_after_close(clock: SteppedClock, calls: Calls) -> None:
    schedule = DeadlineSchedule(clock, calls.on_deadline)
    schedule.wake_at(clock.later(0.1))
    schedule.close()
    schedule.close()
    await asyncio.sleep(0.3)
    assert calls.deadlines == []
