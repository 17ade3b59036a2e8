"""A day with something of everything that its page can tell, and others like it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from unkink.core.days.day import Day
from unkink.core.days.telling import days_of
from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.presence import Posture, Presence

MONDAY = date(2026, 11, 23)
WORDS = {
    "sits": (Presence.ACTIVE, Posture.SITTING),
    "watches": (Presence.WATCHING, Posture.SITTING),
    "unseen": (Presence.UNKNOWN, Posture.SITTING),
    "stands": (Presence.ACTIVE, Posture.STANDING),
    "walks": (Presence.ACTIVE, Posture.WALKING),
    "gone": (Presence.AWAY, Posture.SITTING),
}
FULL = (
    "08:42 sits, 09:36 gone, 09:41 sits, 11:00 watches, 11:45 sits, 11:54 gone, 12:10 stands, "
    "12:40 gone, 13:25 sits, 14:12 gone, 14:19 unseen, 15:05 walks, 15:25 stands, 15:40 off, "
    "15:52 sits, 16:28 off"
)
CALL = "call: microphone in use by Firefox"


def at(clock: str, day: date = MONDAY, zone: tzinfo = UTC) -> datetime:
    """Return a time of day; 26:05 is five past two of the next one."""
    hour, minute = map(int, clock.split(":"))
    midnight = datetime.combine(day + timedelta(days=hour // 24), time(), zone)
    return midnight.replace(hour=hour % 24, minute=minute)


def spans(told: str, day: date = MONDAY, zone: tzinfo = UTC) -> Sequence[Stretch]:
    """Read "09:00 sits, 10:00 gone, 11:00 off" as spans; `off` is none."""
    rows = [one.split() for one in told.split(", ")]
    return [
        Stretch(at(begins, day, zone), at(ends, day, zone), *WORDS[word])
        for (begins, word), (ends, _) in pairwise(rows)
        if word != "off"
    ]


def prompt(
    shown: str, reminder: str, tip: str, outcome: str | None = None, day: date = MONDAY
) -> Sequence[Entry]:
    entries = [Entry(at(shown, day), Decision.SHOWN, reminder, tip, "due")]
    if outcome is not None:
        answered = at(shown, day) + timedelta(minutes=1)
        entries.append(Entry(answered, Decision.OUTCOME, reminder, tip, outcome))
    return entries


DECIDED = (
    *prompt("09:12", "micro", "neck-turns", "taken"),
    *prompt("09:34", "active", "pace-the-room", "taken"),
    *prompt("10:12", "micro", "neck-nods", "skipped"),
    Entry(at("11:02"), Decision.HELD, "micro", why=CALL),
    Entry(at("11:45"), Decision.RELEASED, "micro"),
    *prompt("11:46", "micro", "neck-turns", "natural"),
    Entry(at("12:10"), Decision.NATURAL_BREAK, "active"),
    Entry(at("13:10"), Decision.NATURAL_BREAK, "micro"),
    *prompt("13:57", "micro", "neck-nods", "snoozed"),
    *prompt("14:02", "micro", "neck-nods", "ignored"),
    *prompt("14:50", "micro", "neck-turns", "unknown"),
    *prompt("16:20", "micro", "neck-turns"),
)
NOW = at("16:28")


def full_day() -> Day:
    """Return the Monday as it is told at `NOW`."""
    return days_of(spans(FULL), DECIDED, NOW)[MONDAY]
