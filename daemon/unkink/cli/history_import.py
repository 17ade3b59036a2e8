"""`unkink history import`: an exported journal is added to the one that is here."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from unkink.adapters.history.importing import BadExport, Imported, take_in
from unkink.cli.history import Unusable, changing, counted
from unkink.cli.terminal import complain, say
from unkink.paths import Paths
from unkink.protocol import Code
from unkink.settings_file import SettingsError, read_settings

UNTOUCHED = "Nothing was added."


def history_import(paths: Paths, file: Path) -> int:
    """Add what the journal does not have, or nothing at all where the file has a mistake."""
    try:
        with _opened(file) as source, changing(paths.history_file) as database:
            done = take_in(database, source)
    except BadExport as error:
        complain(f"{file}:{error.line}: {error}\n{UNTOUCHED}")
        return Code.FAILED
    except UnicodeDecodeError as error:
        raise Unusable(f"{file} is no text in UTF-8\n{UNTOUCHED}") from error
    except OSError as error:
        raise Unusable(f"{file} cannot be read ({error.strerror or error})") from error
    say(told(done, _keep_days(paths), date.today()))
    return Code.DONE


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    """Open the file; "-" is standard input, as `export -` writes standard output."""
    if str(file) == "-":
        yield TextIOWrapper(sys.stdin.buffer, encoding="utf-8")
        return
    if file.exists() and not file.is_file():
        raise Unusable(f"{file} is no ordinary file; - reads standard input\n{UNTOUCHED}")
    with file.open(encoding="utf-8") as source:
        yield source


def told(done: Imported, keep_days: int | None, today: date) -> str:
    """Word what was added, and what was not."""
    lines = [
        f"Added: {counted(done.spans, 'span')} of time and {counted(done.decisions, 'decision')}."
    ]
    if done.known:
        lines.append(f"Here already: {counted(done.known, 'row')}.")
    if done.overlapping:
        spans = counted(done.overlapping, "span")
        lines.append(
            f"Left out: {spans} of time that is told here in another way; no hour counts twice."
        )
    if _too_old(done.first, keep_days, today):
        lines.append(
            f"The earliest is of {done.first}. Your settings keep {keep_days} days; what is "
            "older is forgotten bit by bit (unkink config explain history.keep_days)."
        )
    return "\n".join(lines)


def _too_old(first: date | None, keep_days: int | None, today: date) -> bool:
    if first is None or keep_days is None:
        return False
    return first < today - timedelta(days=keep_days)


def _keep_days(paths: Paths) -> int | None:
    """Return how long the journal is kept; None where the settings cannot be read."""
    from unkink.core.settings import Settings

    if not paths.config_file.exists():
        return Settings().history.keep_days
    try:
        return read_settings(paths.config_file).history.keep_days
    except SettingsError:
        return None
