"""One decision in words, for the readable timeline of `unkink simulate`."""

from collections.abc import Mapping

from unkink.core.effects import Decision, Outcome, Record
from unkink.core.holds import Hold
from unkink.hold_words import reason
from unkink.time_words import minutes

_OUTCOMES = {
    Outcome.TAKEN.value: "the break was taken",
    Outcome.NATURAL.value: "a break came by itself",
    Outcome.IGNORED.value: "no answer",
    Outcome.UNKNOWN.value: "nobody knows what became of it",
}


def record_words(record: Record, titles: Mapping[str, str]) -> str:
    """Say what was decided; `titles` has the name of each tip."""
    about = record.reminder or "unkink"
    word, _, seen = record.why.partition(": ")
    length = None if record.seconds is None else minutes(record.seconds)
    match record.decision:
        case Decision.DUE:
            return f"{about} is due"
        case Decision.HELD:
            return f"{about} waits: {_hold(word)}"
        case Decision.RELEASED:
            return f"{about} need not wait any longer" + _of(length, ", after ")
        case Decision.SHOWN:
            return f"{about}: {titles.get(record.tip or '', record.tip)} ({record.tip})"
        case Decision.MERGED:
            return f"{about} goes {record.why}"
        case Decision.OUTCOME:
            return f"{about}: {_OUTCOMES.get(word, record.why)}"
        case Decision.BREAK | Decision.NATURAL_BREAK:
            return f"{about} counts anew after a break" + _of(length, " of ")
        case Decision.BACK:
            return "back" + _of(length, " after ")
        case Decision.QUIET:
            return f"{about} waits quietly in the tray: {_hold(word)}"
        case Decision.BLIND:
            return f"nobody can tell about input: {record.why}"
        case other:
            told = ": ".join(part for part in (word, seen) if part)
            return f"{about}: {other.value}" + _of(told or None, ", ") + _of(length, ", ")


def _of(told: str | None, before: str) -> str:
    return "" if told is None else before + told


def _hold(word: str) -> str:
    try:
        return reason(Hold(word))
    except ValueError:
        return word
