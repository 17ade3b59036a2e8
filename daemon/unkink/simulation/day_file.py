"""Reads a day file, or names everything that is wrong with it; `config/README.md` has the format.

Blocks for one read. The caller closes nothing: the text is read whole.
"""

import csv
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from unkink.nearest import hint
from unkink.settings_file.problems import Problem
from unkink.toml_text import TomlError, decode

TOO_MUCH = 32 << 20
"""More bytes than a century of office days; a film named by mistake would fill the memory."""
MOST_TOLD = 100
"""Problems named of one file; a log named by mistake has one in each line."""
YEARS = range(1970, 2200)
"""Far enough from both ends of what a `datetime` holds for every rule that looks a week ahead."""

HEADER = ["time", "is"]
EXAMPLE = "2026-11-23T09:00+01:00,active"


class Doing(Enum):
    """What the person is doing, or what is on around them: the words of the column `is`."""

    ACTIVE = "active"
    WATCHING = "watching"
    IDLE = "idle"
    LOCKED = "locked"
    ASLEEP = "asleep"
    STANDING = "standing"
    WALKING = "walking"
    CALL = "call"
    FULLSCREEN = "fullscreen"
    DO_NOT_DISTURB = "dnd"
    BLIND = "blind"
    END = "end"


_DOINGS = {one.value: one for one in Doing}


@dataclass(frozen=True, slots=True)
class Row:
    """From this time on it is so, until the next row."""

    time: datetime
    """With its offset from UTC, which is where the person is."""
    doing: Doing


class DayFileError(Exception):
    """A day file that cannot be played; all its problems, sorted by line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read_day(path: Path) -> tuple[Row, ...]:
    """Read a day; the last row only ends it. Raises DayFileError with all problems at once."""
    try:
        with path.open("rb") as file:  # may be a pipe: `--day <(a program)`
            data = file.read(TOO_MUCH + 1)
    except FileNotFoundError as error:
        text = "there is no such file; write one, or leave --day out for a typical day"
        raise _useless(str(path), text) from error
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        text = f"cannot be read ({why}); write the name of a file that your user may read"
        raise _useless(str(path), text) from error
    return day_of(data, str(path))


def day_of(data: bytes, file: str) -> tuple[Row, ...]:
    """Read a day from what `file` holds. Raises DayFileError with all problems at once."""
    if len(data) > TOO_MUCH:
        raise _useless(file, "this is larger than 32 MB; write a shorter day")
    try:
        text = decode(data)
    except TomlError as error:  # its words hold for any text
        raise _useless(file, error.text, error.line) from error
    reading = _Reading()
    for number, line in enumerate(text.split("\n"), 1):
        reading.take(number, line.strip())
    reading.finish()
    if reading.problems:
        told = [Problem(file, *one) for one in reading.problems[:MOST_TOLD]]
        if (left := len(reading.problems) - MOST_TOLD) > 0:
            last = f"and {left} more from here on; write the lines above anew first"
            told.append(Problem(file, reading.problems[MOST_TOLD][0], "", last))
        raise DayFileError(tuple(told))
    return tuple(reading.rows)


def _useless(file: str, text: str, line: int = 1) -> DayFileError:
    return DayFileError((Problem(file, line, "", text),))


class _Reading:
    """The rows so far, and what is wrong with them."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.problems: list[tuple[int, str, str]] = []
        self._begun = False
        self._rows_seen = 0
        self._last_line = 1
        self._latest: tuple[int, datetime] | None = None
        self._ended_on: int | None = None

    def take(self, number: int, line: str) -> None:
        """Read one line; blank ones and comments say nothing."""
        if not line or line.startswith("#"):
            return
        self._last_line = number
        cells = _cells(line)
        if not self._begun:
            self._begun = True
            if self._header(number, line, cells):
                return
        self._rows_seen += 1
        if self._ended_on is not None:
            end = f"line {self._ended_on} has ended the day"
            self._note(number, f'{end}; take this row away, or write "asleep" there')
            return
        if cells is None or len(cells) != len(HEADER):
            self._note(number, f"this is no row; write one like {EXAMPLE}")
            return
        time, doing = self._time(number, cells[0]), self._doing(number, cells[1])
        if time is not None and doing is not None:
            self.rows.append(Row(time, doing))

    def finish(self) -> None:
        """Note what is missing at the end."""
        if not self._begun:
            self._note(1, f"this is empty; write time,is and below it rows like {EXAMPLE}")
        elif self._rows_seen == 0:
            self._note(self._last_line, f"there are no rows; write some like {EXAMPLE}")
        elif self._rows_seen == 1 and not self.problems:
            text = "there is only this row; write below it when it ends, like "
            self._note(self._last_line, f"{text}{self.rows[0].time.date()}T17:00+01:00,end")

    def _note(self, number: int, text: str) -> None:
        self.problems.append((number, "", text))

    def _header(self, number: int, line: str, cells: list[str] | None) -> bool:
        """Tell whether this first line is meant to be the header, right or wrong."""
        if cells == HEADER:
            return True
        if line[:1].isdigit():
            self._note(number, "the header is missing; write time,is above this line")
            return False
        self._note(number, f"{_shown(line)} is not the header; write time,is")
        return True

    def _time(self, number: int, text: str) -> datetime | None:
        try:
            time = datetime.fromisoformat(text)
        except ValueError:
            self._note(number, f"{_shown(text)} is no time; write one like 2026-11-23T09:00+01:00")
            return None
        if time.utcoffset() is None:
            whole = f"{time.isoformat()}+01:00, with your own offset"
            self._note(number, f"{text} has no offset from universal time; write {whole}")
            return None
        if time.year not in YEARS:
            self._note(number, f"{text} is too far away; write a year from 1970 to 2199")
            return None
        if self._latest is not None and time <= self._latest[1]:
            text = f"this is not later than line {self._latest[0]}"
            self._note(number, f"{text}; write the rows in the order of their times")
        self._latest = (number, time)
        return time

    def _doing(self, number: int, word: str) -> Doing | None:
        doing = _DOINGS.get(word)
        if doing is None:
            self._note(number, f"nobody can be {_shown(word)}; {hint(word, _DOINGS)}")
        elif doing is Doing.END:
            self._ended_on = number
        return doing


def _cells(line: str) -> list[str] | None:
    """Split a line; None where its quotes do not match."""
    try:
        return [
            cell.strip() for cell in next(csv.reader([line], strict=True, skipinitialspace=True))
        ]
    except csv.Error:
        return None


def _shown(text: str) -> str:
    """Quote what was written: short, and without what would steer a terminal."""
    short = text if len(text) <= 40 else text[:40] + "…"
    return f'"{short}"' if short.isprintable() else ascii(short)
