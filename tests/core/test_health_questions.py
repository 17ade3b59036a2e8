"""Questions about health: seldom, each at its time, and never beside something else."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.around import signs
from tests.desk import MONDAY_NINE, Desk
from unkink.core.effects import AskAboutHealth
from unkink.core.events import (
    Blinded,
    Closing,
    HealthChanged,
    Paused,
    PromptClosed,
    PromptRequested,
    Resumed,
)
from unkink.core.health import HealthProfile
from unkink.core.health_questions import HealthQuestion
from unkink.core.holds import Hold
from unkink.core.settings import MICRO, OpenRange, Settings
from unkink.core.surroundings import Surroundings

MICRO_ONLY = Settings(reminders=(MICRO,))
NO_REMINDERS = Settings(reminders=())
MONDAY = MONDAY_NINE.date()
TUESDAY = MONDAY + timedelta(days=1)
OFFER, STILL_RIGHT = HealthQuestion.OFFER, HealthQuestion.STILL_RIGHT
HOW_IS_IT, THREE = HealthQuestion.HOW_IS_IT, HealthQuestion.THREE_SORE_DAYS
WELL = HealthProfile().answer(frozenset(), MONDAY)
NIGHT = 23 * 60.0
"""Minutes from ten in the morning to nine the next."""


def asked(desk: Desk) -> list[tuple[float, HealthQuestion]]:
    return [(at, one.question) for at, one in desk.effects if isinstance(one, AskAboutHealth)]


def desk_of(profile: HealthProfile, settings: Settings = MICRO_ONLY) -> Desk:
    desk = Desk(settings)
    desk.say(HealthChanged(profile))
    return desk


def next_morning(desk: Desk) -> None:
    """Work an hour, go home, and sit down at nine the next morning."""
    desk.sit(minutes=60)
    desk.leave(minutes=NIGHT)


# ── the offer ─────────────────────────────────────────────────────────────────────────────────


def test_the_questions_are_offered_once_in_a_life_and_not_on_the_first_day() -> None:
    desk = desk_of(HealthProfile())
    next_morning(desk)
    assert asked(desk) == []
    desk.sit(minutes=20)
    assert asked(desk) == [(24 * 60 + 1, OFFER)]  # a minute after the person came back
    for _ in range(5):
        next_morning(desk)
    again = desk.restart()
    next_morning(again)
    assert len(asked(desk) + asked(again)) == 1


@pytest.mark.parametrize("profile", [WELL, HealthProfile(declined=True)])
def test_whoever_answered_or_prefers_not_to_say_is_offered_nothing(profile: HealthProfile) -> None:
    desk = desk_of(profile)
    for _ in range(4):
        next_morning(desk)
    assert asked(desk) == []


def test_a_file_that_cannot_be_read_is_no_reason_to_offer_the_questions() -> None:
    desk = desk_of(HealthProfile(tags=frozenset({"unreadable-file"})))
    for _ in range(3):
        next_morning(desk)
    assert asked(desk) == []


def test_it_waits_until_no_prompt_is_on_the_screen() -> None:
    desk = desk_of(HealthProfile())
    desk.sit(minutes=60)
    desk.leave(minutes=NIGHT)
    desk.say(PromptRequested())
    desk.sit(minutes=10)
    assert asked(desk) == []
    assert desk.view.live is not None
    desk.say(PromptClosed(desk.view.live.id, Closing.EXPIRED))
    assert asked(desk) == [(24 * 60 + 10, OFFER)]


def test_it_waits_for_the_end_of_a_pause() -> None:
    desk = desk_of(HealthProfile())
    desk.say(Paused())
    next_morning(desk)
    desk.sit(minutes=30)
    assert asked(desk) == []
    desk.say(Resumed())
    assert asked(desk) == [(24 * 60 + 30, OFFER)]


def test_it_waits_for_the_end_of_a_call() -> None:
    desk = desk_of(HealthProfile())
    next_morning(desk)
    desk.around = signs(call="microphone in use")
    desk.sit(minutes=8)
    assert asked(desk) == []
    desk.around = Surroundings()
    desk.sit(minutes=10)
    assert asked(desk) == [(24 * 60 + 11, OFFER)]  # looked at 1, 6 and 11: it is in no hurry


def test_it_waits_for_the_working_hours() -> None:
    days = tuple(OpenRange(day, time(9, 20), time(17)) for day in range(7))
    desk = desk_of(HealthProfile(), Settings(reminders=(MICRO,), hours=days))
    next_morning(desk)
    desk.sit(minutes=19)
    assert asked(desk) == []
    desk.sit(minutes=5)
    assert asked(desk) == [(24 * 60 + 20, OFFER)]


def test_an_empty_chair_is_asked_nothing_and_a_blind_desktop_is() -> None:
    desk = desk_of(HealthProfile())
    desk.sit(minutes=60)
    desk.read(minutes=NIGHT)
    assert asked(desk) == []
    blind = desk_of(HealthProfile(), NO_REMINDERS)
    blind.say(Blinded("no display"))
    blind._pass(25 * 3600, typing=False)
    assert [question for _, question in asked(blind)] == [OFFER]


def test_looking_more_often_asks_neither_sooner_nor_more() -> None:
    def day(look_every: float | None) -> list[tuple[float, HealthQuestion]]:
        desk = Desk(MICRO_ONLY, look_every=look_every)
        next_morning(desk)
        desk.around = signs(call="microphone in use")
        desk.type(minutes=8)
        desk.around = Surroundings()
        desk.type(minutes=30)
        return asked(desk)

    assert day(7.0) == day(None) == [(24 * 60 + 11, OFFER)]


# ── still right? ──────────────────────────────────────────────────────────────────────────────


def asked_on(profile: HealthProfile, days: int) -> list[tuple[date, HealthQuestion]]:
    """Come for an hour on each of so many days, answering nothing."""
    found, desk = [], desk_of(profile)
    for _ in range(days):
        before = len(desk.effects)
        desk.type(minutes=3)
        found += [
            (desk.wall.date(), one.question)
            for _, one in desk.effects[before:]
            if isinstance(one, AskAboutHealth)
        ]
        desk.leave(minutes=24 * 60 - 3)
    return found


def test_answers_are_asked_about_after_three_months_and_three_months_later() -> None:
    assert asked_on(WELL, 200) == [
        (MONDAY + timedelta(days=90), STILL_RIGHT),
        (MONDAY + timedelta(days=180), STILL_RIGHT),
    ]


def test_a_pregnancy_is_asked_about_at_once_after_three_hundred_days() -> None:
    began = MONDAY - timedelta(days=290)
    profile = HealthProfile().answer(frozenset({"pregnancy"}), began).confirm(MONDAY)
    assert asked_on(profile, 60) == [(MONDAY + timedelta(days=10), STILL_RIGHT)]


def test_answers_of_an_old_file_are_counted_from_the_first_day_they_were_seen() -> None:
    assert asked_on(HealthProfile(answered=True), 95) == [
        (MONDAY + timedelta(days=90), STILL_RIGHT)
    ]


def test_the_tray_asks_on_until_somebody_has_looked() -> None:
    old = HealthProfile().answer(frozenset(), MONDAY - timedelta(days=90))
    desk = desk_of(old)
    desk.sit(minutes=5)
    assert asked(desk) == [(1, STILL_RIGHT)]
    assert desk.view.health_outdated
    desk.say(HealthChanged(old.confirm(MONDAY)))
    assert not desk.view.health_outdated


def test_the_question_tells_how_old_the_answers_are() -> None:
    desk = desk_of(HealthProfile().answer(frozenset(), MONDAY - timedelta(days=93)))
    desk.sit(minutes=5)
    [question] = [one for _, one in desk.effects if isinstance(one, AskAboutHealth)]
    assert question.age == timedelta(days=93)


# ── sore days ─────────────────────────────────────────────────────────────────────────────────


def test_the_morning_after_a_sore_day_asks_once_how_it_is() -> None:
    desk = desk_of(WELL.become_sore(MONDAY))
    next_morning(desk)
    desk.sit(minutes=30)
    assert asked(desk) == [(24 * 60 + 1, HOW_IS_IT)]
    next_morning(desk)
    desk.sit(minutes=30)
    assert len(asked(desk)) == 1


def test_who_types_past_midnight_is_asked_in_the_morning() -> None:
    desk = Desk(NO_REMINDERS, wall=datetime(2026, 11, 23, 23, 0, tzinfo=UTC))
    desk.say(HealthChanged(WELL.become_sore(MONDAY)))
    desk.type(minutes=7 * 60)
    [(minute, question)] = asked(desk)
    assert (minute, question) == (6 * 60, HOW_IS_IT)


def test_a_sore_day_that_was_over_before_midnight_is_not_asked_about() -> None:
    desk = desk_of(WELL.become_sore(MONDAY).recover())
    next_morning(desk)
    desk.sit(minutes=30)
    assert asked(desk) == []


def test_the_third_sore_day_in_a_row_is_told_once() -> None:
    profile = WELL.become_sore(MONDAY - timedelta(days=2)).become_sore(MONDAY - timedelta(days=1))
    desk = desk_of(profile)
    desk.sit(minutes=5)
    assert asked(desk) == [(1, HOW_IS_IT)]
    desk.say(HealthChanged(profile.become_sore(MONDAY)))
    assert [question for _, question in asked(desk)] == [HOW_IS_IT, THREE]
    desk.sit(minutes=55)
    desk.leave(minutes=NIGHT)
    desk.sit(minutes=5)
    desk.say(HealthChanged(profile.become_sore(MONDAY).become_sore(TUESDAY)))
    desk.sit(minutes=30)
    assert [question for _, question in asked(desk)] == [HOW_IS_IT, THREE, HOW_IS_IT]


def test_three_sore_days_with_a_good_one_between_are_not_three_in_a_row() -> None:
    profile = WELL
    for ago in (3, 2, 0):
        profile = profile.become_sore(MONDAY - timedelta(days=ago))
    desk = desk_of(profile)
    desk.sit(minutes=30)
    assert asked(desk) == []


def test_whoever_was_told_to_see_a_doctor_is_asked_nothing() -> None:
    locked = replace(WELL.become_sore(MONDAY), locked=frozenset({"neck-warmup"}))
    desk = desk_of(locked)
    next_morning(desk)
    desk.sit(minutes=30)
    assert asked(desk) == []


def test_one_question_that_can_wait_waits_for_a_day_without_another() -> None:
    old = HealthProfile().answer(frozenset(), MONDAY - timedelta(days=120)).become_sore(MONDAY)
    desk = desk_of(replace(old, answered_on=MONDAY - timedelta(days=89)))
    next_morning(desk)
    desk.sit(minutes=60)
    assert [question for _, question in asked(desk)] == [HOW_IS_IT]
    desk.leave(minutes=NIGHT)
    desk.sit(minutes=30)
    assert [question for _, question in asked(desk)] == [HOW_IS_IT, STILL_RIGHT]


def test_a_question_is_no_reason_to_hold_a_prompt() -> None:
    desk = desk_of(HealthProfile())
    next_morning(desk)
    desk.sit(minutes=31)
    assert Hold.TOO_SOON not in desk.view.reminders[0].holds
    assert desk.shown()[-1] == (24 * 60 + 30, "micro")
