"""The file in which a journal travels: buckets of events, as ActivityWatch imports them.

Each event stands on a line of its own. Its timestamp has the offset that was in force, which tells
of which day it is; ActivityWatch itself turns that into universal time, and drops microseconds.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.presence import Posture, Presence

SCHEMA = 1
"""Raised when a key goes or changes its meaning."""
PRESENCE = "unkink-presence"
"""The bucket of spans: who was there when, and in which posture."""
DECISIONS = "unkink-decisions"
"""The bucket of decisions, each with its reason; a decision takes no time."""

Event = Mapping[str, Any]


class NotOurs(ValueError):  # noqa: N818 - reads better where it is raised
    """An event that no export of this release has; the text says what is wrong with it."""


def bucket(name: str, created: datetime) -> dict[str, Any]:
    """Describe a bucket, all but its events; the name of the computer is nobody's business."""
    return {
        "id": name,
        "created": created.isoformat(timespec="seconds"),
        "type": name.replace("-", ".", 1),
        "client": "unkink",
        "hostname": "unknown",
        "data": {"schema": SCHEMA},
    }


def event_of_stretch(one: Stretch) -> Event:
    """Write a span."""
    data = {"presence": one.presence.value, "posture": one.posture.value}
    length = (one.ends - one.begins).total_seconds()
    return {"timestamp": one.begins.isoformat(), "duration": length, "data": data}


def event_of_entry(one: Entry) -> Event:
    """Write a decision."""
    data = {
        "decision": one.decision.value,
        "reminder": one.reminder,
        "tip": one.tip,
        "why": one.why,
        "seconds": one.seconds,
    }
    return {"timestamp": one.time.isoformat(), "duration": 0.0, "data": data}


def row_of_event(name: str, event: Any) -> Stretch | Entry:
    """Read an event of one of the two buckets. Raises NotOurs."""
    if not isinstance(event, dict) or not isinstance(event.get("data"), dict):
        raise NotOurs("an event is an object with timestamp, duration and data")
    time, data = _time(event), event["data"]
    if name == PRESENCE:
        length = _number(event, "duration")
        return Stretch(time, _ends(time, length), _presence(data), _posture(data))
    return Entry(
        time,
        _decision(data),
        _text_or_none(data, "reminder"),
        _text_or_none(data, "tip"),
        _text_or_none(data, "why") or "",
        None if data.get("seconds") is None else _number(data, "seconds"),
    )


def _time(event: Event) -> datetime:
    told = event.get("timestamp")
    try:
        time = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        time = None
    if time is None or time.utcoffset() is None:
        raise NotOurs(f"timestamp is {told!r}, and no time with an offset from universal time")
    return time


def _ends(begins: datetime, length: float) -> datetime:
    try:
        ends = begins + timedelta(seconds=length)
    except (OverflowError, ValueError):
        ends = None
    if ends is None or ends < begins:
        raise NotOurs(f"duration is {length!r}, and no length of time")
    return ends


def _decision(data: Event) -> Decision:
    try:
        return Decision(data.get("decision"))
    except ValueError as error:
        raise _unknown(data, "decision") from error


def _presence(data: Event) -> Presence:
    for one in Presence:
        if one.value == data.get("presence"):
            return one
    raise _unknown(data, "presence")


def _posture(data: Event) -> Posture:
    try:
        return Posture(data.get("posture"))
    except ValueError as error:
        raise _unknown(data, "posture") from error


def _unknown(data: Event, key: str) -> NotOurs:
    newer = "; the file may come from a newer unkink"
    return NotOurs(f"{key} is {data.get(key)!r}, which this release does not know{newer}")


def _text_or_none(data: Event, key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise NotOurs(f"{key} is {value!r}, and no text")
    return value


def _number(data: Event, key: str) -> float:
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotOurs(f"{key} is {value!r}, and no number")
    try:
        return float(value)
    except OverflowError as error:
        raise NotOurs(f"{key} is too large a number") from error
