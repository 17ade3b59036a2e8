"""Makes clock-time reminders due, by the wall clock, and tells when one will be next."""

from datetime import UTC, datetime

from unkink.core.clock_times import (
    Silence,
    already_rung,
    begins_next,
    bells,
    next_ring,
    open_for,
    rings,
)
from unkink.core.effects import Decision
from unkink.core.moment import Moment, when
from unkink.core.reminder import Reminder
from unkink.core.settings import AtFirstUse, EverySitting
from unkink.core.state import State


def ring(state: State) -> None:
    """Make due what the clock has made due since it was last looked at."""
    wall = state.now.wall
    now = wall.astimezone(UTC)
    for reminder in state.reminders.values():
        if isinstance(reminder.settings.trigger, EverySitting):
            continue
        silence = state.silences.get(reminder.name)
        if silence is None or not silence.covers(wall, now):
            _ring(state, reminder)
            state.silences[reminder.name] = _silence(state, reminder, now)
    state.heard_until = wall


def rings_next(state: State) -> list[Moment]:
    """Return when the calendar must be asked again."""
    return [when(one.until, state.now) for one in state.silences.values() if one.until is not None]


def _ring(state: State, reminder: Reminder) -> None:
    trigger, wall = reminder.settings.trigger, state.now.wall
    if isinstance(trigger, AtFirstUse):
        day = open_for(trigger, wall)
        here = not state.timeline.presence.absent and state.timeline.told
        if day is not None and here and not already_rung(day, reminder.rung_on):
            reminder.ring(day)
        return
    rung = rings(bells(trigger, state.settings), reminder.rung_on, state.heard_until, wall)
    if rung is None:
        return
    if rung.missed:
        state.record(Decision.MISSED, reminder.name, why=f"too-late: {rung.at:%H:%M}")
    else:
        reminder.ring(rung.day)


def _silence(state: State, reminder: Reminder, now: datetime) -> Silence:
    """Find out until when the calendar has nothing new to say."""
    trigger, wall = reminder.settings.trigger, state.now.wall
    if not isinstance(trigger, AtFirstUse):
        hung = bells(trigger, state.settings)
        coming = [next_ring(bell, wall).astimezone(UTC) for bell in hung]
        return Silence(wall.tzinfo, now, min(coming, default=None))
    day = open_for(trigger, wall)
    if day is not None and not already_rung(day, reminder.rung_on):
        return Silence(wall.tzinfo, now, now)  # it waits for somebody: ask at each event
    begins = begins_next(trigger, wall)
    return Silence(wall.tzinfo, now, None if begins is None else begins.astimezone(UTC))
