"""What the health answers keep: days, runs of sore days, and what outlives what."""

from datetime import date, timedelta

from unkink.core.health import SORE_DAYS_KEPT, HealthProfile

MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(days=1)


def test_an_answer_keeps_the_day_on_which_it_was_first_given() -> None:
    first = HealthProfile().answer(frozenset({"epilepsy", "pregnancy"}), MONDAY)
    again = first.answer(frozenset({"pregnancy", "dizziness"}), TUESDAY)
    assert again.since == {"pregnancy": MONDAY, "dizziness": TUESDAY}
    assert again.answered_on == TUESDAY
    assert first.confirm(TUESDAY).since == first.since


def test_whoever_prefers_not_to_say_is_unanswered_and_offered_nothing() -> None:
    declined = HealthProfile().answer(frozenset({"epilepsy"}), MONDAY).decline()
    assert declined == HealthProfile(declined=True)
    assert not declined.unanswered
    assert HealthProfile().unanswered
    assert declined.answer(frozenset(), MONDAY).answered
    assert declined.forget() == HealthProfile()


def test_locks_and_sore_days_outlive_every_change_of_the_answers() -> None:
    profile = HealthProfile(locked=frozenset({"mobility"})).become_sore(MONDAY)
    for changed in (profile.answer(frozenset(), MONDAY), profile.decline(), profile.forget()):
        assert changed.locked == {"mobility"}
        assert changed.sore(MONDAY)


def test_sore_days_in_a_row_are_counted_back_from_a_day() -> None:
    profile = HealthProfile()
    for ago in (5, 3, 2, 0):
        profile = profile.become_sore(MONDAY - timedelta(days=ago))
    assert [profile.sore_run(MONDAY - timedelta(days=ago)) for ago in range(7)] == [
        *(1, 0, 2, 1, 0, 1, 0)
    ]


def test_a_sore_day_that_is_over_was_one_all_the_same_and_few_are_kept() -> None:
    profile = HealthProfile()
    for number in range(20):
        profile = profile.become_sore(MONDAY + timedelta(days=number)).recover()
    assert profile.sore_on is None
    assert len(profile.sore_days) == SORE_DAYS_KEPT == 7
    assert profile.sore_days[-1] == MONDAY + timedelta(days=19)
