"""When a summary of the day or the week is told: once, to somebody who is there, not hours late."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.around import signs
from tests.desk import MONDAY_NINE, Desk
from unkink.core.effects import Decision, TellSummary
from unkink.core.events import (
    Closing,
    Paused,
    PromptClosed,
    PromptRequested,
    Resumed,
    SettingsChanged,
)
from unkink.core.settings import (
    MICRO,
    STANDING,
    AtClockTime,
    OpenRange,
    ReminderSettings,
    Settings,
    SettingsProfile,
    SummaryAt,
    SummarySettings,
)
from unkink.core.summary import Period, last_workday, summary_bells
from unkink.core.surroundings import Surroundings

DAY, WEEK = Period.DAY, Period.WEEK
END, OFF = SummaryAt.END_OF_HOURS, SummaryAt.OFF
HALF_PAST_FIVE = time(17, 30)
BERLIN = ZoneInfo("Europe/Berlin")
AFTERNOON = MONDAY_NINE.replace(hour=17)
WORK_DAYS = tuple(OpenRange(day, time(8), time(17)) for day in range(5))


def asking(
    day: SummaryAt | time = HALF_PAST_FIVE,
    week: SummaryAt | time = OFF,
    hours: tuple[OpenRange, ...] = (),
) -> Settings:
    return Settings(reminders=(), hours=hours, summary=SummarySettings(day, week))


def told(desk: Desk) -> list[tuple[float, tuple[Period, ...]]]:
    return [(at, one.periods) for at, one in desk.effects if isinstance(one, TellSummary)]


def decided(desk: Desk) -> list[tuple[float, str]]:
    return [(at, one.why) for at, one in desk.records(Decision.SUMMARY)]


# ── when ──────────────────────────────────────────────────────────────────────────────────────────


def test_nobody_who_did_not_ask_is_told_anything() -> None:
    desk = Desk(wall=AFTERNOON)
    desk.sit(minutes=7 * 60)
    assert told(desk) == []
    assert decided(desk) == []


def test_it_comes_at_its_time_once_on_each_day() -> None:
    desk = Desk(asking(), wall=AFTERNOON)
    for _ in range(2):
        desk.sit(minutes=120)
        desk.sleep(minutes=22 * 60)
    assert told(desk) == [(30, (DAY,)), (24 * 60 + 30, (DAY,))]
    assert decided(desk) == [(30, "day told"), (24 * 60 + 30, "day told")]


def test_nothing_wakes_the_rules_before_its_time() -> None:
    desk = Desk(asking(), wall=AFTERNOON)
    desk.type(minutes=2)
    assert desk.engine.deadline() == desk.started + 30 * 60


def test_the_end_of_the_hours_is_told_although_the_hours_are_over_then() -> None:
    desk = Desk(asking(END, hours=WORK_DAYS), wall=MONDAY_NINE.replace(hour=16))
    desk.sit(minutes=90)
    assert told(desk) == [(60, (DAY,))]


def test_the_hours_before_lunch_end_no_day() -> None:
    split = (OpenRange(0, time(9), time(12)), OpenRange(0, time(13), time(17)))
    desk = Desk(asking(END, hours=split))
    desk.sit(minutes=9 * 60)
    assert told(desk) == [(8 * 60, (DAY,))]


def test_hours_until_midnight_are_summed_up_while_their_day_lasts() -> None:
    late = (OpenRange(0, time(18), time(0)),)
    desk = Desk(asking(END, hours=late), wall=MONDAY_NINE.replace(hour=23))
    desk.sit(minutes=90)
    assert told(desk) == [(59, (DAY,))]


def test_hours_past_midnight_are_summed_up_when_they_end() -> None:
    night = (OpenRange(0, time(22), time(6)),)
    desk = Desk(asking(END, hours=night), wall=datetime(2026, 11, 24, 5, 0, tzinfo=UTC))
    desk.sit(minutes=90)
    assert told(desk) == [(60, (DAY,))]


def test_a_day_off_has_no_summary() -> None:
    saturday = AFTERNOON - timedelta(days=2)
    desk = Desk(asking(hours=WORK_DAYS), wall=saturday)
    desk.sit(minutes=120)
    assert told(desk) == []


def test_the_week_is_told_on_its_last_working_day_together_with_the_day() -> None:
    thursday = AFTERNOON + timedelta(days=3)
    desk = Desk(asking(week=HALF_PAST_FIVE, hours=WORK_DAYS), wall=thursday)
    desk.sit(minutes=60)
    desk.sleep(minutes=23 * 60)
    desk.sit(minutes=60)
    assert told(desk) == [(30, (DAY,)), (24 * 60 + 30, (DAY, WEEK))]


@pytest.mark.parametrize(
    ("days", "last"),
    [
        ({0, 1, 2, 3, 4}, 4),
        ({6, 0, 1, 2, 3}, 3),  # from Sunday to Thursday
        ({0, 2, 4}, 4),
        ({0, 1, 2, 3, 4, 5, 6}, 6),
        ({2}, 2),
        (set(), 4),
    ],
)
def test_the_last_working_day_is_the_one_before_the_longest_run_of_days_off(
    days: set[int], last: int
) -> None:
    assert last_workday(days) == last


def test_half_past_two_rings_once_where_the_clock_skips_or_repeats_it() -> None:
    skipped = Desk(asking(time(2, 30)), wall=datetime(2026, 3, 29, 1, 0, tzinfo=BERLIN))
    skipped.sit(minutes=3 * 60)
    assert told(skipped) == [(60, (DAY,))]
    twice = Desk(asking(time(2, 30)), wall=datetime(2026, 10, 25, 1, 0, tzinfo=BERLIN))
    twice.sit(minutes=4 * 60)
    assert told(twice) == [(90, (DAY,))]


def test_a_clock_set_back_or_a_later_time_in_the_settings_brings_no_second_one() -> None:
    desk = Desk(asking(), wall=AFTERNOON)
    desk.sit(minutes=40)
    desk.step_wall(timedelta(minutes=-30))
    desk.sit(minutes=60)
    desk.say(SettingsChanged(asking(time(19))))
    desk.sit(minutes=90)
    assert told(desk) == [(30, (DAY,))]


def test_who_flies_west_over_it_is_told_once() -> None:
    desk = Desk(asking(), wall=AFTERNOON.replace(tzinfo=BERLIN))
    desk.sit(minutes=60)
    desk.travel(ZoneInfo("America/New_York"))
    desk.sit(minutes=7 * 60)
    assert told(desk) == [(30, (DAY,))]


def test_looking_more_often_changes_nothing() -> None:
    seldom, often = Desk(asking(), wall=AFTERNOON), Desk(asking(), wall=AFTERNOON)
    often.look_every = 7.0
    for desk in (seldom, often):
        desk.around = signs(call="a call")
        desk.sit(minutes=40)
        desk.around = Surroundings()
        desk.sit(minutes=40)
    assert told(seldom) == told(often) == [(45, (DAY,))]


# ── what keeps it back ────────────────────────────────────────────────────────────────────────────


def test_it_waits_for_the_end_of_a_call() -> None:
    desk = Desk(asking(), wall=AFTERNOON)
    desk.around = signs(call="microphone in use by Firefox")
    desk.sit(minutes=43)
    assert told(desk) == []
    desk.around = Surroundings()
    desk.sit(minutes=10)
    assert told(desk) == [(45, (DAY,))]  # looked at every five minutes: it is in no hurry
    assert decided(desk) == [
        (30, "day held: call: microphone in use by Firefox"),
        (45, "day told"),
    ]


def test_do_not_disturb_holds_it_until_midnight_at_most() -> None:
    desk = Desk(asking(), wall=AFTERNOON)
    desk.around = signs(do_not_disturb="the desktop says so")
    desk.sit(minutes=8 * 60)
    desk.around = Surroundings()
    desk.sit(minutes=15)
    assert told(desk) == []
    assert decided(desk)[-1][1] == "day day-over"


def test_a_full_screen_holds_it_for_four_hours_at_most() -> None:
    desk = Desk(asking(), wall=AFTERNOON)
    desk.around = signs(fullscreen="a film")
    desk.sit(minutes=8 * 60)
    assert told(desk) == [(30 + 4 * 60, (DAY,))]


def test_it_waits_for_the_end_of_a_pause() -> None:
    desk = Desk(asking(), wall=AFTERNOON)
    desk.say(Paused())
    desk.sit(minutes=50)
    assert decided(desk) == [(30, "day held: paused")]
    desk.say(Resumed())
    assert told(desk) == [(50, (DAY,))]


def test_it_comes_not_beside_a_prompt_that_has_just_been_shown() -> None:
    desk = Desk(Settings(reminders=(MICRO,), summary=asking().summary), wall=AFTERNOON)
    desk.sit(minutes=29)
    desk.say(PromptRequested())
    desk.sit(minutes=10)
    assert told(desk) == [(34, (DAY,))]  # a prompt that nobody answers may stay for hours
    desk = Desk(Settings(reminders=(MICRO,), summary=asking().summary), wall=AFTERNOON)
    desk.sit(minutes=29)
    desk.say(PromptRequested())
    desk.sit(minutes=2)
    assert desk.view.live is not None
    desk.say(PromptClosed(desk.view.live.id, Closing.DISMISSED))
    assert told(desk) == [(31, (DAY,))]


def test_who_is_away_is_told_on_coming_back_soon_after() -> None:
    desk = Desk(asking(), wall=AFTERNOON)
    desk.sit(minutes=20)
    desk.leave(minutes=40, lock=True)
    desk.sit(minutes=3)
    assert told(desk) == [(61, (DAY,))]  # a minute to settle in


def test_who_comes_back_hours_later_is_told_nothing() -> None:
    desk = Desk(asking(), wall=AFTERNOON)
    desk.sit(minutes=20)
    desk.leave(minutes=3 * 60)
    desk.sit(minutes=30)
    assert told(desk) == []
    assert decided(desk) == [(200, "day too-late: 17:30")]


def test_a_suspend_past_the_time_is_told_of_within_two_hours_and_not_later() -> None:
    soon = Desk(asking(), wall=AFTERNOON)
    soon.sit(minutes=20)
    soon.sleep(minutes=60)
    soon.sit(minutes=3)
    assert told(soon) == [(81, (DAY,))]
    late = Desk(asking(), wall=AFTERNOON)
    late.sit(minutes=20)
    late.sleep(minutes=15 * 60)
    late.sit(minutes=3)
    assert told(late) == []
    assert decided(late) == [(920, "day too-late: 17:30")]


def test_a_day_on_which_nobody_sat_has_no_summary() -> None:
    desk = Desk(asking(), wall=AFTERNOON - timedelta(days=1))
    desk.sit(minutes=10)
    desk.leave(minutes=24 * 60 + 25)
    desk.sit(minutes=10)
    assert told(desk) == []
    assert decided(desk)[-1] == (24 * 60 + 30, "day no-sitting")


# ── restarts ──────────────────────────────────────────────────────────────────────────────────────


def test_a_restart_tells_it_no_second_time_and_forgets_none_that_waits() -> None:
    desk = Desk(asking(), wall=AFTERNOON)
    desk.sit(minutes=31)
    again = desk.restart(unseen=1, boot="second boot")
    again.sit(minutes=60)
    assert told(again) == []
    desk = Desk(asking(), wall=AFTERNOON)
    desk.around = signs(call="a call")
    desk.sit(minutes=31)
    again = desk.restart(unseen=1)
    again.sit(minutes=5)
    assert told(again) == [(1, (DAY,))]


def test_a_restart_over_the_time_swallows_it_not_and_brings_it_not_hours_later() -> None:
    desk = Desk(asking(), wall=AFTERNOON)
    desk.sit(minutes=25)
    soon = desk.restart(unseen=10)
    soon.sit(minutes=5)
    assert told(soon) == [(1, (DAY,))]
    desk = Desk(asking(), wall=AFTERNOON)
    desk.around = signs(call="a call")
    desk.sit(minutes=31)
    late = desk.restart(unseen=3 * 60, boot="second boot")
    late.sit(minutes=5)
    assert told(late) == []
    assert decided(late) == [(0, "day too-late: 17:30")]


def test_what_waits_is_dropped_when_it_is_asked_for_no_more() -> None:
    desk = Desk(asking(), wall=AFTERNOON)
    desk.around = signs(call="a call")
    desk.sit(minutes=31)
    desk.say(SettingsChanged(asking(OFF)))
    desk.around = Surroundings()
    desk.sit(minutes=30)
    assert told(desk) == []


# ── a law ─────────────────────────────────────────────────────────────────────────────────────────

LENGTHS = st.sampled_from((0.5, 3, 20, 61, 125, 400, 1441))
DOINGS = st.sampled_from(("sit", "leave", "lock", "sleep", "call", "quiet", "pause", "restart"))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(DOINGS, LENGTHS), max_size=12), st.sampled_from((time(17, 30), END)))
def test_whatever_people_do_a_day_is_told_once_after_its_time_and_before_midnight(
    doings: list[tuple[str, float]], at: SummaryAt | time
) -> None:
    desk = Desk(asking(at, hours=WORK_DAYS), wall=MONDAY_NINE.replace(hour=16))
    tellings: list[datetime] = []
    for doing, length in doings:
        before = len(desk.effects)
        began, started = desk.wall, desk.minute
        match doing:
            case "sit":
                desk.sit(minutes=length)
            case "leave" | "lock":
                desk.leave(minutes=length, lock=doing == "lock")
            case "sleep":
                desk.sleep(minutes=length)
            case "call" | "quiet":
                desk.around = signs(call="a call" if doing == "call" else None)
            case "pause":
                desk.say(Paused(length * 60))
            case _:
                desk, before = desk.restart(unseen=length), 0
                began, started = desk.wall, 0.0
        tellings += [
            began + timedelta(minutes=minute - started)
            for minute, one in desk.effects[before:]
            if isinstance(one, TellSummary)
        ]
    days = [one.date() for one in tellings]
    assert len(days) == len(set(days))
    assert all(one.weekday() < 5 for one in days)
    first = time(17, 30) if at != END else time(17)
    assert all(one.time() >= first for one in tellings)


# ── what it is about ──────────────────────────────────────────────────────────────────────────────


def test_it_names_the_reminders_that_count_sitting_whatever_profile_is_in_force() -> None:
    noon = ReminderSettings("noon", AtClockTime(time(12, 30)), ("micro",))
    usual = Settings(reminders=(MICRO, STANDING, noon), summary=asking().summary)
    quiet = Settings(reminders=(), summary=usual.summary)
    always = tuple(OpenRange(day, time(6), time(22)) for day in range(7))
    profiles = (SettingsProfile("quiet", quiet, always),)
    desk = Desk(
        Settings(reminders=usual.reminders, summary=usual.summary, profiles=profiles),
        wall=AFTERNOON,
    )
    desk.sit(minutes=40)
    [(_, effect)] = [one for one in desk.effects if isinstance(one[1], TellSummary)]
    assert effect == TellSummary((DAY,), frozenset({"micro"}))


def test_hours_that_end_on_no_day_of_the_week_ring_no_bell() -> None:
    assert summary_bells(DAY, asking(END)) == ()
