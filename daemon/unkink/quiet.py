"""The long answer to "Why quiet?": what each reminder is doing, and what keeps it."""

from collections.abc import Sequence
from typing import assert_never

from unkink.core.holds import SIGNS, Hold
from unkink.core.presence import Posture
from unkink.core.snapshot import Phase, ReminderView, Snapshot
from unkink.hold_words import reason
from unkink.time_words import minutes, rounded_up
from unkink.words import BLIND_LINE, SORE_LINE, counting_line, paused_line

LATER = "a better moment will come"
PROGRAM_KEYS = {Hold.CALL: "call", Hold.SHARING: "call", Hold.FULLSCREEN: "fullscreen"}
"""The key of `[programs]` that is about each hold."""


def why_quiet(
    snapshot: Snapshot, problem: str | None = None, faults: Sequence[str] = ()
) -> list[str]:
    """Explain, a line each, why no tip is on the screen now, or that one is."""
    lines = [*([] if problem is None else [problem]), *faults]
    if snapshot.paused:
        lines.append(f"{paused_line(snapshot)}. “Resume” in the menu ends it.")
    if snapshot.blind is not None:
        lines.append(f"{BLIND_LINE}: {snapshot.blind}")
    if snapshot.posture is not Posture.SITTING:
        lines.append(f"You chose “{snapshot.posture.value}”, so no sitting is counted.")
    elif snapshot.presence.absent:
        lines.append(f"{counting_line(snapshot)}.")
    if snapshot.sore:
        lines.append(f"{SORE_LINE}.")
    lines += [f"Not believed: {what}. Why: {reason}." for what, reason in snapshot.doubts]
    lines += [_explained(one, snapshot) for one in snapshot.reminders]
    return lines if snapshot.reminders else [*lines, "No reminder is set up in the settings."]


def _explained(reminder: ReminderView, snapshot: Snapshot) -> str:
    name = f"“{reminder.name}”"
    match reminder.phase:
        case Phase.COUNTING:
            return f"{name} {_progress(reminder, snapshot.posture)}."
        case Phase.DUE:
            return f"{name} is due and waits for a short pause in typing."
        case Phase.HELD:
            return f"{name} is due and kept: {_reasons(reminder, snapshot) or LATER}."
        case Phase.SHOWN:
            title = f": {snapshot.live.tip.title}" if snapshot.live is not None else ""
            return f"{name} is on the screen now{title}."
        case Phase.OVERDUE:
            return f"{name} has a tip waiting for you, in the menu."
        case other:
            assert_never(other)


def _progress(reminder: ReminderView, posture: Posture) -> str:
    if reminder.every is None:
        return "waits for its time of day"
    if reminder.posture is not None and reminder.posture is not posture:
        return f"counts only while you are {reminder.posture.value}"
    if reminder.sat is None or reminder.due_in is None:
        return "cannot be counted just now"
    counted = "sitting" if reminder.posture is None else reminder.posture.value
    so_far = f"has counted {minutes(reminder.sat)} of {minutes(reminder.every)} {counted}"
    return f"{so_far}; {rounded_up(reminder.due_in)} to go"


def _reasons(reminder: ReminderView, snapshot: Snapshot) -> str:
    return ", ".join(_reason(hold, snapshot) for hold in reminder.holds)


def _reason(hold: Hold, snapshot: Snapshot) -> str:
    """Name a hold, and what was seen; of a program also the setting that would pass it over."""
    sign = next((one for one in snapshot.signs if one.kind is SIGNS.get(hold)), None)
    if sign is None:
        return reason(hold)
    key = PROGRAM_KEYS.get(hold)
    if sign.program is None or key is None:
        return f"{reason(hold)} ({sign.words})"
    row = f'"{sign.program}" = {{ {key} = false }}'
    return f"{reason(hold)} ({sign.words}; {row} in [programs] would pass it over)"
