"""Small days and what they bring, as `unkink simulate --json` tells it."""

from datetime import time
from itertools import pairwise

from tests.simulation.days import day, lines, shown, told, typical_days
from tests.small_pool import POOL
from unkink.core.effects import Record, Spent
from unkink.core.settings import (
    MICRO,
    EverySitting,
    OpenRange,
    ReminderSettings,
    Settings,
    SittingSettings,
    SummarySettings,
)
from unkink.simulation.record_line import record_line
from unkink.simulation.simulated import simulated
from unkink.simulation.typical_day import typical_day

MICRO_ONLY = Settings(reminders=(MICRO,))
READER = Settings(
    sitting=SittingSettings(away_after=600.0),
    reminders=(ReminderSettings("micro", EverySitting(1800.0, 60.0, 900.0), ("micro",)),),
)
"""Somebody whose silences of up to ten minutes are sitting, whatever else is seen."""


def test_half_an_hour_of_sitting_is_due_and_shown_when_the_wait_for_a_lull_is_over() -> None:
    assert lines("09:00 active, 09:40 end", MICRO_ONLY) == [
        {
            "time": "2026-11-23T09:30:00+01:00",
            "what": "due",
            "reminder": "micro",
            "tip": None,
            "why": "",
        },
        {
            "time": "2026-11-23T09:33:00+01:00",
            "what": "shown",
            "reminder": "micro",
            "tip": "exhale",
            "why": "due",
        },
    ]


def test_a_short_pause_is_the_moment_for_a_tip() -> None:
    rows = day("09:00 active, 09:31 idle, 09:31:30 active, 09:40 end")
    assert shown(rows, MICRO_ONLY) == ["09:31:10"]


def test_the_day_ends_with_its_last_row_whatever_that_says() -> None:
    for word in ("end", "active", "asleep"):
        assert shown(day(f"09:00 active, 09:32:59 {word}"), MICRO_ONLY) == []
        assert shown(day(f"09:00 active, 09:33 {word}"), MICRO_ONLY) == ["09:33:00"]


def test_what_a_call_holds_back_comes_after_it() -> None:
    story = told("09:00 active, 09:29 call, 09:38 active, 09:50 end", READER)
    assert [one.split()[1] for one in story] == ["due", "held", "released", "shown"]
    times = [one.split()[0] for one in story]
    assert times[:2] == ["09:30:00", "09:30:00"]
    assert "09:38:00" <= times[2] <= "09:38:30"  # the rules look around every half minute
    assert times[2] < times[3] <= "09:42:30"
    [held] = [one for one in lines("09:00 active, 09:29 call, 09:38 end", READER) if one["why"]]
    assert held["why"] == "call: a call"


def test_do_not_disturb_and_a_full_screen_hold_too() -> None:
    for word, hold in (("dnd", "do-not-disturb"), ("fullscreen", "fullscreen")):
        story = lines(f"09:00 active, 09:29 {word}, 09:38 active, 09:50 end", READER)
        assert [one["what"] for one in story] == ["due", "held", "released", "shown"]
        assert story[1]["why"].startswith(f"{hold}: ")


def test_lunch_after_a_tip_is_the_break_it_asked_for() -> None:
    story = lines("09:00 active, 09:34 locked, 10:10 active, 10:30 end", MICRO_ONLY)
    [outcome] = [one for one in story if one["what"] == "outcome"]
    assert (outcome["time"], outcome["why"]) == ("2026-11-23T09:35:00+01:00", "taken")
    assert [one["what"] for one in story].count("shown") == 1


def test_nobody_is_reminded_on_waking_the_machine_in_the_morning() -> None:
    rows = day(
        "18:00 active, 18:29 asleep, 2026-11-24T08:00+01:00 active, 2026-11-24T08:29+01:00 end"
    )
    assert shown(rows, MICRO_ONLY) == []


def test_a_lock_of_two_seconds_is_worth_two_seconds() -> None:
    # Two seconds pay back twelve, and were not sat: due 14 s later than without the lock.
    story = told("09:00 active, 09:20 locked, 09:20:02 active, 09:40 end", MICRO_ONLY)
    assert story[0] == "09:30:14 due micro"


def test_on_your_feet_no_sitting_is_counted() -> None:
    assert shown(day("09:00 standing, 10:00 walking, 11:00 end"), MICRO_ONLY) == []
    assert shown(day("09:00 standing, 10:00 active, 10:34 end"), MICRO_ONLY) == ["10:33:00"]


def test_without_a_sensor_time_at_the_machine_counts_and_no_lull_is_waited_for() -> None:
    story = told("09:00 blind, 09:40 end", MICRO_ONLY)
    assert [one.split()[1] for one in story] == ["blind", "due", "shown"]
    assert story[2] == "09:30:00 shown micro"


def test_a_day_across_midnight_keeps_its_count() -> None:
    rows = day("23:40 active, 2026-11-24T00:20+01:00 end")
    assert shown(rows, MICRO_ONLY) == ["00:13:00"]


def test_hours_go_by_the_clock_on_the_wall_wherever_the_person_is() -> None:
    open_late = Settings(
        reminders=(MICRO,), hours=(OpenRange(weekday=0, begins=time(18), ends=time(20)),)
    )
    at_home = "09:00 active, 10:30 end"
    flown = "09:00 active, 2026-11-23T17:50+09:00 active, 2026-11-23T18:30+09:00 end"
    assert shown(day(at_home), open_late) == []
    assert "18:00:00" < shown(day(flown), open_late)[0] < "18:05:00"


def test_an_empty_chair_is_not_reminded() -> None:
    assert shown(day("09:00 active, 09:25 idle, 09:40 active, 10:00 end"), MICRO_ONLY) == []


def test_the_same_day_and_seed_give_the_same_lines_and_another_seed_other_tips() -> None:
    def played(seed: int) -> list[dict[str, object]]:
        rows = typical_day()
        happened = simulated(rows, Settings(), POOL, seed=seed)
        return [record_line(one) for _, one in happened if isinstance(one, Record)]

    assert played(0) == played(0)
    tips = [{str(one["tip"]) for one in played(seed)} for seed in range(5)]
    assert any(one != tips[0] for one in tips)


def test_stretches_of_time_tile_the_whole_of_many_days() -> None:
    happened = simulated(typical_days(9), Settings(), POOL)
    spans = [one.span for _, one in happened if isinstance(one, Spent)]
    assert all(before.ends == after.begins for before, after in pairwise(spans))
    rows = [*typical_days(9)]
    assert spans[-1].ends - spans[0].begins == (rows[-1].time - rows[0].time).total_seconds()


def test_a_summary_that_is_asked_for_is_told_of_with_what_held_it() -> None:
    summary = SummarySettings(day=time(17))
    story = lines(
        "16:00 active, 16:58 call, 17:12 active, 17:30 end", Settings(reminders=(), summary=summary)
    )
    assert [(one["time"][11:19], one["what"], one["why"]) for one in story] == [
        ("17:00:00", "summary", "day held: call: a call"),
        ("17:17:00", "summary", "day told"),
    ]
