"""What a person reads of a simulated time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from tests.simulation.days import day, typical_days
from tests.small_pool import POOL
from unkink.core.effects import Decision, Record
from unkink.core.moment import Instant, Moment
from unkink.core.presence import Posture, Presence
from unkink.core.settings import MICRO, Settings
from unkink.core.timeline import Span
from unkink.simulation.band import Band, until_absence
from unkink.simulation.day_file import Row
from unkink.simulation.driver import beginning
from unkink.simulation.record_line import record_line
from unkink.simulation.simulated import simulated
from unkink.simulation.timeline import Timeline
from unkink.simulation.totals import totals_for

MICRO_ONLY = Settings(reminders=(MICRO,))
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = 60.0


def plain(text: str, _colour: str) -> str:
    return text


def marked(text: str, colour: str) -> str:
    return f"<{colour}>{text}</>"


def read(text: str) -> list[str]:
    rows = day(text)
    timeline = Timeline(beginning(rows[0]), totals_for(MICRO_ONLY), {}, plain)
    return list(timeline.lines(simulated(rows, MICRO_ONLY, POOL)))


def headings(lines: list[str]) -> list[str]:
    return [one for one in lines if one[:1].isalpha() and ", +" in one]


def bands(lines: list[str]) -> list[str]:
    return [
        line[2:] for before, line in pairwise(lines) if before[2:4].isdigit() and ":" not in before
    ]


def span(begins: float, ends: float, presence: Presence, posture: Posture) -> Span:
    return Span(presence, posture, Moment(begins * MINUTE), Moment(ends * MINUTE))


def test_ten_minutes_are_one_character_of_what_took_most_of_them() -> None:
    band = Band(Moment(0), Moment(75 * MINUTE), NINE + timedelta(minutes=20))
    band.spend(
        [
            span(-60, 14, Presence.ACTIVE, Posture.SITTING),
            span(14, 26, Presence.AWAY, Posture.SITTING),
            span(26, 40, Presence.ACTIVE, Posture.WALKING),
            span(40, 50, Presence.UNKNOWN, Posture.SITTING),
            span(50, 99, Presence.WATCHING, Posture.SITTING),
        ]
    )
    band.hold(
        [(Moment(50 * MINUTE), Moment(56 * MINUTE)), (Moment(14 * MINUTE), Moment(20 * MINUTE))]
    )
    band.show(Moment(75 * MINUTE))
    assert band.lines() == ["09    10", "  #..^?h#*"]


def test_a_hold_ends_for_the_band_where_the_person_left() -> None:
    hold = (Moment(30 * MINUTE), Moment(90 * MINUTE))
    here = span(0, 40, Presence.ACTIVE, Posture.SITTING)
    assert until_absence(hold, [here]) == hold
    left = [here, span(40, 60, Presence.AWAY, Posture.SITTING)]
    assert until_absence(hold, left) == (30 * MINUTE, 40 * MINUTE)
    gone_before = [span(20, 60, Presence.AWAY, Posture.SITTING)]
    assert until_absence(hold, gone_before) == (30 * MINUTE, 30 * MINUTE)


def test_a_long_day_goes_on_in_a_second_line() -> None:
    band = Band(Moment(0), Moment(13 * 60 * MINUTE), NINE)
    band.spend([span(0, 999, Presence.LOCKED, Posture.SITTING)])
    assert band.lines() == [
        "09    10    11    12    13    14    15    16    17    18    19    20",
        "." * 72,
        "21",
        "." * 6,
    ]


def test_each_local_day_has_its_heading_and_its_band() -> None:
    lines = read("23:40 active, 2026-11-24T00:20+01:00 end")
    assert headings(lines) == ["Monday 2026-11-23, +01:00", "Tuesday 2026-11-24, +01:00"]
    assert bands(lines) == ["    ##", "#*"]


def test_a_change_of_zone_begins_a_day_of_its_own() -> None:
    lines = read(
        "09:00 active, 09:10 locked, 2026-11-23T17:50+09:00 active, 2026-11-23T18:10+09:00 end"
    )
    assert headings(lines) == ["Monday 2026-11-23, +01:00", "Monday 2026-11-23, +09:00"]
    assert bands(lines) == ["#....", "     ##"]


def test_a_tip_that_waits_for_a_call_is_seen_in_the_band() -> None:
    lines = read("09:00 active, 09:29 dnd, 10:00 active, 10:10 end")
    assert bands(lines) == ["###hhh*"]


def test_the_sums_count_tips_holds_and_the_longest_bout() -> None:
    lines = read("09:00 active, 09:29 dnd, 10:00 active, 10:10 locked, 10:20 active, 10:30 end")
    assert lines[-3:] == [
        "tips shown   1: micro 1",
        "held back    1: do-not-disturb 1",
        "sitting      1 h 20 min of 1 h 30 min, at most 1 h 10 min on end",
    ]


def test_a_year_is_told_day_by_day_as_it_goes() -> None:
    """The first day is told before the second week is played."""
    played = 0

    def rows() -> Iterator[Row]:
        nonlocal played
        for row in typical_days(365):
            played += 1
            yield row

    first = next(typical_days(1))
    timeline = Timeline(beginning(first), totals_for(Settings()), {}, plain)
    told = timeline.lines(simulated(rows(), Settings(), POOL))
    assert next(told) == "Monday 2026-11-23, +01:00"
    assert played < 500


def test_only_tips_stand_out() -> None:
    rows = day("09:00 active, 09:40 end")
    timeline = Timeline(beginning(rows[0]), totals_for(MICRO_ONLY), {"exhale": "Sigh"}, marked)
    lines = list(timeline.lines(simulated(rows, MICRO_ONLY, POOL)))
    assert lines[0] == "<1>Monday 2026-11-23, +01:00</>"
    assert lines[2] == "  <2>09:30:00</>  micro was due"
    assert lines[3] == "  <2>09:33:00</>  <1>shown: Sigh</>"


def test_what_lasted_is_told_with_its_length() -> None:
    now = Instant(Moment(0), NINE - timedelta(microseconds=1))
    record = Record(now, Decision.BACK, why="lunch", seconds=2700.4)
    assert record_line(record) == {
        "time": "2026-11-23T09:00:00+00:00",
        "what": "back",
        "reminder": None,
        "tip": None,
        "why": "lunch",
        "seconds": 2700,
    }
