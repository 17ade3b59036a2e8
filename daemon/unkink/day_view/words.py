"""A recorded day in words, for the page and the terminal: what it was spent with, and how much."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from unkink.core.days.day import Answers, Bout, Day, DaySummary, Held, Kind
from unkink.core.effects import Outcome
from unkink.core.holds import Hold
from unkink.core.moment import Duration
from unkink.core.values import dataclass
from unkink.hold_words import reason
from unkink.time_words import WEEKDAYS, minutes

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
"""Our own, as `WEEKDAYS` are."""

KINDS = {
    Kind.SITTING: "Sitting",
    Kind.STANDING: "Standing",
    Kind.WALKING: "Walking",
    Kind.BREAK: "Break",
    Kind.AWAY: "Away",
    Kind.UNRECORDED: "Not recorded",
}
OUTCOMES: dict[Outcome | None, str] = {
    Outcome.TAKEN: "taken",
    Outcome.NATURAL: "own break",
    Outcome.SNOOZED: "snoozed",
    Outcome.SKIPPED: "skipped",
    Outcome.IGNORED: "no answer",
    Outcome.UNKNOWN: "unknown",
    None: "waiting",
}
"""What became of a prompt, in the order of the tables; None: nothing yet."""

CANNOT_TELL = (
    "Shown is not done: taken means that a break came, or that somebody said so. A short pause "
    "may be thought, and counts as sitting. Standing and walking are what you told unkink. Where "
    "it did not run, nothing is known."
)
"""What no number here says."""
NO_DATE = "is no date; write it as 2026-11-20, or yesterday"
"""What is said of a date that makes no sense."""

_LATELY = ("Today", "Yesterday")
_CALENDAR = (date(1970, 1, 10), date(9999, 12, 1))
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fact:
    """One sum of a day."""

    name: str
    value: str
    more: str


def dated(day: date) -> str:
    """Name a day in full: "Friday 20 November 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def named(day: date, today: date) -> str:
    """Name a day as people do: "Today", "Yesterday", "Friday 20 November"."""
    ago = (today - day).days
    if 0 <= ago < len(_LATELY):
        return _LATELY[ago]
    text = dated(day)
    return text.rpartition(" ")[0] if day.year == today.year else text


def in_full(day: date, today: date) -> str:
    """Name a day as people do, with its date: "Today, Friday 20 November 2026"."""
    name = named(day, today)
    return f"{name}, {dated(day)}" if name in _LATELY else dated(day)


def read_date(text: str, today: date) -> date | None:
    """Read "2026-11-20", "today" or "yesterday"; None when it is nothing like that."""
    word = text.strip().lower()
    if word in ("", "today", "yesterday"):
        return today - _DAY if word == "yesterday" else today
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return None
    # A journal is asked for a few days more on either side, and the calendar has two ends.
    return day if _CALENDAR[0] <= day <= _CALENDAR[1] else None


def not_recorded(day: date, today: date, first: date | None) -> str:
    """Say why nothing is there to tell of a day."""
    if day > today:
        return "This day is still to come."
    if day == today:
        return "Nothing is recorded yet. Come back in a few minutes."
    if first is None or day < first:
        return "Nothing is kept of this day: the record begins later."
    return "Nothing is recorded of this day: the computer was off, or unkink did not run."


def facts(day: Day, summary: DaySummary, now: datetime) -> Sequence[Fact]:
    """Tell the sums of a day; it is the present one where `now` is in it."""
    return (
        Fact("Sitting", spent(summary.sitting), _since(day, summary, now)),
        _longest(day, summary),
        _prompts(summary),
        _on_foot(summary),
    )


def _since(day: Day, summary: DaySummary, now: datetime) -> str:
    if summary.began is None or summary.ended is None:
        return "nobody was there"
    began = f"{summary.began:%H:%M}"
    if day.date != now.date():
        return f"there from {clocks(summary.began, summary.ended)}"
    last = day.bouts[-1] if day.bouts else None
    bout = f", now for {minutes(last.sat)}" if last is not None and last.ended >= now else ""
    return f"there since {began}{bout}"


def _longest(day: Day, summary: DaySummary) -> Fact:
    bout = summary.longest
    if bout is None:
        why = "it began the day before" if summary.sitting else "nobody sat"
        return Fact("Longest bout", "none", why)
    call = any(_is_call(one) and _meet(bout, one) for one in day.holds)
    span = clocks(bout.began, bout.ended)
    return Fact("Longest bout", minutes(bout.sat), f"{span}{', with a call' if call else ''}")


def _prompts(summary: DaySummary) -> Fact:
    own = counted(summary.own_breaks, "break of your own", "breaks of your own")
    if not summary.shown:
        return Fact("Prompts taken", "none shown", own)
    return Fact("Prompts taken", f"{summary.count(Outcome.TAKEN)} of {summary.shown}", f"and {own}")


def _on_foot(summary: DaySummary) -> Fact:
    standing, walking = (summary.seconds.get(one, 0.0) for one in (Kind.STANDING, Kind.WALKING))
    parts = {"standing": standing, "walking": walking}
    told = [f"{name} {minutes(length)}" for name, length in parts.items() if length >= 1]
    if not told:
        return Fact("Standing and walking", "none told", "unkink knows what you tell it")
    return Fact("Standing and walking", minutes(standing + walking), ", ".join(told))


def counts(answers: Answers) -> Sequence[int]:
    """Count what became of prompts, in the order of `OUTCOMES`."""
    waiting = answers.shown - sum(answers.outcomes.values())
    return [waiting if one is None else answers.outcomes.get(one, 0) for one in OUTCOMES]


def spent(length: Duration) -> str:
    """Word a length that may be none at all."""
    return minutes(length) if length else "none"


def counted(count: int, one: str, more: str) -> str:
    """Count things: "no breaks", "1 break", "3 breaks"."""
    return f"1 {one}" if count == 1 else f"{count or 'no'} {more}"


def clocks(begins: datetime, ends: datetime) -> str:
    """Tell from when to when; midnight at the end of a day is told as 24:00."""
    over = ends.date() > begins.date()
    end = "24:00" if over and ends.time() == datetime.min.time() else f"{ends:%H:%M}"
    return f"{begins:%H:%M} to {end}{' the next day' if over and end != '24:00' else ''}"


def why_held(held: Held) -> str:
    """Say what kept a reminder back."""
    word, _, seen = held.why.partition(": ")
    if seen:
        return seen
    try:
        return reason(Hold(word))
    except ValueError:  # a word of another version
        return word


def clock_changes(day: Day) -> str:
    """Say that the clock on the wall was changed within this day, or nothing."""
    offsets = [one.begins.utcoffset() or timedelta() for one in day.pieces]
    if not offsets or offsets[0] == offsets[-1]:
        return ""
    change = (offsets[-1] - offsets[0]).total_seconds()
    way = "forward" if change > 0 else "back"
    return f"The clock went {way} by {minutes(abs(change))} on this day."


def _is_call(held: Held) -> bool:
    return held.why.partition(":")[0] == Hold.CALL.value


def _meet(bout: Bout, held: Held) -> bool:
    return held.begins < bout.ended and bout.began < held.ends
