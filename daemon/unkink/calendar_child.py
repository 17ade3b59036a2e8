"""Reads calendars and prints when one is in a meeting; a process of its own, for a second or two.

`icalendar` and `recurring-ical-events` know the format, its zones, repetitions and exceptions, and
take 15 MB that nobody shall carry all day. Nothing but times leaves this process: what a meeting is
about, and with whom, is nobody's business.

In, as JSON: `places` (files and folders), `begins` and `ends` (ISO 8601). Out: `files` (path →
meetings as pairs of times), `problems` (path → reason), `folders` (where a change may matter).
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import icalendar
import recurring_ical_events

LONGEST = timedelta(hours=4)
"""What lasts longer is a day at a fair, a journey, a shift: no meeting to be quiet for."""
LARGEST = 32 << 20
MOST_FILES = 20_000
"""One for each event, as vdirsyncer keeps them: some ten years."""
MOST_FOLDERS = 64

Meeting = tuple[datetime, datetime]


def main() -> None:
    """Answer the question on standard input."""
    asked = json.load(sys.stdin)
    begins, ends = (datetime.fromisoformat(asked[name]) for name in ("begins", "ends"))
    files: dict[str, list[tuple[str, str]]] = {}
    problems: dict[str, str] = {}
    folders: list[str] = []
    for place in asked["places"]:
        path = Path(place).expanduser()
        if not path.exists():
            problems[place] = "there is no such file or folder"
        folders += islice(_folders(path), MOST_FOLDERS)
        for file in islice(_files(path), MOST_FILES):
            try:
                found = sorted(set(meetings(_text(file), begins, ends)))
            except Exception as problem:  # noqa: BLE001 - whatever a file holds, the others count
                problems[str(file)] = _reason(problem)
            else:
                files[str(file)] = [(one.isoformat(), other.isoformat()) for one, other in found]
    json.dump({"files": files, "problems": problems, "folders": folders}, sys.stdout)


def meetings(text: bytes, begins: datetime, ends: datetime) -> Iterator[Meeting]:
    """Yield the meetings between two times; raises ValueError where this is no calendar."""
    calendars = icalendar.Calendar.from_ical(text, multiple=True)
    if not calendars:
        raise ValueError("there is no calendar in it")
    for calendar in calendars:
        series = recurring_ical_events.of(calendar, skip_bad_series=True)
        for event in series.between(begins, ends):
            if not _leaves_free(event):
                yield from _kept(event.start, event.end, begins, ends)
        for busy in calendar.walk("VFREEBUSY"):
            for begin, end in _busy(busy):
                yield from _kept(begin, end, begins, ends)


def _leaves_free(event: Any) -> bool:
    """Whether its own word is that one is free, or that it does not take place."""
    told = {name: str(event.get(name, "")).upper() for name in ("TRANSP", "STATUS", _OUTLOOK)}
    return (
        told["TRANSP"] == "TRANSPARENT"
        or told["STATUS"] == "CANCELLED"
        or told[_OUTLOOK] in ("FREE", "WORKINGELSEWHERE")
    )


_OUTLOOK = "X-MICROSOFT-CDO-BUSYSTATUS"


def _busy(busy: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the periods in which somebody says to be busy."""
    told = busy.get("FREEBUSY", [])
    for one in told if isinstance(told, list) else [told]:
        if str(one.params.get("FBTYPE", "BUSY")).upper() == "FREE":
            continue
        periods = one.dts if hasattr(one, "dts") else [one]
        for period in periods:
            begin, end = getattr(period, "dt", period)
            yield begin, begin + end if isinstance(end, timedelta) else end


def _kept(begin: Any, end: Any, begins: datetime, ends: datetime) -> Iterator[Meeting]:
    """Yield it in universal time, where it is a meeting; a whole day is none."""
    if not isinstance(begin, datetime) or not isinstance(end, datetime):
        return
    # A time without a zone is the time of whoever reads it.
    first, last = begin.astimezone(UTC), end.astimezone(UTC)
    if first < last <= first + LONGEST and last > begins and first < ends:
        yield first, last


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(one for one in path.rglob("*.ics") if one.is_file())
    elif path.exists():
        yield path


def _folders(path: Path) -> Iterator[str]:
    if not path.is_dir():
        return
    for folder, inside, _ in os.walk(path):
        inside.sort()
        yield folder


def _text(file: Path) -> bytes:
    if not file.is_file():
        raise ValueError("it is no file")
    if file.stat().st_size > LARGEST:
        raise ValueError("it is larger than 32 MB")
    return file.read_bytes()


def _reason(problem: Exception) -> str:
    text = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
    return text.splitlines()[0][:200] if text else type(problem).__name__


if __name__ == "__main__":
    main()
