"""From due to shown: merging, holds, and the wait for a lull."""

from collections.abc import Mapping

from unkink.core.choice import fitting
from unkink.core.effects import Decision
from unkink.core.holds import CIRCUMSTANCES, SURROUNDINGS, Hold
from unkink.core.moment import Duration, Moment
from unkink.core.reminder import Reminder
from unkink.core.settings import AtMaxHold
from unkink.core.showing import keep_quietly, reason, show_due
from unkink.core.state import LOOK_AGAIN, State
from unkink.core.surroundings import Kind

FRESH: Duration = LOOK_AGAIN - 1.0
"""While something holds, a look around that is younger serves; one costs a few milliseconds and a
child process."""
JUST_NOW: Duration = 5.0
"""Before a prompt is shown, only one that is younger: a call may have begun since."""


def decide(state: State) -> None:
    """Show the prompt whose time has come, if nothing holds it and the moment is good."""
    if state.in_doubt:
        return  # whoever looks around tells in a moment whether anybody is there
    state.forget()
    for reminder in state.reminders.values():
        if reminder.trigger is None and reminder.pending and not state.candidates(reminder):
            _lapse(state, reminder)
    while _decide_one(state):
        pass  # what waited behind it has the word now, if only to say what holds it


def _lapse(state: State, reminder: Reminder) -> None:
    """Let a card go whose day, or week, has had its cards; nothing is kept for tomorrow."""
    if not fitting(reminder.settings, state.person):
        return  # health answers hide all there is; that is a hold, and may end
    if not reminder.noted_due:
        state.record(Decision.DUE, reminder.name)
    reminder.begin_anew()
    state.record(Decision.MISSED, reminder.name, why="had-its-card")


def _decide_one(state: State) -> bool:
    """Tell whether a prompt was shown."""
    due = _due(state)
    reminder = _speaker(state, due)
    for one in state.reminders.values():
        if one is reminder or one in due:
            _note(state, one)
        elif one.noted_due:
            one.not_due()
            state.record(Decision.MISSED, one.name, why="paid-back")
    if reminder is None:
        state.ready_since = None
        return False
    holds = state.holds(reminder)
    if holds:
        state.ready_since = None
        if holds[0] in SURROUNDINGS and reminder.patience_over and state.live is None:
            keep_quietly(state, reminder)
        return False
    if state.ready_since is None:
        state.ready_since = state.now.moment
    if not good_moment(state) or curious(state):
        return False
    return show_due(state, reminder)


def curious(state: State) -> bool:
    """Tell whether somebody must look around.

    For calls, full screen and do-not-disturb, only when a prompt would be shown now or is held by
    what was seen before; for somebody who is there without typing, when input has been silent for
    as long as an absence takes. At other times nobody looks, and nothing is subscribed to.
    """
    if state.in_doubt or _must_be_seen(state):
        return True
    reminder = _speaker(state, _due(state))
    hold = state.settings.hold
    if reminder is None or not hold.heeds_surroundings:
        return False
    first = _first(state.holds(reminder))
    if first in SURROUNDINGS:
        return not state.looked_within(FRESH)
    return first is None and good_moment(state) and not state.looked_within(JUST_NOW)


def _must_be_seen(state: State) -> bool:
    """Whether a look tells what to make of the others: who is back sees what was there already."""
    settings = state.settings
    if state.timeline.presence.absent or not (
        settings.sitting.watching or settings.hold.heeds_surroundings
    ):
        return False
    again = state.claims.look_again()
    return state.returned is not None or (
        again is not None and state.now.moment >= again - 1e-6 and not state.looked_within(FRESH)
    )


def _due(state: State) -> list[Reminder]:
    """Return all that are due, the longest first."""
    due = [one for one in state.reminders.values() if state.due(one)]
    due.sort(key=lambda one: one.every or 0.0, reverse=True)
    return due


def _speaker(state: State, due: list[Reminder]) -> Reminder | None:
    """Choose who speaks; a longer reminder that is due soon swallows the shorter."""
    if not due:
        return None
    first = next((one for one in due if not state.holds(one)), due[0])
    if first.every is None:
        return first
    swallowing = [one for one in state.reminders.values() if _swallows(state, one, first)]
    return max(swallowing, key=lambda one: one.every or 0.0, default=first)


def _swallows(state: State, longer: Reminder, shorter: Reminder) -> bool:
    trigger = longer.trigger
    if trigger is None or not trigger.merge_within or longer.posture is not shorter.posture:
        return False
    if (longer.every or 0.0) <= (shorter.every or 0.0):
        return False
    if longer.snoozed_until is not None or _is_live(state, longer):
        return False
    if not any(True for _ in state.candidates(longer)):
        return False  # all its tips are hidden, and it would say nothing in the end
    return longer.ask_at - (state.sat(longer) or 0.0) <= trigger.merge_within


def _is_live(state: State, reminder: Reminder) -> bool:
    live = state.live
    return live is not None and not live.quiet and live.prompt.reminder == reminder.name


def good_moment(state: State) -> bool:
    """Tell whether there is a lull in typing, or the wait for one was long enough.

    With unknown presence there is no lull to wait for (design: it is neither typing nor away).
    """
    if state.timeline.blind is not None:
        return True
    silence = state.timeline.silence
    if silence is not None and silence >= state.settings.prompt.lull - 1e-3:
        return True
    ends = lull_wait_ends(state)
    return ends is not None and state.now.moment >= ends


def lull_wait_ends(state: State) -> Moment | None:
    """Return when the wait for a lull ends; None while nothing waits for one."""
    since = state.ready_since
    return None if since is None else Moment(since + state.settings.prompt.max_defer)


def go_on_noting(state: State, before: Mapping[str, Reminder]) -> None:
    """Take what the journal knows over to the reminders of new settings, or say what ended it."""
    for name, old in before.items():
        if not old.noted_due:
            continue
        new = state.reminders.get(name)
        if new is not None and state.due(new):
            new.go_on_noting(old)
        else:
            state.record(Decision.MISSED, name, why="left-out" if new is None else "settings")


def _note(state: State, reminder: Reminder) -> None:
    """Tell the journal once that it is due, and each time another hold has the word."""
    name = reminder.name
    if not reminder.noted_due:
        reminder.noted_due = True
        state.record(Decision.DUE, name)
    if state.timeline.presence.absent:
        return  # an empty chair needs no explanation
    moment, before = state.now.moment, reminder.held_by
    if reminder.lose_patience(state.settings.hold.max_hold, moment):
        state.forget()
    hold = _first(state.holds(reminder))
    if before in CIRCUMSTANCES and hold not in CIRCUMSTANCES and not _outweighed(state, before):
        reminder.released_at = moment
        state.forget()
        hold = _first(state.holds(reminder))  # it is given time to settle
    if hold is before:
        return
    if before is not None and _ends(before, hold):
        lasted = None if reminder.held_at is None else moment - reminder.held_at
        state.record(Decision.RELEASED, name, why=_end(state, reminder, before), seconds=lasted)
    if hold is not None and hold is not Hold.SETTLING:  # that it settles, its release has told
        state.record(Decision.HELD, name, why=reason(state, hold))
    reminder.held(hold, moment)
    if before is not None and _outweighed(state, before):
        reminder.released_from = None  # it is not over
    state.forget()


def _first(holds: tuple[Hold, ...]) -> Hold | None:
    return holds[0] if holds else None


def _end(state: State, reminder: Reminder, hold: Hold) -> str:
    """Name the hold that is over, and that it is not where it was only overruled."""
    if _outweighed(state, hold):
        return f"{hold.value}: you work in it"
    overruled = reminder.patience_over and state.settings.hold.at_max_hold is AtMaxHold.PROMPT
    return f"{hold.value}: held long enough" if overruled else hold.value


def _outweighed(state: State, hold: Hold) -> bool:
    """Whether a hold gave way though what it was for goes on: somebody works in a full screen."""
    return hold is Hold.FULLSCREEN and state.surroundings.first(Kind.FULLSCREEN) is not None


def _ends(before: Hold, hold: Hold | None) -> bool:
    """Whether it is worth telling that a hold is over: not where the next one takes over."""
    if before is Hold.SETTLING:
        return False
    return hold is None or (before in CIRCUMSTANCES and hold not in CIRCUMSTANCES)
