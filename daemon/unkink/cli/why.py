"""`unkink why`: how things stand and what was decided, in words or for programs.

Where no daemon runs, the file it left is read. The exit code is 4 all the same: nobody decides
anything now, and a script that asks for the code learns that.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from itertools import groupby
from typing import Any, cast

from unkink import protocol as ask
from unkink.cli.client import NotRunning, call
from unkink.cli.terminal import BOLD, DIM, complain, painted, print_json, report, say
from unkink.paths import Paths
from unkink.protocol import Code

Data = Mapping[str, Any]
"""What `why_data.why_data` returns."""

BEFORE = "unkink is not running; this is what it decided before"


def why(paths: Paths, last: str | None, *, as_json: bool) -> int:
    """Print why it is quiet, or not, and what was decided."""
    try:
        reply = call(paths.socket, ask.Why(last))
    except NotRunning:
        return _left_behind(paths, last, as_json=as_json)
    if reply.code is not Code.DONE:
        return report(reply)
    data = cast("Data", reply.data)
    if "earlier" in data:
        data = _with_earlier(paths, data)
    _print(data, as_json=as_json)
    return reply.code


def _with_earlier(paths: Paths, data: Data) -> Data:
    """Put what the file has of days longer ago before what the daemon told."""
    import sqlite3  # most questions are about today

    from unkink.adapters.history.connection import open_to_read
    from unkink.adapters.history.queries import Queries
    from unkink.why_data import why_data

    since, until = (datetime.fromisoformat(data[one]) for one in ("earlier", "recent"))
    try:
        with closing(open_to_read(paths.history_file)) as database:
            entries = Queries(database).between(since, until)
    except sqlite3.Error as error:
        complain(f"what was decided before {until:%Y-%m-%d} cannot be read ({error})")
        return data
    before = cast("Data", why_data(until, entries, _titles(paths).get, None))
    return {**data, **{one: [*before[one], *data[one]] for one in ("lines", "journal")}}


def _left_behind(paths: Paths, last: str | None, *, as_json: bool) -> int:
    """Print from the file what was decided; raises NotRunning where there is nothing to read."""
    import sqlite3  # none of these is needed while a daemon answers

    from unkink.adapters.history.connection import open_to_read
    from unkink.adapters.history.queries import Queries
    from unkink.time_words import looking_back
    from unkink.why_data import NO_LENGTH, why_data

    now = datetime.now().astimezone()
    since = looking_back(last, now)
    if since is None:
        complain(f'"{last}" {NO_LENGTH}')
        return Code.BAD_USAGE
    try:
        with closing(open_to_read(paths.history_file)) as database:
            kept = Queries(database)
            entries, begins = kept.since(since), kept.oldest()
    except sqlite3.Error:  # there is none, or it is none of ours; a daemon would say more
        raise NotRunning from None
    complain(BEFORE)
    _print(why_data(now, entries, _titles(paths).get, begins), as_json=as_json)
    return Code.NOT_RUNNING


def _titles(paths: Paths) -> dict[str, str]:
    from unkink.tip_files import check_pool  # reads every tip; a daemon would have sent the words

    return {tip.id: tip.title for tip in check_pool(paths.own_tips).pool.tips}


def _print(data: Data, *, as_json: bool) -> None:
    if as_json:
        print_json(data["journal"])
    else:
        say(why_text(data))


def why_text(data: Data) -> str:
    """Word it for a person: how things stand, then what was decided, the newest last."""
    now = [painted(line, BOLD) for line in data["quiet"]]
    return "\n".join([*now, *([""] if now else []), *_journal(data)])


def _journal(data: Data) -> list[str]:
    from unkink.journal_words import day, nothing  # programs need no words

    lines = [(datetime.fromisoformat(one["time"]), one["text"]) for one in data["lines"]]
    if not lines:
        begins = data["begins"]
        return [nothing(None if begins is None else datetime.fromisoformat(begins))]
    today = datetime.fromisoformat(data["time"]).date()
    if all(time.date() == today for time, _ in lines):
        return _timed(lines)
    printed = []
    for _, of_day in groupby(lines, lambda line: line[0].date()):
        told = list(of_day)
        printed += [painted(day(told[0][0]), BOLD), *_timed(told)]
    return printed


def _timed(lines: Sequence[tuple[datetime, str]]) -> list[str]:
    return [f"{painted(f'{time:%H:%M}', DIM)}  {text}" for time, text in lines]
