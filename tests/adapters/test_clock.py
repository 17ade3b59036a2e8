import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from unkink.adapters.clock import SystemClock, boot_id
from unkink.core.moment import Instant


class FakeClocks:
    """Both clocks of a machine that can be suspended, each reading costing a little time."""

    def __init__(self) -> None:
        self.awake = 1000.0
        self.slept = 0.0
        self.cost = 0.000_002

    def read(self, which: int) -> float:
        self.awake += self.cost
        return self.awake + (self.slept if which == time.CLOCK_BOOTTIME else 0.0)


@pytest.fixture
def zone() -> Iterator[None]:
    """Put the process's time zone back as it was."""
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


def test_the_moment_is_the_boot_clock_and_the_wall_is_local_time_with_its_zone() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    instant = SystemClock().now()
    after = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= instant.moment <= after
    assert abs(instant.wall - datetime.now(UTC)) < timedelta(seconds=2)
    assert instant.wall.utcoffset() == datetime.now().astimezone().utcoffset()


def test_a_machine_that_never_slept_says_so_in_every_reading() -> None:
    clocks = FakeClocks()
    clock = SystemClock(clocks.read)
    assert {clock.now().slept for _ in range(1000)} == {0.0}


def test_a_real_clock_does_not_jitter() -> None:
    clock = SystemClock()
    assert len({clock.now().slept for _ in range(1000)}) == 1


def test_a_suspend_shows_in_what_the_machine_has_slept_and_stays() -> None:
    clocks = FakeClocks()
    clock = SystemClock(clocks.read)
    clock.now()
    clocks.slept = 3600.0
    readings = {clock.now().slept for _ in range(100)}
    assert len(readings) == 1
    assert readings.pop() == pytest.approx(3600.0, abs=0.001)


def test_being_interrupted_between_two_clocks_is_no_sleep() -> None:
    clocks = FakeClocks()
    clocks.cost = 0.5
    assert SystemClock(clocks.read).now().slept == 0.0


def test_a_changed_time_zone_is_followed_without_a_restart(zone: None) -> None:
    clock = SystemClock()
    os.environ["TZ"] = "Asia/Kolkata"
    assert clock.now().wall.utcoffset() == timedelta(hours=5, minutes=30)
    os.environ["TZ"] = "America/Argentina/Buenos_Aires"
    assert clock.now().wall.utcoffset() == timedelta(hours=-3)


def test_the_zone_knows_of_summer_and_winter(zone: None) -> None:
    os.environ["TZ"] = "Europe/Berlin"
    wall = SystemClock().now().wall
    assert wall.replace(month=1, day=15).utcoffset() == timedelta(hours=1)
    assert wall.replace(month=7, day=15).utcoffset() == timedelta(hours=2)


def test_a_zone_that_no_database_knows_still_gives_the_right_time(
    zone: None, caplog: pytest.LogCaptureFixture
) -> None:
    clock = SystemClock()
    os.environ["TZ"] = "XYZ-5"
    assert clock.now().wall.utcoffset() == timedelta(hours=5)
    clock.now()
    assert len(caplog.records) == 1


def test_the_boot_has_a_name_that_stays() -> None:
    assert len(boot_id()) == 36
    assert boot_id() == boot_id()


def test_a_platform_that_does_not_name_its_boots_gives_an_empty_name(tmp_path: Path) -> None:
    assert boot_id(tmp_path / "missing") == ""


# ── a machine that stood still ────────────────────────────────────────────────────────────────


class Standing:
    """A machine on which the wall clock can leap while all others stand still."""

    def __init__(self, uptime: float = 5000.0) -> None:
        self.clocks = FakeClocks()
        self.clocks.awake = uptime
        self.wall = datetime(2026, 11, 23, 17, 0, tzinfo=UTC).timestamp()
        self.clock = SystemClock(self.clocks.read, lambda: self.wall, lambda: 300.0)

    def pass_time(self, seconds: float, leap: float = 0.0) -> Instant:
        """Let all clocks run on, and the wall clock leap besides."""
        self.clock.now()
        self.clocks.awake += seconds
        self.wall += seconds + leap
        return self.clock.now()


def test_a_leap_of_the_wall_clock_by_more_than_a_full_break_is_a_machine_that_stood_still() -> None:
    """WSL #10006: a virtual machine saved over night has no clock that ran meanwhile."""
    machine = Standing()
    before = machine.clock.now()
    after = machine.pass_time(30, leap=16 * 3600)
    assert after.moment - before.moment == pytest.approx(30 + 16 * 3600, abs=1)
    assert after.slept - before.slept == pytest.approx(16 * 3600, abs=1)
    later = machine.pass_time(60)
    assert later.moment - after.moment == pytest.approx(60, abs=1)
    assert later.slept == after.slept


@pytest.mark.parametrize("leap", [-3600.0, -16 * 3600.0, 60.0, 299.0])
def test_a_step_back_or_a_small_one_is_no_time_that_passed(leap: float) -> None:
    machine = Standing()
    before = machine.clock.now()
    after = machine.pass_time(30, leap=leap)
    assert after.moment - before.moment == pytest.approx(30, abs=1)
    assert after.slept == before.slept


def test_a_clock_that_is_set_right_soon_after_the_machine_started_is_none_either() -> None:
    machine = Standing(uptime=60.0)
    before = machine.clock.now()
    assert machine.pass_time(30, leap=16 * 3600).moment - before.moment == pytest.approx(30, abs=1)


def test_without_a_length_of_break_nothing_is_made_of_a_leap() -> None:
    machine = Standing()
    machine.clock = SystemClock(machine.clocks.read, lambda: machine.wall)
    before = machine.clock.now()
    assert machine.pass_time(30, leap=16 * 3600).moment - before.moment == pytest.approx(30, abs=1)


def test_a_step_back_that_is_undone_is_no_time_that_passed() -> None:
    """Somebody tries out what a program does at night."""
    machine = Standing()
    before = machine.clock.now()
    machine.pass_time(60, leap=-3 * 3600)
    assert machine.pass_time(60, leap=3 * 3600).slept == before.slept
    assert machine.pass_time(60, leap=16 * 3600).slept == pytest.approx(16 * 3600, abs=1)


def test_a_machine_that_stands_still_hours_after_a_step_back_did_so() -> None:
    machine = Standing()
    machine.pass_time(60, leap=-3 * 3600)
    after = machine.pass_time(2 * 3600, leap=2 * 3600)
    assert after.slept == pytest.approx(2 * 3600, abs=1)


def test_a_suspend_between_the_readings_of_two_clocks_is_counted_once() -> None:
    machine = Standing()
    before = machine.clock.now()
    asleep = iter([0.0, 8 * 3600.0])

    def wall() -> float:
        night = next(asleep, 0.0)
        machine.clocks.slept += night
        machine.wall += night
        return machine.wall

    machine.clock = SystemClock(machine.clocks.read, wall, lambda: 300.0)
    machine.clock.now()
    machine.clock.now()
    assert machine.clock.now().slept - before.slept == pytest.approx(8 * 3600, abs=1)
