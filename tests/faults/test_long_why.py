"""A question about a year is answered in full, and costs the daemon no memory."""

import json
from datetime import datetime, timedelta

from tests.cli.conftest import Desk
from tests.cli.running import Start, ended
from tests.faults.living import done, running
from tests.faults.test_a_thousand_prompts import held
from unkink.adapters.history.history_file import HistoryFile
from unkink.core.effects import Decision
from unkink.core.entries import Entry

DAYS, A_DAY = 390, 50
SOME_KB = 2_000
"""For one answer about three days, with what it loads; the whole year took 28,000."""


def a_year(desk: Desk) -> list[Entry]:
    """Fill the journal with so many decisions on each of so many days, up to yesterday."""
    today = datetime.now().astimezone().replace(hour=9, minute=0, second=0, microsecond=0)
    rows = [
        Entry(today - timedelta(days=day) + timedelta(minutes=7 * turn), decision, "micro", None)
        for day in range(DAYS, 0, -1)
        for turn, decision in enumerate((Decision.DUE, Decision.PAUSED) * (A_DAY // 2))
    ]
    file = HistoryFile(desk.paths.history_file, lambda: 400)
    file.write(rows)
    file.close()
    return rows


async def test_why_over_a_year_has_every_row_and_leaves_the_daemon_as_it_was(
    bare: Desk, start: Start
) -> None:
    rows = a_year(bare)
    process = await start()
    await running(process)
    await done(bare, "why", "--last", "1d")  # what any answer loads
    before = held(process, bare.paths.state_file)
    told = json.loads(await done(bare, "why", "--last", f"{DAYS + 1}d", "--json"))
    assert [one["time"] for one in told[: len(rows)]] == [
        one.time.isoformat(timespec="seconds") for one in rows
    ]
    text = await done(bare, "why", "--last", f"{DAYS + 1}d")
    assert f"{rows[0].time:%Y-%m-%d}" in text
    after = held(process, bare.paths.state_file)
    assert after["memory"] - before["memory"] < SOME_KB
    assert after["files"] <= before["files"] + 1  # the journal, opened by the question
    await done(bare, "quit")
    assert (await ended(process))[0] == 0
