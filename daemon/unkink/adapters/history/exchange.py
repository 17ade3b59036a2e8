"""The file in which a journal travels: buckets of events, as ActivityWatch imports them.

Each event stands on a line of its own. Its timestamp has the offset that was in force, which tells
of which day it is; ActivityWatch itself turns that into universal time, and drops microseconds.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from unkink.adapters.history.rows import (
    EARLIEST,
    LATEST,
    LONGEST,
    LONGEST_TOLD,
    WIDEST_OFFSET,
)
from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.moment import HOUR, Duration
from unkink.core.plain_text import LONGEST_NAME, plain
from unkink.core.presence import Posture, Presence

LONGEST_TEXT = 1000
"""Characters; no reason of ours has more than some hundred."""

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
        length = _number(event, "duration", LONGEST)
        return Stretch(time, _ends(time, length), _presence(data), _posture(data))
    return Entry(
        time,
        _decision(data),
        _text_or_none(data, "reminder"),
        _text_or_none(data, "tip"),
        _text_or_none(data, "why") or "",
        None if data.get("seconds") is None else _number(data, "seconds", LONGEST_TOLD),
    )


def _time(event: Event) -> datetime:
    told = event.get("timestamp")
    try:
        time = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        time = None
    if time is None or time.utcoffset() is None:
        raise NotOurs(
            f"timestamp is {_shown(told)}, and no time with an offset from universal time"
        )
    try:
        inside = EARLIEST <= time < LATEST
    except OverflowError:  # in universal time it would be before the first year, or after the last
        inside = False
    if not inside or abs(time.utcoffset() or timedelta()) > timedelta(seconds=WIDEST_OFFSET):
        raise NotOurs(
            f"timestamp is {_shown(told)}; write one from {EARLIEST:%Y} on and before {LATEST:%Y}, "
            f"no more than {WIDEST_OFFSET / HOUR:g} hours from universal time"
        )
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
    return NotOurs(f"{key} is {_shown(data.get(key))}, which this release does not know{newer}")


def _text_or_none(data: Event, key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise NotOurs(f"{key} is {_shown(value)}, and no text")
    if value is not None and len(value) > LONGEST_TEXT:
        raise NotOurs(f"{key} has {len(value)} characters; write {LONGEST_TEXT} or fewer")
    return value


def _shown(value: object) -> str:
    """Spell out what an event holds, however long or odd."""
    return plain(repr(value), LONGEST_NAME)


def _number(data: Event, key: str, most: Duration) -> float:
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotOurs(f"{key} is {_shown(value)}, and no number")
    if not 0 <= value <= most:  # that is false of what is no number, too
        raise NotOurs(f"{key} is {_shown(value)}; write a number of seconds from 0 to {most:.0f}")
    return float(value)
