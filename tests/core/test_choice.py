"""Which tips may come, which of them comes, and what yields first."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from tests.small_pool import POOL, tip
from unkink.core.choice import candidates, choose
from unkink.core.health import HealthProfile
from unkink.core.person import Person
from unkink.core.settings import (
    ACTIVE,
    EVENING,
    MICRO,
    SHOWER,
    EverySitting,
    ReminderSettings,
    TipsSettings,
)
from unkink.core.taste import Felt, Liking, Stiffness, Taste
from unkink.core.tightness import Tightness
from unkink.core.tips import Category, Pool

MONDAY = date(2026, 11, 23)
NOBODY = Person(POOL, MONDAY, hour=9)
ANSWERED = HealthProfile(answered=True)


def day(number: int) -> date:
    """Count from Monday on."""
    return MONDAY + timedelta(days=number)


def after(person: Person, *tips: str, on: int = 0) -> Person:
    """Show these tips one after the other."""
    shown = person.shown
    for name in tips:
        found = person.pool.tip(name)
        assert found is not None
        shown = shown.add(found, day(on))
    return replace(person, shown=shown)


def ids(reminder: ReminderSettings, person: Person) -> set[str]:
    return {one.id for one in candidates(reminder, person)}


def picks(person: Person, reminder: ReminderSettings = MICRO, count: int = 2000) -> Counter[str]:
    """Choose so often, as if each were the first."""
    rng = Random(7)
    drawn = candidates(reminder, person)
    chosen = (choose(drawn, person, rng) for _ in range(count))
    return Counter(one.id for one in chosen if one is not None)


# ── what may come ─────────────────────────────────────────────────────────────────────────────


def test_a_reminder_draws_from_slots_categories_and_single_tips() -> None:
    words = ("posture", "knead", "active")
    reminder = ReminderSettings("mine", EverySitting(1800.0, 60.0, 300.0), words)
    assert ids(reminder, NOBODY) == {"tall", "stand", "knead", "walk"}


def test_a_category_means_no_cards_where_sitting_is_counted() -> None:
    """A towel for twenty minutes, or a shower, is nothing for a break at the desk."""
    warm = Pool((*POOL.tips, tip("palms", "warmth")), POOL.categories, POOL.questions)
    person = replace(NOBODY, pool=warm, hour=17)
    sitting = ReminderSettings("mine", EverySitting(1800.0, 60.0, 300.0), ("warmth",))
    assert ids(sitting, person) == {"palms"}
    assert ids(replace(sitting, trigger=EVENING.trigger), person) == {"palms", "warm-towel"}
    assert ids(replace(sitting, tips=("warm-towel",)), person) == {"warm-towel"}


def test_cards_come_at_their_time_of_day() -> None:
    person = replace(NOBODY, profile=ANSWERED)
    assert ids(SHOWER, replace(person, hour=9)) == {"cool-finish", "sink"}
    assert ids(SHOWER, replace(person, hour=13)) == {"cool-finish", "sink", "warm-towel"}
    assert ids(SHOWER, replace(person, hour=17)) == {"sink", "warm-towel"}


def test_a_disliked_tip_is_not_drawn_and_comes_back_when_it_is_brought_back() -> None:
    taste = Taste().rated("tall", Liking.NOT)
    assert "tall" not in ids(MICRO, replace(NOBODY, taste=taste))
    assert "tall" in ids(MICRO, replace(NOBODY, taste=taste.rated("tall", Liking.USUAL)))


def test_ratings_of_a_tip_that_is_gone_are_kept_and_harm_nobody() -> None:
    taste = Taste().rated("my-own", Liking.NOT).rated("my-other", Liking.MORE)
    taste = taste.answered(Felt("my-own", Stiffness.WORSE, MONDAY))
    person = replace(NOBODY, taste=taste)
    assert ids(MICRO, person) == ids(MICRO, NOBODY)
    assert sum(picks(person, count=50).values()) == 50
    assert person.taste.disliked == {"my-own"}


def test_after_a_worse_a_tip_is_out_for_the_day_and_weighs_half_for_two_weeks() -> None:
    # One category, or its weight would hide what one tip weighs.
    drawn = replace(MICRO, tips=("neck-warmup",))
    worse = Taste().answered(Felt("neck-turns", Stiffness.WORSE, MONDAY))
    person = replace(NOBODY, taste=worse)
    assert ids(drawn, person) == {"neck-nods"}
    later = picks(replace(person, day=day(13)), drawn)
    assert later["neck-turns"] / 2000 == pytest.approx(1 / 3, abs=0.04)
    much_later = picks(replace(person, day=day(14)), drawn)
    assert much_later["neck-turns"] / 2000 == pytest.approx(1 / 2, abs=0.04)


def test_who_stays_seated_gets_nothing_for_the_feet() -> None:
    person = replace(NOBODY, wishes=TipsSettings(seated_only=True))
    walk = POOL.tip("walk")
    assert walk is not None
    assert person.why_hidden(walk) == "seated-only"
    assert ids(ACTIVE, person) == set()
    upright = replace(walk, contexts=frozenset({"desk", "standing"}), pose="standing")
    plan = replace(walk, slot="note", contexts=frozenset({"desk"}), pose="walking")
    seated = replace(walk, contexts=frozenset({"desk", "standing"}), pose="seated")
    assert [person.why_hidden(one) for one in (upright, plan, seated)] == [
        "seated-only",
        "seated-only",
        None,
    ]


def test_health_is_named_before_settings_and_both_before_taste() -> None:
    turns = POOL.tip("neck-turns")
    assert turns is not None
    dizzy = HealthProfile(answered=True, tags=frozenset({"dizziness"}))
    person = replace(NOBODY, taste=Taste().rated("neck-turns", Liking.NOT), profile=dizzy)
    assert person.why_not_offered(turns) == "health"
    assert replace(person, profile=ANSWERED).why_not_offered(turns) == "disliked"
    assert replace(person, profile=ANSWERED).why_hidden(turns) is None


# ── what weighs ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("taste", "share"),
    [
        (Taste().rated("neck-turns", Liking.MORE), 2 / 3),
        (Taste().answered(Felt("neck-turns", Stiffness.BETTER, MONDAY)), 5 / 9),
        (Taste().answered(Felt("neck-turns", Stiffness.SAME, MONDAY)), 1 / 2),
    ],
)
def test_liked_tips_weigh_twice_and_good_ones_a_little_more(taste: Taste, share: float) -> None:
    chosen = picks(replace(NOBODY, taste=taste), replace(MICRO, tips=("neck-warmup",)))
    assert chosen["neck-turns"] / 2000 == pytest.approx(share, abs=0.04)


@pytest.mark.parametrize(("days", "share"), [(0, 3 / 4), (1, 3 / 5), (6, 3 / 5), (7, 1 / 2)])
def test_where_it_is_tight_weighs_three_times_and_fades_within_a_week(
    days: int, share: float
) -> None:
    jaw = replace(tip("jaw", "face"), body=("jaw-face",))
    pool = Pool((jaw, tip("neck", "face")), (Category("face", "Face", 5, 4),))
    person = Person(pool, day(days), tightness=Tightness(frozenset({"jaw-face"}), MONDAY))
    assert picks(person)["jaw"] / 2000 == pytest.approx(share, abs=0.04)


def test_a_large_family_does_not_crowd_out_a_small_one() -> None:
    many = tuple(tip(f"neck-{number}", "neck") for number in range(9))
    pool = Pool(
        (*many, tip("far-look", "eyes")), (Category("neck", "", 1, 9), Category("eyes", "", 1, 9))
    )
    assert picks(Person(pool, MONDAY))["far-look"] / 2000 == pytest.approx(1 / 2, abs=0.04)


def test_comfort_of_weight_nought_comes_where_nothing_competes() -> None:
    sore = replace(NOBODY, profile=HealthProfile(sore_on=MONDAY))
    assert ids(MICRO, sore) == {"tall", "exhale", "tiny-turns"}
    assert picks(sore)["tiny-turns"] == 0
    assert picks(after(sore, "tall", "exhale", "tall", "exhale"))["tiny-turns"] == 2000


# ── what yields ───────────────────────────────────────────────────────────────────────────────


def test_the_same_category_does_not_come_twice_in_a_row() -> None:
    assert not set(picks(after(NOBODY, "neck-turns"))) & {"neck-turns", "neck-nods"}


def test_no_tip_of_the_last_twelve_comes_while_there_is_another() -> None:
    person = after(NOBODY, "neck-turns", "tall", "knead", "walk", "stand", on=-1)
    assert set(picks(person)) == {"neck-nods", "exhale"}


def test_where_all_came_lately_the_newest_of_them_wait() -> None:
    drawn = replace(MICRO, tips=("neck-turns", "tall", "knead", "exhale"))
    person = after(NOBODY, "exhale", "knead", "tall", "neck-turns", on=-1)
    assert set(picks(person, drawn)) == {"exhale"}


def test_tips_that_had_their_turn_to_be_new_go_before_another_category() -> None:
    person = replace(after(NOBODY, "neck-turns"), introduced=frozenset({"neck-nods"}))
    assert set(picks(person)) == {"neck-nods"}


def test_new_tips_go_before_nothing_and_before_the_very_same_again() -> None:
    new = replace(NOBODY, introduced=frozenset())
    assert set(picks(new)) == {"neck-turns", "neck-nods", "knead", "tall", "exhale"}
    drawn = replace(MICRO, tips=("posture",))
    known = replace(after(NOBODY, "tall"), introduced=frozenset({"tall"}))
    assert set(picks(known, drawn)) == {"stand"}


def test_a_category_rests_once_its_day_is_full() -> None:
    full = replace(POOL, categories=tuple(replace(one, max_per_day=1) for one in POOL.categories))
    person = after(replace(NOBODY, pool=full), "neck-turns", "tall")
    assert set(picks(person)) == {"knead", "exhale"}


def test_nothing_comes_only_where_nothing_may() -> None:
    assert choose((), NOBODY, Random(1)) is None
    dull = after(replace(NOBODY, introduced=frozenset()), *["tall"] * 20)
    assert set(picks(dull, replace(MICRO, tips=("tall",)), count=5)) == {"tall"}
