"""`unkink stats`: recorded days added up, for a person or for programs.

The figures are those of the page, told from the journal's file. While a daemon runs it is asked for
the span of time that goes on; without one only what is over counts, and nothing goes on anyway.
"""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from unkink import protocol as ask
from unkink.adapters.history.queries import Queries
from unkink.cli.client import NoAnswer, NotRunning, call
from unkink.cli.history import Unusable, reading
from unkink.cli.stats_told import Told, told
from unkink.cli.terminal import complain, print_json, say
from unkink.core.days.day import DaySummary
from unkink.core.days.ranges import Range, months_until, week_of
from unkink.core.entries import Stretch
from unkink.core.presence import Posture, Presence
from unkink.paths import Paths
from unkink.protocol import Code
from unkink.recorded_days import summaries

YEARS_BACK = 12
"""The journal keeps ten at most."""


def stats(given: Namespace, paths: Paths) -> int:
    """Print the figures of the range that was asked for."""
    present = present_of(paths)
    today = date.today() if present is None else present.ends.date()
    asked = _asked(given, today)
    if isinstance(asked, str):
        complain(asked)
        return Code.BAD_USAGE
    try:
        days = _days(paths, asked, today, present)
    except Unusable as error:
        complain(str(error))
        return Code.FAILED
    _print(given, paths, told(days, asked, today, goes_on=present is not None))
    return Code.DONE


def present_of(paths: Paths) -> Stretch | None:
    """Return the span of time that goes on; None where no daemon can tell."""
    try:
        reply = call(paths.socket, ask.Bare.PRESENT)
    except NotRunning:
        return None
    except NoAnswer as error:
        complain(f"{error} What goes on now is not counted.")
        return None
    if reply.code is not Code.DONE:  # a daemon from before this release
        return None
    data = cast("Mapping[str, Any]", reply.data)
    begins, ends = (datetime.fromisoformat(data[key]) for key in ("begins", "ends"))
    presence = next(one for one in Presence if one.value == data["presence"])
    return Stretch(begins, ends, presence, Posture(data["posture"]))


def _asked(given: Namespace, today: date) -> Range | str:
    """Return the range, or what is wrong with what was typed."""
    if given.first is None and given.last is None:
        if given.month or given.year:
            return months_until(today, 12 if given.year else 1)
        return week_of(today)
    if given.week or given.month or given.year:
        return "--from and --to say which days; leave --week, --month and --year out"
    if given.first is None:
        return "--to is the last day; write the first one after --from"
    last = given.last or max(given.first, today)
    if given.first > last:
        return f"{given.first} is after {last}; write the earlier day after --from"
    if max(abs(day.year - today.year) for day in (given.first, last)) > YEARS_BACK:
        return f"nothing is kept for more than ten years; write days up to {YEARS_BACK} years away"
    return Range(given.first, last)


def _days(paths: Paths, asked: Range, today: date, present: Stretch | None) -> Sequence[DaySummary]:
    if asked.first > today or not paths.history_file.exists():
        return []
    with reading(paths.history_file) as database:
        return summaries(Queries(database), asked.first, min(asked.last, today), present)


def _print(given: Namespace, paths: Paths, shown: Told) -> None:
    if given.json:
        from unkink.cli.stats_data import as_json

        print_json(as_json(shown))
    elif given.csv:
        from unkink.cli.stats_data import as_csv

        for line in as_csv(shown):
            say(line)
    else:
        from unkink.cli.stats_view import print_view
        from unkink.tip_files import check_pool  # reads every tip, for its title

        titles = {tip.id: tip.title for tip in check_pool(paths.own_tips).pool.tips}
        print_view(shown, titles)
