"""`unkink today`: opens the page of a day, or prints the day here."""

from collections.abc import Mapping
from contextlib import closing
from typing import Any, cast

from unkink import protocol as ask
from unkink.cli.client import NotRunning, call
from unkink.cli.terminal import BOLD, complain, painted, print_json, report, say
from unkink.paths import Paths
from unkink.protocol import Code

BEFORE = "unkink is not running; this is what it recorded before"

Data = Mapping[str, Any]
"""What `day_view.data.day_data` returns."""


def today(paths: Paths, day: str | None, *, here: bool, as_json: bool) -> int:
    """Open the page of a day; print it where that is wanted, or where no page can be opened."""
    wanted = ask.TellDay(day) if here or as_json else ask.ShowDay(day)
    try:
        reply = call(paths.socket, wanted)
    except NotRunning:
        return _left_behind(paths, day, as_json=as_json)
    if reply.data is None:
        return report(reply)
    if reply.code is not Code.DONE:
        complain(reply.text)
    _print(cast("Data", reply.data), as_json=as_json)
    return Code.DONE


def _left_behind(paths: Paths, day: str | None, *, as_json: bool) -> int:
    """Print from the file what was recorded; raises NotRunning where there is nothing to read."""
    import sqlite3  # none of these is needed while a daemon answers
    from datetime import datetime

    from unkink.adapters.history.connection import open_to_read
    from unkink.adapters.history.queries import Queries
    from unkink.day_view.data import day_data
    from unkink.day_view.words import NO_DATE, read_date
    from unkink.recorded_days import told_day
    from unkink.tip_files import check_pool

    now = datetime.now().astimezone()
    wanted = read_date(day or "", now.date())
    if wanted is None:
        complain(f'"{day}" {NO_DATE}')
        return Code.BAD_USAGE
    titles = {tip.id: tip.title for tip in check_pool(paths.own_tips).pool.tips}
    try:
        with closing(open_to_read(paths.history_file)) as database:
            kept = Queries(database)
            data = day_data(told_day(kept, wanted), now, titles.get, kept.oldest())
    except sqlite3.Error:  # there is none, or it is none of ours; a daemon would say more
        raise NotRunning from None
    complain(BEFORE)
    _print(cast("Data", data), as_json=as_json)
    return Code.NOT_RUNNING


def _print(data: Data, *, as_json: bool) -> None:
    if as_json:
        print_json(data["day"])
    else:
        say(f"{painted(data['name'], BOLD)}\n\n{data['text']}")
