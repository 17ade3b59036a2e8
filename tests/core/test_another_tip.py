"""Another tip, not for me, done without a prompt: what becomes of the prompt and the day."""

import pytest

from tests.desk import Desk
from unkink.core.effects import Decision, Effect, OfferInstead, Refuse, Remember, WithdrawPrompt
from unkink.core.events import (
    AnotherRequested,
    Done,
    Event,
    GuideRequested,
    HealthChanged,
    PromptRequested,
    SettingsChanged,
    Snoozed,
    StiffnessAnswered,
    TightnessTold,
    TipDone,
    TipRated,
)
from unkink.core.health import HealthProfile
from unkink.core.settings import ACTIVE, MICRO, SHOWER, Settings, TipsSettings
from unkink.core.snapshot import Phase
from unkink.core.taste import Liking, Stiffness
from unkink.tip_files import read_pool

MICRO_ONLY = Settings(reminders=(MICRO,))
MICROS = {"neck-turns", "neck-nods", "knead", "tall", "exhale"}


def offered(effects: list[Effect]) -> str | None:
    """Which tip was offered instead."""
    return next((one.tip for one in effects if isinstance(one, OfferInstead)), None)


def refused(desk: Desk, event: Event) -> str:
    return " ".join(one.why for one in desk.say(event) if isinstance(one, Refuse))


def live(desk: Desk) -> str:
    prompt = desk.view.live
    assert prompt is not None
    return prompt.tip.id


def another(desk: Desk) -> str | None:
    return offered(desk.say(AnotherRequested(live(desk))))


def prompted(settings: Settings = MICRO_ONLY) -> Desk:
    desk = Desk(settings)
    desk.sit(minutes=31)
    return desk


# ── another ───────────────────────────────────────────────────────────────────────────────────


def test_the_live_prompt_carries_the_other_tip_and_its_notification_goes() -> None:
    desk = prompted()
    before, prompt = live(desk), desk.view.live
    effects = desk.say(AnotherRequested(before))
    assert offered(effects) == live(desk) != before
    assert prompt is not None
    assert WithdrawPrompt(prompt.id) in effects
    assert isinstance(effects[-1], Remember)
    assert desk.view.reminders[0].phase is Phase.OVERDUE  # it waits, though nothing is on screen
    [(_, swapped)] = desk.records(Decision.SWAPPED)
    assert (swapped.reminder, swapped.tip) == ("micro", live(desk))


def test_done_counts_for_the_other_tip() -> None:
    desk = prompted()
    before = live(desk)
    after = another(desk)
    assert after is not None
    desk.say(Done())
    assert desk.outcomes()[-1][1] == "taken"
    assert desk.engine.practised(before) is None
    assert (practised := desk.engine.practised(after)) is not None
    assert practised.times == 1


def test_what_was_passed_over_is_remembered_as_that() -> None:
    """It does not come again soon, and the day has not had it."""
    desk = prompted()
    first = live(desk)
    second = another(desk)
    kept = desk.restart().engine.memory(desk.now).shown
    assert [(one.tip, one.passed) for one in kept] == [(first, True), (second, False)]


def test_one_after_the_other_never_comes_back_to_what_this_prompt_offered() -> None:
    desk = prompted()
    seen = [live(desk)]
    for _ in range(4):
        other = another(desk)
        assert other is not None
        seen.append(other)
    assert sorted(seen) == sorted(MICROS)
    assert refused(desk, AnotherRequested(live(desk))) == (
        "There is no other tip for you just now."
    )
    assert live(desk) == seen[-1]


def test_asked_again_on_a_page_left_open_it_names_the_tip_of_the_prompt() -> None:
    desk = prompted()
    first = live(desk)
    second = another(desk)
    assert offered(desk.say(AnotherRequested(first))) == second == live(desk)


def test_another_keeps_to_what_its_reminder_draws() -> None:
    desk = prompted(Settings(reminders=(ACTIVE,)))
    desk.sit(minutes=30)
    assert {live(desk), another(desk)} == {"walk", "stand"}
    assert another(desk) is None


def test_another_for_a_tip_asked_by_name_is_of_its_slot() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(PromptRequested("walk"))
    assert another(desk) == "stand"


def test_another_card_takes_the_place_of_the_day_s_card() -> None:
    desk = Desk(Settings(reminders=(SHOWER,)))
    desk.say(HealthChanged(HealthProfile(answered=True)))
    desk.sit(minutes=2)
    assert {live(desk), another(desk)} == {"sink", "cool-finish"}
    assert another(desk) is None


def test_another_never_offers_what_is_hidden_or_disliked_or_felt_worse_today() -> None:
    desk = prompted()
    keep, *out = sorted(MICROS - {live(desk)})
    desk.say(TipRated(out[0], Liking.NOT))
    desk.say(StiffnessAnswered(out[1], Stiffness.WORSE))
    desk.say(TipRated(out[2], Liking.NOT))
    assert another(desk) == keep
    assert another(desk) is None


def test_without_a_prompt_another_goes_through_all_of_the_slot_before_one_comes_again() -> None:
    desk = Desk(MICRO_ONLY)
    seen = ["tall"]
    for _ in range(4):
        other = offered(desk.say(AnotherRequested(seen[-1])))
        assert other is not None
        seen.append(other)
    assert sorted(seen) == sorted(MICROS)
    assert offered(desk.say(AnotherRequested(seen[-1]))) in MICROS - {seen[-1]}
    assert desk.view.live is None
    assert desk.records(Decision.SWAPPED) == []


def test_looking_at_cards_uses_up_no_card() -> None:
    desk = Desk(Settings(reminders=(SHOWER,)))
    assert offered(desk.say(AnotherRequested("sink"))) == "warm-towel"
    desk.sit(minutes=2)
    assert live(desk) == "sink"


def test_a_hidden_tip_has_no_other() -> None:
    assert refused(Desk(), AnotherRequested("cool-finish")) == (
        "This tip is waiting for the health questions: unkink profile."
    )


# ── not for me ────────────────────────────────────────────────────────────────────────────────


def test_not_for_me_swaps_the_tip_of_the_prompt() -> None:
    desk = prompted()
    tip = live(desk)
    desk.say(TipRated(tip, Liking.NOT))
    assert live(desk) != tip
    assert offered(desk.say(AnotherRequested(tip))) == live(desk)  # what the page then asks
    assert desk.outcomes() == []


def test_not_for_me_ends_the_prompt_where_there_is_no_other() -> None:
    desk = prompted(Settings(reminders=(ACTIVE,)))
    desk.sit(minutes=30)
    first = live(desk)
    desk.say(TipRated(first, Liking.NOT))
    desk.say(TipRated(live(desk), Liking.NOT))
    assert desk.view.live is None
    assert [why for _, why in desk.outcomes()] == ["skipped"]


def test_a_disliked_tip_never_comes_but_its_page_opens_and_it_can_be_brought_back() -> None:
    desk = Desk(Settings(reminders=(ACTIVE,)))
    desk.say(TipRated("walk", Liking.NOT))
    assert refused(desk, PromptRequested("walk")) == (
        "This tip is put aside, as it is not for you: unkink rate ID usual."
    )
    assert refused(desk, GuideRequested("walk")) == ""
    desk.sit(minutes=400)
    assert set(desk.tips()) == {"stand"}
    desk.say(TipRated("walk", Liking.USUAL))
    assert refused(desk, PromptRequested("walk")) == ""


def test_a_tip_that_health_hides_cannot_be_rated() -> None:
    desk = Desk()
    assert "health questions" in refused(desk, TipRated("cool-finish", Liking.MORE))
    assert desk.engine.liking("cool-finish") is Liking.USUAL


def test_ratings_and_answers_survive_a_restart() -> None:
    desk = Desk()
    desk.say(TipRated("tall", Liking.MORE))
    desk.say(TipRated("knead", Liking.NOT))
    again = desk.restart()
    assert again.engine.liking("tall") is Liking.MORE
    knead = again.engine.pool.tip("knead")
    assert knead is not None
    assert again.engine.why_not_offered(knead) == "disliked"
    assert again.engine.why_hidden(knead) is None


# ── done of one's own accord ──────────────────────────────────────────────────────────────────


def test_what_was_done_of_ones_own_accord_does_not_come_next() -> None:
    for seed in range(20):
        desk = Desk(MICRO_ONLY, seed=seed)
        desk.say(TipDone("tall"))
        desk.sit(minutes=31)
        assert desk.tips() != ["tall"]


def test_a_card_done_of_ones_own_accord_is_the_card_of_the_day() -> None:
    desk = Desk(Settings(reminders=(SHOWER,)))
    desk.say(TipDone("warm-towel"))
    desk.sit(minutes=5)
    assert desk.shown() == []
    assert [one.why for _, one in desk.records(Decision.MISSED)] == ["had-its-card"]


def test_what_was_done_of_ones_own_accord_is_no_break() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=20)
    desk.say(TipDone("tall"))
    assert desk.sat("micro") == 20.0
    [(_, did)] = desk.records(Decision.DID)
    assert did.tip == "tall"


# ── snoozed ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("settings", [MICRO_ONLY, Settings(reminders=(SHOWER,))])
def test_what_was_put_off_comes_again_with_the_same_tip(settings: Settings) -> None:
    for seed in range(5):
        desk = Desk(settings, seed=seed)
        desk.sit(minutes=31)
        first = live(desk)
        desk.say(Snoozed())
        desk.sit(minutes=8)
        assert live(desk) == first


def test_what_was_put_off_comes_again_after_a_restart_too() -> None:
    desk = Desk(Settings(reminders=(SHOWER,)))
    desk.sit(minutes=2)
    first = live(desk)
    desk.say(Snoozed())
    again = desk.restart()
    again.sit(minutes=8)
    assert live(again) == first


def test_what_was_put_off_and_then_put_aside_gives_way() -> None:
    desk = prompted()
    first = live(desk)
    desk.say(Snoozed())
    desk.say(TipRated(first, Liking.NOT))
    desk.sit(minutes=8)
    assert live(desk) != first


# ── where it is tight, and settings ───────────────────────────────────────────────────────────


def test_where_it_is_tight_is_kept_and_stays_out_of_the_journal() -> None:
    desk = Desk(pool=read_pool())
    assert desk.say(TightnessTold(frozenset({"neck", "jaw-face"}))) == [Remember()]
    kept = desk.restart().engine.memory(desk.now).tips
    assert (kept.tight, kept.tight_on) == (("jaw-face", "neck"), "2026-11-23")
    desk.say(TightnessTold(frozenset()))
    assert desk.engine.memory(desk.now).tips.tight == ()


def test_a_part_of_the_body_that_no_tip_is_for_is_named() -> None:
    desk = Desk()
    told = refused(desk, TightnessTold(frozenset({"kneecap"})))
    assert told == "No tip is for “kneecap”. There are: neck."
    assert desk.engine.memory(desk.now).tips.tight_on is None


def test_seated_only_takes_a_standing_tip_off_the_screen() -> None:
    desk = Desk(Settings(reminders=(ACTIVE,)))
    desk.say(PromptRequested("walk"))
    seated = Settings(reminders=(ACTIVE,), tips=TipsSettings(seated_only=True))
    desk.say(SettingsChanged(seated))
    assert desk.view.live is None
    assert refused(desk, GuideRequested("walk")) == (
        "This tip is done on one's feet, and your settings say seated only."
    )
