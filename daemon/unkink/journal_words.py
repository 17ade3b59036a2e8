"""The journal in plain words, a line for each thing that happened; for `unkink why` and the pages.

Pure: entries in, lines out. Entries that tell one thing together become one line. A word of the
program that is not known here is printed as it came: the journal outlives versions.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import assert_never

from unkink.core.effects import Decision, Occasion, Outcome
from unkink.core.entries import Entry
from unkink.core.holds import Hold
from unkink.core.presence import Posture
from unkink.core.taste import Liking
from unkink.core.values import dataclass
from unkink.hold_words import over, reason
from unkink.journal_groups import grouped, is_break
from unkink.time_words import WEEKDAYS, minutes

NOTHING = "Nothing was decided in that time."

TitleOf = Callable[[str], str | None]
"""Returns the title of a tip by its id; None when there is no such tip any more."""

_OUTCOMES = {
    Outcome.TAKEN: "taken",
    Outcome.NATURAL: "answered by a break of your own",
    Outcome.SNOOZED: "snoozed",
    Outcome.SKIPPED: "skipped",
    Outcome.IGNORED: "not answered",
    Outcome.UNKNOWN: "left open",
}
_SHOWN = {
    Occasion.DUE: "shown",
    Occasion.MERGED: "shown",
    Occasion.AFTER_HOLD: "shown",
    Occasion.AGAIN: "shown once more",
    Occasion.LAST_SNOOZE: "shown a last time",
    Occasion.CARD: "shown, for later today",
    Occasion.ASKED: "shown, as you asked",
}
_ENDED = {
    "day-over": "lapsed: its day is over",
    "had-its-card": "lapsed: no other card is due so soon",
    "paid-back": "no longer due: a short time away paid some of it back",
    "settings": "no longer due by the new settings",
    "left-out": "left out by the settings now in force",
}
_RATED = {
    Liking.MORE.value: "more like this",
    Liking.USUAL.value: "as often as others again",
    Liking.NOT.value: "not for you",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened."""

    time: datetime
    text: str
    tip: bool = False
    """Whether a tip was shown."""


def lines(entries: Iterable[Entry], title_of: TitleOf) -> list[Line]:
    """Tell what happened, oldest first, as `entries` are.

    A line that goes on about the reminder or the tip of the one before does not name it again.
    """
    told, reminder, tip = [], None, None
    for group in grouped(entries):
        first = group[0]
        text = _sentence(group, title_of, known_tip=tip)
        if first.reminder not in (None, reminder):
            text = _with_name(first, text)
        told.append(Line(first.time, text, _shows(group)))
        reminder, tip = first.reminder or reminder, _last(one.tip for one in group) or tip
    return told


def newest_first(entries: Sequence[Entry], title_of: TitleOf) -> list[Line]:
    """Tell the same to be read from the newest down; `entries` are newest first too.

    Each line names what it is about.
    """
    told = []
    for group in reversed(grouped(reversed(entries))):
        text = _with_name(group[0], _sentence(group, title_of, known_tip=None))
        told.append(Line(group[0].time, text, _shows(group)))
    return told


def day(when: datetime) -> str:
    """Head the lines of one day: "Monday 2026-03-02"."""
    return f"{WEEKDAYS[when.weekday()]} {when:%Y-%m-%d}"


def nothing(oldest: datetime | None) -> str:
    """Say that no line is there to print, and how far back there are some."""
    if oldest is None:
        return f"{NOTHING} The journal is still empty."
    return f"{NOTHING} The journal begins on {day(oldest)} at {oldest:%H:%M}."


def _sentence(group: list[Entry], title_of: TitleOf, known_tip: str | None) -> str:
    first = group[0]
    parts = [_words(first, title_of, known_tip)]
    # A break says what its outcome said, and the return from it how long it was.
    parts += [
        _words(more, title_of, known_tip)
        for more in group[1:]
        if more.decision in (Decision.HELD, Decision.SHOWN)
    ]
    text = "; ".join(parts)
    lengths = [one for one in group if one.seconds is not None]
    if not (is_break(first) and lengths):
        return text
    last = lengths[-1]
    return f"{text}, {minutes(last.seconds or 0.0)} {_elsewhere(last.why)}"


def _shows(group: list[Entry]) -> bool:
    return any(one.decision is Decision.SHOWN for one in group)


def _elsewhere(why: str) -> str:
    """Name what was done instead of sitting: standing and walking are no absence."""
    return why if why in (Posture.STANDING.value, Posture.WALKING.value) else "away"


def _words(entry: Entry, title_of: TitleOf, known_tip: str | None) -> str:
    """Word one entry, its reminder left out."""
    word, _, detail = entry.why.partition(": ")
    lasted = "" if entry.seconds is None else minutes(entry.seconds)
    in_brackets = f" ({lasted})" if lasted else ""
    title = "" if entry.tip in (None, known_tip) else _title(entry.tip, title_of)
    match entry.decision:
        case Decision.DUE:
            return "was due"
        case Decision.HELD:
            return f"held: {detail or _held(word)}"
        case Decision.RELEASED:
            return f"released: {detail or _over(word)}{in_brackets}"
        case Decision.SHOWN:
            return _colon(_shown(word), _title(entry.tip, title_of))
        case Decision.MERGED:
            other = word.removeprefix("into").strip() or detail
            return f"joins {other}: one tip for both"
        case Decision.OUTCOME:
            return _colon(_outcome(word, lasted), detail or title)
        case Decision.BREAK:
            return _colon("answered by a break", title)
        case Decision.NATURAL_BREAK:
            snoozed = f" {entry.why}" if entry.why.startswith("while ") else ""
            return f"paid back by a break of your own{snoozed}"
        case Decision.BACK:
            return f"back after {lasted} {_elsewhere(word)}" if lasted else "back"
        case Decision.QUIET:
            held = detail or _held(word)
            return f"waits in the tray and does not pop up: {held or 'held for long'}{in_brackets}"
        case Decision.ASKED:
            return f"went by without an answer a few times: today it comes every {lasted}"
        case Decision.DID:
            return _colon("done of your own accord", title)
        case Decision.SWAPPED:
            return _colon("another tip, as you asked", title)
        case Decision.RATED:
            return _colon(_RATED.get(word, "rated"), title)
        case Decision.FELT:
            return f"stiffness {word} after {title or 'it'}"
        case Decision.MISSED if word in _ENDED:
            return _ENDED[word]
        case Decision.MISSED:
            return _colon("missed, as the computer was off or asleep at its time", detail)
        case Decision.PAUSED:
            return _paused(entry.why, lasted)
        case Decision.RESUMED:
            return f"{_resumed(word)}{in_brackets}"
        case Decision.PROFILE:
            return "the usual settings are in force" if word == "usual" else f"profile {entry.why}"
        case Decision.BLIND:
            return _colon("cannot see whether you type", entry.why)
        case Decision.SENSOR:
            return _colon(f"sees whether you type by way of {word}", detail)
        case Decision.DOUBTED:
            return _colon(f"not believed: {word}", detail)
        case Decision.SUMMARY:
            return _summary(word, detail)
        case unknown:
            assert_never(unknown)


def _with_name(entry: Entry, text: str) -> str:
    return text if entry.reminder is None else f"{entry.reminder} {text}"


def _paused(why: str, lasted: str) -> str:
    if lasted:
        return f"paused for {lasted}"
    return f"paused {why}" if why.startswith("until ") else _colon("paused", why)


def _resumed(word: str) -> str:
    return "resumed, as you asked" if word == "on request" else _colon("resumed", word)


def _summary(word: str, detail: str) -> str:
    period, _, what = word.partition(" ")
    name = f"summary of the {period}"
    match what:
        case "told":
            return f"{name} shown"
        case "held":
            hold, _, seen = detail.partition(": ")
            return f"{name} held: {seen or _held(hold)}"
        case "too-late":
            return f"{name} left out: nobody was here at {detail}, nor soon after"
        case "day-over":
            return f"{name} left out: its day was over before anything let it through"
        case "no-sitting":
            return f"{name} left out: nobody sat that day"
        case _:
            return _colon(f"{name} {what}", detail)


def _held(word: str) -> str:
    try:
        return reason(Hold(word))
    except ValueError:
        return word


def _over(word: str) -> str:
    try:
        return over(Hold(word))
    except ValueError:
        return word


def _outcome(word: str, lasted: str) -> str:
    try:
        outcome = Outcome(word)
    except ValueError:
        return _colon("lapsed", word)
    if outcome is Outcome.SNOOZED and lasted:
        return f"{_OUTCOMES[outcome]} for {lasted}"
    return _OUTCOMES[outcome]


def _shown(word: str) -> str:
    try:
        return _SHOWN[Occasion(word)]
    except ValueError:
        return "shown"


def _title(tip: str | None, title_of: TitleOf) -> str:
    return "" if tip is None else title_of(tip) or tip


def _colon(text: str, more: str) -> str:
    return f"{text}: {more}" if more else text


def _last(tips: Iterable[str | None]) -> str | None:
    known = [tip for tip in tips if tip is not None]
    return known[-1] if known else None
