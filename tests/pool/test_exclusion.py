"""Which tips are left for whom: the numbers of evidence part 4.2; the pool never runs dry."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.core.health import HealthProfile, why_hidden
from unkink.core.tips import Pool, Tip
from unkink.tip_files import read_pool

TODAY = date(2026, 11, 23)
POOL = read_pool()
TAGS = sorted(POOL.tags)
LASTING = sorted(POOL.tags - {"acute-pain"})
EVERY_TAG = HealthProfile(answered=True, tags=frozenset(TAGS))
tag_sets = st.frozensets(st.sampled_from(TAGS))


def left(profile: HealthProfile, pool: Pool = POOL) -> list[Tip]:
    return [tip for tip in pool.tips if why_hidden(tip, profile, TODAY, pool.tags) is None]


def test_sixty_tips_load_without_a_problem(caplog: pytest.LogCaptureFixture) -> None:
    assert len(read_pool().tips) == 60
    assert caplog.messages == []


def test_a_healthy_person_gets_all_56_regular_tips() -> None:
    assert len(left(HealthProfile(answered=True))) == 56


def test_before_the_questions_are_answered_49_of_56_are_shown() -> None:
    assert len(left(HealthProfile())) == 49


def test_the_mild_sink_version_stands_for_the_contrast_category_before_the_questions() -> None:
    contrast = [tip.id for tip in left(HealthProfile()) if tip.category == "contrast-shower"]
    assert contrast == ["contrast-forearms-sink"]


def test_with_every_tag_13_tips_remain_and_six_of_them_are_micro() -> None:
    tips = left(EVERY_TAG)
    assert len(tips) == 13
    assert [tip.id for tip in tips if tip.slot == "micro"] == [
        "posture-shift",
        "posture-tall-reset",
        "posture-forearm-support",
        "relax-long-exhale",
        "eyes-far-look",
        "eyes-blink-reset",
    ]


def test_every_tag_is_the_hardest_case_so_no_profile_of_the_million_runs_dry() -> None:
    """Answers only ever take away, as the laws below say: what is left now is left for everyone."""
    left_over = Counter(tip.slot for tip in left(EVERY_TAG))
    assert left_over == {"micro": 6, "note": 6, "home": 1}
    today = HealthProfile(answered=True, tags=frozenset(TAGS), sore_on=TODAY)
    assert Counter(tip.slot for tip in left(today)) == {"micro": 6, "note": 6, "home": 1, "sore": 1}
    unsaid = HealthProfile(answered=False, tags=frozenset(TAGS))
    assert Counter(tip.slot for tip in left(unsaid)) == {"micro": 6, "note": 6, "home": 1}


def test_no_three_answers_together_take_all_tips_of_the_longer_break() -> None:
    """More can: then the small ones come in their place (`tests/core/test_nothing_to_say.py`)."""
    for tags in combinations(TAGS, 3):
        profile = HealthProfile(answered=True, tags=frozenset(tags))
        assert any(tip.slot == "active" for tip in left(profile)), tags


def test_even_with_every_answer_a_soon_flag_leaves_small_tips() -> None:
    locked = HealthProfile(
        answered=True, tags=frozenset(TAGS), locked=POOL.levels["soon"].lock, sore_on=TODAY
    )
    assert sum(tip.slot == "micro" for tip in left(locked)) == 6


def test_an_emergency_leaves_the_help_card_alone() -> None:
    locked = HealthProfile(answered=True, locked=POOL.levels["emergency"].lock, sore_on=TODAY)
    assert [tip.id for tip in left(locked)] == ["acute-get-help-card"]


@given(tags=tag_sets, answered=st.booleans(), sore=st.booleans())
def test_no_profile_leaves_fewer_than_six_micro_tips(
    tags: frozenset[str],
    answered: bool,  # noqa: FBT001 - hypothesis fills it in
    sore: bool,  # noqa: FBT001 - hypothesis fills it in
) -> None:
    profile = HealthProfile(answered, tags, TODAY if sore else None)
    assert sum(tip.slot == "micro" for tip in left(profile)) >= 6


@given(tags=tag_sets)
def test_no_tip_is_shown_to_anyone_it_excludes(tags: frozenset[str]) -> None:
    for tip in left(HealthProfile(answered=True, tags=tags)):
        assert tip.contra.isdisjoint(tags)


@given(fewer=tag_sets, more=tag_sets)
def test_another_tag_never_brings_a_tip_back(fewer: frozenset[str], more: frozenset[str]) -> None:
    all_left = left(HealthProfile(answered=True, tags=fewer))
    assert set(left(HealthProfile(answered=True, tags=fewer | more))) <= set(all_left)


@given(tags=tag_sets)
def test_not_answering_never_shows_more_than_answering(tags: frozenset[str]) -> None:
    unanswered = set(left(HealthProfile(answered=False, tags=tags)))
    assert unanswered <= set(left(HealthProfile(answered=True, tags=tags)))


@given(tag=st.sampled_from(LASTING))
def test_each_question_hides_at_least_one_tip(tag: str) -> None:
    assert len(left(HealthProfile(answered=True, tags=frozenset({tag})))) < 56


def test_a_tag_nobody_knows_hides_every_tip() -> None:
    assert left(HealthProfile(answered=True, tags=frozenset({"pregnent"}))) == []


def test_a_sore_day_hides_30_tips_and_opens_the_sore_slot() -> None:
    slots = Counter(tip.slot for tip in left(HealthProfile(answered=True, sore_on=TODAY)))
    assert slots["sore"] == 4
    assert slots.total() - slots["sore"] == 26


def test_a_sore_day_ends_with_the_day() -> None:
    yesterday = HealthProfile(answered=True, sore_on=TODAY - timedelta(days=1))
    assert len(left(yesterday)) == 56


def test_a_soon_flag_leaves_only_gentle_categories() -> None:
    profile = HealthProfile(answered=True, locked=POOL.levels["soon"].lock)
    assert {t.category for t in left(profile)} == {"eyes", "posture", "relaxation", "habit"}
