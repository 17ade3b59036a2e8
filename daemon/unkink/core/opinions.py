"""What the person makes of a tip: done, another one, rated, how it felt."""

from unkink.core.effects import Decision, OfferInstead, Outcome
from unkink.core.events import AnotherRequested, StiffnessAnswered, TipDone, TipRated
from unkink.core.hidden import refusal
from unkink.core.outcomes import settle
from unkink.core.requests import refuse
from unkink.core.showing import instead, may_show
from unkink.core.state import State
from unkink.core.taste import Felt
from unkink.core.tips import Tip


def did(state: State, event: TipDone) -> None:
    """Count a tip as done; it answers the live prompt that carries it."""
    tip = _known(state, event.tip)
    if tip is None:
        return
    live = state.live
    if live is not None and live.prompt.tip.id == tip.id:
        settle(state, Outcome.TAKEN)
        return
    state.practice = state.practice.did(tip.id, state.now.wall.date())
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
    """Keep what the person thinks of a tip."""
    tip = _known(state, event.tip)
    if tip is not None:
        state.taste = state.taste.rated(tip.id, event.liking)
        state.record(Decision.RATED, tip=tip.id, why=event.liking.value)


def felt(state: State, event: StiffnessAnswered) -> None:
    """Keep how it felt after a tip."""
    tip = _known(state, event.tip)
    if tip is not None:
        state.taste = state.taste.answered(Felt(tip.id, event.stiffness, state.now.wall.date()))
        state.record(Decision.FELT, tip=tip.id, why=event.stiffness.value)


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
