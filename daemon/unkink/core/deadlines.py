"""When time alone can change what is to be done; nothing needs to look before."""

from collections.abc import Iterator

from unkink.core.asking import asks_next
from unkink.core.moment import Moment
from unkink.core.outcomes import breaks_answer_at
from unkink.core.presence import Presence
from unkink.core.profiles import may_change_at
from unkink.core.prompting import lull_wait_ends
from unkink.core.reminder import Reminder
from unkink.core.ringing import rings_next
from unkink.core.state import WATCH_AGAIN, WORKS, State
from unkink.core.summing_up import sums_up_next
from unkink.core.timeline import UNLOCKS


def next_deadline(state: State) -> Moment | None:
    """Return the earliest of them that is still to come."""
    future = (one for one in _moments(state) if one is not None and one > state.now.moment)
    return min(future, default=None)


def _moments(state: State) -> Iterator[Moment | None]:
    yield from breaks_answer_at(state)
    yield lull_wait_ends(state)
    yield from rings_next(state)
    yield state.timeline.noise_ends
    yield state.timeline.awake_anyway
    yield state.timeline.word_lasts(state.settings.sitting.away_after)
    yield state.here_until
    yield _hands_tell(state)
    yield state.claims.look_again()
    yield from asks_next(state)
    yield from sums_up_next(state)
    yield _watching_must_be_seen(state)
    yield from may_change_at(state.usual, state.chosen, state.now)
    if state.pause is not None:
        yield state.pause.over_at(state.now)
    for reminder in state.reminders.values():
        yield from _wait_ends(state, reminder)
        yield _swallows_from(state, reminder)


def _hands_tell(state: State) -> Moment | None:
    """When the input that goes on will show that somebody is there, or works."""
    if not state.notes_hands:
        return None
    enough = UNLOCKS if state.timeline.locked else WORKS
    return state.timeline.hands.worked_enough_at(enough, state.now.moment)


def _watching_must_be_seen(state: State) -> Moment | None:
    """When somebody must look whether whoever watches is still there."""
    last, seen = state.timeline.last_input, state.looked_around
    if state.timeline.presence is not Presence.WATCHING or last is None:
        return None
    limit = Moment(last + state.settings.sitting.watching_limit)
    return limit if seen is None else min(limit, Moment(seen + WATCH_AGAIN))


def _wait_ends(state: State, reminder: Reminder) -> Iterator[Moment | None]:
    """When waiting is over: for enough sitting, for what is paid back, for a hold to end."""
    counter = state.counter(reminder)
    if counter is not None:
        yield counter.reaches(reminder.ask_at, state.present)
    if state.due(reminder):
        yield from state.holds_may_end(reminder)


def _swallows_from(state: State, reminder: Reminder) -> Moment | None:
    """When a reminder comes so near that it swallows a shorter one that waits."""
    counter, trigger = state.counter(reminder), reminder.trigger
    if counter is None or trigger is None or not trigger.merge_within:
        return None
    return counter.reaches(reminder.ask_at - trigger.merge_within, state.present)
