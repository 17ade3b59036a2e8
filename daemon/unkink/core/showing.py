"""What a prompt is made of once its moment has come: its tip, its occasion, whom it speaks for."""

from unkink.core.choice import choose
from unkink.core.effects import Decision, Occasion, Prompt, ShowPrompt
from unkink.core.holds import SIGNS, Hold
from unkink.core.outcomes import settle, unanswered
from unkink.core.reminder import Reminder
from unkink.core.state import Live, State
from unkink.core.tips import Tip


def show_due(state: State, reminder: Reminder) -> bool:
    """Show the prompt of a due reminder; tell whether there was a tip to show."""
    live = state.live
    kept = None
    if live is not None and live.quiet and live.prompt.reminder == reminder.name:
        kept = live.prompt.tip  # what waits in the tray is what pops up, if it still may
    tip = kept if kept in state.candidates(reminder) else pick(state, reminder)
    if tip is None:
        return False
    covered = _covered_by(state, reminder)
    for one in covered:
        state.record(Decision.MERGED, one.name, why=f"into {reminder.name}")
    state.prompts_today += 1
    state.last_prompt = state.now.moment
    show(state, reminder, tip, _occasion(state, reminder, covered), covered)
    return True


def keep_quietly(state: State, reminder: Reminder) -> None:
    """Leave a tip in the tray once it was held for too long; it pops up when the hold ends."""
    tip, hold = pick(state, reminder), reminder.held_by
    if tip is None or hold is None:
        return
    state.live = Live(_prompt(state, reminder, tip, Occasion.AFTER_HOLD, []), state.now.moment)
    state.live.quiet = True
    state.record(Decision.QUIET, reminder.name, tip.id, why=reason(state, hold))


def show(
    state: State, reminder: Reminder, tip: Tip, occasion: Occasion, covered: list[Reminder]
) -> None:
    """Make this the live prompt. Whatever was live before had no answer."""
    live, wish = state.live, state.settings.prompt
    if live is not None and live.quiet:
        state.live = None  # it was never on the screen, and has no outcome
    elif live is not None:
        settle(state, unanswered(state, live), replaced=True)
    prompt = _prompt(state, reminder, tip, occasion, covered)
    asked_for = occasion is Occasion.ASKED
    state.live = Live(prompt, state.now.moment, asked_for=asked_for)
    state.ready_since = None
    for one in (reminder, *covered):
        one.shown(state.sat(one), wish.again_after, wish.max_again)
    met(state, tip)
    state.forget()
    state.record(Decision.SHOWN, prompt.reminder, tip.id, why=occasion.value)
    state.effects.append(ShowPrompt(prompt))


def _prompt(
    state: State, reminder: Reminder, tip: Tip, occasion: Occasion, covered: list[Reminder]
) -> Prompt:
    names = tuple(one.name for one in covered)
    prompt = Prompt(state.next_prompt, reminder.name, tip, occasion, names, reminder.released_from)
    state.next_prompt += 1
    return prompt


def _covered_by(state: State, reminder: Reminder) -> list[Reminder]:
    """One break answers every sitting reminder that is due; a card answers only itself."""
    if reminder.trigger is None:
        return []
    others = (one for one in state.reminders.values() if one is not reminder)
    return [one for one in others if one.posture is reminder.posture and state.due(one)]


def _occasion(state: State, reminder: Reminder, covered: list[Reminder]) -> Occasion:
    put_off = reminder.snoozed_until is not None
    if put_off and reminder.snoozes >= state.settings.prompt.max_snoozes:
        return Occasion.LAST_SNOOZE
    if reminder.trigger is None:
        return Occasion.CARD
    if reminder.released_from is not None:
        return Occasion.AFTER_HOLD
    if reminder.asked:
        return Occasion.AGAIN
    return Occasion.MERGED if covered else Occasion.DUE


def pick(state: State, reminder: Reminder) -> Tip | None:
    """Choose a tip for a reminder; None when no tip may be shown."""
    return choose(state.candidates(reminder), state.person, state.rng)


def met(state: State, tip: Tip) -> None:
    """Count a tip as shown: it is no news any more, and does not come again so soon."""
    state.shown = state.shown.add(tip, state.now.wall.date())
    state.waves = state.waves.met(tip.id)


def may_show(state: State, tip: Tip) -> str | None:
    """Say why a tip must not be shown, or None when it may be."""
    return state.person.why_hidden(tip)


def reason(state: State, hold: Hold) -> str:
    """Name the hold, and for one of the surroundings what was seen."""
    kind = SIGNS.get(hold)
    seen = None if kind is None else state.surroundings.words(kind)
    return hold.value if seen is None else f"{hold.value}: {seen}"
