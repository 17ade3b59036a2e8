"""Requests that are events for the engine, and a word on what has come of them.

A new one needs a case in `event_for`, and one in `outcome_text` where its event is new.
"""

from datetime import datetime
from enum import Enum
from typing import assert_never

from unkink import protocol as ask
from unkink.core import events
from unkink.core.moment import Duration
from unkink.core.presence import Posture
from unkink.core.snapshot import Snapshot
from unkink.core.taste import Liking, Stiffness
from unkink.core.values import dataclass
from unkink.protocol import Request
from unkink.settings_words import BY_HOURS, USUAL, in_force
from unkink.time_words import minutes, parse_end, parse_length, time_of_day


@dataclass(frozen=True, slots=True)
class Misread:
    """A request whose words make no sense; `why` says what to write."""

    why: str


def event_for(request: Request, now: datetime) -> events.UserEvent | Misread | None:
    """Turn a request into what happened; lengths and times are read here, `now` is local time.

    None for requests that are answered without the engine.
    """
    match request:
        case ask.Now(what):
            return events.PromptRequested(what)
        case ask.Snooze(length):
            return _snoozed(length)
        case ask.Pause(until):
            return _paused(until, now)
        case ask.Here(length):
            return _here(length)
        case ask.Use(name, until):
            return _chosen(name, until, now)
        case ask.ShowTip(tip):
            return events.GuideRequested(tip)
        case ask.Did(tip):
            return events.TipDone(tip)
        case ask.Rate(tip, liking):
            return _rated(tip, liking)
        case ask.Felt(tip, stiffness):
            return _felt(tip, stiffness)
        case ask.Tight(body):
            return events.TightnessTold(frozenset(body))
        case ask.Bare():
            return _BARE.get(request)
        case _:
            return None


_BARE: dict[ask.Bare, events.UserEvent] = {
    ask.Bare.SKIP: events.Skipped(),
    ask.Bare.DONE: events.Done(),
    ask.Bare.RESUME: events.Resumed(),
    ask.Bare.AWAY: events.SaidAway(),
    ask.Bare.SIT: events.PostureChosen(Posture.SITTING),
    ask.Bare.STAND: events.PostureChosen(Posture.STANDING),
    ask.Bare.WALK: events.PostureChosen(Posture.WALKING),
    ask.Bare.SHOW_LIBRARY: events.LibraryRequested(),
}


def _rated(tip: str, word: str) -> events.TipRated | Misread:
    try:
        return events.TipRated(tip, Liking(word))
    except ValueError:
        return Misread(f'"{word}" is no rating; write {_either(Liking)}')


def _felt(tip: str, word: str) -> events.StiffnessAnswered | Misread:
    try:
        return events.StiffnessAnswered(tip, Stiffness(word))
    except ValueError:
        return Misread(f'"{word}" says not how it feels; write {_either(Stiffness)}')


def _either(words: type[Enum]) -> str:
    *most, last = (one.value for one in words)
    return f"{', '.join(most)} or {last}"


def _snoozed(length: str | None) -> events.Snoozed | Misread:
    if length is None:
        return events.Snoozed()
    seconds = parse_length(length)
    if seconds is None:
        return Misread(f'"{length}" is no length of time; write 5m, 1h30m or 45s')
    return events.Snoozed(seconds)


def _here(length: str | None) -> events.SaidHere | Misread:
    if length is None:
        return events.SaidHere()
    seconds = parse_length(length)
    if seconds is None:
        return Misread(f'"{length}" is no length of time; write 10m or 1h30m')
    return events.SaidHere(seconds)


def _paused(until: str | None, now: datetime) -> events.Paused | Misread:
    term = _term(until, now)
    return term if isinstance(term, Misread) else events.Paused(*term)


def _chosen(name: str, until: str | None, now: datetime) -> events.UserEvent | Misread:
    term = _term(until, now)
    if isinstance(term, Misread):
        return term
    if name == BY_HOURS:
        return events.HoursChosen()
    return events.ProfileChosen(None if name == USUAL else name, *term)


def _term(until: str | None, now: datetime) -> tuple[Duration | None, datetime | None] | Misread:
    """Read how long something shall last, or until when; neither where nothing is said."""
    if until is None:
        return None, None
    seconds = parse_length(until)
    if seconds is not None:
        return seconds, None
    ends = parse_end(until, now)
    if ends is None:
        return Misread(f'"{until}" is no time; write 1h, "until 14:00" or tomorrow')
    return None, ends


_RATED = {
    Liking.MORE: "Noted: more often.",
    Liking.USUAL: "Noted: as often as the others.",
    Liking.NOT: "Noted. It will not be offered again.",
}
_FELT = {
    Stiffness.BETTER: "Good to hear.",
    Stiffness.SAME: "Noted.",
    Stiffness.WORSE: "Then leave it for today.",
}


def outcome_text(event: events.UserEvent, after: Snapshot) -> str:
    """Say what an event that was not refused has come to."""
    match event:
        case events.PromptRequested():
            return f"Here it is: {after.live.tip.title}" if after.live else "Here it is."
        case events.Snoozed(length):
            return f"Snoozed for {minutes(length)}." if length else "Snoozed."
        case events.Skipped():
            return "Skipped."
        case events.Done():
            return "Noted as done."
        case events.Paused():
            until = after.paused_until
            when = time_of_day(until, after.wall) if until else "you resume"
            return f"Paused until {when}."
        case events.ProfileChosen() | events.HoursChosen():
            return in_force(after.profile)
        case events.Resumed():
            return "Reminders are on."
        case events.SaidHere(length):
            return f"You count as here for {minutes(length)}." if length else "You are here."
        case events.SaidAway():
            return "You count as away until the next key or touch."
        case events.PostureChosen(Posture.SITTING):
            return "Sitting counts."
        case events.PostureChosen(posture):
            return f"{posture.value.capitalize()}: no sitting is counted until you sit."
        case events.GuideRequested():
            return "The guide is open in your browser."
        case events.LibraryRequested():
            return "The tip library is open in your browser."
        case events.TipDone():
            return "Noted as done."
        case events.TipRated(_, liking):
            return _RATED[liking]
        case events.StiffnessAnswered(_, stiffness):
            return _FELT[stiffness]
        case events.TightnessTold(body):
            return "Tips for that come first for a week." if body else "Noted: nowhere."
        case events.PromptClosed() | events.IntervalAnswered() | events.AnotherRequested():
            return ""
        case other:
            assert_never(other)
