"""What a settings file that is in order means."""

from datetime import time

import pytest

from tests.settings_file.reading import settings
from unkink.core.settings import (
    AtClockTime,
    AtFirstUse,
    BeforeEndOfHours,
    EverySitting,
    HistorySettings,
    HoldSettings,
    OpenRange,
    PromptSettings,
    ReminderSettings,
    SafetySettings,
    Settings,
    SittingSettings,
    SummaryAt,
    SummarySettings,
    TipsSettings,
    TrayInk,
    TraySettings,
)


def test_an_empty_file_means_the_defaults() -> None:
    assert settings("") == Settings()
    assert settings("# nothing\n[prompt]\n[hours]\n") == Settings()


def test_every_key_of_the_plain_tables_is_read() -> None:
    assert settings("""
        [sitting]
        away_after = "2m"
        [prompt]
        lull = "1s"
        max_defer = "90s"
        snooze = "1h30m"
        max_snoozes = 0
        min_gap = "1h"
        max_per_day = 3
        first_after = "24h"
        sound = true
        [hold]
        call = false
        fullscreen = false
        do_not_disturb = false
        max_hold = "30m"
        [tips]
        start_with = 60
        new_each_week = 0
        seated_only = true
        stretch_a_day = 2
        strength_a_day = 0
        on_feet_a_day = 5
        contrast_a_week = 1
        [tray]
        icon = "dark"
        [history]
        keep_days = 30
        [summary]
        day = "17:30"
        week = "End of  hours"
        [hours]
        fri = ["8:00-18:00"]
        [safety]
        emergency_number = "+49 112"
    """) == Settings(
        sitting=SittingSettings(away_after=120.0),
        prompt=PromptSettings(
            lull=1.0,
            max_defer=90.0,
            snooze=5400.0,
            max_snoozes=0,
            min_gap=3600.0,
            max_per_day=3,
            first_after=86400.0,
            sound=True,
        ),
        hold=HoldSettings(call=False, fullscreen=False, do_not_disturb=False, max_hold=1800.0),
        tips=TipsSettings(
            start_with=60,
            new_each_week=0,
            seated_only=True,
            stretch_a_day=2,
            strength_a_day=0,
            on_feet_a_day=5,
            contrast_a_week=1,
        ),
        tray=TraySettings(icon=TrayInk.DARK),
        history=HistorySettings(keep_days=30),
        summary=SummarySettings(day=time(17, 30), week=SummaryAt.END_OF_HOURS),
        hours=(OpenRange(4, time(8), time(18)),),
        safety=SafetySettings(emergency_number="+49 112"),
    )


def test_a_key_that_is_absent_keeps_its_default() -> None:
    prompt = settings('[prompt]\nlull = "20s"').prompt
    assert prompt == PromptSettings(lull=20.0)


def test_a_file_with_a_reminder_has_just_that_one() -> None:
    reminders = settings("""
        [[reminder]]
        name = "stretch"
        every = "45m"
        rest = "2m"
        full_break = "10m"
        merge_within = "5m"
        tips = ["neck-warmup", "neck-turns", "micro"]
    """).reminders
    assert reminders == (
        ReminderSettings(
            "stretch",
            EverySitting(2700.0, 120.0, 600.0, 300.0),
            ("neck-warmup", "neck-turns", "micro"),
        ),
    )


def test_rest_and_full_break_may_be_left_out() -> None:
    (long, short) = settings("""
        [[reminder]]
        name = "long"
        every = "30m"
        tips = ["micro"]
        [[reminder]]
        name = "short"
        every = "10s"
        tips = ["micro"]
    """).reminders
    assert long.trigger == EverySitting(1800.0, 60.0, 300.0, 0.0)
    assert short.trigger == EverySitting(10.0, 10.0, 300.0, 0.0)


@pytest.mark.parametrize(
    ("at", "trigger"),
    [
        ('"12:30"', AtClockTime(time(12, 30))),
        ('"7:05"', AtClockTime(time(7, 5))),
        ('"first use 05:00-10:00"', AtFirstUse(time(5), time(10))),
        ('"First  use 05:00 - 10:00"', AtFirstUse(time(5), time(10))),
        ('"first use 22:00-02:00"', AtFirstUse(time(22), time(2))),
        ('"first use 18:00-24:00"', AtFirstUse(time(18), time(0))),
        ('"last prompt before end of hours"', BeforeEndOfHours()),
    ],
)
def test_a_reminder_may_come_at_a_time_or_an_occasion(at: str, trigger: object) -> None:
    text = f'[hours]\nmon = ["8:00-19:00"]\n[[reminder]]\nname = "a"\nat = {at}\ntips = ["note"]'
    assert settings(text).reminders[0].trigger == trigger


def test_a_time_of_day_may_be_for_some_weekdays() -> None:
    text = '[[reminder]]\nname = "a"\nat = "12:30"\nweekdays = "{}"\ntips = ["note"]'
    for days, numbers in {
        "mon-fri": {0, 1, 2, 3, 4},
        "sat-mon": {5, 6, 0},
        "wed": {2},
        "Tue, thu": {1, 3},
    }.items():
        trigger = settings(text.format(days)).reminders[0].trigger
        assert trigger == AtClockTime(time(12, 30), frozenset(numbers))


def test_an_occasion_may_be_for_some_weekdays() -> None:
    work, home = settings("""
        [hours]
        mon-fri = ["08:00-18:30"]
        [[reminder]]
        name = "work"
        at = "last prompt before end of hours"
        weekdays = "thu-fri"
        tips = ["home"]
        [[reminder]]
        name = "home"
        at = "first use 22:00-02:00"
        weekdays = "sat-sun"
        tips = ["home"]
    """).reminders
    assert work.trigger == BeforeEndOfHours(frozenset({3, 4}))
    assert home.trigger == AtFirstUse(time(22), time(2), frozenset({5, 6}))


def test_an_empty_list_of_reminders_means_none() -> None:
    assert settings("reminder = []").reminders == ()


def test_hours_are_spans_of_days() -> None:
    assert settings("""
        [hours]
        mon-tue = ["08:00-12:00", "13:00-18:30"]
        sat = []
        sun = ["22:00-06:00"]
    """).hours == (
        OpenRange(0, time(8), time(12)),
        OpenRange(0, time(13), time(18, 30)),
        OpenRange(1, time(8), time(12)),
        OpenRange(1, time(13), time(18, 30)),
        OpenRange(6, time(22), time(6)),
    )


def test_a_span_may_end_at_24_00() -> None:
    assert settings('[hours]\nfri = ["18:00-24:00"]').hours == (OpenRange(4, time(18), time(0)),)


def test_a_whole_day_is_two_halves() -> None:
    assert settings('[hours]\nfri = ["00:00-24:00"]').hours == (
        OpenRange(4, time(0), time(12)),
        OpenRange(4, time(12), time(0)),
    )


def test_whole_days_in_a_row_do_not_overlap() -> None:
    assert len(settings('[hours]\nmon-sun = ["00:00-24:00"]').hours) == 14


def test_without_known_words_any_tip_is_taken() -> None:
    from unkink.settings_file import settings_of

    text = '[[reminder]]\nname = "a"\nevery = "30m"\ntips = ["mine"]'
    assert settings_of(text, "config.toml").reminders[0].tips == ("mine",)


def test_dotted_and_quoted_keys_mean_the_same() -> None:
    assert settings('prompt."lull" = "20s"\n\'sitting\'.away_after = "30s"') == Settings(
        sitting=SittingSettings(30.0), prompt=PromptSettings(lull=20.0)
    )
