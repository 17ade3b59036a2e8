"""The data of `unkink why`, from the running daemon or from the file it left."""

from collections.abc import Sequence
from datetime import datetime

from unkink.core.entries import Entry
from unkink.journal_words import TitleOf, lines
from unkink.protocol import Json

NO_LENGTH = "is no length of time; write 30m, 2h or 7d"
"""What is said of a `--last` that makes no sense."""


def why_data(
    now: datetime,
    entries: Sequence[Entry],
    title_of: TitleOf,
    begins: datetime | None,
    quiet: Sequence[str] = (),
) -> dict[str, Json]:
    """Put together what the command line prints: `journal` for programs, the rest for people."""
    return {
        "time": _iso(now),
        "quiet": list(quiet),
        "lines": [
            {"time": _iso(line.time), "text": line.text} for line in lines(entries, title_of)
        ],
        "begins": None if begins is None else _iso(begins),
        "journal": [_row(one) for one in entries],
    }


def _row(one: Entry) -> Json:
    """Describe one decision for programs; the keys are a promise."""
    return {
        "time": _iso(one.time),
        "what": one.decision.value,
        "reminder": one.reminder,
        "tip": one.tip,
        "why": one.why,
        "seconds": None if one.seconds is None else round(one.seconds),
    }


def _iso(time: datetime) -> str:
    return time.isoformat(timespec="seconds")
