"""What a recorded day was like, told from its spans and decisions."""

from datetime import UTC, date, datetime, timedelta, timezone

from unkink.core.days.bands import pieces_of
from unkink.core.days.day import Answers, Bout, Held, Kind, Piece
from unkink.core.days.telling import days_of, summary_of
from unkink.core.effects import Decision, Outcome
from unkink.core.entries import Entry, Stretch
from unkink.core.presence import Posture, Presence

DAY = date(2026, 11, 20)


def at(clock: str, day: date = DAY, offset: int = 0) -> datetime:
    hour, minute = map(int, clock.split(":"))
    zone = timezone(timedelta(hours=offset))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def span(
    begins: str,
    ends: str,
    presence: Presence = Presence.ACTIVE,
    posture: Posture = Posture.SITTING,
) -> Stretch:
    return Stretch(at(begins), at(ends), presence, posture)


MORNING = [
    span("08:40", "09:36"),
    span("09:36", "09:41", Presence.AWAY),
    span("09:41", "10:30"),
    span("10:30", "10:32", Presence.LOCKED),
    span("10:32", "11:45", Presence.WATCHING),
    span("11:45", "12:10", Presence.ACTIVE, Posture.STANDING),
    span("12:10", "12:55", Presence.AWAY),
    span("12:55", "13:30", Presence.UNKNOWN),
]


def test_a_morning_is_told_as_sitting_breaks_standing_and_time_away() -> None:
    assert [(one.kind.value, f"{one.begins:%H:%M}") for one in pieces_of(MORNING)] == [
        ("sitting", "08:40"),
        ("break", "09:36"),
        ("sitting", "09:41"),
        ("break", "10:30"),
        ("sitting", "10:32"),
        ("standing", "11:45"),
        ("away", "12:10"),
        ("sitting", "12:55"),
    ]
    assert not pieces_of(MORNING)[-1].sure


def test_a_short_absence_does_not_end_a_bout_and_a_break_does() -> None:
    day = days_of(MORNING, [])[DAY]
    assert day.bouts == (
        Bout(at("08:40"), at("09:36"), 56 * 60),
        Bout(at("09:41"), at("11:45"), (49 + 73) * 60),
        Bout(at("12:55"), at("13:30"), 35 * 60),
    )
    assert summary_of(day).longest == day.bouts[1]


def test_a_night_away_is_cut_at_midnight_and_each_part_belongs_to_its_day() -> None:
    next_day = DAY + timedelta(days=1)
    night = Stretch(at("18:00"), at("08:00", next_day), Presence.ASLEEP, Posture.SITTING)
    days = days_of([span("17:00", "18:00"), night], [])
    assert days[DAY].pieces[-1] == Piece(at("18:00"), at("00:00", next_day), Kind.AWAY)
    assert days[next_day].pieces == (
        Piece(at("00:00", next_day), at("08:00", next_day), Kind.AWAY),
    )


def test_a_gap_in_the_record_is_told_within_a_day_and_not_around_it() -> None:
    next_day = DAY + timedelta(days=1)
    later = Stretch(at("09:00", next_day), at("10:00", next_day), Presence.ACTIVE, Posture.SITTING)
    days = days_of([span("09:00", "10:00"), span("14:00", "15:00"), later], [])
    assert [one.kind for one in days[DAY].pieces] == [Kind.SITTING, Kind.UNRECORDED, Kind.SITTING]
    assert [one.kind for one in days[next_day].pieces] == [Kind.SITTING]


def test_an_absence_that_goes_on_is_a_break_until_it_is_a_long_one() -> None:
    left = span("10:00", "10:20", Presence.AWAY)
    assert pieces_of([span("09:00", "10:00"), left], left.ends)[-1].kind is Kind.BREAK
    assert pieces_of([span("09:00", "10:00"), left])[-1].kind is Kind.AWAY
    longer = span("10:00", "10:31", Presence.AWAY)
    assert pieces_of([span("09:00", "10:00"), longer], longer.ends)[-1].kind is Kind.AWAY


def test_who_flies_west_over_midnight_has_one_longer_day() -> None:
    """The date of the wall clock counts: a day that is shown twice is one day."""
    spans = [
        Stretch(at("22:00", DAY, 1), at("23:30", DAY, 1), Presence.ACTIVE, Posture.SITTING),
        Stretch(at("18:00", DAY, -5), at("19:00", DAY, -5), Presence.ACTIVE, Posture.SITTING),
    ]
    (day,) = days_of(spans, []).values()
    assert summary_of(day).sitting == 2.5 * 3600
    assert summary_of(day).sitting_by_hour[18] == 3600
    assert summary_of(day).sitting_by_hour[22:] == (3600, 1800)


DECIDED = [
    Entry(at("09:12"), Decision.DUE, "micro"),
    Entry(at("09:12"), Decision.HELD, "micro", why="call: microphone in use by Firefox"),
    Entry(at("09:30"), Decision.QUIET, "micro"),
    Entry(at("09:40"), Decision.RELEASED, "micro"),
    Entry(at("09:41"), Decision.SHOWN, "micro", "neck-turns", "due"),
    Entry(at("09:41"), Decision.SWAPPED, "micro", "jaw-drop"),
    Entry(at("09:42"), Decision.OUTCOME, "micro", "jaw-drop", "taken"),
    Entry(at("10:40"), Decision.SHOWN, "micro", "neck-turns", "due"),
    Entry(at("10:50"), Decision.NATURAL_BREAK, "active"),
    Entry(at("10:50"), Decision.NATURAL_BREAK, "micro"),
    Entry(at("11:10"), Decision.SHOWN, "active", "stairs", "due"),
    Entry(at("11:11"), Decision.FELT, tip="stairs", why="better"),
    Entry(at("11:12"), Decision.DID, tip="stairs"),
]


def test_prompts_are_told_with_what_became_of_them() -> None:
    day = days_of(MORNING, DECIDED)[DAY]
    assert [(one.tip, one.outcome) for one in day.showings] == [
        ("jaw-drop", Outcome.TAKEN),
        ("neck-turns", Outcome.UNKNOWN),  # nothing was written of it: the program was killed
        ("stairs", Outcome.UNKNOWN),
    ]
    assert day.holds == (
        Held(at("09:12"), at("09:40"), "call: microphone in use by Firefox", "micro"),
    )


def test_a_prompt_that_waits_has_no_outcome_yet() -> None:
    live = days_of(MORNING, DECIDED, at("13:30"))[DAY].showings[-1]
    assert (live.tip, live.outcome) == ("stairs", None)


def test_the_sums_of_a_day_are_those_of_its_parts() -> None:
    summary = summary_of(days_of(MORNING, DECIDED)[DAY])
    assert summary.seconds == {
        Kind.SITTING: (56 + 49 + 73 + 35) * 60,
        Kind.BREAK: 7 * 60,
        Kind.STANDING: 25 * 60,
        Kind.AWAY: 45 * 60,
    }
    assert summary.unsure == 35 * 60
    assert summary.reminders == {
        "micro": Answers(2, {Outcome.TAKEN: 1, Outcome.UNKNOWN: 1}, 1),
        "active": Answers(1, {Outcome.UNKNOWN: 1}, 1),
    }
    assert summary.tips["stairs"] == Answers(1, {Outcome.UNKNOWN: 1}, 1)
    assert summary.own_breaks == 1
    assert (summary.began, summary.ended) == (at("08:40"), at("13:30"))
    assert (summary.shown, summary.count(Outcome.TAKEN)) == (3, 1)


def test_nothing_recorded_is_no_day() -> None:
    assert days_of([], []) == {}
    assert at("09:00").tzinfo == UTC
