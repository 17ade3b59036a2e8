"""Where it is tight: what each area may offer."""

import re
from datetime import date

import pytest

from unkink.core.health import HealthProfile, why_hidden
from unkink.tip_files import read_pool
from unkink.tip_files.areas import Area, read_areas
from unkink.tip_files.vocabulary import packaged

POOL = read_pool()
SOME_DAY = date(2026, 11, 23)
AREAS = {area.id: area for area in read_areas()}
EXERCISE = {"neck-warmup", "mobility", "strength", "self-massage", "contrast-shower"}
PRODUCTS = re.compile(
    r"\b(drug|pill|tablet|cream|balm|menthol|spray|magnet|magnesium|supplement|ibuprofen|herb)",
    re.IGNORECASE,
)
CLAIMS = re.compile(r"\b(cures?|heals?|treats?|prevents?)\b|!", re.IGNORECASE)
areas = pytest.mark.parametrize("area", AREAS.values(), ids=lambda area: area.id)


def test_there_are_five_areas() -> None:
    assert list(AREAS) == ["deep-neck", "neck-shoulders", "trapezius", "jaw-face", "head-neck"]


@areas
def test_each_offers_tips_of_the_pool_for_a_part_of_the_body_the_pool_knows(area: Area) -> None:
    assert len(set(area.tips)) == len(area.tips) >= 4
    assert all(POOL.tip(one) is not None for one in area.tips)
    known = packaged("pool.toml")["vocabulary"]
    assert isinstance(known, dict)
    assert area.body <= set(known["body"])
    assert "chest" not in area.body


@areas
def test_words_name_no_product_and_promise_nothing(area: Area) -> None:
    words = f"{area.now} {area.sore} {area.rather_not} {area.see}"
    assert not PRODUCTS.search(words)
    assert not CLAIMS.search(words)


def test_after_a_jolt_there_is_rest_instead_of_exercise_a_doctor_and_no_driving() -> None:
    jolt = AREAS["head-neck"]
    assert not jolt.exercise
    assert {area.id for area in AREAS.values() if not area.exercise} == {"head-neck"}
    assert jolt.body == frozenset()  # so that no neck exercise comes first because of it
    tips = [POOL.tip(one) for one in jolt.tips]
    assert not any(tip is None or tip.category in EXERCISE for tip in tips)
    assert "No exercise, no massage, no pulling." in jolt.rather_not
    assert "Do not drive while you cannot turn your head." in jolt.rather_not
    assert "See a doctor when the head hardly turns after a jolt" in jolt.see


def test_neck_and_shoulders_with_strong_pain_get_no_set_of_exercises() -> None:
    sore = HealthProfile(answered=True, sore_on=SOME_DAY)
    shown = [
        tip
        for one in AREAS["neck-shoulders"].tips
        if (tip := POOL.tip(one)) and why_hidden(tip, sore, SOME_DAY, POOL.tags) is None
    ]
    assert shown
    assert not any(tip.category in EXERCISE for tip in shown)
    assert AREAS["neck-shoulders"].sore.startswith("No set of exercises today.")


@areas
@pytest.mark.parametrize("sore_on", [SOME_DAY, None])
def test_something_is_left_in_every_area_on_every_day(area: Area, sore_on: date | None) -> None:
    profile = HealthProfile(answered=True, sore_on=sore_on)
    left = [
        one
        for one in area.tips
        if (tip := POOL.tip(one)) and why_hidden(tip, profile, SOME_DAY, POOL.tags) is None
    ]
    assert len(left) >= 2
