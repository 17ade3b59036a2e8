"""`unkink today`: opens the page of a day, or tells the day here."""

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta

from tests.cli.conftest import Desk
from tests.cli.standin import Standin
from unkink.adapters.history.history_file import HistoryFile
from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.presence import Posture, Presence

NO_BROWSER = "No browser could be opened."
NOT_RUNNING = 'unkink is not running; start it with "unkink"\n'
BEFORE = "unkink is not running; this is what it recorded before\n"


async def test_the_page_of_a_day_is_opened(desk: Desk, daemon: Standin) -> None:
    for typed, page, name in (
        ((), "today", "Today"),
        (("today",), "today", "Today"),
        (("yesterday",), "today/2026-03-01", "Yesterday"),
        (("2026-02-20",), "today/2026-02-20", "Friday 20 February"),
    ):
        seen = await desk.types("today", *typed)
        assert (seen.code, seen.out) == (0, f"{name} is open in your browser.\n")
        assert daemon.opened.pop() == page


async def test_a_day_is_told_here_where_that_is_wanted(desk: Desk, daemon: Standin) -> None:
    seen = await desk.types("today", "--print")
    assert (seen.code, seen.err) == (0, "")
    assert daemon.opened == []
    lines = seen.out.splitlines()
    assert lines[0] == "Today, Monday 2 March 2026"
    assert lines[2].startswith("  Sitting               3 h 3 min")
    assert lines[2].endswith("there since 08:50, now for 48 min")
    assert lines[-1] == "  11:05  micro  Look over each shoulder  taken"


async def test_a_day_is_told_here_where_no_page_can_be_opened(desk: Desk, daemon: Standin) -> None:
    daemon.refusal = NO_BROWSER
    seen = await desk.types("today")
    assert (seen.code, seen.err) == (0, f"{NO_BROWSER}\n")
    assert seen.out == (await desk.types("today", "--print")).out


async def test_a_day_of_which_nothing_is_recorded_says_so(desk: Desk, daemon: Standin) -> None:
    seen = await desk.types("today", "2026-02-20", "--print")
    assert (seen.code, seen.out) == (
        0,
        "Friday 20 February 2026\n\nNothing is kept of this day: the record begins later.\n",
    )


async def test_what_is_no_date_exits_2(desk: Desk, daemon: Standin) -> None:
    for typed in (("friday",), ("31.12.", "--json")):
        seen = await desk.types("today", *typed)
        assert (seen.code, seen.out) == (2, "")
        assert seen.err == f'"{typed[0]}" is no date; write it as 2026-11-20, or yesterday\n'


async def test_a_day_for_programs(desk: Desk, daemon: Standin) -> None:
    told = json.loads((await desk.types("today", "--json")).out)
    assert told == {
        "schema": 1,
        "date": "2026-03-02",
        "began": "2026-03-02T08:50:00+00:00",
        "ended": "2026-03-02T12:00:00+00:00",
        "seconds": {"sitting": 10980, "break": 420},
        "unsure_s": 0,
        "longest": {
            "began": "2026-03-02T08:50:00+00:00",
            "ended": "2026-03-02T11:05:00+00:00",
            "sat_s": 8100,
        },
        "own_breaks": 0,
        "reminders": {"micro": {"shown": 1, "outcomes": {"taken": 1}, "own_breaks": 0}},
        "prompts": [
            {
                "at": "2026-03-02T11:05:00+00:00",
                "reminder": "micro",
                "tip": "neck-turns",
                "occasion": "due",
                "outcome": "taken",
                "answered": "2026-03-02T11:09:00+00:00",
            }
        ],
        "bouts": [
            {
                "began": "2026-03-02T08:50:00+00:00",
                "ended": "2026-03-02T11:05:00+00:00",
                "sat_s": 8100,
            },
            {
                "began": "2026-03-02T11:12:00+00:00",
                "ended": "2026-03-02T12:00:00+00:00",
                "sat_s": 2880,
            },
        ],
        "pieces": [
            {
                "begins": "2026-03-02T08:50:00+00:00",
                "ends": "2026-03-02T11:05:00+00:00",
                "kind": "sitting",
                "sure": True,
            },
            {
                "begins": "2026-03-02T11:05:00+00:00",
                "ends": "2026-03-02T11:12:00+00:00",
                "kind": "break",
                "sure": True,
            },
            {
                "begins": "2026-03-02T11:12:00+00:00",
                "ends": "2026-03-02T12:00:00+00:00",
                "kind": "sitting",
                "sure": True,
            },
        ],
        "holds": [
            {
                "begins": "2026-03-02T09:30:02+00:00",
                "ends": "2026-03-02T11:05:00+00:00",
                "why": "call",
                "reminder": "micro",
            }
        ],
    }


async def test_without_a_daemon_the_file_tells_and_it_exits_4(desk: Desk) -> None:
    nothing = await desk.types("today")
    assert (nothing.code, nothing.out, nothing.err) == (4, "", NOT_RUNNING)
    noon = (datetime.now(UTC) - timedelta(days=2)).replace(hour=12, minute=0, second=0)
    with closing(HistoryFile(desk.paths.history_file, lambda: 400)) as file:
        file.write(
            [
                Stretch(noon - timedelta(hours=1), noon, Presence.ACTIVE, Posture.SITTING),
                Entry(noon, Decision.SHOWN, "micro", "neck-turns", "due"),
                Entry(noon, Decision.OUTCOME, "micro", "neck-turns", "skipped"),
            ]
        )
    day = noon.date().isoformat()
    seen = await desk.types("today", day)
    assert (seen.code, seen.err) == (4, BEFORE)
    assert "there from 11:00 to 12:00" in seen.out
    assert seen.out.endswith("  12:00  micro  Look over each shoulder  skipped\n")
    told = json.loads((await desk.types("today", day, "--json")).out)
    assert told["seconds"] == {"sitting": 3600}
    assert (await desk.types("today", "soon")).code == 2
