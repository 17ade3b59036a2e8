"""`unkink history day`: a recorded day as a file for `unkink simulate --day`."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from unkink.adapters.history.queries import Queries
from unkink.cli.history import reading, written
from unkink.cli.terminal import complain
from unkink.core.days.telling import window
from unkink.core.entries import Entry, Stretch
from unkink.core.settings import Settings
from unkink.paths import Paths
from unkink.protocol import Code
from unkink.settings_file import SettingsError, read_settings
from unkink.simulation.day_file import HEADER, Row
from unkink.simulation.recorded import recorded_rows


def history_day(given: Namespace, paths: Paths) -> int:
    """Write the rows of one local day, from its first record to its last."""
    try:
        settings = _settings(given, paths)
    except SettingsError as error:
        complain(str(error))
        return Code.BAD_USAGE
    with reading(paths.history_file) as database:
        asked = Queries(database)
        since, until = window(given.date, given.date)
        spans, entries = asked.spans(since, until), asked.between(since, until)
    rows = rows_of(given.date, spans, entries, timedelta(seconds=settings.prompt.lull))
    if not rows:
        complain(f"nothing is recorded of {given.date}; unkink records while it runs")
        return Code.FAILED
    with written(given.csv) as output:
        output.writelines(f"{line}\n" for line in lines(rows))
    return Code.DONE


def rows_of(
    day: date, spent: Sequence[Stretch], decided: Sequence[Entry], lull: timedelta
) -> Sequence[Row]:
    """Return what happened on this date, as the clock on the wall showed it."""
    here = [one for whole in spent for one in _within(day, whole)]
    return recorded_rows(here, [one for one in decided if one.time.date() == day], lull)


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """Give the lines of the day file."""
    yield ",".join(HEADER)
    for row in rows:
        yield f"{row.time.isoformat()},{row.doing.value}"


def _within(day: date, one: Stretch) -> Iterator[Stretch]:
    """Give the part of a span that lies on this date."""
    midnight = datetime.combine(day, time(), one.begins.tzinfo)
    begins, ends = max(one.begins, midnight), min(one.ends, midnight + timedelta(days=1))
    if begins < ends:
        yield replace(one, begins=begins, ends=ends)


def _settings(given: Namespace, paths: Paths) -> Settings:
    """Read how long a pause a prompt waits for; the defaults where nothing was written."""
    if given.config is None and not paths.config_file.exists():
        return Settings()
    return read_settings(given.config or paths.config_file)
