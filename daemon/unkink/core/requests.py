"""What a person asks for, by tray, notification, page or command line: it acts, or says why not."""

from unkink.core.choice import fitting
from unkink.core.effects import (
    Decision,
    Occasion,
    OpenGuide,
    OpenLibrary,
    Outcome,
    Refuse,
)
from unkink.core.events import (
    Closing,
    Done,
    GuideRequested,
    IntervalAnswered,
    LibraryRequested,
    Paused,
    ProfileChosen,
    PromptClosed,
    PromptRequested,
    SaidHere,
    Skipped,
    Snoozed,
)
from unkink.core.hidden import refusal
from unkink.core.moment import HOUR, Duration, Moment
from unkink.core.outcomes import settle
from unkink.core.profiles import Chosen
from unkink.core.reminder import Reminder
from unkink.core.sensing import SAID_OTHERWISE, STILL_LOCKED, book
from unkink.core.showing import may_show, pick, show
from unkink.core.state import Live, State
from unkink.core.term import Term
from unkink.core.tips import Tip

LONGEST_HERE: Duration = 12 * HOUR
"""Not even a person's own word is believed without end."""


def prompt_now(state: State, event: PromptRequested) -> None:
    """Show a prompt at once, whatever holds there are: the person asked for it."""
    tip = _named_tip(state, event.what)
    reminder = _reminder_for(state, event.what if tip is None else None)
    if state.pool is None:
        refuse(state, "The tips are still being read. Try again in a second.")
    elif reminder is None:
        refuse(state, f"There is no reminder or tip called “{event.what or 'any'}”.")
    elif tip is not None and (hidden := state.person.why_not_offered(tip)) is not None:
        refuse(state, refusal(hidden))
    elif (chosen := tip or pick(state, reminder) or _card_of_today(state, reminder)) is None:
        refuse(state, why_nothing(state, reminder))
    else:
        show(state, reminder, chosen, Occasion.ASKED, [])


def why_nothing(state: State, reminder: Reminder) -> str:
    """Say why a reminder has no tip to show."""
    if fitting(reminder.settings, state.person):
        return "Such a card came a short while ago. There is another one on another day."
    return "No tip may be shown: the health answers or your ratings hide all of this reminder."


def _card_of_today(state: State, reminder: Reminder) -> Tip | None:
    """Return the card that a reminder has shown already: there is no other one today."""
    person = state.person
    fits = {tip.id: tip for tip in fitting(reminder.settings, person)}
    today = [fits[one.tip] for one in person.shown.on(person.day) if one.tip in fits]
    return today[-1] if today else None


def _named_tip(state: State, what: str | None) -> Tip | None:
    if what is None or what in state.reminders or state.pool is None:
        return None
    return state.pool.tip(what)


def _reminder_for(state: State, name: str | None) -> Reminder | None:
    """The reminder of that name; without a name the one that is next in line."""
    if name is not None:
        return state.reminders.get(name)
    sitting = [one for one in state.reminders.values() if one.trigger is not None]
    others = list(state.reminders.values())
    return min(sitting, key=lambda one: one.ask_at - (state.sat(one) or 0.0), default=None) or (
        others[0] if others else None
    )


def open_guide(state: State, event: GuideRequested) -> None:
    """Open the instructions of a tip, or of the live prompt, or else the library."""
    live = state.live
    if event.tip is None:
        if live is None:
            state.effects.append(OpenLibrary(event.token))
        else:
            state.effects.append(OpenGuide(live.prompt.tip.id, live.prompt.id, event.token))
        return
    tip = None if state.pool is None else state.pool.tip(event.tip)
    if tip is None:
        refuse(state, f"There is no tip called “{event.tip}”. unkink tips lists them.")
    elif (hidden := may_show(state, tip)) is not None:
        refuse(state, refusal(hidden))
    else:
        state.waves = state.waves.met(tip.id)
        same = live is not None and live.prompt.tip.id == tip.id
        prompt = live.prompt.id if live is not None and same else None
        state.effects.append(OpenGuide(tip.id, prompt, event.token))


def open_library(state: State, event: LibraryRequested) -> None:
    """Open the page with all tips."""
    state.effects.append(OpenLibrary(event.token))


def snooze(state: State, event: Snoozed) -> None:
    """Ask again later, a few times at most."""
    live = _named_live(state, event.prompt)
    if live is None:
        return
    reminder = state.reminders.get(live.prompt.reminder)
    limit = state.settings.prompt.max_snoozes
    if reminder is not None and reminder.snoozes >= limit:
        refuse(state, "This one was put off as often as the settings allow. Done or skip it.")
        return
    length = state.settings.prompt.snooze if event.length is None else event.length
    settle(state, Outcome.SNOOZED, snooze_until=Moment(state.now.moment + length))


def answer(state: State, event: Done | Skipped) -> None:
    """Settle the live prompt as the person says."""
    if _named_live(state, event.prompt) is not None:
        settle(state, Outcome.TAKEN if isinstance(event, Done) else Outcome.SKIPPED)


def _named_live(state: State, prompt: int | None) -> Live | None:
    """Return the live prompt if it is the one meant; say so if it is not."""
    if state.live is None:
        refuse(state, "No tip is waiting for an answer.")
        return None
    if prompt is not None and prompt != state.live.prompt.id:
        refuse(state, "That tip was answered already.")
        return None
    return state.live


def notification_closed(state: State, event: PromptClosed) -> None:
    """Note that the notification is gone; what the person does next decides the outcome."""
    live = state.live
    if live is None or live.prompt.id != event.prompt:
        return
    # What was known first says more than that the server is gone now.
    if live.closed is None or event.closing is not Closing.LOST:
        live.closed = event.closing


def set_interval(state: State, event: IntervalAnswered) -> None:
    """Leave a reminder as rare as it became, or let it come as before."""
    reminder = state.reminders.get(event.reminder)
    if reminder is None:
        refuse(state, f"There is no reminder called “{event.reminder}” any more.")
        return
    reminder.stays_longer = event.stays_longer
    if not event.stays_longer:
        reminder.usual()


def pause(state: State, event: Paused) -> None:
    """Hold everything for a while."""
    ends = None if event.length is None else Moment(state.now.moment + event.length)
    state.pause = Term(ends, event.until)
    if state.live is not None:
        # Paused with a prompt on the screen: it is kept and comes again after the pause.
        _keep_for_later(state, state.live)
    state.record(Decision.PAUSED)


def _keep_for_later(state: State, live: Live) -> None:
    reminder = state.reminders.get(live.prompt.reminder)
    settle(state, Outcome.UNKNOWN)
    if reminder is not None:
        reminder.put_off_until_free(live.prompt.tip.id)


def choose_profile(state: State, event: ProfileChosen) -> None:
    """Put other settings in force, until then or until the hours of the next profile begin."""
    if event.name is not None and state.usual.profile(event.name) is None:
        names = ", ".join(f"“{one.name}”" for one in state.usual.profiles)
        known = f"there are {names}" if names else "the settings name none"
        refuse(state, f"There is no profile called “{event.name}”; {known}.")
        return
    ends = None if event.length is None else Moment(state.now.moment + event.length)
    state.chosen = Chosen(event.name, Term(ends, event.until))


def say_here(state: State, event: SaidHere) -> None:
    """Take somebody for here, now or for a while."""
    state.here_until = None
    if event.length is not None:
        state.here_until = Moment(state.now.moment + min(event.length, LONGEST_HERE))
    locked = state.timeline.locked
    book(state, state.timeline.say_here(state.now))
    if locked:
        state.record(Decision.DOUBTED, why=f"{STILL_LOCKED}: {SAID_OTHERWISE}")


def say_away(state: State) -> None:
    """Take somebody for away, until the next input."""
    state.here_until = None
    book(state, state.timeline.say_away(state.now))


def resume(state: State, why: str) -> None:
    """End the pause."""
    if state.pause is not None:
        state.pause = None
        state.record(Decision.RESUMED, why=why)


def refuse(state: State, why: str) -> None:
    """Tell the person why nothing was done."""
    state.effects.append(Refuse(why))
