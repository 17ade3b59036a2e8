"""From due to shown: merging, holds, the wait for a lull, and the choice of a tip."""

from unkink.core.choice import choose
from unkink.core.effects import Decision, Occasion, Prompt, ShowPrompt
from unkink.core.health import why_hidden
from unkink.core.holds import CIRCUMSTANCES, SURROUNDINGS, Hold
from unkink.core.moment import Duration, Moment
from unkink.core.outcomes import settle, unanswered
from unkink.core.reminder import Reminder
from unkink.core.state import LOOK_AGAIN, Live, State
from unkink.core.tips import Tip

FRESH: Duration = LOOK_AGAIN - 1.0
"""A look around that is younger serves; looking costs a few milliseconds and a child process."""


def decide(state: State) -> None:
    """Show the prompt whose time has come, if nothing holds it and the moment is good."""
    if state.in_doubt:
        return  # whoever looks around tells in a moment whether anybody is there
    state.held.clear()
    while _decide_one(state):
        pass  # what waited behind it has the word now, if only to say what holds it


def _decide_one(state: State) -> bool:
    """Tell whether a prompt was shown."""
    due = _due(state)
    reminder = _speaker(state, due)
    for one in state.reminders.values():
        if one is reminder or one in due:
            _note(state, one)
        elif one.noted_due:
            one.not_due()
    if reminder is None:
        state.ready_since = None
        return False
    holds = state.holds(reminder)
    if holds:
        state.ready_since = None
        if holds[0] in SURROUNDINGS and reminder.patience_over and state.live is None:
            _keep_quietly(state, reminder)
        return False
    if state.ready_since is None:
        state.ready_since = state.now.moment
    if not good_moment(state) or curious(state):
        return False
    return _show_due(state, reminder)


def curious(state: State) -> bool:
    """Tell whether somebody must look around.

    For calls, full screen and do-not-disturb, only when a prompt would be shown now or is held by
    what was seen before; for somebody who is there without typing, when input has been silent for
    as long as an absence takes. At other times nobody looks, and nothing is subscribed to.
    """
    if state.in_doubt:
        return True
    reminder = candidate(state)
    hold = state.settings.hold
    if reminder is None or not (hold.call or hold.fullscreen or hold.do_not_disturb):
        return False
    if state.looked_within(FRESH):
        return False
    holds = set(state.holds(reminder))
    return holds <= SURROUNDINGS and (bool(holds) or good_moment(state))


def candidate(state: State) -> Reminder | None:
    """Return the reminder that would speak for all that are due."""
    return _speaker(state, _due(state))


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


def _note(state: State, reminder: Reminder) -> None:
    """Tell the journal once that it is due, and each time another hold has the word."""
    name = reminder.name
    if not reminder.noted_due:
        reminder.noted_due = True
        state.record(Decision.DUE, name)
    if state.timeline.presence.absent:
        return  # an empty chair needs no explanation
    if reminder.lose_patience(state.settings.hold.max_hold, state.now.moment):
        state.held.clear()
    hold, before = next(iter(state.holds(reminder)), None), reminder.held_by
    if hold is before:
        return
    if before is not None and _ends(before, hold):
        since = reminder.held_at
        lasted = None if since is None else state.now.moment - since
        forced = ": held long enough" if reminder.patience_over and hold is None else ""
        state.record(Decision.RELEASED, name, why=f"{before.value}{forced}", seconds=lasted)
    if hold is not None and hold is not Hold.SETTLING:  # that it settles, its release has told
        state.record(Decision.HELD, name, why=_reason(state, hold))
    reminder.held(hold, state.now.moment)
    state.held.clear()


def _ends(before: Hold, hold: Hold | None) -> bool:
    """Whether it is worth telling that a hold is over: not where the next one takes over."""
    if before is Hold.SETTLING:
        return False
    return hold is None or (before in CIRCUMSTANCES and hold not in CIRCUMSTANCES)


def _reason(state: State, hold: Hold) -> str:
    """Name the hold, and for one of the surroundings what was seen."""
    seen = {
        Hold.CALL: state.surroundings.call,
        Hold.FULLSCREEN: state.surroundings.fullscreen,
        Hold.DO_NOT_DISTURB: state.surroundings.do_not_disturb,
    }.get(hold)
    return hold.value if seen is None else f"{hold.value}: {seen}"


def _keep_quietly(state: State, reminder: Reminder) -> None:
    """Leave a tip in the tray once it was held for too long; it pops up when the hold ends."""
    tip, hold = pick(state, reminder), reminder.held_by
    if tip is None or hold is None:
        return
    state.live = Live(_prompt(state, reminder, tip, Occasion.AFTER_HOLD, []), state.now.moment)
    state.live.quiet = True
    state.record(Decision.QUIET, reminder.name, tip.id, why=_reason(state, hold))


def _show_due(state: State, reminder: Reminder) -> bool:
    live = state.live
    kept = None
    if live is not None and live.quiet and live.prompt.reminder == reminder.name:
        kept = live.prompt.tip  # what waits in the tray is what pops up
    tip = kept or pick(state, reminder)
    if tip is None:
        return False
    covered = _covered_by(state, reminder)
    for one in covered:
        state.record(Decision.MERGED, one.name, why=f"into {reminder.name}")
    state.prompts_today += 1
    state.last_prompt = state.now.moment
    show(state, reminder, tip, _occasion(state, reminder, covered), covered)
    return True


def _covered_by(state: State, reminder: Reminder) -> list[Reminder]:
    """One break answers every sitting reminder that is due; a card answers only itself."""
    if reminder.trigger is None:
        return []
    others = (one for one in state.reminders.values() if one is not reminder)
    return [one for one in others if one.posture is reminder.posture and state.due(one)]


def _occasion(state: State, reminder: Reminder, covered: list[Reminder]) -> Occasion:
    if reminder.snoozes and reminder.snoozes >= state.settings.prompt.max_snoozes:
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
    if state.pool is None:
        return None
    fitting = state.candidates(reminder)
    return choose(fitting, state.pool, state.shown, state.now.wall.date(), state.rng)


def may_show(state: State, tip: Tip) -> str | None:
    """Say why a tip must not be shown, or None when it may be."""
    known = state.pool.tags if state.pool is not None else frozenset[str]()
    return why_hidden(tip, state.profile, state.now.wall.date(), known)


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
    state.shown = state.shown.add(tip, state.now.wall.date())
    state.held.clear()
    state.record(Decision.SHOWN, prompt.reminder, tip.id, why=occasion.value)
    state.effects.append(ShowPrompt(prompt))


def _prompt(
    state: State, reminder: Reminder, tip: Tip, occasion: Occasion, covered: list[Reminder]
) -> Prompt:
    names = tuple(one.name for one in covered)
    prompt = Prompt(state.next_prompt, reminder.name, tip, occasion, names, reminder.released_from)
    state.next_prompt += 1
    return prompt
