"""Another tip instead of one that the person looks at; a live prompt carries it from then on."""

from dataclasses import replace

from unkink.core.caps import Caps
from unkink.core.choice import candidates, choose, draws, may_offer
from unkink.core.effects import Decision, WithdrawPrompt
from unkink.core.events import Closing
from unkink.core.showing import met
from unkink.core.state import Live, State
from unkink.core.tips import Tip


def instead(state: State, tip: Tip) -> Tip | None:
    """Find another tip for the same moment; None where there is none."""
    live = state.live
    if live is not None and tip.id in live.passed:
        return live.prompt.tip  # asked on a page that was left open: that was answered already
    if live is not None and live.prompt.tip.id == tip.id:
        return swap(state, live)
    return _browse(state, tip)


def swap(state: State, live: Live) -> Tip | None:
    """Let the live prompt carry another tip, none that it offered before; None: there is none.

    What its notification says is no longer so; the person is on the page, which has the other.
    """
    tip = live.prompt.tip
    passed = live.passed | {tip.id}
    person = replace(state.person, shown=state.shown.passing(tip))
    reminder = state.reminders.get(live.prompt.reminder)
    if reminder is not None and draws(reminder.settings, reminder.settings.tips, tip):
        fitting = candidates(reminder.settings, person)
    else:  # asked for by name, or its reminder is gone
        caps = Caps(person)
        fitting = tuple(one for one in _alike(state, tip) if caps.allow(one))
    other = choose((one for one in fitting if one.id not in passed), person, state.rng)
    if other is None:
        return None
    live.prompt, live.passed = replace(live.prompt, tip=other), passed
    state.shown = person.shown
    if not live.quiet:
        met(state, other)
        live.closed = live.closed or Closing.DISMISSED
        state.effects.append(WithdrawPrompt(live.prompt.id))
    state.record(Decision.SWAPPED, live.prompt.reminder, other.id)
    return other


def _browse(state: State, tip: Tip) -> Tip | None:
    """Go on to a tip of the same slot, through all of them before one comes again.

    Looking at pages is no showing: it uses up no card of the day. Of contrast showers more than
    the week has are not suggested here either.
    """
    seen = state.browsed if tip.id in state.browsed[-1:] else (tip.id,)
    caps = Caps(state.person)
    fitting = [one for one in _alike(state, tip) if one.id != tip.id and caps.allow_this_week(one)]
    new = [one for one in fitting if one.id not in seen]
    other = choose(new or fitting, state.person, state.rng)
    if other is not None:
        state.browsed = (*(seen if new else (tip.id,)), other.id)
    return other


def _alike(state: State, tip: Tip) -> list[Tip]:
    """Return the tips of the same slot that may be offered."""
    person = state.person
    return [one for one in person.pool.tips if one.slot == tip.slot and may_offer(one, person)]
