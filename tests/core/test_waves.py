"""A first set of tips that can be learnt, and a few more with each week of use."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.desk import MONDAY_NINE, Desk
from unkink.core.choice import candidates
from unkink.core.events import (
    GuideRequested,
    HealthChanged,
    PoolLoaded,
    PromptRequested,
    TipRated,
)
from unkink.core.health import HealthProfile
from unkink.core.person import Person
from unkink.core.settings import (
    MICRO,
    EverySitting,
    ReminderSettings,
    Settings,
    TipsSettings,
)
from unkink.core.shown import Shown
from unkink.core.taste import Liking, Taste
from unkink.core.tips import Pool
from unkink.core.waves import Waves, next_waves
from unkink.tip_files import read_pool

POOL = read_pool()
MONDAY = date(2026, 11, 23)
ANSWERED = HealthProfile(answered=True)
REMINDERS = Settings().reminders


HEALTHY = Person(POOL, MONDAY, profile=ANSWERED)


def first(profile: HealthProfile = ANSWERED) -> Waves:
    return first_of(replace(HEALTHY, profile=profile))


def first_of(person: Person) -> Waves:
    return next_waves(Waves(), person, REMINDERS)


def on_day(waves: Waves, number: int, profile: HealthProfile = ANSWERED) -> Waves:
    person = Person(POOL, MONDAY + timedelta(days=number), profile=profile)
    return next_waves(waves, person, REMINDERS)


PROFILES = [
    HealthProfile(),
    ANSWERED,
    HealthProfile(answered=True, tags=frozenset({"neck-condition"})),
    HealthProfile(answered=True, tags=frozenset({"pregnancy", "hypertension"})),
]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_first_set_has_24_tips_that_may_be_shown(profile: HealthProfile) -> None:
    person = Person(POOL, MONDAY, profile=profile)
    tips = [tip for tip in POOL.tips if tip.id in first(profile).introduced]
    assert len(tips) == 24
    assert [tip.id for tip in tips if person.why_hidden(tip) is not None] == []


@pytest.mark.parametrize("profile", PROFILES[:2])
def test_the_first_set_is_spread_over_slots_and_categories(profile: HealthProfile) -> None:
    tips = [tip for tip in POOL.tips if tip.id in first(profile).introduced]
    slots = Counter(tip.slot for tip in tips)
    assert slots["micro"] >= 9
    assert slots["active"] >= 6
    assert slots["home"] >= 4
    assert slots["note"] >= 1
    everyday = {one.id for one in POOL.categories} - {"acute-comfort"}
    assert {tip.category for tip in tips} == everyday
    assert sum(tip.on_feet for tip in tips) >= 3


@pytest.mark.parametrize("profile", PROFILES[:2])
@pytest.mark.parametrize("hour", [9, 18])
def test_every_default_reminder_has_enough_of_the_first_set(
    profile: HealthProfile, hour: int
) -> None:
    introduced = first(profile).introduced
    person = Person(POOL, MONDAY, hour, profile)
    for reminder in REMINDERS:
        drawn = [tip for tip in candidates(reminder, person) if tip.id in introduced]
        sits = isinstance(reminder.trigger, EverySitting)
        assert len(drawn) >= (6 if sits else 2), reminder.name


def test_a_reminder_of_ones_own_has_enough_too() -> None:
    eyes = ReminderSettings("eyes", EverySitting(1800.0, 60.0, 300.0), ("eyes",))
    person = Person(POOL, MONDAY, profile=ANSWERED)
    introduced = next_waves(Waves(), person, (MICRO, eyes)).introduced
    assert {"eyes-far-look", "eyes-blink-reset"} <= introduced


def test_the_settings_say_how_many() -> None:
    assert len(first_of(replace(HEALTHY, wishes=TipsSettings(start_with=7))).introduced) == 7
    everything = first_of(replace(HEALTHY, wishes=TipsSettings(start_with=500))).introduced
    assert len(everything) == 56  # but for comfort on a sore day, which waits for no turn


def test_six_more_come_with_each_week_until_all_have_come() -> None:
    waves, sizes = first(), []
    for number in range(1, 50):
        waves = on_day(waves, number)
        sizes.append(len(waves.introduced))
    assert sizes[5] == 24
    assert sizes[6] == 30
    assert sizes[13] == 36
    assert sizes[-1] == 56


def test_three_weeks_of_holidays_bring_one_wave() -> None:
    waves = on_day(first(), 21)
    assert (len(waves.introduced), waves.wave) == (30, MONDAY + timedelta(days=21))
    assert on_day(waves, 27) is waves


def test_no_more_a_week_means_none() -> None:
    person = Person(POOL, MONDAY + timedelta(days=7), profile=ANSWERED)
    quiet = replace(person, wishes=TipsSettings(new_each_week=0))
    assert next_waves(first(), quiet, REMINDERS).introduced == first().introduced


def test_where_new_answers_hide_some_others_move_up() -> None:
    waves = first()
    careful = HealthProfile(answered=True, tags=frozenset({"neck-condition", "blood-thinners"}))
    person = Person(POOL, MONDAY, profile=careful)
    more = next_waves(waves, person, REMINDERS)
    shown = [tip for tip in POOL.tips if tip.id in more.introduced and not person.why_hidden(tip)]
    assert waves.introduced < more.introduced
    assert len(shown) == 24
    assert next_waves(more, person, REMINDERS) is more


def test_a_sore_day_changes_nothing() -> None:
    waves = first()
    assert on_day(waves, 1, HealthProfile(answered=True, sore_on=MONDAY)) is waves


def test_a_tip_that_is_put_aside_makes_room_for_another() -> None:
    waves = first()
    disliked = min(waves.introduced)
    person = Person(POOL, MONDAY, profile=ANSWERED, taste=Taste().rated(disliked, Liking.NOT))
    assert len(next_waves(waves, person, REMINDERS).introduced) == 25


def test_tips_shown_before_there_were_waves_are_no_news() -> None:
    last = POOL.tip("stretch-wrists")
    assert last is not None
    person = replace(HEALTHY, shown=Shown().add(last, MONDAY))
    assert "stretch-wrists" not in first().introduced
    assert "stretch-wrists" in first_of(person).introduced


# ── as the program lives ──────────────────────────────────────────────────────────────────────


def known(desk: Desk) -> set[str]:
    return {tip.id for tip in desk.engine.pool.tips if desk.engine.introduced(tip.id)}


def test_own_tips_opened_tips_and_tips_in_the_settings_are_in_at_once() -> None:
    wishes = TipsSettings(start_with=1)
    named = replace(MICRO, tips=("micro", "eyes-far-look"))
    mine = replace(POOL.tips[0], id="mine", own=True)
    pool = Pool((*POOL.tips, mine), POOL.categories, POOL.questions)
    desk = Desk(Settings(tips=wishes, reminders=(named,)), pool=pool)
    sore = {tip.id for tip in POOL.tips if tip.slot == "sore"}
    start = known(desk)
    assert {"mine", "eyes-far-look"} | sore < start
    assert len(start - sore) == 3
    desk.say(GuideRequested("stretch-wrists"))
    desk.say(PromptRequested("warm-palms"))
    desk.say(TipRated("neck-nods", Liking.MORE))
    assert known(desk) - start == {"stretch-wrists", "warm-palms", "neck-nods"}


def test_an_own_tip_that_is_gone_stays_known_and_harms_nobody() -> None:
    mine = replace(POOL.tips[0], id="mine")
    desk = Desk(pool=Pool((*POOL.tips, mine), POOL.categories, POOL.questions))
    desk.say(GuideRequested("mine"))
    desk.say(PoolLoaded(POOL))
    desk.sit(minutes=61)
    assert not desk.engine.introduced("mine")
    assert "mine" in desk.engine.memory(desk.now).tips.introduced
    assert desk.shown()


def test_the_set_survives_a_restart_and_grows_by_the_week() -> None:
    desk = Desk(pool=POOL)
    start = known(desk)
    assert desk.restart().engine.memory(desk.now).tips.wave == "2026-11-23"
    again = desk.restart(unseen=8 * 24 * 60)
    again.sit(minutes=1)
    assert len(known(again) - start) == 6
    assert start < known(again)


def test_a_computer_that_was_left_on_meets_no_wave() -> None:
    desk = Desk(pool=POOL)
    before = len(known(desk))
    desk.read(minutes=8 * 24 * 60)
    assert len(known(desk)) == before
    desk.sit(minutes=1)
    assert len(known(desk)) == before + 6


def test_health_answers_that_come_right_after_the_start_count() -> None:
    """Tips, then answers, then the first sign of somebody: as the program starts."""
    desk = Desk(pool=POOL, wall=MONDAY_NINE)
    other = Desk(pool=Pool())
    other.say(PoolLoaded(POOL))
    other.say(HealthChanged(ANSWERED))
    assert len([one for one in known(other) if one.startswith("acute")]) == 4
    other.sit(minutes=1)
    assert len(known(other)) == len(known(desk)) == 28
    assert "strength-iso-neck" in known(other)
    assert "strength-iso-neck" not in known(desk)
