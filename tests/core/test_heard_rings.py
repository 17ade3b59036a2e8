"""Whether a bell was heard: across clock steps, travel, sleep and restarts, at most once a date."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.calendars import YEARS, year
from unkink.core.clock_times import LATE, Bell, Ring, already_rung, next_ring, rings

NOON = Bell(time(12, 30))
MONDAY = date(2026, 11, 23)


@dataclass
class Person:
    """Somebody with a clock on the wall that may be wrong, and with one reminder."""

    zone: str = "Europe/Berlin"
    now: str = "2026-11-23 09:00+01:00"
    bells: tuple[Bell, ...] = (NOON,)
    wrong_by: timedelta = timedelta(0)
    rung_on: date | None = None
    heard: list[Ring] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.instant = datetime.fromisoformat(self.now).astimezone(UTC)
        self.heard_until = self.wall

    @property
    def wall(self) -> datetime:
        return (self.instant + self.wrong_by).astimezone(ZoneInfo(self.zone))

    def look(self) -> Ring | None:
        """Look at the clock, as the engine does at every event and at its deadline."""
        ring = rings(self.bells, self.rung_on, self.heard_until, self.wall)
        self.heard_until = self.wall
        if ring is not None:
            self.heard.append(ring)
            self.rung_on = self.rung_on if ring.missed else ring.day
        return ring

    def work(self, length: timedelta) -> None:
        """Let time pass, with a look at the clock whenever a bell rings."""
        ends = self.instant + length
        while self.instant < ends:
            next_one = min(next_ring(bell, self.wall) for bell in self.bells)
            self.instant = min(ends, next_one.astimezone(UTC) - self.wrong_by)
            self.look()

    def work_until(self, clock: str) -> None:
        """Work until the clock shows this."""
        there = datetime.combine(self.wall.date(), time.fromisoformat(clock), self.wall.tzinfo)
        self.work(there.astimezone(UTC) - self.wall.astimezone(UTC))

    def sleep(self, length: timedelta) -> None:
        """Close the lid; nothing is looked at meanwhile. A restart is the same."""
        self.instant += length
        self.look()

    def set_clock(self, by: timedelta) -> None:
        self.wrong_by += by
        self.look()

    def travel(self, zone: str) -> None:
        self.zone = zone
        self.look()

    def told(self) -> list[tuple[str, str]]:
        """The date of each ring and what was made of it, with the time of day it rang at."""
        return [(f"{one.day:%a}", f"{one.at:%H:%M}{' missed' * one.missed}") for one in self.heard]


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


# ── one day ───────────────────────────────────────────────────────────────────────────────────────


def test_a_bell_is_heard_when_it_rings() -> None:
    person = Person()
    person.work_until("12:29")
    assert person.heard == []
    person.work_until("12:30")
    assert person.told() == [("Mon", "12:30")]
    person.work(hours(24))
    assert person.told() == [("Mon", "12:30"), ("Tue", "12:30")]


@pytest.mark.parametrize(
    ("asleep", "told"),
    [
        (hours(0.4), []),
        (hours(0.5), [("Mon", "12:30")]),
        (hours(2.5), [("Mon", "12:30")]),
        (hours(2.51), [("Mon", "12:30 missed")]),
        (hours(40), [("Tue", "12:30 missed")]),
        (hours(24.75), [("Tue", "12:30")]),
        (hours(24 * 30 + 12), [("Wed", "12:30 missed")]),
    ],
)
def test_what_rang_in_suspend_is_heard_up_to_two_hours_late(
    asleep: timedelta, told: list[tuple[str, str]]
) -> None:
    person = Person()
    person.work_until("12:00")
    person.sleep(asleep)
    assert person.told() == told


def test_a_bell_that_was_missed_long_ago_is_no_news() -> None:
    person = Person(bells=(Bell(time(12, 30), frozenset({0})),))
    person.sleep(hours(24 * 4))
    assert person.told() == []


def test_after_a_miss_the_next_day_rings_as_ever() -> None:
    person = Person()
    person.sleep(hours(8))
    person.work(hours(24))
    assert person.told() == [("Mon", "12:30 missed"), ("Tue", "12:30")]


def test_a_bell_of_its_own_patience_is_missed_sooner() -> None:
    person = Person(bells=(Bell(time(12, 30), late=timedelta(minutes=30)),))
    person.work_until("12:00")
    person.sleep(hours(1.1))
    assert person.told() == [("Mon", "12:30 missed")]


# ── a clock that is set ───────────────────────────────────────────────────────────────────────────


def test_a_clock_set_forward_over_a_bell_rings_it_late() -> None:
    person = Person()
    person.work_until("12:00")
    person.set_clock(hours(1))
    assert person.told() == [("Mon", "12:30")]
    person.set_clock(hours(-1))
    person.work(hours(3))
    assert person.told() == [("Mon", "12:30")]


def test_a_clock_set_back_brings_no_bell_again_on_that_date() -> None:
    person = Person()
    person.work_until("13:00")
    person.set_clock(hours(-3))
    person.work(hours(24))
    assert person.told() == [("Mon", "12:30")]
    person.work(hours(3))
    assert person.told() == [("Mon", "12:30"), ("Tue", "12:30")]


def test_a_clock_set_back_over_midnight_brings_no_bell_again() -> None:
    person = Person(bells=(Bell(time(0, 10)),))
    person.work(hours(16))
    assert person.told() == [("Tue", "00:10")]
    person.set_clock(hours(-3))
    person.work(hours(4))
    assert person.told() == [("Tue", "00:10")]


def test_a_bell_missed_on_a_clock_that_was_wrong_rings_at_its_time() -> None:
    person = Person()
    person.set_clock(hours(12))
    person.set_clock(hours(-12))
    person.work_until("12:30")
    assert person.told() == [("Mon", "12:30 missed"), ("Mon", "12:30")]


def test_a_clock_that_was_a_year_ahead_makes_nobody_deaf() -> None:
    person = Person()
    person.set_clock(timedelta(days=365))
    person.work(hours(4))
    assert person.told() == [("Mon", "12:30 missed"), ("Tue", "12:30")]
    person.set_clock(timedelta(days=-365))
    person.work(hours(24))
    assert person.told()[2:] == [("Tue", "12:30")]
    assert person.rung_on == date(2026, 11, 24)


def test_a_clock_that_begins_in_1970_and_is_set_right_rings_today_only() -> None:
    person = Person(wrong_by=timedelta(days=-20_000), now="2026-11-23 13:00+01:00")
    person.set_clock(timedelta(days=20_000))
    assert person.told() == [("Mon", "12:30")]


# ── travel ────────────────────────────────────────────────────────────────────────────────────────


def test_going_east_over_a_bell_it_does_not_ring() -> None:
    """It rang there while this clock still showed another time."""
    person = Person(zone="Europe/London", now="2026-11-23 11:45+00:00")
    person.travel("Europe/Berlin")
    person.work(hours(8))
    assert person.told() == []
    person.work(hours(16))
    assert person.told() == [("Tue", "12:30")]


def test_going_west_it_does_not_ring_again() -> None:
    person = Person()
    person.work_until("13:00")
    person.travel("America/New_York")
    person.work(hours(12))
    assert person.told() == [("Mon", "12:30")]


def test_going_west_before_it_rang_it_rings_there() -> None:
    person = Person()
    person.work_until("12:00")
    person.travel("America/New_York")
    person.work(hours(12))
    assert person.told() == [("Mon", "12:30")]
    assert person.heard[0].at.isoformat() == "2026-11-23T12:30:00-05:00"


def test_over_the_date_line_no_date_rings_twice() -> None:
    person = Person(zone="Pacific/Auckland", now="2026-11-23 09:00+13:00")
    person.work(hours(28))
    assert person.told() == [("Mon", "12:30"), ("Tue", "12:30")]
    person.travel("Pacific/Honolulu")  # Monday, 14:00
    person.work(hours(24))  # all of Tuesday's morning, once more
    assert person.told() == [("Mon", "12:30"), ("Tue", "12:30")]
    person.work(hours(24))
    assert person.told()[2:] == [("Wed", "12:30")]


def test_dates_up_to_two_before_the_last_one_count_as_rung() -> None:
    assert already_rung(MONDAY, MONDAY)
    assert already_rung(MONDAY, date(2026, 11, 25))
    assert not already_rung(MONDAY, date(2026, 11, 26))
    assert not already_rung(MONDAY, date(2026, 11, 22))
    assert not already_rung(MONDAY, None)


# ── several bells ─────────────────────────────────────────────────────────────────────────────────


def test_a_night_shift_s_last_prompt_does_not_silence_that_of_the_day_after() -> None:
    night = Bell(time(1, 30), frozenset({6}), next_morning=True)
    day = Bell(time(16, 30), frozenset({0}))
    person = Person(now="2026-11-22 22:00+01:00", bells=(day, night))
    person.work(hours(24))
    assert person.told() == [("Sun", "01:30"), ("Mon", "16:30")]


def test_without_bells_nothing_rings() -> None:
    wall = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
    assert rings((), None, wall - hours(1), wall) is None


# ── any year, any traveller ───────────────────────────────────────────────────────────────────────

few = settings(max_examples=2, deadline=None)
many = settings(max_examples=150, deadline=None)
quarters = st.integers(0, 95).map(lambda count: (datetime.min + count * hours(0.25)).time())
steps = st.lists(st.integers(1, 60 * 14).map(lambda count: timedelta(minutes=count)), min_size=1)
weekdays = st.frozensets(st.integers(0, 6), min_size=1)


@pytest.mark.parametrize(("zone", "number"), YEARS)
@few
@given(at=quarters, days=weekdays, uneven=steps)
def test_however_time_passes_a_year_rings_once_on_each_date(
    zone: str, number: int, at: time, days: frozenset[int], uneven: list[timedelta]
) -> None:
    there = year(zone, number)
    begins = there.first_shown(there.dates[0], time(0)) - hours(0.25)
    ends = there.first_shown(date(number + 1, 1, 1), time(0)) + hours(24)
    awake = Person(zone, begins.isoformat(), (Bell(at, days),))
    dozing = Person(zone, begins.isoformat(), (Bell(at, days),))
    late = []
    for step in cycle([*uneven, hours(7)]):
        awake.work(step)
        dozing.instant += step
        ring = dozing.look()
        late += [] if ring is None else [dozing.wall.astimezone(UTC) - ring.at.astimezone(UTC)]
        if awake.instant > ends:
            break
    expected = [(day, there.first_shown(day, at)) for day in there.dates if day.weekday() in days]
    assert [(one.day, one.at.astimezone(UTC)) for one in awake.heard if one.day.year == number] == (
        expected
    )
    assert not any(one.missed for one in awake.heard)
    assert [one.day for one in dozing.heard if one.day.year == number] == [
        day for day, _ in expected
    ]
    assert [one.missed for one in dozing.heard] == [one > LATE for one in late]


Deed = Callable[[Person], None]


def work(minutes: int) -> Deed:
    return lambda person: person.work(timedelta(minutes=minutes))


def sleep(minutes: int) -> Deed:
    return lambda person: person.sleep(timedelta(minutes=minutes))


def set_clock(wrong_by: int) -> Deed:
    return lambda person: person.set_clock(timedelta(minutes=wrong_by) - person.wrong_by)


def travel(zone: str) -> Deed:
    return lambda person: person.travel(zone)


ZONES = [zone for zone, number in YEARS if number == 2026]
working = st.integers(1, 36 * 60).map(work)
sleeping = st.integers(1, 30 * 60).map(sleep)
setting = st.integers(-180, 180).map(set_clock)
travelling = st.sampled_from([*ZONES, "Pacific/Kiritimati", "Pacific/Honolulu"]).map(travel)
starts = st.integers(0, 364 * 24).map(lambda count: datetime(2026, 1, 1, tzinfo=UTC) + hours(count))


def lives(*deeds: st.SearchStrategy[Deed]) -> st.SearchStrategy[list[Deed]]:
    return st.lists(st.one_of(working, *deeds), max_size=40)


def heard_once(person: Person) -> None:
    """No date twice, and none at a time that is not the bell's."""
    rung = [one for one in person.heard if not one.missed]
    assert len({one.day for one in rung}) == len(rung)
    for one in rung:
        shown = one.at.replace(tzinfo=None)
        asked = datetime.combine(one.day, person.bells[0].at)
        before = (one.at.astimezone(UTC) - timedelta(seconds=1)).astimezone(one.at.tzinfo)
        assert shown == asked or before.replace(tzinfo=None) < asked < shown


def live(person: Person, deeds: list[Deed]) -> None:
    for deed in deeds:
        since, heard = person.heard_until.astimezone(UTC), len(person.heard)
        deed(person)
        for one in person.heard[heard:]:
            assert since < one.at.astimezone(UTC) <= person.wall.astimezone(UTC)
            assert str(one.at.tzinfo) == person.zone


@many
@given(st.sampled_from(ZONES), starts, quarters, lives(setting, sleeping))
def test_on_a_clock_that_is_set_and_sleeps_no_date_rings_twice(
    zone: str, begins: datetime, at: time, deeds: list[Deed]
) -> None:
    person = Person(zone, begins.isoformat(), (Bell(at),))
    live(person, deeds)
    heard_once(person)


@many
@given(st.sampled_from(ZONES), starts, quarters, lives(travelling, sleeping, setting))
def test_around_the_world_no_date_rings_twice(
    zone: str, begins: datetime, at: time, deeds: list[Deed]
) -> None:
    person = Person(zone, begins.isoformat(), (Bell(at),))
    live(person, deeds)
    heard_once(person)


@many
@given(st.sampled_from(ZONES), starts, quarters, lives(travelling))
def test_who_stays_awake_hears_every_bell_of_every_place_but_for_dates_that_rang(
    zone: str, begins: datetime, at: time, deeds: list[Deed]
) -> None:
    person = Person(zone, begins.isoformat(), (Bell(at),))
    for deed in [*deeds, work(24 * 60)]:
        rung_on, comes = person.rung_on, next_ring(person.bells[0], person.wall)
        # A bell that waits for the end of a gap past midnight is still that of the day before.
        day = comes.date() - timedelta(days=comes.time() < at)
        deed(person)
        if comes.astimezone(UTC) <= person.instant:
            assert (comes in [one.at for one in person.heard]) != already_rung(day, rung_on)
    assert not any(one.missed for one in person.heard)
