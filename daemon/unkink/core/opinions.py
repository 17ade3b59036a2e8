"""What the person makes of a tip: done, another one, rated, how it felt, and where it is tight."""

from unkink.core.effects import Decision, OfferInstead, Outcome
from unkink.core.events import (
    AnotherRequested,
    StiffnessAnswered,
    TightnessTold,
    TipDone,
    TipRated,
)
from unkink.core.hidden import refusal
from unkink.core.outcomes import settle
from unkink.core.requests import refuse
from unkink.core.showing import may_show, met
from unkink.core.state import State
from unkink.core.swapping import instead, swap
from unkink.core.taste import Felt, Liking
from unkink.core.tightness import Tightness
from unkink.core.tips import Tip


def did(state: State, event: TipDone) -> None:
    """Count a tip as done, each doing once; it answers the live prompt that carries it.

    A prompt that lapsed, or was skipped, keeps its outcome: that is what was known of it then.
    Done of one's own accord it is as good as shown: what was just done does not come next, and
    the day and the week have had it. It is no break, though; sitting ends when the sensors say so.
    """
    tip = _known(state, event.tip)
    if tip is None:
        return
    known = state.doings.knows(tip.id, event.prompt, event.visit)
    state.doings = state.doings.note(tip.id, event.prompt, event.visit)
    if known:
        return
    live = state.live
    if live is not None and live.prompt.tip.id == tip.id:
        if live.quiet:  # it was never on the screen, so only this tells that it was met
            met(state, tip)
        settle(state, Outcome.TAKEN)
        return
    state.practice = state.practice.did(tip.id, state.now.wall.date())
    met(state, tip)
    state.record(Decision.DID, tip=tip.id)


def another(state: State, event: AnotherRequested) -> None:
    """Find another tip that would do; a live prompt carries it from now on."""
    tip = _known(state, event.tip)
    if tip is None:
        return
    other = instead(state, tip)
    if other is None:
        refuse(state, "There is no other tip for you just now.")
        return
    state.effects.append(OfferInstead(other.id))


def rate(state: State, event: TipRated) -> None:
    """Keep what the person thinks of a tip.

    A live prompt that carries what is not for them carries another from now on; where there is
    none, it is over.
    """
    tip = _known(state, event.tip)
    if tip is None:
        return
    state.taste = state.taste.rated(tip.id, event.liking)
    state.record(Decision.RATED, tip=tip.id, why=event.liking.value)
    if event.liking is Liking.NOT:
        _drop(state, tip)
    else:
        state.waves = state.waves.met(tip.id)


def felt(state: State, event: StiffnessAnswered) -> None:
    """Keep how it felt after a tip."""
    tip = _known(state, event.tip)
    if tip is not None:
        state.taste = state.taste.answered(Felt(tip.id, event.stiffness, state.now.wall.date()))
        state.record(Decision.FELT, tip=tip.id, why=event.stiffness.value)


def told_tightness(state: State, event: TightnessTold) -> None:
    """Let tips for these parts of the body come first for a while.

    Like health answers it stays out of the journal.
    """
    known = {part for tip in state.person.pool.tips for part in tip.body}
    if unknown := sorted(event.body - known):
        refuse(state, f"No tip is for “{unknown[0]}”. There are: {', '.join(sorted(known))}.")
        return
    state.tightness = Tightness(event.body, state.now.wall.date())
    state.unsaved = True


def _drop(state: State, tip: Tip) -> None:
    live = state.live
    if live is None or live.prompt.tip.id != tip.id:
        return
    if swap(state, live) is None:
        settle(state, Outcome.SKIPPED)


def _known(state: State, tip_id: str) -> Tip | None:
    """Return the tip, if there is one and it may be shown; say so if not."""
    tip = None if state.pool is None else state.pool.tip(tip_id)
    if tip is None:
        refuse(state, f"There is no tip called “{tip_id}”. unkink tips lists them.")
        return None
    if (hidden := may_show(state, tip)) is not None:
        refuse(state, refusal(hidden))
        return None
    return tip
