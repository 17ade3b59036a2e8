"""Each doing of a tip is counted, and counted once, whoever tells of it and how often."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import Desk
from unkink.core.effects import Decision, Record
from unkink.core.events import (
    AnotherRequested,
    Done,
    PromptClosed,
    PromptRequested,
    Skipped,
    Snoozed,
    TipDone,
)
from unkink.core.events import Closing as Way
from unkink.core.practice import MOST_DOINGS, Doings

TIPS = ("tall", "exhale", "neck-nods")


def times(desk: Desk, tip: str) -> int:
    practised = desk.engine.practised(tip)
    return 0 if practised is None else practised.times


def live(desk: Desk) -> int:
    prompt = desk.engine.snapshot(desk.now).live
    assert prompt is not None
    return prompt.id


def records(desk: Desk) -> list[str]:
    """Return what the journal has of outcomes and of tips that were done of one's own accord."""
    return [
        one.why if one.decision is Decision.OUTCOME else one.decision.value
        for _, one in desk.effects
        if isinstance(one, Record) and one.decision in (Decision.OUTCOME, Decision.DID)
    ]


def test_what_was_done_on_the_page_of_a_prompt_that_was_skipped_counts_once() -> None:
    desk = Desk()
    desk.say(PromptRequested("tall"))
    prompt = live(desk)
    desk.say(Skipped(prompt))
    for _ in range(3):
        desk.say(TipDone("tall", prompt, "a visit"))
    assert (times(desk, "tall"), records(desk)) == (1, ["skipped", "did"])


def test_a_prompt_that_another_replaced_keeps_its_outcome_and_its_doing_counts() -> None:
    desk = Desk()
    desk.say(PromptRequested("tall"))
    prompt = live(desk)
    desk.say(PromptRequested("exhale"))
    desk.say(TipDone("tall", prompt, "a visit"))
    assert (times(desk, "tall"), records(desk)) == (1, ["ignored", "did"])
    assert live(desk) != prompt  # the other one waits as before


def test_what_the_notification_was_told_the_page_tells_again_for_nothing() -> None:
    desk = Desk()
    desk.say(PromptRequested("tall"))
    prompt = live(desk)
    desk.say(Done(prompt))
    desk.say(TipDone("tall", prompt, "a visit"))
    desk.say(TipDone("tall", None, "a visit"))  # reloaded: the page knows of no prompt any more
    assert (times(desk, "tall"), records(desk)) == (1, ["taken"])


def test_once_more_is_another_doing() -> None:
    desk = Desk()
    desk.say(TipDone("tall", None, "a visit"))
    desk.say(TipDone("tall", None, "another"))
    desk.say(TipDone("tall"))  # a command, which is a doing of its own each time
    assert times(desk, "tall") == 3


def test_a_prompt_that_carries_another_tip_counts_for_both_that_were_done() -> None:
    desk = Desk()
    desk.say(PromptRequested("tall"))
    prompt = live(desk)
    desk.say(AnotherRequested("tall"))
    snapshot = desk.engine.snapshot(desk.now).live
    assert snapshot is not None
    other = snapshot.tip.id
    desk.say(TipDone("tall", prompt, "the first page"))
    assert live(desk) == prompt
    desk.say(TipDone(other, prompt, "the second page"))
    assert (times(desk, "tall"), times(desk, other)) == (1, 1)
    assert records(desk) == ["did", "taken"]


def test_a_late_word_about_a_tip_answers_the_prompt_that_offers_it_again() -> None:
    desk = Desk()
    desk.say(PromptRequested("tall"))
    first = live(desk)
    desk.say(PromptRequested("tall"))
    second = live(desk)
    desk.say(TipDone("tall", first, "a visit"))
    desk.say(TipDone("tall", second, "another"))
    assert (times(desk, "tall"), records(desk)) == (1, ["ignored", "taken"])


def test_what_is_remembered_has_an_end() -> None:
    doings = Doings()
    for number in range(MOST_DOINGS + 10):
        doings = doings.note("tall", number)
    assert len(doings.by) == MOST_DOINGS
    assert not doings.knows("tall", 9, None)
    assert doings.knows("tall", 10, None)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("prompt"), st.sampled_from(TIPS)),
        st.tuples(st.just("look"), st.sampled_from(TIPS)),
        st.tuples(
            st.sampled_from(["skip", "snooze", "close", "sit", "click", "type"]), st.just("")
        ),
        st.tuples(st.just("say"), st.integers(0, 5)),
        st.tuples(st.just("say"), st.integers(0, 5)),
    ),
    max_size=25,
)


@settings(deadline=None)
@given(steps)
def test_however_words_and_prompts_are_mixed_each_doing_counts_once(
    steps: list[tuple[str, str | int]],
) -> None:
    """A page is a tip, the prompt that offered it then, and a visit; it may speak at any time."""
    desk = Desk()
    pages: list[tuple[str, int | None, str]] = []
    told: set[tuple[str, int | None, str]] = set()
    for doing, what in steps:
        before = {tip: times(desk, tip) for tip in TIPS}
        prompt = desk.engine.snapshot(desk.now).live
        match doing, what:
            case "prompt", str():
                desk.say(PromptRequested(what))
                pages.append((what, live(desk), f"visit {len(pages)}"))
            case "look", str():
                carries = prompt is not None and prompt.tip.id == what
                offered = prompt.id if prompt is not None and carries else None
                pages.append((what, offered, f"visit {len(pages)}"))
            case "skip", _:
                desk.say(Skipped())
            case "snooze", _:
                desk.say(Snoozed())
            case "close", _ if prompt is not None:
                desk.say(PromptClosed(prompt.id, Way.DISMISSED))
            case "sit", _:
                desk.sit(minutes=20)
            case "click", _ if prompt is not None:
                desk.say(Done(prompt.id))
                assert times(desk, prompt.tip.id) >= 1
            case "type", _:
                desk.say(Done())
            case "say", int() if what < len(pages):
                page = tip, offered, visit = pages[what]
                desk.say(TipDone(tip, offered, visit))
                more = times(desk, tip) - before[tip]
                assert times(desk, tip) >= 1  # at least once
                assert more <= (page not in told)  # and at most
                told.add(page)
        for tip in TIPS:
            assert times(desk, tip) - before[tip] in (0, 1)
    counted = [one for one in records(desk) if one in ("taken", "natural", "did")]
    every = {tip.id for tip in desk.pool.tips}
    assert sum(times(desk, tip) for tip in every) == len(counted)
    for tip, offered, visit in told:
        again = times(desk, tip)
        desk.say(TipDone(tip, offered, visit))
        assert times(desk, tip) == again
