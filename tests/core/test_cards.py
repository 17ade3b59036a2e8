"""Morning and evening cards, and notes: one a day, none too often, none out of reach."""

from collections import Counter
from datetime import UTC, date, datetime, time

import pytest

from tests.desk import Desk
from tests.simulation.days import typical_days
from tests.small_pool import POOL, tip
from unkink.core.effects import Decision, Refuse, ShowPrompt
from unkink.core.events import Done, HealthChanged, PromptRequested, TipDone
from unkink.core.health import HealthProfile
from unkink.core.settings import (
    EVENING,
    MICRO,
    SHOWER,
    AtClockTime,
    ReminderSettings,
    Settings,
)
from unkink.core.tips import Pool
from unkink.simulation.simulated import simulated
from unkink.tip_files import read_pool

CARDS = Settings(reminders=(SHOWER, EVENING))
NOTES = Pool(
    (tip("bag", "habit", slot="note"), tip("screen", "posture", slot="note")),
    POOL.categories,
    POOL.questions,
)


def through(desk: Desk, days: int) -> list[tuple[str, str, str]]:
    """Live so many days from nine to six; give each card with its weekday and reminder."""
    for _ in range(days):
        desk.sit(minutes=9 * 60)
        desk.sleep(minutes=15 * 60)
    return [
        (f"{one.at.wall:%a}", one.reminder or "", one.tip or "")
        for _, one in desk.records(Decision.SHOWN)
    ]


def test_a_day_whose_morning_had_a_card_has_no_other_in_the_evening() -> None:
    desk = Desk(CARDS)
    assert through(desk, days=1) == [("Mon", "shower", "sink")]
    told = [(one.decision.value, one.why) for _, one in desk.records(Decision.DUE, Decision.MISSED)]
    assert told == [("due", ""), ("due", ""), ("missed", "had-its-card")]
    assert [one.phase.value for one in desk.view.reminders] == ["shown", "counting"]


def test_mornings_that_have_no_card_left_leave_the_day_to_the_evening() -> None:
    """One morning card and two evening cards: each comes once in seven days."""
    assert through(Desk(CARDS), days=8) == [
        ("Mon", "shower", "sink"),
        ("Tue", "evening", "warm-towel"),
        ("Mon", "shower", "sink"),
    ]


def test_a_late_riser_gets_the_evening_card() -> None:
    desk = Desk(CARDS, wall=datetime(2026, 11, 23, 11, 0, tzinfo=UTC))
    desk.sit(minutes=8 * 60)
    assert [name for _, name in desk.shown()] == ["evening"]


def test_a_card_that_one_reminder_names_comes_every_day_it_says() -> None:
    bath = ReminderSettings("bath", AtClockTime(time(17)), ("warm-towel",))
    shown = through(Desk(Settings(reminders=(bath,))), days=3)
    assert shown == [(day, "bath", "warm-towel") for day in ("Mon", "Tue", "Wed")]


def test_a_card_that_is_asked_for_again_is_the_card_of_the_day() -> None:
    desk = Desk(CARDS)
    desk.sit(minutes=2)
    desk.say(Done())
    desk.say(PromptRequested("shower"))
    assert desk.tips() == ["sink", "sink"]


def test_a_note_that_is_asked_for_twice_is_refused_in_words_where_the_day_has_had_another() -> None:
    noon = ReminderSettings("noon", AtClockTime(time(12)), ("habit",))
    desk = Desk(Settings(reminders=(noon,)), pool=NOTES)
    desk.say(TipDone("screen"))
    [refusal] = [one for one in desk.say(PromptRequested("noon")) if isinstance(one, Refuse)]
    assert refusal.why == "Such a card came a short while ago. There is another one on another day."


def test_a_note_comes_once_a_day_and_to_read_it_is_no_break() -> None:
    desk = Desk(Settings(reminders=(MICRO,)), pool=NOTES)
    desk.sit(minutes=31)
    desk.say(Done())
    assert [why for _, why in desk.outcomes()] == ["taken"]
    assert desk.records(Decision.BREAK) == []
    desk.sit(minutes=29)
    assert len(desk.shown()) == 1  # it counts anew, as after a skip
    desk.sit(minutes=120)
    assert len(desk.shown()) == 1
    assert [hold.value for hold in desk.view.reminders[0].holds] == ["no-tips"]


def test_a_break_after_a_note_is_one() -> None:
    desk = Desk(Settings(reminders=(MICRO,)), pool=NOTES)
    desk.sit(minutes=31)
    desk.leave(minutes=6)
    assert [one.why for _, one in desk.records(Decision.BREAK)] == ["taken"]


def test_where_health_hides_all_cards_the_reminder_is_held_and_not_lapsed() -> None:
    """New answers may bring one back; no card for today is something else."""
    only = tuple(one for one in POOL.tips if one.id == "cool-finish")
    hidden = Pool(only, POOL.categories, POOL.questions)
    desk = Desk(Settings(reminders=(SHOWER,)), pool=hidden)
    desk.sit(minutes=5)
    assert desk.records(Decision.MISSED) == []
    desk.say(HealthChanged(HealthProfile(answered=True)))
    desk.sit(minutes=5)
    assert desk.tips() == ["cool-finish"]


@pytest.mark.parametrize(("answered", "days"), [(True, 500), (False, 300)])
def test_every_tip_that_may_be_shown_is_shown_by_the_default_settings(
    *, answered: bool, days: int
) -> None:
    pool, profile = read_pool(), HealthProfile(answered=answered)
    shown: list[tuple[date, str]] = [
        (now.wall.date(), effect.prompt.tip.id)
        for now, effect in simulated(typical_days(days, 1), Settings(), pool, profile, seed=1)
        if isinstance(effect, ShowPrompt)
    ]
    expected = {
        one.id for one in pool.tips if one.slot != "sore" and (answered or one.gate == "open")
    }
    assert {name for _, name in shown} == expected
    slots = {one.id: one.slot for one in pool.tips}
    cards = Counter(day for day, name in shown if slots[name] == "home")
    notes = Counter(day for day, name in shown if slots[name] == "note")
    assert set(cards.values()) == set(notes.values()) == {1}
    showers = [day for day, name in shown if name.startswith("contrast-")]
    assert all(sum(0 <= (one - day).days < 7 for one in showers) <= 2 for day in showers)
