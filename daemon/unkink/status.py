"""What `unkink status --json` says, as plain data; its keys are a promise to scripts."""

from collections.abc import Mapping

from unkink.core.effects import Prompt
from unkink.core.entries import Stretch
from unkink.core.moment import Duration
from unkink.core.snapshot import ReminderView, Snapshot
from unkink.protocol import Json
from unkink.version import VERSION

SCHEMA = 1
"""Raised when a key goes or changes its meaning; new keys may come at any time."""


def status_data(
    snapshot: Snapshot, adapters: Mapping[str, str], faults: Mapping[str, str]
) -> dict[str, Json]:
    """Describe where the person stands; lengths in whole seconds, times as ISO 8601 with offset.

    `adapters` names what is in use: "tray", "notifier" and "input"; `faults` what does not work.
    """
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "time": snapshot.wall.isoformat(timespec="seconds"),
        "presence": snapshot.presence.value,
        "posture": snapshot.posture.value,
        "posture_for_s": round(snapshot.posture_for),
        "sitting_now_s": round(snapshot.bout),
        "sitting_today_s": round(snapshot.sat_today),
        "paused": _pause(snapshot),
        "sore": snapshot.sore,
        "profile": snapshot.profile,
        "profiles": list(snapshot.profiles),
        "profile_by_hours": snapshot.by_hours,
        "reminders": [_reminder(one) for one in snapshot.reminders],
        "live": _live(snapshot.live, snapshot.snoozes_left),
        "adapters": dict(adapters),
        "faults": dict(faults),
        "blind": snapshot.blind,
        "not_believed": [{"what": what, "reason": reason} for what, reason in snapshot.doubts],
    }


def present_data(present: Stretch) -> dict[str, Json]:
    """Describe the span that goes on; times are exact, so that it fits what the journal holds."""
    return {
        "begins": present.begins.isoformat(),
        "ends": present.ends.isoformat(),
        "presence": present.presence.value,
        "posture": present.posture.value,
    }


def _pause(snapshot: Snapshot) -> Json:
    """None when not paused; `until` is None while it lasts until resumed."""
    if not snapshot.paused:
        return None
    until = snapshot.paused_until
    return {"until": until.isoformat(timespec="seconds") if until else None}


def _reminder(view: ReminderView) -> Json:
    return {
        "name": view.name,
        "state": view.phase.value,
        "posture": None if view.posture is None else view.posture.value,
        "sat_s": _whole(view.sat),
        "every_s": _whole(view.every),
        "due_in_s": _whole(view.due_in),
        "holds": [hold.value for hold in view.holds],
    }


def _live(prompt: Prompt | None, snoozes_left: int) -> Json:
    if prompt is None:
        return None
    return {
        "id": prompt.id,
        "reminder": prompt.reminder,
        "covers": list(prompt.covers),
        "tip": prompt.tip.id,
        "title": prompt.tip.title,
        "occasion": prompt.occasion.value,
        "snoozes_left": snoozes_left,
    }


def _whole(length: Duration | None) -> int | None:
    return None if length is None else round(length)
