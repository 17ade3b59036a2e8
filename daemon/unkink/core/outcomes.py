"""What became of a prompt, decided honestly: shown is never taken."""

from typing import assert_never

from unkink.core.effects import AskWhetherTooOften, Decision, Outcome, Prompt, WithdrawPrompt
from unkink.core.events import Closing
from unkink.core.ledger import Counter
from unkink.core.moment import MINUTE, Duration, Moment
from unkink.core.presence import Posture
from unkink.core.reminder import Reminder
from unkink.core.state import Live, State

FOLLOWED_WITHIN: Duration = 10 * MINUTE
"""A break that begins later than this after the prompt was the person's own idea."""
LATER = frozenset({"note", "home"})
"""Slots of tips that are no break: to read a note, or to promise a shower, is none."""
WORTH_TELLING: Duration = MINUTE
"""Shorter absences, and breaks from less than this, are not worth a line in the journal."""


def watch_breaks(state: State) -> None:
    """Let a break that is long enough answer what it answers."""
    _answer_live(state)
    present = state.present
    for reminder in state.reminders.values():
        counter = state.counter(reminder)
        if counter is None or counter.counts(present):
            continue
        away = counter.absence(present)
        if reminder.pending and away > 0 and away >= reminder.rest:
            _clear(state, reminder)
            state.record(Decision.NATURAL_BREAK, reminder.name, why="while it was snoozed")
        elif _clears_now(state, counter):
            _tell_natural_break(state, reminder, counter)


def _answer_live(state: State) -> None:
    live = state.live
    if live is None:
        return
    reminder = state.reminders.get(live.prompt.reminder)
    counter = None if reminder is None else state.counter(reminder)
    # A card asks for nothing here and now, so no absence can answer it.
    if reminder is None or counter is None:
        return
    away = counter.absence(state.present)
    if away <= 0 or away < reminder.rest:
        return
    if live.quiet:
        state.live = None  # nobody saw it, so nobody followed it
        _tell_natural_break(state, reminder, counter)
        return
    followed = counter.break_began(state.present) - live.shown_at <= FOLLOWED_WITHIN
    settle(state, Outcome.TAKEN if followed else Outcome.NATURAL)


def _clears_now(state: State, counter: Counter) -> bool:
    """Whether the break of now has just become one that clears what was counted before it."""
    if counter.told or counter.sat < WORTH_TELLING:
        return False
    return state.now.moment >= counter.cleared_at(state.present) - 1e-6


def _tell_natural_break(state: State, reminder: Reminder, counter: Counter) -> None:
    away, was_due = counter.absence(state.present), reminder.noted_due
    _clear(state, reminder)
    if counter.posture is Posture.SITTING:  # that sitting ends standing is nothing to tell
        state.record(Decision.NATURAL_BREAK, reminder.name, why=state.absent_as, seconds=away)
    elif was_due:
        state.record(Decision.MISSED, reminder.name, why="paid-back")


def breaks_answer_at(state: State) -> list[Moment]:
    """Return when the present break, if it goes on, answers a prompt or clears a count."""
    live = None if state.live is None else state.live.prompt.reminder
    moments, present = [], state.present
    for reminder in state.reminders.values():
        counter = state.counter(reminder)
        if counter is None or counter.counts(present):
            continue
        if reminder.pending or reminder.name == live:
            moments.append(Moment(counter.break_began(present) + reminder.rest))
        if not counter.told and counter.sat >= WORTH_TELLING:
            moments.append(counter.cleared_at(present))
    return moments


def forgive(state: State) -> None:
    """Ask again at the usual time once breaks have paid back what made a reminder due."""
    for reminder in state.reminders.values():
        every = reminder.every
        if every is None or reminder.pending or not reminder.asks_late:
            continue
        sat = state.sat(reminder)
        if sat is not None and sat < every and not state.live_covers(reminder):
            reminder.ask_at = every
            reminder.asked = 0
            reminder.snoozes = 0


def unanswered(state: State, live: Live) -> Outcome:
    """Tell what is known of a prompt nobody answered: where nobody could see, nothing is.

    Nor is of a card: it is for later today, and whether it was done nobody sees.
    """
    reminder = state.reminders.get(live.prompt.reminder)
    card = reminder is not None and reminder.trigger is None
    unseen = live.closed is Closing.LOST or state.timeline.blind is not None
    return Outcome.UNKNOWN if unseen or card else Outcome.IGNORED


def settle(
    state: State,
    outcome: Outcome,
    *,
    snooze_until: Moment | None = None,
    replaced: bool = False,
) -> None:
    """End the live prompt with this outcome, and take its notification away unless another is
    about to take its place.
    """
    live = state.live
    if live is None:
        return
    state.live = None
    prompt = live.prompt
    length = None if snooze_until is None else snooze_until - state.now.moment
    state.record(Decision.OUTCOME, prompt.reminder, prompt.tip.id, outcome.value, length)
    if not replaced:
        state.effects.append(WithdrawPrompt(prompt.id))
    reminder = state.reminders.get(prompt.reminder)
    if reminder is not None:
        _follow(state, live, reminder, outcome, snooze_until)


def _follow(
    state: State, live: Live, reminder: Reminder, outcome: Outcome, snooze_until: Moment | None
) -> None:
    """Do what an outcome means for its reminder."""
    prompt = live.prompt
    match outcome:
        case Outcome.TAKEN | Outcome.NATURAL:
            reminder.heed()
            state.practice = state.practice.did(prompt.tip.id, state.now.wall.date())
            state.doings = state.doings.note(prompt.tip.id, prompt.id)
            if prompt.tip.slot in LATER and not _rests(state, reminder):
                _begin_anew(state, prompt)
                return
            state.record(Decision.BREAK, prompt.reminder, prompt.tip.id, why=outcome.value)
            for one in _paid_by(state, reminder):
                _clear(state, one)
        case Outcome.SKIPPED:
            reminder.heed()
            _begin_anew(state, prompt)
        case Outcome.SNOOZED:
            reminder.heed()
            if snooze_until is not None:
                reminder.snooze(prompt.tip.id, snooze_until)
        case Outcome.IGNORED:
            if not live.asked_for:
                _ignore(state, reminder)
        case Outcome.UNKNOWN:
            pass
        case _:
            assert_never(outcome)


def _begin_anew(state: State, prompt: Prompt) -> None:
    """Count anew towards the next prompt of all that this one spoke for."""
    names = (prompt.reminder, *prompt.covers)
    for one in [state.reminders[name] for name in names if name in state.reminders]:
        _clear(state, one)


def _rests(state: State, reminder: Reminder) -> bool:
    """Whether the person is in the break that a reminder asks for."""
    counter = state.counter(reminder)
    return counter is not None and counter.absence(state.present) >= max(reminder.rest, 1.0)


def _ignore(state: State, reminder: Reminder) -> None:
    """Come less often after a few prompts that nobody answered, and ask once if that is right."""
    usual = reminder.every
    if not reminder.ignore(state.settings.adapt) or usual is None or reminder.every is None:
        return
    state.record(Decision.ASKED, reminder.name, why="longer", seconds=reminder.every)
    if not reminder.wondered:
        reminder.wondered = True
        state.question = AskWhetherTooOften(reminder.name, usual, reminder.every)


def _paid_by(state: State, reminder: Reminder) -> list[Reminder]:
    """A break pays for its own reminder and for each that asks for no longer one."""
    if reminder.trigger is None:
        return [reminder]
    return [
        one
        for one in state.reminders.values()
        if one.posture is reminder.posture and one.rest <= reminder.rest
    ]


def _clear(state: State, reminder: Reminder) -> None:
    reminder.begin_anew()
    state.ledger.clear(reminder.name, state.present)
    state.forget()
