"""Prompts that nobody answers: told once more, then less often, and honestly called ignored."""

from tests.desk import Desk
from unkink.core.effects import AskWhetherTooOften, Decision
from unkink.core.events import (
    Blinded,
    Closing,
    Done,
    IntervalAnswered,
    PromptClosed,
    PromptRequested,
    Snoozed,
)
from unkink.core.settings import MICRO, AdaptSettings, PromptSettings, Settings
from unkink.core.snapshot import Phase

MICRO_ONLY = Settings(reminders=(MICRO,))


def close(desk: Desk) -> None:
    """The notification that is on the screen runs out."""
    assert desk.view.live is not None
    desk.say(PromptClosed(desk.view.live.id, Closing.EXPIRED))


def asked(desk: Desk) -> list[tuple[float, AskWhetherTooOften]]:
    return [(at, one) for at, one in desk.effects if isinstance(one, AskWhetherTooOften)]


def test_a_closed_notification_waits_in_the_tray_before_it_comes_again() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=31)
    close(desk)
    phases = [desk.view.reminders[0].phase]
    desk.sit(minutes=19.2)
    phases.append(desk.view.reminders[0].phase)
    assert phases == [Phase.OVERDUE, Phase.SHOWN]
    assert len(desk.shown()) == 2


def test_no_second_prompt_where_the_settings_want_none() -> None:
    desk = Desk(Settings(reminders=(MICRO,), prompt=PromptSettings(max_again=0)))
    desk.sit(minutes=62)
    assert desk.shown() == [(30, "micro"), (60, "micro")]


def test_after_three_ignored_prompts_the_interval_is_longer_and_it_asks_once() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=101)
    assert asked(desk) == []  # not beside the prompt that is on the screen
    close(desk)
    desk.sit(minutes=199)
    assert [minute for minute, _ in desk.shown()] == [30, 50, 80, 100, 145, 165, 210, 230, 290]
    [(minute, question)] = asked(desk)
    assert minute == 101
    assert (question.usual, question.now) == (30 * 60, 45 * 60)
    assert [one.seconds for _, one in desk.records(Decision.ASKED)] == [45 * 60, 60 * 60]
    assert desk.view.reminders[0].every == 60 * 60  # and not longer than that


def test_an_answer_in_between_begins_the_count_of_ignored_ones_anew() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=81)
    desk.say(Snoozed())
    desk.sit(minutes=34)
    assert asked(desk) == []


def test_who_wants_it_as_before_gets_it_as_before_at_once() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=101)
    desk.say(IntervalAnswered("micro", stays_longer=False))
    assert desk.view.reminders[0].every == 30 * 60
    desk.say(Done())
    desk.sit(minutes=31)
    assert desk.shown()[-1] == (131, "micro")


def test_tomorrow_it_comes_as_usual_unless_it_was_to_stay_rarer() -> None:
    for stays, every in ((False, 30), (True, 45)):
        desk = Desk(MICRO_ONLY)
        desk.sit(minutes=101)
        if stays:
            desk.say(IntervalAnswered("micro", stays_longer=True))
        desk.leave(minutes=16 * 60)
        desk.type(minutes=1)
        assert desk.view.reminders[0].every == every * 60


def test_it_can_be_told_never_to_come_less_often() -> None:
    desk = Desk(Settings(reminders=(MICRO,), adapt=AdaptSettings(after_ignored=0)))
    desk.sit(minutes=200)
    assert desk.view.reminders[0].every == 30 * 60
    assert asked(desk) == []


def test_a_restart_forgets_neither_the_longer_interval_nor_that_it_asked() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=101)
    again = desk.restart()
    assert again.view.reminders[0].every == 45 * 60
    again.sit(minutes=240)
    close(again)
    assert asked(again) == []


def test_a_prompt_lost_with_its_server_is_unknown_not_ignored() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=31)
    assert desk.view.live is not None
    desk.say(PromptClosed(desk.view.live.id, Closing.LOST))
    desk.sit(minutes=20)
    assert desk.outcomes() == [(50, "unknown")]


def test_with_no_sensor_nobody_can_say_that_a_prompt_was_ignored() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(Blinded("no display"))
    desk._pass(51 * 60, typing=False)
    assert desk.outcomes() == [(50, "unknown")]


def test_a_tip_asked_for_and_not_answered_is_no_sign_of_too_many() -> None:
    desk = Desk(MICRO_ONLY)
    for _ in range(4):
        desk.say(PromptRequested())
    assert asked(desk) == []
    desk.type(minutes=29)
    assert len(desk.shown()) == 4


def test_a_tip_asked_for_does_not_put_the_next_one_off() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=5)
    desk.say(PromptRequested())
    desk.sit(minutes=26)
    assert desk.shown() == [(5, "micro"), (30, "micro")]


def test_as_before_brings_the_next_tip_no_sooner_than_it_always_came() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=31)
    desk.say(Snoozed())
    while not asked(desk):
        desk.sit(minutes=1)
        if desk.view.live is not None:
            close(desk)
    before = desk.shown()[-1][0]
    desk.say(IntervalAnswered("micro", stays_longer=False))
    desk.sit(minutes=40)
    assert next(minute for minute, _ in desk.shown() if minute > before) - before >= 20


def test_one_snooze_lifts_the_limit_of_the_day_for_no_later_tip() -> None:
    desk = Desk(Settings(reminders=(MICRO,), prompt=PromptSettings(max_per_day=3)))
    desk.sit(minutes=31)
    desk.say(Snoozed())
    desk.sit(minutes=300)
    assert len(desk.shown()) == 3


def test_the_last_time_is_said_once() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=31)
    desk.say(Snoozed())
    desk.sit(minutes=6)
    desk.say(Snoozed())
    desk.sit(minutes=100)
    said = [one.why for _, one in desk.records(Decision.SHOWN)]
    assert said.count("last-snooze") == 1


def test_a_tip_asked_for_in_the_first_minutes_and_put_off_comes_back_when_it_was_promised() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=2)
    desk.say(PromptRequested())
    desk.say(Snoozed())
    desk.sit(minutes=6)
    assert desk.shown() == [(2, "micro"), (7, "micro")]
    assert desk.records(Decision.DUE) == []  # it was put off, not due
