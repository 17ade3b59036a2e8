"""What sensor events change: who is here, since when, and what is booked for it."""

import math
from typing import assert_never

from unkink.core import events
from unkink.core.claims import OUTLIVED, Circumstance
from unkink.core.effects import Decision, Spent
from unkink.core.moment import MINUTE, Duration, Moment
from unkink.core.plain_text import plain
from unkink.core.presence import Presence
from unkink.core.state import State, Successor
from unkink.core.surroundings import Surroundings
from unkink.core.timeline import Span

STILL_LOCKED = "the screen is locked"
SAID_OTHERWISE = "you said that you are here"
TYPED_ON = "somebody typed on for a minute"
WORTH_TELLING: Duration = MINUTE
"""Shorter absences are not worth a line in the journal."""


def sense(state: State, event: events.SensorEvent) -> None:
    """Take what a sensor, a clock or somebody who looked around says."""
    timeline, now = state.timeline, state.now
    match event:
        case events.Looked(last_input, last_key):
            _hear(state, last_input, last_key)
        case events.LookedAround(surroundings):
            _see(state, surroundings)
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


def _hear(state: State, last_input: Moment, last_key: Moment | None) -> None:
    """Take a reading of the input."""
    timeline, before = state.timeline, state.timeline.lock_outweighed
    away_after = state.settings.sitting.away_after
    told = timeline.told
    book(state, timeline.hear(last_input, away_after, state.now, last_key))
    if not told and not timeline.presence.absent and state.returned is None:
        state.returned = False
    if timeline.lock_outweighed is not None and before is None:
        state.record(Decision.DOUBTED, why=f"{STILL_LOCKED}: {TYPED_ON}")
    judge_silence(state)


def _see(state: State, seen: Surroundings) -> None:
    """Take what somebody saw who looked around."""
    now, away_after = state.now, state.settings.sitting.away_after
    how = Circumstance(
        now.moment,
        returned=state.returned is True,
        working=state.timeline.presence is Presence.ACTIVE
        and not state.timeline.silent(away_after),
        first=state.looked_around is None,
    )
    state.returned = None
    for claim in state.claims.take(seen, how, state.settings.programs):
        if claim.doubt is not None:
            state.record(Decision.DOUBTED, why=f"{claim.sign.words}: {claim.doubt.value}")
    state.surroundings = state.claims.believed()
    state.looked_around = now.moment
    judge_silence(state)


def judge_silence(state: State) -> None:
    """Tell absence from watching, once somebody has looked around where that is needed."""
    sitting, company = state.settings.sitting, state.company
    if company is not None:
        limit = math.inf if state.said_here else sitting.watching_limit
        spans = state.timeline.judge(sitting.away_after, state.now, company=company, limit=limit)
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
    if present.presence.absent:
        state.absent_since = present.begins if state.absent_since is None else state.absent_since
    elif state.absent_since is not None:
        if present.begins - state.absent_since >= OUTLIVED - 1e-6:
            state.returned = True
        state.absent_since = None
    if not present.sitting:
        state.off_since = state.ledger.absent_since(present)
        state.off_as = state.absent_as
    elif state.off_since is not None:
        away = present.begins - state.off_since
        if away >= WORTH_TELLING:
            state.record(Decision.BACK, why=state.off_as, seconds=away)
        state.off_since = None
