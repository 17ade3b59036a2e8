"""Stories: what a person does, and what the program makes of it. Minutes count from nine."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.around import signs
from tests.desk import MONDAY_NINE, Desk
from unkink.core.effects import (
    Decision,
    Effect,
    Occasion,
    OpenGuide,
    OpenLibrary,
    Refuse,
    ShowPrompt,
)
from unkink.core.events import (
    Blinded,
    Closing,
    Done,
    GuideRequested,
    Locked,
    Looked,
    Paused,
    PostureChosen,
    PromptClosed,
    PromptRequested,
    Resumed,
    SettingsChanged,
    Skipped,
    Snoozed,
    TimePassed,
    Unlocked,
)
from unkink.core.holds import Hold
from unkink.core.presence import Posture, Presence
from unkink.core.settings import (
    ACTIVE,
    MICRO,
    EverySitting,
    HoldSettings,
    OpenRange,
    PromptSettings,
    ReminderSettings,
    Settings,
)
from unkink.core.snapshot import Phase
from unkink.core.surroundings import Surroundings

SITTING = Settings(reminders=(MICRO, ACTIVE))
MICRO_ONLY = Settings(reminders=(MICRO,))


def why(effects: list[Effect]) -> list[str]:
    return [effect.why for effect in effects if isinstance(effect, Refuse)]


def phase(desk: Desk, name: str = "micro") -> Phase:
    [view] = [one for one in desk.view.reminders if one.name == name]
    return view.phase


# ── the clock ─────────────────────────────────────────────────────────────────────────────────


def test_half_an_hour_of_sitting_brings_one_prompt_at_the_next_lull() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=0.2)
    desk.sit(minutes=29)
    assert desk.shown() == []
    desk.sit(minutes=2)
    assert desk.shown() == [(30.117, "micro")]  # 45 s of typing, then the 10 s that make a lull


def test_a_prompt_nobody_answers_comes_once_more_and_then_with_the_next_interval() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=102)
    assert desk.shown() == [(30, "micro"), (50, "micro"), (80, "micro"), (100, "micro")]
    assert desk.outcomes() == [(50, "ignored"), (80, "ignored"), (100, "ignored")]
    occasions = [one.why for _, one in desk.records(Decision.SHOWN)]
    assert occasions == ["due", "again", "due", "again"]


def test_somebody_who_never_stops_typing_is_asked_three_minutes_after_it_was_due() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=40)
    assert desk.shown() == [(33, "micro")]


def test_a_long_absence_clears_everything() -> None:
    desk = Desk(SITTING)
    desk.sit(minutes=25)
    desk.leave(minutes=10)
    assert desk.sat("micro") == 0
    assert desk.view.bout == 0


def test_two_minutes_away_pay_back_two_fifths_of_what_a_full_break_would() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=20)
    desk.leave(minutes=2)
    assert desk.sat("micro") == 8  # 20 - 2 * 30 / 5
    assert desk.view.bout == 20 * 60  # a short absence does not end the bout


def test_two_seconds_of_lock_are_worth_two_seconds() -> None:
    """Stretchly #1279, #1724, #1658 (peers 16): a short lock resets the whole cycle."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=20)
    desk.leave(minutes=2 / 60, lock=True)
    assert desk.sat("micro") == 19.8
    assert desk.view.bout == 20 * 60


def test_reading_without_touching_anything_for_fifty_seconds_is_sitting() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=10)
    desk.read(minutes=50 / 60)
    desk.type(minutes=1)
    assert desk.sat("micro") == 11.833


def test_an_absence_begins_at_the_last_input_not_when_it_is_noticed() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=10)
    desk.read(minutes=1)
    assert desk.view.presence is Presence.AWAY
    assert desk.sat("micro") == 4  # ten minutes less one minute's worth of break


def test_nobody_is_reminded_while_away_and_the_break_counts() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=29)
    desk.leave(minutes=120)
    desk.type(minutes=29)
    assert desk.shown() == []


def test_a_night_of_suspend_brings_no_prompt_in_the_morning() -> None:
    """Workrave #539, #540, #314, #567 (peers 1): an overdue break fires on wake."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=29)
    desk.sleep(minutes=8 * 60)
    desk.type(minutes=29)
    assert desk.shown() == []


def test_a_suspend_that_no_sensor_announced_is_seen_by_the_clocks() -> None:
    """Workrave (peers 2): its clock stops in suspend, so a night is no rest."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=29)
    desk.sleep(minutes=8 * 60, announced=False)
    assert desk.sat("micro") == 0
    desk.type(minutes=29)
    assert desk.shown() == []


def test_setting_the_wall_clock_changes_no_duration() -> None:
    """Workrave #345 (peers 3): a clock set back three hours makes the wait three hours longer."""
    for hours in (-3, 3):
        desk = Desk(MICRO_ONLY)
        desk.type(minutes=20)
        desk.step_wall(timedelta(hours=hours))
        assert desk.sat("micro") == 20
        desk.type(minutes=15)
        assert desk.shown() == [(33, "micro")]


def test_flying_west_changes_no_duration() -> None:
    """BreakTimer #184, #215 (peers 6): another zone turns 28 minutes into 3 h 28 min."""
    desk = Desk(MICRO_ONLY, wall=MONDAY_NINE.astimezone(ZoneInfo("Europe/Berlin")))
    desk.type(minutes=20)
    desk.travel(ZoneInfo("America/New_York"))
    assert desk.sat("micro") == 20
    assert desk.view.sat_today == 20 * 60


def test_sitting_today_begins_anew_at_local_midnight() -> None:
    desk = Desk(MICRO_ONLY, wall=datetime(2026, 11, 23, 23, 50, tzinfo=UTC))
    desk.type(minutes=25)
    assert desk.view.sat_today == 15 * 60


# ── reminders together ────────────────────────────────────────────────────────────────────────


def test_a_longer_reminder_that_is_due_soon_swallows_the_shorter() -> None:
    desk = Desk(SITTING)
    desk.sit(minutes=24)
    desk.say(PromptRequested("micro"))
    desk.say(Done())
    desk.sit(minutes=31)  # micro due at 54, active at 60: one break for both
    assert desk.shown() == [(24, "micro"), (54, "active")]
    assert desk.view.live is not None
    assert desk.view.live.occasion is Occasion.MERGED
    assert desk.view.live.covers == ("micro",)


def test_a_break_for_the_long_reminder_pays_for_the_short_one_too() -> None:
    desk = Desk(SITTING)
    desk.sit(minutes=62)
    desk.say(PromptRequested("active"))
    desk.say(Done())
    assert (desk.sat("micro"), desk.sat("active")) == (0, 0)


def test_a_short_break_leaves_the_long_reminder_counting() -> None:
    desk = Desk(SITTING)
    desk.type(minutes=34)
    desk.say(Done())
    assert (desk.sat("micro"), desk.sat("active")) == (0, 34)


def test_two_prompts_keep_their_distance() -> None:
    often = ReminderSettings("often", EverySitting(120, 10, 60), ("micro",))
    desk = Desk(Settings(reminders=(often,)))
    desk.type(minutes=61)
    assert [minute for minute, _ in desk.shown()] == [23, 41, 59]  # first after 20, then 15 + 3


def test_there_are_at_most_twelve_prompts_a_day() -> None:
    often = ReminderSettings("often", EverySitting(120, 10, 60), ("micro",))
    desk = Desk(Settings(reminders=(often,)), wall=datetime(2026, 11, 23, 6, 0, tzinfo=UTC))
    desk.type(minutes=12 * 60)
    assert len(desk.shown()) == 12
    assert Hold.ENOUGH_TODAY in desk.view.reminders[0].holds


# ── outcomes ──────────────────────────────────────────────────────────────────────────────────


def test_leaving_when_asked_is_a_break_taken() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=31)
    desk.leave(minutes=1.5)
    assert [outcome for _, outcome in desk.outcomes()] == ["taken"]
    assert desk.view.live is None
    desk.type(minutes=29)
    assert len(desk.shown()) == 1


def test_a_prompt_that_was_only_shown_is_never_counted_as_a_break() -> None:
    """BreakTimer (peers 29): showing a notification completes the break."""
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=31)
    assert desk.view.live is not None
    desk.say(PromptClosed(desk.view.live.id, Closing.DISMISSED))
    assert phase(desk) is Phase.OVERDUE
    assert desk.outcomes() == []
    assert desk.sat("micro") == 31


def test_done_starts_the_count_anew_at_once() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=34)
    desk.say(Done())
    assert desk.sat("micro") == 0
    desk.type(minutes=10)
    assert desk.sat("micro") == 10


def test_a_snoozed_prompt_comes_back_exactly_one_snooze_later() -> None:
    """GNOME (peers 9): delay pressed ten minutes late brings the prompt back within a minute."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=43)
    desk.say(Snoozed())
    desk.read(minutes=0.5)
    desk.sit(minutes=7)
    assert [round(minute, 1) for minute, _ in desk.shown()] == [33, 48.4]


def test_a_prompt_can_be_put_off_twice() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=31)
    desk.say(Snoozed())
    desk.sit(minutes=7)
    assert desk.view.snoozes_left == 1
    desk.say(Snoozed())
    desk.sit(minutes=7)
    assert desk.view.live is not None
    assert desk.view.live.occasion is Occasion.LAST_SNOOZE
    refused = desk.say(Snoozed())
    assert why(refused) == ["This one was put off as often as the settings allow. Done or skip it."]
    assert len(desk.shown()) == 3


def test_leaving_while_a_prompt_is_snoozed_settles_it() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=31)
    desk.say(Snoozed())
    desk.leave(minutes=6)
    desk.type(minutes=20)
    assert len(desk.shown()) == 1


def test_skipping_waits_for_the_next_interval() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=33)
    desk.say(Skipped())
    desk.type(minutes=31)
    assert [minute for minute, _ in desk.shown()] == [33]
    desk.type(minutes=2)
    assert [minute for minute, _ in desk.shown()] == [33, 66]


def test_a_click_on_a_prompt_that_was_replaced_changes_nothing() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=57)
    assert desk.shown() == [(33, "micro"), (56, "micro")]
    refused = desk.say(Done(prompt=1))
    assert why(refused) == ["That tip was answered already."]
    assert desk.view.live is not None


def test_answers_without_a_prompt_are_refused_with_a_reason() -> None:
    desk = Desk(MICRO_ONLY)
    for event in (Done(), Skipped(), Snoozed()):
        assert why(desk.say(event)) == ["No tip is waiting for an answer."]


# ── holds ─────────────────────────────────────────────────────────────────────────────────────


def test_a_pause_holds_the_reminder_and_drops_nothing() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(Paused(length=60 * 60))
    desk.sit(minutes=59)
    assert desk.shown() == []
    assert desk.view.reminders[0].holds == (Hold.PAUSED,)
    desk.sit(minutes=2)
    assert [name for _, name in desk.shown()] == ["micro"]


def test_a_pause_until_an_hour_ends_at_that_hour() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(Paused(until=datetime(2026, 11, 23, 10, 0, tzinfo=UTC)))
    desk.type(minutes=59)
    assert desk.view.paused
    desk.type(minutes=2)
    assert not desk.view.paused


def test_a_pause_without_an_end_lasts_until_resumed() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(Paused())
    desk.sit(minutes=300)
    assert desk.shown() == []
    desk.say(Resumed())
    desk.sit(minutes=4)
    assert [name for _, name in desk.shown()] == ["micro"]


def test_pausing_with_a_prompt_on_the_screen_keeps_it_for_later() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=31)
    desk.say(Paused(length=30 * 60))
    assert desk.view.live is None
    desk.sit(minutes=29)
    assert len(desk.shown()) == 1
    desk.sit(minutes=5)
    assert len(desk.shown()) == 2


def test_nothing_is_shown_on_a_locked_screen_and_nothing_is_lost() -> None:
    """Safe Eyes #523, Stretchly #931 (peers 26): a notification lights a locked screen."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=30)
    desk.say(Locked())
    desk.read(minutes=0.2)
    assert desk.shown() == []
    desk.say(Unlocked())
    desk.sit(minutes=3)
    assert desk.shown() == [(32.117, "micro")]


def test_off_hours_hold_and_the_opening_releases() -> None:
    hours = tuple(OpenRange(day, time(10), time(18)) for day in range(5))
    desk = Desk(Settings(reminders=(MICRO,), hours=hours))
    desk.type(minutes=59)
    assert desk.shown() == []
    assert desk.view.reminders[0].holds == (Hold.OFF_HOURS,)
    desk.type(minutes=6)
    assert desk.shown() == [(64, "micro")]  # a minute to settle, then three for a lull


def test_hours_may_cross_midnight() -> None:
    """BreakTimer #65 (peers 7): 22:00-06:00 never matches."""
    night = (OpenRange(0, time(22), time(6)),)
    desk = Desk(
        Settings(reminders=(MICRO,), hours=night),
        wall=datetime(2026, 11, 24, 4, 0, tzinfo=UTC),  # Tuesday, still Monday's night
    )
    desk.type(minutes=34)
    assert desk.shown() == [(33, "micro")]


def test_standing_is_no_sitting_and_pays_it_back() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=20)
    desk.say(PostureChosen(Posture.STANDING))
    desk.type(minutes=2)
    assert desk.sat("micro") == 8
    desk.type(minutes=120)
    assert desk.shown() == []
    assert desk.view.posture_for == 122 * 60


def test_who_comes_back_after_hours_sits_again_whatever_they_said() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(PostureChosen(Posture.STANDING))
    desk.type(minutes=30)
    desk.leave(minutes=90)
    desk.type(minutes=5)
    assert desk.view.posture is Posture.SITTING
    assert desk.sat("micro") == 5


def test_without_any_sensor_time_at_the_desk_still_counts_and_says_so() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(Blinded("no display"))
    desk._pass(29 * 60, typing=False)
    assert desk.view.blind == "no display"
    assert desk.sat("micro") == 29


def test_with_unknown_presence_there_is_no_lull_to_wait_for() -> None:
    """Entracte #67 (peers 14): an idle time nobody can read holds the reminder to its cap."""
    desk = Desk(MICRO_ONLY)
    desk.say(Blinded("no display"))
    desk._advance(30 * 60)
    desk.say(TimePassed())
    assert desk.shown() == [(30, "micro")]


# ── surroundings ──────────────────────────────────────────────────────────────────────────────


def test_a_call_holds_the_reminder_and_its_end_brings_one_prompt() -> None:
    desk = Desk(SITTING)
    desk.around = signs(call="microphone in use by Firefox")
    desk.type(minutes=70)
    assert desk.shown() == []
    assert desk.view.reminders[0].holds == (Hold.CALL,)
    desk.around = Surroundings()
    desk.type(minutes=5)
    assert len(desk.shown()) == 1
    assert desk.view.live is not None
    assert (desk.view.live.occasion, desk.view.live.after) == (Occasion.AFTER_HOLD, Hold.CALL)


def test_full_screen_for_five_minutes_over_the_due_time_delays_one_reminder() -> None:
    """RSIBreak resets its counter first, Safe Eyes goes on to the next break (peers 21)."""
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=29)
    desk.around = signs(fullscreen="a film", show=True)
    desk.sit(minutes=5)
    desk.around = Surroundings()
    desk.sit(minutes=20)
    assert desk.shown()[0] == (35.917, "micro")  # a minute to settle


def test_each_hold_can_be_switched_off() -> None:
    off = HoldSettings(call=False, fullscreen=False, do_not_disturb=False)
    desk = Desk(Settings(reminders=(MICRO,), hold=off))
    desk.around = signs("a call", "a film", "do not disturb")
    desk.type(minutes=34)
    assert desk.shown() == [(33, "micro")]


def test_nobody_looks_around_until_a_prompt_is_about_to_be_shown() -> None:
    desk = Desk(MICRO_ONLY)
    assert not desk.engine.curious()
    desk.type(minutes=32)
    assert not desk.engine.curious()


def test_do_not_disturb_does_not_stop_the_clock() -> None:
    """Stretchly #1557, #1603 (peers 20): the end of do-not-disturb restarts all timers."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=29)
    desk.around = signs(do_not_disturb="switched on")
    desk.type(minutes=31)
    assert desk.sat("micro") == 60


# ── asking for a tip, and opening it ──────────────────────────────────────────────────────────


def test_a_tip_asked_for_comes_at_once_even_in_a_pause() -> None:
    """BreakTimer (peers 23): "start break now" does nothing outside working hours."""
    desk = Desk(MICRO_ONLY)
    desk.say(Paused())
    desk.say(PromptRequested())
    assert desk.shown() == [(0, "micro")]
    assert desk.view.live is not None
    assert desk.view.live.occasion is Occasion.ASKED


def test_a_tip_can_be_asked_for_by_name() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(PromptRequested("exhale"))
    assert desk.tips() == ["exhale"]


def test_an_unknown_name_is_refused_in_words() -> None:
    desk = Desk(MICRO_ONLY)
    refused = desk.say(PromptRequested("dance"))
    assert why(refused) == ["There is no reminder or tip called “dance”."]


def test_the_guide_of_the_live_prompt_opens_and_without_one_the_library() -> None:
    desk = Desk(MICRO_ONLY)
    assert OpenLibrary("token") in desk.say(GuideRequested(token="token"))
    desk.say(PromptRequested("tall"))
    assert OpenGuide("tall", 1, "token") in desk.say(GuideRequested(token="token"))


# ── restarts ──────────────────────────────────────────────────────────────────────────────────


def test_a_crash_in_the_middle_of_work_loses_nothing() -> None:
    """Safe Eyes (peers 42): what was counted is wiped at each start."""
    desk = Desk(SITTING)
    desk.type(minutes=25)
    again = desk.restart(unseen=2)
    assert (again.sat("micro"), again.sat("active")) == (27, 27)
    again.type(minutes=7)
    assert again.shown() == [(6, "micro")]


def test_an_hour_with_the_program_off_is_not_claimed_as_sitting() -> None:
    desk = Desk(SITTING)
    desk.type(minutes=25)
    again = desk.restart(unseen=60)
    assert again.sat("micro") == 0


def test_after_a_reboot_the_wall_clock_tells_how_long_the_break_was() -> None:
    desk = Desk(SITTING)
    desk.type(minutes=25)
    again = desk.restart(unseen=2, boot="second boot")
    assert again.sat("micro") == 13  # two minutes of break


def test_a_pause_and_a_snooze_survive_a_restart() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=31)
    desk.say(Snoozed())
    desk.say(Paused(length=20 * 60))
    again = desk.restart(unseen=1)
    assert again.view.paused_until == datetime(2026, 11, 23, 9, 51, tzinfo=UTC)
    again.sit(minutes=22)
    assert [name for _, name in again.shown()] == ["micro"]


def test_a_prompt_that_was_live_at_a_crash_has_an_unknown_outcome_and_is_due_again() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=31)
    again = desk.restart(unseen=1)
    assert [outcome for _, outcome in again.outcomes()] == ["unknown"]
    again.sit(minutes=17)
    assert [name for _, name in again.shown()] == ["micro"]


def test_the_tips_of_yesterday_are_not_repeated_after_a_restart() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(PromptRequested("knead"))
    again = desk.restart()
    for _ in range(3):
        again.say(PromptRequested())
    assert "knead" not in again.tips()


def test_changing_the_settings_keeps_every_count() -> None:
    """BreakTimer, RSIBreak (peers 44): saving any setting restarts the interval."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=25)
    desk.say(SettingsChanged(Settings(reminders=(MICRO,), prompt=PromptSettings(sound=True))))
    assert desk.sat("micro") == 25
    desk.type(minutes=9)
    assert desk.shown() == [(33, "micro")]


# ── the journal ───────────────────────────────────────────────────────────────────────────────


def test_the_journal_tells_why_a_reminder_waited() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(Paused(length=45 * 60))
    desk.type(minutes=50)
    told = [
        (minute, one.decision, one.why)
        for minute, one in desk.records(
            Decision.DUE, Decision.HELD, Decision.RELEASED, Decision.SHOWN
        )
    ]
    assert told == [
        (30, Decision.DUE, ""),
        (30, Decision.HELD, "paused"),
        (45, Decision.RELEASED, "paused"),
        (49, Decision.SHOWN, "due"),  # a minute to settle, then three for a lull
    ]


def test_every_prompt_has_a_number_of_its_own() -> None:
    desk = Desk(SITTING)
    desk.type(minutes=200)
    ids = [one.prompt.id for _, one in desk.effects if isinstance(one, ShowPrompt)]
    assert ids == sorted(set(ids))
    assert len(ids) > 3


def test_a_look_into_the_past_takes_nothing_back() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=10)
    desk.say(PostureChosen(Posture.STANDING))
    desk.say(Looked(desk.last_input))
    desk.say(PostureChosen(Posture.SITTING))
    assert desk.sat("micro") == 10
