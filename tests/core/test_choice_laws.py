"""Laws of the choice, tried on random histories: what is hard never yields."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from unkink.core.choice import candidates, choose, fitting, may_offer
from unkink.core.health import HealthProfile
from unkink.core.person import Person
from unkink.core.settings import Settings, TipsSettings
from unkink.core.shown import Shown
from unkink.core.taste import Felt, Stiffness, Taste
from unkink.core.tightness import Tightness
from unkink.tip_files import read_pool

POOL = read_pool()
MONDAY = date(2026, 11, 23)
REMINDERS = Settings().reminders
NAMES = [one.id for one in POOL.tips] + ["an-own-tip-that-is-gone"]
some = st.frozensets(st.sampled_from(NAMES), max_size=20)
profiles = st.builds(
    HealthProfile,
    answered=st.booleans(),
    tags=st.frozensets(st.sampled_from([*sorted(POOL.tags), "tag-nobody-knows"]), max_size=2),
    sore_on=st.sampled_from([None, MONDAY]),
    locked=st.frozensets(st.sampled_from([one.id for one in POOL.categories]), max_size=2),
)
answers = st.builds(
    Felt,
    st.sampled_from(NAMES),
    st.sampled_from(Stiffness),
    st.integers(0, 20).map(lambda ago: MONDAY - timedelta(days=ago)),
)
people = st.builds(
    Person,
    pool=st.just(POOL),
    day=st.just(MONDAY),
    hour=st.integers(0, 23),
    profile=profiles,
    wishes=st.builds(TipsSettings, seated_only=st.booleans(), contrast_a_week=st.integers(0, 3)),
    taste=st.builds(Taste, some, some, st.lists(answers, max_size=4).map(tuple)),
    tightness=st.builds(
        Tightness, st.frozensets(st.sampled_from(["neck", "legs"])), st.sampled_from([None, MONDAY])
    ),
    introduced=st.one_of(st.none(), some),
)
prompts = st.tuples(st.sampled_from(REMINDERS), st.integers(0, 23), st.sampled_from([0, 0, 0, 1]))
"""A reminder, the hour, and how many days after the prompt before."""
lives = st.lists(prompts, min_size=1, max_size=60)
often = settings(max_examples=150, deadline=None)


@often
@given(people, lives, st.integers(0, 99))
def test_what_is_hard_holds_in_any_life(person: Person, life: list, seed: int) -> None:  # type: ignore[type-arg]  # of `prompts`
    rng = Random(seed)
    history: list[tuple[date, str, str, str]] = []
    for reminder, hour, days in life:
        person = replace(person, hour=hour, day=person.day + timedelta(days=days))
        drawn = candidates(reminder, person)
        tip = choose(drawn, person, rng)
        assert (tip is None) == (not drawn)
        if tip is None:
            continue
        assert tip in drawn
        assert person.why_hidden(tip) is None
        assert tip.id not in person.taste.disliked
        assert not person.taste.worse_on(tip.id, person.day)
        person = replace(person, shown=person.shown.add(tip, person.day))
        history.append((person.day, tip.id, tip.slot, tip.category))
    _hold(history, person.wishes.contrast_a_week)


def _hold(history: list[tuple[date, str, str, str]], contrast_a_week: int) -> None:
    """Hold a history against the caps, in the plainest way."""
    for day, name, slot, _ in history:
        that_day = [one for one in history if one[0] == day]
        week = [one for one in history if 0 <= (day - one[0]).days < 7]
        assert sum(one[2] == "home" for one in that_day) <= 1
        assert sum(one[2] == "note" for one in that_day) <= 1
        assert sum(one[3] == "contrast-shower" for one in week) <= contrast_a_week
        if slot == "home":
            assert sum(one[1] == name for one in week) == 1


@often
@given(people, st.integers(0, 99))
def test_the_same_seed_gives_the_same_choice(person: Person, seed: int) -> None:
    for one in REMINDERS:
        drawn = candidates(one, person)
        assert choose(drawn, person, Random(seed)) == choose(drawn, person, Random(seed))


@often
@given(people)
def test_caps_only_take_away(person: Person) -> None:
    for one in REMINDERS:
        whole = fitting(one, person)
        assert set(candidates(one, person)) <= set(whole)
        assert all(may_offer(tip, person) for tip in whole)
        assert candidates(one, replace(person, shown=Shown())) == tuple(
            tip
            for tip in whole
            if tip.category != "contrast-shower" or person.wishes.contrast_a_week
        )


@often
@given(lives, st.integers(0, 99))
def test_a_week_is_remembered_however_much_was_shown(life: list, seed: int) -> None:  # type: ignore[type-arg]  # of `prompts`
    """Forty tips are kept, and beside them what rules about a week need."""
    person = Person(POOL, MONDAY, profile=HealthProfile(answered=True))
    shower, turns = POOL.tip("contrast-starter"), POOL.tip("neck-turns")
    assert shower is not None
    assert turns is not None
    shown = person.shown.add(shower, MONDAY)
    for number in range(len(life) * 3):
        shown = shown.add(turns, MONDAY + timedelta(days=number * 6 // (len(life) * 3)))
    sunday = MONDAY + timedelta(days=6)
    assert "contrast-starter" in {one.tip for one in shown.within_week(sunday)}
    assert "contrast-starter" not in {
        one.tip for one in shown.within_week(sunday + timedelta(days=1))
    }
    assert len(shown.tips) <= 41
