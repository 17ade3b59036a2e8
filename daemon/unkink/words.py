"""Every state of the program in plain words: the tray's sign and tooltip, and its first menu row.

Pure: a snapshot in, text out. Rules of the wording: short, present tense, no blame, no alarm.
`hold_words` words the holds, `quiet` the long answer to "Why quiet?".
"""

from collections.abc import Sequence
from typing import assert_never

from unkink.core.moment import MINUTE
from unkink.core.presence import Posture, Presence
from unkink.core.snapshot import Phase, ReminderView, Snapshot
from unkink.hold_words import waiting
from unkink.ports import TraySign, TrayView
from unkink.time_words import minutes, rounded_up, time_of_day

BLIND_LINE = "No input sensor on this desktop: sitting time is a guess"
SORE_LINE = "Sore day until midnight · gentle tips only"

_PHASES_BY_URGENCY = (Phase.SHOWN, Phase.OVERDUE, Phase.DUE, Phase.HELD, Phase.COUNTING)


def tray_view(
    snapshot: Snapshot, problem: str | None = None, faults: Sequence[str] = ()
) -> TrayView:
    """Say what the tray shows now.

    `problem` is what the person has to mend, such as a mistake in the settings; `faults` are the
    parts of the desktop that do not work now. The tooltip has one line for the state and one for
    each lasting circumstance.
    """
    lines = [status_line(snapshot, problem), *faults, *_circumstances(snapshot, problem)]
    return TrayView(sign(snapshot, problem), share(snapshot), "\n".join(lines))


def sign(snapshot: Snapshot, problem: str | None = None) -> TraySign:
    """Choose the one sign that matters most now."""
    if problem is not None:
        return TraySign.PROBLEM
    if snapshot.live is not None and _phase(snapshot) is not Phase.OVERDUE:
        return TraySign.DUE
    if snapshot.paused:
        return TraySign.PAUSED
    match snapshot.posture:
        case Posture.STANDING:
            return TraySign.STANDING
        case Posture.WALKING:
            return TraySign.WALKING
        case Posture.SITTING:
            return _sitting_sign(snapshot)
        case other:
            assert_never(other)


def _sitting_sign(snapshot: Snapshot) -> TraySign:
    match _phase(snapshot):
        case Phase.SHOWN | Phase.DUE:
            return TraySign.DUE
        case Phase.OVERDUE:
            return TraySign.OVERDUE
        case Phase.HELD:
            return TraySign.HELD
        case Phase.COUNTING:
            return TraySign.SITTING if snapshot.blind is None else TraySign.BLIND
        case other:
            assert_never(other)


def share(snapshot: Snapshot) -> float:
    """Tell how much of the sitting towards the next tip is used up, 0 to 1."""
    reminder = _next_by_sitting(snapshot)
    if reminder is None or reminder.due_in is None or not reminder.every:
        return 0.0
    return min(1.0, max(0.0, 1.0 - reminder.due_in / reminder.every))


def status_line(snapshot: Snapshot, problem: str | None = None) -> str:
    """Say in one line what the program is doing; the first row of the menu."""
    live = snapshot.live
    match sign(snapshot, problem):
        case TraySign.PROBLEM:
            return problem or ""
        case TraySign.DUE if live is not None:
            return f"A tip is here: {live.tip.title}"
        case TraySign.DUE:
            return "A tip is ready, waiting for a pause in typing"
        case TraySign.OVERDUE:
            return _joined("A tip is ready", _sitting(snapshot))
        case TraySign.HELD:
            return _held_line(snapshot)
        case TraySign.PAUSED:
            return paused_line(snapshot)
        case TraySign.STANDING:
            return f"Standing {minutes(snapshot.posture_for)}"
        case TraySign.WALKING:
            return f"Walking {minutes(snapshot.posture_for)}"
        case TraySign.BLIND:
            return BLIND_LINE
        case TraySign.SITTING:
            return counting_line(snapshot)
        case other:
            assert_never(other)


def _circumstances(snapshot: Snapshot, problem: str | None) -> list[str]:
    lines = []
    if snapshot.blind is not None and sign(snapshot, problem) is not TraySign.BLIND:
        lines.append(BLIND_LINE)
    if snapshot.successor is not None:
        lines.append(f"Another input sensor took over: {snapshot.successor}")
    if snapshot.sore:
        lines.append(SORE_LINE)
    return lines


def counting_line(snapshot: Snapshot) -> str:
    """Say how the sitting stands while no tip is due."""
    match snapshot.presence:
        case Presence.AWAY | Presence.ASLEEP:
            return "Away · the break counts"
        case Presence.LOCKED:
            return "Screen locked · the break counts"
        case Presence.ACTIVE | Presence.WATCHING | Presence.UNKNOWN:
            return _joined(_sitting(snapshot).capitalize(), _outlook(snapshot))
        case other:
            assert_never(other)


def _sitting(snapshot: Snapshot) -> str:
    return f"sitting {minutes(snapshot.bout)}" if snapshot.bout >= MINUTE else "just sat down"


def _outlook(snapshot: Snapshot) -> str:
    reminder = _next_by_sitting(snapshot)
    if reminder is None or reminder.due_in is None:
        return "no tip is planned"
    if reminder.due_in <= MINUTE:
        return "next tip in a moment"
    return f"next tip in about {rounded_up(reminder.due_in)}"


def paused_line(snapshot: Snapshot) -> str:
    """Say how long the pause lasts."""
    if snapshot.paused_until is None:
        return "Paused until you resume"
    return f"Paused until {time_of_day(snapshot.paused_until, snapshot.wall)}"


def _held_line(snapshot: Snapshot) -> str:
    held = next(one for one in snapshot.reminders if one.phase is Phase.HELD)
    if not held.holds:
        return "A tip is kept for a better moment"
    return waiting(held.holds[0])


def _phase(snapshot: Snapshot) -> Phase:
    present = {one.phase for one in snapshot.reminders}
    return next((phase for phase in _PHASES_BY_URGENCY if phase in present), Phase.COUNTING)


def _next_by_sitting(snapshot: Snapshot) -> ReminderView | None:
    counted = [one for one in snapshot.reminders if one.every and one.due_in is not None]
    return min(counted, key=lambda one: one.due_in or 0.0, default=None)


def _joined(first: str, second: str) -> str:
    return f"{first} · {second}"
