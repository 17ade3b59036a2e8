"""Which bells a clock-time reminder has, and when they ring: on every day, in many zones."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.core.calendars import YEARS, year
from unkink.core.clock_times import (
    Bell,
    begins_next,
    bells,
    last_ring,
    next_ring,
    open_for,
    rings,
)
from unkink.core.settings import (
    ACTIVE,
    MICRO,
    AtClockTime,
    AtFirstUse,
    BeforeEndOfHours,
    OpenRange,
    Settings,
)

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
LAST = BeforeEndOfHours()
TIMES = (
    time(0),
    time(0, 30),
    time(1, 45),
    time(2),
    time(2, 15),
    time(2, 30),
    time(3),
    time(12, 30),
    time(23),
    time(23, 45),
)
SECOND = timedelta(seconds=1)


def local(text: str, zone: str) -> datetime:
    """Read "2026-03-29 01:00+01:00" as a local time of the zone."""
    return datetime.fromisoformat(text).astimezone(ZoneInfo(zone))


# ── when a bell rings ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("zone", "at", "before", "ring"),
    [
        ("Europe/Berlin", "12:30", "2026-03-28 12:30+01:00", "2026-03-29 12:30+02:00"),
        ("Europe/Berlin", "02:30", "2026-03-28 12:00+01:00", "2026-03-29 03:00+02:00"),
        ("Europe/Berlin", "02:00", "2026-03-28 12:00+01:00", "2026-03-29 03:00+02:00"),
        ("Europe/Berlin", "03:00", "2026-03-28 12:00+01:00", "2026-03-29 03:00+02:00"),
        ("Europe/Berlin", "02:30", "2026-03-29 03:00+02:00", "2026-03-30 02:30+02:00"),
        ("Europe/Berlin", "02:30", "2026-10-24 12:00+02:00", "2026-10-25 02:30+02:00"),
        ("Europe/Berlin", "02:30", "2026-10-25 02:30+02:00", "2026-10-26 02:30+01:00"),
        ("Europe/Berlin", "02:30", "2026-10-25 02:10+01:00", "2026-10-26 02:30+01:00"),
        ("Europe/Lisbon", "01:15", "2026-03-28 12:00+00:00", "2026-03-29 02:00+01:00"),
        ("America/Havana", "00:30", "2025-03-08 12:00-05:00", "2025-03-09 01:00-04:00"),
        ("America/Havana", "00:30", "2025-11-01 12:00-04:00", "2025-11-02 00:30-04:00"),
        ("America/Havana", "00:30", "2025-11-02 00:45-04:00", "2025-11-03 00:30-05:00"),
        ("America/Santiago", "00:00", "2026-09-05 12:00-04:00", "2026-09-06 01:00-03:00"),
        ("America/Santiago", "23:30", "2026-04-04 12:00-03:00", "2026-04-04 23:30-03:00"),
        ("America/Santiago", "23:30", "2026-04-04 23:30-03:00", "2026-04-05 23:30-04:00"),
        ("Africa/Cairo", "00:15", "2026-04-23 12:00+02:00", "2026-04-24 01:00+03:00"),
        ("Asia/Beirut", "00:59", "2026-03-28 12:00+02:00", "2026-03-29 01:00+03:00"),
        ("Asia/Kathmandu", "02:30", "2026-03-28 12:00+05:45", "2026-03-29 02:30+05:45"),
        ("Australia/Lord_Howe", "02:10", "2026-10-03 12:00+10:30", "2026-10-04 02:30+11:00"),
        ("Australia/Lord_Howe", "01:45", "2026-04-05 01:44+11:00", "2026-04-05 01:45+11:00"),
        ("Australia/Lord_Howe", "01:45", "2026-04-05 01:45+11:00", "2026-04-06 01:45+10:30"),
        # The last hour of a Saturday is skipped, yet the Saturday is not: midnight is late enough.
        ("America/Nuuk", "23:30", "2026-03-28 12:00-02:00", "2026-03-29 00:00-01:00"),
        ("America/Nuuk", "23:30", "2026-03-29 00:00-01:00", "2026-03-29 23:30-01:00"),
        # No Friday at all.
        ("Pacific/Apia", "12:30", "2011-12-29 12:30-10:00", "2011-12-31 12:30+14:00"),
        ("Pacific/Apia", "00:00", "2011-12-29 12:30-10:00", "2011-12-31 00:00+14:00"),
        # Set back from 00:01 to 23:01: two midnights, an hour apart.
        ("America/St_Johns", "00:00", "2010-11-06 12:00-02:30", "2010-11-07 00:00-02:30"),
        ("America/St_Johns", "00:00", "2010-11-06 23:30-03:30", "2010-11-08 00:00-03:30"),
        ("America/St_Johns", "00:30", "2010-03-13 12:00-03:30", "2010-03-14 01:01-02:30"),
    ],
)
def test_a_bell_rings_when_the_clock_first_shows_its_time(
    zone: str, at: str, before: str, ring: str
) -> None:
    bell, rings = Bell(time.fromisoformat(at)), local(ring, zone)
    after = next_ring(bell, local(before, zone))
    assert after.isoformat(sep=" ", timespec="minutes") == ring
    assert last_ring(bell, rings) == rings
    assert last_ring(bell, rings + SECOND) == rings


@pytest.mark.parametrize(("zone", "number"), YEARS)
def test_a_bell_rings_once_on_each_date_of_a_year(zone: str, number: int) -> None:
    """Workrave resets its day at another hour when summer time begins or ends."""
    there = year(zone, number)
    for at in TIMES:
        bell = Bell(at)
        wall = there.local(there.first_shown(there.dates[0], at) - SECOND)
        for day in there.dates:
            ring = next_ring(bell, wall)
            assert ring.astimezone(UTC) == there.first_shown(day, at), day
            assert last_ring(bell, ring) == ring
            assert last_ring(bell, there.local(ring.astimezone(UTC) - SECOND)) != ring
            wall = ring
        assert next_ring(bell, wall).astimezone(UTC).year >= number


@pytest.mark.parametrize(("zone", "number"), YEARS)
def test_a_bell_of_some_weekdays_rings_on_those_only(zone: str, number: int) -> None:
    there = year(zone, number)
    for weekdays in (frozenset({FRI}), frozenset({SAT, SUN})):
        bell = Bell(time(0, 30), weekdays)
        wall = there.local(there.first_shown(there.dates[0], time(0)))
        for day in (one for one in there.dates if one.weekday() in weekdays):
            wall = next_ring(bell, wall)
            assert wall.astimezone(UTC) == there.first_shown(day, time(0, 30)), day


def test_a_weekday_of_which_one_is_skipped_rings_two_weeks_later() -> None:
    friday = Bell(time(12), frozenset({FRI}))
    after = next_ring(friday, local("2011-12-23 12:00-10:00", "Pacific/Apia"))
    assert after == local("2012-01-06 12:00+14:00", "Pacific/Apia")


def test_what_rang_more_than_two_days_ago_is_forgotten() -> None:
    monday = Bell(time(12), frozenset({MON}))
    assert last_ring(monday, datetime(2026, 11, 25, 12, 0, tzinfo=UTC)) == datetime(
        2026, 11, 23, 12, 0, tzinfo=UTC
    )
    assert last_ring(monday, datetime(2026, 11, 25, 12, 1, tzinfo=UTC)) is None


def test_tomorrow_may_have_rung_already() -> None:
    """Newfoundland set its clocks back from 00:01 to 23:01."""
    wall = local("2010-11-06 23:30-03:30", "America/St_Johns")
    assert last_ring(Bell(time(0)), wall) == local("2010-11-07 00:00-02:30", "America/St_Johns")
    heard = rings((Bell(time(0)),), None, wall - timedelta(hours=2), wall)
    assert heard is not None
    assert heard.day == date(2010, 11, 7)


def test_the_morning_after_rings_for_the_day_before() -> None:
    night = Bell(time(5, 30), frozenset({SUN}), next_morning=True)
    friday = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    assert next_ring(night, friday) == datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
    assert next_ring(night, friday.replace(day=23, hour=5)).day == 23
    assert next_ring(night, friday.replace(day=23, hour=6)).day == 30


def test_a_night_that_a_calendar_skips_in_part_rings_not() -> None:
    thursday = Bell(time(5, 30), frozenset({THU}), next_morning=True)
    friday = Bell(time(5, 30), frozenset({FRI}), next_morning=True)
    before = local("2011-12-29 12:00-10:00", "Pacific/Apia")
    assert next_ring(thursday, before) == local("2012-01-06 05:30+14:00", "Pacific/Apia")
    assert next_ring(friday, before) == local("2012-01-07 05:30+14:00", "Pacific/Apia")


def test_a_bell_has_days() -> None:
    with pytest.raises(ValueError, match="without days"):
        Bell(time(12), frozenset())


# ── which bells there are ─────────────────────────────────────────────────────────────────────────


def last_prompts(*hours: OpenRange, trigger: BeforeEndOfHours = LAST) -> list[tuple[str, set[int]]]:
    """Each bell's time, "+1" where it is on the morning after, and its weekdays."""
    found = bells(trigger, Settings(hours=hours, reminders=(ACTIVE, MICRO)))
    return [(f"{one.at:%H:%M}{'+1' * one.next_morning}", set(one.weekdays)) for one in found]


def test_a_time_of_day_is_a_bell_on_its_weekdays() -> None:
    noon = AtClockTime(time(12, 30), frozenset({MON, TUE}))
    assert bells(noon, Settings()) == (Bell(time(12, 30), frozenset({MON, TUE})),)


def test_sitting_and_first_use_have_no_bell() -> None:
    for reminder in Settings().reminders[:4]:
        assert bells(reminder.trigger, Settings()) == ()


def test_the_last_prompt_comes_when_the_shortest_interval_is_left() -> None:
    work = [OpenRange(day, time(9), time(17)) for day in range(4)]
    assert last_prompts(*work, OpenRange(FRI, time(9), time(15))) == [
        ("16:30", {MON, TUE, WED, THU}),
        ("14:30", {FRI}),
    ]


def test_before_a_lunch_break_there_is_no_last_prompt() -> None:
    assert last_prompts(OpenRange(MON, time(13), time(17)), OpenRange(MON, time(9), time(12))) == [
        ("16:30", {MON})
    ]


def test_hours_past_midnight_have_their_last_prompt_then() -> None:
    assert last_prompts(OpenRange(MON, time(22), time(6))) == [("05:30+1", {MON})]
    assert last_prompts(OpenRange(SUN, time(22), time(0, 15))) == [("23:45", {SUN})]
    assert last_prompts(OpenRange(FRI, time(18), time(0))) == [("23:30", {FRI})]


def test_a_night_and_the_day_after_it_have_one_each() -> None:
    assert last_prompts(OpenRange(SUN, time(22), time(2)), OpenRange(MON, time(9), time(17))) == [
        ("16:30", {MON}),
        ("01:30+1", {SUN}),
    ]


def test_spans_that_touch_at_midnight_are_one_evening() -> None:
    assert last_prompts(
        OpenRange(FRI, time(18), time(0)),
        OpenRange(SAT, time(0), time(2)),
        OpenRange(SAT, time(20), time(23)),
    ) == [("01:30+1", {FRI}), ("22:30", {SAT})]


def test_days_without_an_end_have_no_last_prompt() -> None:
    whole = [
        half
        for day in range(7)
        for half in (OpenRange(day, time(0), time(12)), OpenRange(day, time(12), time(0)))
    ]
    assert last_prompts(*whole) == []
    assert last_prompts(*whole[:10]) == [("23:30", {FRI})]
    assert last_prompts(*whole[2:]) == [("23:30", {SUN})]


def test_hours_shorter_than_the_interval_ring_when_they_begin() -> None:
    assert last_prompts(OpenRange(MON, time(9), time(9, 20))) == [("09:00", {MON})]


def test_a_last_prompt_may_be_for_some_weekdays() -> None:
    nights = [OpenRange(day, time(22), time(6)) for day in range(5)]
    weekend = BeforeEndOfHours(frozenset({FRI, SAT}))
    assert last_prompts(*nights, trigger=weekend) == [("05:30+1", {FRI})]
    assert last_prompts(*nights, trigger=BeforeEndOfHours(frozenset({SUN}))) == []


def test_without_sitting_reminders_half_an_hour_is_left() -> None:
    settings = Settings(hours=(OpenRange(MON, time(9), time(17)),), reminders=())
    assert [one.at for one in bells(LAST, settings)] == [time(16, 30)]


def test_a_last_prompt_is_too_late_when_the_hours_are_over() -> None:
    settings = Settings(hours=(OpenRange(MON, time(9), time(17)),), reminders=(MICRO,))
    assert [one.late for one in bells(LAST, settings)] == [timedelta(minutes=30)]


# ── the window of a first use ─────────────────────────────────────────────────────────────────────

MORNING = AtFirstUse(time(5), time(10))
NIGHT = AtFirstUse(time(22), time(2))
MONDAY = date(2026, 11, 23)


def test_a_window_holds_its_first_minute_and_not_its_last() -> None:
    for clock, day in {
        "04:59": None,
        "05:00": MONDAY,
        "09:59": MONDAY,
        "10:00": None,
    }.items():
        assert open_for(MORNING, local(f"2026-11-23 {clock}+00:00", "Europe/London")) == day


def test_a_window_past_midnight_is_of_the_date_on_which_it_opens() -> None:
    for clock, day in {
        "23 21:59": None,
        "23 22:00": MONDAY,
        "24 01:59": MONDAY,
        "24 02:00": None,
        "24 22:00": date(2026, 11, 24),
    }.items():
        assert open_for(NIGHT, local(f"2026-11-{clock}+00:00", "Europe/London")) == day


def test_a_window_may_be_for_some_weekdays() -> None:
    monday = AtFirstUse(time(22), time(2), frozenset({MON}))
    assert open_for(monday, datetime(2026, 11, 24, 1, 0, tzinfo=UTC)) == MONDAY
    assert open_for(monday, datetime(2026, 11, 24, 23, 0, tzinfo=UTC)) is None
    opens = begins_next(monday, datetime(2026, 11, 24, 1, 0, tzinfo=UTC))
    assert opens == datetime(2026, 11, 30, 22, 0, tzinfo=UTC)


def test_a_window_may_be_the_whole_day() -> None:
    whole = AtFirstUse(time(0), time(0))
    assert open_for(whole, datetime(2026, 11, 23, 0, 0, tzinfo=UTC)) == MONDAY
    assert open_for(whole, datetime(2026, 11, 23, 23, 59, tzinfo=UTC)) == MONDAY


def test_a_window_without_days_never_opens() -> None:
    never = AtFirstUse(time(5), time(10), frozenset())
    assert begins_next(never, datetime(2026, 11, 23, tzinfo=UTC)) is None


def test_a_window_that_summer_time_skips_opens_not_on_that_date() -> None:
    early = AtFirstUse(time(2), time(2, 45))
    saturday = local("2026-03-28 12:00+01:00", "Europe/Berlin")
    assert begins_next(early, saturday) == local("2026-03-30 02:00+02:00", "Europe/Berlin")
    assert open_for(early, local("2026-03-29 03:00+02:00", "Europe/Berlin")) is None


@pytest.mark.parametrize("window", [MORNING, NIGHT, AtFirstUse(time(0, 30), time(2, 30))])
@pytest.mark.parametrize(("zone", "number"), YEARS)
def test_a_window_opens_once_on_each_date_of_a_year(
    zone: str, number: int, window: AtFirstUse
) -> None:
    there = year(zone, number)
    wall = there.local(there.first_shown(there.dates[0], time(0)) - SECOND)
    for day in there.dates:
        opens = begins_next(window, wall)
        assert opens is not None
        assert opens.astimezone(UTC) == there.first_shown(day, window.begins)
        assert open_for(window, opens) == day
        ends_on = day if window.begins < window.ends else day + timedelta(days=1)
        ends = there.first_shown(ends_on, window.ends)
        assert open_for(window, there.local(ends - SECOND)) == day
        assert open_for(window, there.local(ends)) is None
        wall = opens
