"""What sensor events change: who is here, since when, and what is booked for it."""

from typing import assert_never

from unkink.core import events
from unkink.core.effects import Decision, Spent
from unkink.core.moment import MINUTE, Duration
from unkink.core.plain_text import plain
from unkink.core.state import State, Successor
from unkink.core.timeline import Span

WORTH_TELLING: Duration = MINUTE
"""Shorter absences are not worth a line in the journal."""


def sense(state: State, event: events.SensorEvent) -> None:
    """Take what a sensor, a clock or somebody who looked around says."""
    timeline, now = state.timeline, state.now
    match event:
        case events.Looked(last_input):
            book(state, timeline.hear(last_input, state.settings.sitting.away_after, now))
            judge_silence(state)
        case events.LookedAround(surroundings):
            state.surroundings = surroundings
            state.looked_around = now.moment
            judge_silence(state)
        case events.Blinded(why):
            state.record(Decision.BLIND, why=plain(why))
            book(state, timeline.go_blind(plain(why), now))
        case events.SensorChanged(sensor, why):
            state.successor = Successor(sensor, now.moment)
            state.record(Decision.SENSOR, why=plain(f"{sensor}: {why}"))
        case events.Locked():
            book(state, timeline.lock(now))
        case events.Unlocked():
            book(state, timeline.unlock(now))
        case events.LidClosed():
            book(state, timeline.close_lid(now))
        case events.FellAsleep():
            book(state, timeline.sleep(now))
        case events.Woke():
            book(state, timeline.wake(now))
        case events.TimePassed():
            pass
        case _:
            assert_never(event)


def judge_silence(state: State) -> None:
    """Tell absence from watching, once somebody has looked around where that is needed."""
    sitting, company = state.settings.sitting, state.company
    if company is not None:
        spans = state.timeline.judge(
            sitting.away_after, state.now, company=company, limit=sitting.watching_limit
        )
        book(state, spans)


def book(state: State, spans: list[Span]) -> None:
    """Add closed spans to the ledger, and hand them on to the history."""
    state.forget()
    for span in spans:
        state.ledger.book(span, state.midnight)
        state.effects.append(Spent(span, state.now))


def welcome_back(state: State) -> None:
    """Tell the journal how long it was once somebody sits again."""
    present = state.present
    if not present.sitting:
        state.off_since = state.ledger.absent_since(present)
        state.off_as = state.absent_as
    elif state.off_since is not None:
        away = present.begins - state.off_since
        if away >= WORTH_TELLING:
            state.record(Decision.BACK, why=state.off_as, seconds=away)
        state.off_since = None
