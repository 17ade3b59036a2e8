"""The state as one plain value for everybody outside."""

from collections.abc import Iterator
from datetime import timedelta

from unkink.core.health_questions import outdated
from unkink.core.holds import Hold
from unkink.core.moment import Duration
from unkink.core.reminder import Reminder
from unkink.core.sensing import SAID_OTHERWISE, STILL_LOCKED, TYPED_ON
from unkink.core.snapshot import Phase, ReminderView, Snapshot
from unkink.core.state import SEEN_LASTS, State


def snapshot(state: State) -> Snapshot:
    """Describe where the person stands at the instant the state was last brought up to."""
    present = state.present
    pause = state.pause
    until = None
    if pause is not None and (ends := pause.over_at(state.now)) is not None:
        until = state.now.wall + timedelta(seconds=ends - state.now.moment)
    return Snapshot(
        presence=state.timeline.presence,
        posture=state.timeline.posture,
        posture_for=max(0.0, state.now.moment - state.timeline.posture_since),
        bout=state.ledger.bout_now(present),
        sat_today=state.sat_today,
        reminders=tuple(_view(state, one) for one in state.reminders.values()),
        live=None if state.live is None else state.live.prompt,
        paused=pause is not None,
        paused_until=until,
        blind=state.timeline.blind,
        successor=None if state.successor is None else state.successor.news(state.now),
        sore=state.profile.sore(state.now.wall.date()),
        wall=state.now.wall,
        snoozes_left=snoozes_left(state),
        profile=None if state.in_force is None else state.in_force.name,
        profiles=tuple(one.name for one in state.usual.profiles),
        by_hours=state.chosen is None,
        signs=state.surroundings.signs if state.looked_within(SEEN_LASTS) else (),
        doubts=tuple(_doubts(state)),
        health_outdated=outdated(state.profile, state.asked, state.now.wall.date()),
    )


def _doubts(state: State) -> Iterator[tuple[str, str]]:
    """Yield what is not believed now, and why."""
    if state.timeline.lock_outweighed is not None:
        yield STILL_LOCKED, SAID_OTHERWISE if state.said_here else TYPED_ON
    for claim in state.claims.doubted():
        if claim.doubt is not None:
            yield claim.sign.words, claim.doubt.value


def snoozes_left(state: State) -> int:
    """Return how often the live prompt may still be put off."""
    if state.live is None:
        return 0
    reminder = state.reminders.get(state.live.prompt.reminder)
    used = 0 if reminder is None else reminder.snoozes
    return max(0, state.settings.prompt.max_snoozes - used)


def _view(state: State, reminder: Reminder) -> ReminderView:
    sat = state.sat(reminder)
    due = state.due(reminder)
    holds = state.holds(reminder) if due else ()
    return ReminderView(
        name=reminder.name,
        phase=_phase(state, reminder, due=due, holds=holds),
        sat=sat,
        every=reminder.every,
        due_in=_due_in(state, reminder, sat, due=due),
        holds=holds,
        posture=reminder.posture,
    )


def _due_in(
    state: State, reminder: Reminder, sat: Duration | None, *, due: bool
) -> Duration | None:
    if due:
        return 0.0
    if sat is None or reminder.posture is not state.timeline.posture:
        return None
    return max(0.0, reminder.ask_at - sat)


def _phase(state: State, reminder: Reminder, *, due: bool, holds: tuple[Hold, ...]) -> Phase:
    if state.live is not None and state.live_covers(reminder):
        waits = state.live.quiet or state.live.closed is not None
        return Phase.OVERDUE if waits else Phase.SHOWN
    if due:
        return Phase.HELD if holds else Phase.DUE
    return Phase.COUNTING
