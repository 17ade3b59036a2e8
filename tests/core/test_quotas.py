"""What a day should have some of, over many ordinary days of the real tips."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from unkink.core.choice import candidates, choose
from unkink.core.health import HealthProfile
from unkink.core.person import Person
from unkink.core.settings import ACTIVE, MICRO, TipsSettings
from unkink.core.tips import Tip
from unkink.tip_files import read_pool

POOL = read_pool()
MONDAY = date(2026, 11, 23)
HEALTHY = Person(POOL, MONDAY, profile=HealthProfile(answered=True))
A_DAY = (MICRO, ACTIVE) * 4
"""Eight prompts: an ordinary day (evidence 2.5)."""


def days(person: Person, count: int, seed: int) -> Iterator[list[Tip]]:
    """Live so many ordinary days and give the tips of each."""
    rng = Random(seed)
    for number in range(count):
        person = replace(person, day=MONDAY + timedelta(days=number))
        tips = []
        for reminder in A_DAY:
            tip = choose(candidates(reminder, person), person, rng)
            assert tip is not None
            tips.append(tip)
            person = replace(person, shown=person.shown.add(tip, person.day))
        yield tips


def met(tips: list[Tip]) -> bool:
    """Whether a day had its stretch, its strength, and twice the feet."""
    categories = [one.category for one in tips]
    return "mobility" in categories and "strength" in categories and on_feet(tips) >= 2


def on_feet(tips: list[Tip]) -> int:
    return sum(one.on_feet for one in tips)


def test_practically_every_day_has_its_stretch_its_strength_and_time_on_the_feet() -> None:
    lived = [day for seed in range(30) for day in days(HEALTHY, 20, seed)]
    assert sum(map(met, lived)) / len(lived) > 0.97


def test_quotas_leave_room_for_the_neck_and_for_calm() -> None:
    lived = [day for seed in range(10) for day in days(HEALTHY, 20, seed)]
    shares = [sum(one.category == "neck-warmup" for one in day) for day in lived]
    assert sum(shares) / len(lived) > 0.7
    assert len({one.id for day in lived for one in day}) > 40


def test_with_one_strength_tip_alone_twelve_prompts_apart_count_more() -> None:
    """Unanswered health questions leave one of three."""
    lived = list(days(Person(POOL, MONDAY), 60, seed=3))
    names = [one.id for day in lived for one in day]
    places = [place for place, name in enumerate(names) if name == "strength-blade-squeeze"]
    gaps = [after - before for before, after in pairwise(places)]
    assert min(gaps) > 12
    assert max(gaps) <= 20


@pytest.mark.parametrize(("wanted", "least"), [(0, 0.0), (3, 2.9)])
def test_the_settings_say_how_much_of_it(wanted: int, least: float) -> None:
    wishes = TipsSettings(on_feet_a_day=wanted, strength_a_day=0, stretch_a_day=0)
    person = replace(HEALTHY, wishes=wishes)
    lived = [day for seed in range(10) for day in days(person, 10, seed)]
    assert sum(map(on_feet, lived)) / len(lived) >= least
    if not wanted:
        assert not all(on_feet(day) >= 2 for day in lived)


def test_what_was_passed_over_does_not_count() -> None:
    squeeze = POOL.tip("strength-blade-squeeze")
    assert squeeze is not None
    shown = HEALTHY.shown.add(squeeze, MONDAY)
    assert [one.tip for one in shown.on(MONDAY)] == ["strength-blade-squeeze"]
    assert shown.passing(squeeze).on(MONDAY) == ()
    assert shown.passing(squeeze).last(1) == {"strength-blade-squeeze"}
