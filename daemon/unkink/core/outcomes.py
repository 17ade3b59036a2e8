"""What became of a prompt, decided honestly: shown is never taken."""

from typing import assert_never

from unkink.core.effects import Decision, Outcome, WithdrawPrompt
from unkink.core.moment import MINUTE, Duration, Moment
from unkink.core.reminder import Reminder
from unkink.core.state import State

FOLLOWED_WITHIN: Duration = 10 * MINUTE
"""A break that begins later than this after the prompt was the person's own idea."""


def watch_breaks(state: State) -> None:
    """Let an absence that is long enough answer what it answers."""
    present = state.present
    away = state.ledger.absence(present)
    if away <= 0:
        return
    began = state.ledger.absent_since(present)
    _answer_live(state, away, began)
    for reminder in state.reminders.values():
        if reminder.trigger is not None and reminder.pending and away >= reminder.rest:
            _clear(state, reminder)
            state.record(Decision.NATURAL_BREAK, reminder.settings.name, why="while it was snoozed")


def _answer_live(state: State, away: Duration, began: Moment) -> None:
    live = state.live
    if live is None:
        return
    reminder = state.reminders.get(live.prompt.reminder)
    # A card asks for nothing here and now, so no absence can answer it.
    if reminder is None or reminder.trigger is None or away < reminder.rest:
        return
    followed = began - live.shown_at <= FOLLOWED_WITHIN
    settle(state, Outcome.TAKEN if followed else Outcome.NATURAL)


def breaks_answer_at(state: State) -> list[Moment]:
    """Return when the present absence, if it goes on, answers the live prompt or a snoozed one."""
    if state.present.sitting:
        return []
    began = state.ledger.absent_since(state.present)
    live = None if state.live is None else state.live.prompt.reminder
    return [
        Moment(began + one.rest)
        for one in state.reminders.values()
        if one.trigger is not None and (one.pending or one.settings.name == live)
    ]


def forgive(state: State) -> None:
    """Ask again at the usual time once breaks have paid back what made a reminder due."""
    for reminder in state.reminders.values():
        sat, every = state.sat(reminder), reminder.every
        if sat is None or every is None or reminder.pending or state.live_covers(reminder):
            continue
        if sat < every:
            reminder.ask_at = every
            reminder.snoozes = 0


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
    state.record(Decision.OUTCOME, prompt.reminder, prompt.tip.id, why=outcome.value)
    if not replaced:
        state.effects.append(WithdrawPrompt(prompt.id))
    reminder = state.reminders.get(prompt.reminder)
    if reminder is None:
        return
    match outcome:
        case Outcome.TAKEN | Outcome.NATURAL:
            state.record(Decision.BREAK, prompt.reminder, prompt.tip.id, why=outcome.value)
            for one in _paid_by(state, reminder):
                _clear(state, one)
        case Outcome.SKIPPED:
            names = (prompt.reminder, *prompt.covers)
            for one in [state.reminders[name] for name in names if name in state.reminders]:
                _clear(state, one)
        case Outcome.SNOOZED:
            if snooze_until is not None:
                reminder.snooze(snooze_until)
        case Outcome.IGNORED | Outcome.UNKNOWN:
            pass
        case _:
            assert_never(outcome)


def _paid_by(state: State, reminder: Reminder) -> list[Reminder]:
    """A break pays for its own reminder and for each that asks for no longer one."""
    if reminder.trigger is None:
        return [reminder]
    others = state.reminders.values()
    return [one for one in others if one.trigger is not None and one.rest <= reminder.rest]


def _clear(state: State, reminder: Reminder) -> None:
    reminder.answered()
    state.ledger.clear(reminder.settings.name, state.present)
