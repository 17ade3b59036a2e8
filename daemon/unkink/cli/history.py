"""`unkink history`: where the journal is, out and in, forgotten, and a day of it to play.

All of it is done on the file itself, whether a daemon runs or not: SQLite keeps both apart.
"""

import sqlite3
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from unkink.adapters.history.connection import open_to_read, open_to_write
from unkink.adapters.history.schema import ForeignLayout, NewerLayout, recognise
from unkink.cli.terminal import complain, say
from unkink.paths import Paths
from unkink.private_files import replacing_private
from unkink.protocol import Code

STANDARD_OUTPUT = Path("-")


class Unusable(Exception):  # noqa: N818 - an answer, not an accident
    """The journal, or a file of the person's, cannot be used; the text says why, and what to do."""


def history(given: Namespace, paths: Paths) -> int:
    """Do what was asked; every branch imports what it needs."""
    try:
        match given.action:
            case "path":
                say(str(paths.history_file))
                return Code.DONE
            case "export":
                return _export(paths.history_file, given.file, given.first, given.last)
            case "import":
                from unkink.cli.history_import import history_import

                return history_import(paths, given.file)
            case "delete":
                from unkink.cli.history_delete import history_delete

                return history_delete(paths.history_file, given.before, asking=not given.yes)
            case _:
                from unkink.cli.history_day import history_day

                return history_day(given, paths)
    except Unusable as error:
        complain(str(error))
        return Code.FAILED


def _export(path: Path, file: Path | None, first: date | None, last: date | None) -> int:
    from unkink.adapters.history.exporting import export

    if first is not None and last is not None and first > last:
        complain(f"{first} is after {last}; write the earlier day after --from")
        return Code.BAD_USAGE
    now = datetime.now().astimezone()
    days = (first or date.min, last or date.max)
    with reading(path) as database, written(file) as output:
        done = export(database, output, now, *days)
    told = f"{counted(done.spans, 'span')} of time and {counted(done.decisions, 'decision')}"
    if done.strange:
        complain(f"{done.strange} rows of the journal cannot be understood; they are left out")
    if file not in (None, STANDARD_OUTPUT):
        complain(
            f"{told} are in {file}, which only you can read. Health answers are not part of it."
        )
    return Code.DONE


def counted(count: int, what: str) -> str:
    """Word a number of things."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the journal to read. Raises Unusable where there is none, or it cannot be used."""
    if not path.exists():
        raise Unusable(f"nothing is recorded yet; {path} comes with the first day of unkink")
    with _failures_told(path), closing(open_to_read(path)) as database:
        recognise(database)
        yield database


@contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the journal to write, and make one where there is none. Raises Unusable."""
    with _failures_told(path), closing(open_to_write(path)) as database:
        yield database


@contextmanager
def written(file: Path | None) -> Iterator[TextIO]:
    """Give where to print, or a file for the person alone, there once all is written."""
    if file is None or file == STANDARD_OUTPUT:
        yield sys.stdout
        return
    if file.exists() and not file.is_file():
        raise Unusable(f"{file} is no file; write the name of one, or leave it out to print")
    if not file.absolute().parent.is_dir():
        raise Unusable(f"there is no folder {file.absolute().parent}")
    try:
        with replacing_private(file) as output:
            yield output
    except OSError as error:
        raise Unusable(f"{file} cannot be written ({error.strerror or error})") from error


@contextmanager
def _failures_told(path: Path) -> Iterator[None]:
    try:
        yield
    except NewerLayout as error:
        raise Unusable(f"{path} was written by a newer unkink; use that one") from error
    except ForeignLayout as error:
        raise Unusable(f"{path} is no journal of unkink") from error
    except sqlite3.Error as error:
        raise Unusable(f"{path} cannot be used ({error})") from error
