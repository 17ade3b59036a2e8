"""Which entries of the journal tell one thing together, and so become one line.

Pure. Due and held in one minute are one thing; so are an outcome, its break, and the return.
"""

from collections.abc import Iterable
from datetime import timedelta

from unkink.core.effects import Decision, Outcome
from unkink.core.entries import Entry

_BREAKS = (Outcome.TAKEN.value, Outcome.NATURAL.value)


def grouped(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Put together what belongs together; oldest first, as `entries` are."""
    groups: list[list[Entry]] = []
    for entry in entries:
        last = groups[-1] if groups else None
        if last is not None and _goes_on(last, entry):
            last.append(entry)
        elif last is not None and _explains(entry, last[0]):
            last.insert(0, entry)
        elif (taken := _break_that_ends(groups, entry)) is not None:
            taken.append(entry)
        else:
            groups.append([entry])
    return groups


def _goes_on(group: list[Entry], entry: Entry) -> bool:
    """Tell whether this entry says no more than the rest of what the group says."""
    first = group[0]
    if entry.reminder != first.reminder or not _same_minute(first, entry):
        return False
    if first.decision is Decision.DUE:
        return len(group) == 1 and entry.decision in (Decision.HELD, Decision.SHOWN)
    return is_break(first) and entry.decision is Decision.BREAK


def _explains(entry: Entry, back: Entry) -> bool:
    """Tell whether a break was only understood when the person came back from it."""
    return is_break(entry) and back.decision is Decision.BACK and _same_minute(entry, back)


def _break_that_ends(groups: list[list[Entry]], entry: Entry) -> list[Entry] | None:
    """Return the group about the break from which somebody is back now."""
    if entry.decision is not Decision.BACK or entry.seconds is None:
        return None
    left = entry.time - timedelta(seconds=entry.seconds)
    for group in reversed(groups):
        if group[0].time < left or group[0].decision is Decision.BACK:
            return None
        if is_break(group[0]):
            return group
    return None


def is_break(entry: Entry) -> bool:
    """Tell whether this entry is about a break that somebody took."""
    if entry.decision is Decision.OUTCOME:
        return entry.why.partition(": ")[0] in _BREAKS
    return entry.decision in (Decision.BREAK, Decision.NATURAL_BREAK)


def _same_minute(one: Entry, other: Entry) -> bool:
    return one.time.replace(second=0, microsecond=0) == other.time.replace(second=0, microsecond=0)
