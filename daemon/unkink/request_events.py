"""Requests that are events for the engine, and a word on what has come of them.

A new one needs a case in `event_for`, and one in `outcome_text` where its event is new.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from unkink import protocol as ask
from unkink.core import events
from unkink.core.presence import Posture
from unkink.core.snapshot import Snapshot
from unkink.time_words import minutes, parse_end, parse_length, time_of_day

EventRequest = (
    ask.Now
    | ask.Snooze
    | ask.Skip
    | ask.Done
    | ask.Pause
    | ask.Resume
    | ask.Sit
    | ask.Stand
    | ask.Walk
    | ask.ShowTip
    | ask.ShowLibrary
)
"""The requests that are events for the engine."""


@dataclass(frozen=True, slots=True)
class Misread:
    """A request whose words make no sense; `why` says what to write."""

    why: str


def event_for(request: EventRequest, now: datetime) -> events.UserEvent | Misread:
    """Turn a request into what happened; lengths and times are read here, `now` is local time."""
    match request:
        case ask.Now(what):
            return events.PromptRequested(what)
        case ask.Snooze(length):
            return _snoozed(length)
        case ask.Skip():
            return events.Skipped()
        case ask.Done():
            return events.Done()
        case ask.Pause(until):
            return _paused(until, now)
        case ask.Resume():
            return events.Resumed()
        case ask.Sit():
            return events.PostureChosen(Posture.SITTING)
        case ask.Stand():
            return events.PostureChosen(Posture.STANDING)
        case ask.Walk():
            return events.PostureChosen(Posture.WALKING)
        case ask.ShowTip(tip):
            return events.GuideRequested(tip)
        case ask.ShowLibrary():
            return events.LibraryRequested()
        case other:
            assert_never(other)


def _snoozed(length: str | None) -> events.Snoozed | Misread:
    if length is None:
        return events.Snoozed()
    seconds = parse_length(length)
    if seconds is None:
        return Misread(f'"{length}" is no length of time; write 5m, 1h30m or 45s')
    return events.Snoozed(seconds)


def _paused(until: str | None, now: datetime) -> events.Paused | Misread:
    if until is None:
        return events.Paused()
    seconds = parse_length(until)
    if seconds is not None:
        return events.Paused(length=seconds)
    ends = parse_end(until, now)
    if ends is None:
        return Misread(f'"{until}" is no time; write 1h, "until 14:00" or tomorrow')
    return events.Paused(until=ends)


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
        case events.Resumed():
            return "Reminders are on."
        case events.PostureChosen(Posture.SITTING):
            return "Sitting counts."
        case events.PostureChosen(posture):
            return f"{posture.value.capitalize()}: no sitting is counted until you sit."
        case events.GuideRequested():
            return "The guide is open in your browser."
        case events.LibraryRequested():
            return "The tip library is open in your browser."
        case events.PromptClosed():
            return ""
        case other:
            assert_never(other)
