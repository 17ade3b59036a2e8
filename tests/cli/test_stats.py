"""`unkink stats`: the same sums for a person, for programs and for a spreadsheet."""

import asyncio
import csv
import io
import json
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ
from typing import Any

import pytest

from tests.cli.conftest import Desk
from tests.cli.lived import write
from tests.cli.standin import NOON, Standin
from unkink.adapters.history.history_file import HistoryFile
from unkink.core.effects import Outcome
from unkink.core.entries import Stretch
from unkink.core.presence import Posture, Presence

LIVED = ("--from", "2026-10-01", "--to", "2026-11-22")
"""All that `lived.py` writes is within these."""


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of six weeks; to write it takes seconds."""
    file = tmp_path_factory.mktemp("lived") / "history.db"
    write(file)
    return file


@pytest.fixture
def weeks(desk: Desk, lived: Path) -> Desk:
    """A desk of which six weeks are recorded."""
    desk.paths.data.mkdir(parents=True)
    shutil.copy(lived, desk.paths.history_file)
    return desk


async def told(desk: Desk, *arguments: str) -> Any:
    return json.loads((await desk.types("stats", *arguments, "--json")).out)


async def test_all_forms_tell_the_same_sums(weeks: Desk) -> None:
    for_programs = await told(weeks, *LIVED)
    printed = (await weeks.types("stats", *LIVED, "--csv")).out
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert len(rows) == for_programs["days_recorded"] > 25
    for key in ("shown", "own_breaks", *(one.value for one in Outcome)):
        assert sum(int(row[key]) for row in rows) == for_programs[key], key
    for key in ("sitting_s", "standing_s", "break_s", "away_s"):
        whole = sum(int(row[key]) for row in rows)
        assert abs(whole - for_programs[key]) <= len(rows) / 2, key  # each is rounded
        parts = sum(one[key] for one in for_programs["parts"])
        assert abs(whole - parts) <= len(rows), key
    assert sum(one["shown"] for one in for_programs["reminders"]) == for_programs["shown"]
    assert sum(int(row["bouts"]) for row in rows) == sum(
        one["count"] for one in for_programs["bouts"]
    )
    seen = (await weeks.types("stats", *LIVED)).out
    hours, left = divmod(for_programs["sitting_s"] // 60, 60)
    assert f"Sitting {hours} h {left} min on {for_programs['days_present']} days" in seen
    assert f"Tips taken: {for_programs['taken']} of {for_programs['shown']} shown" in seen
    assert f"Unasked breaks: {for_programs['own_breaks']}." in seen


async def test_it_says_what_the_figures_cannot_tell(weeks: Desk) -> None:
    seen = (await weeks.types("stats", *LIVED)).out.partition("What this cannot tell\n")[2]
    words = " ".join(seen.split())
    assert re.search(r"unkink did not run for \d+ h", words)
    assert "Shown is not done" in words
    assert "are what you said" in words


def on_a_terminal(desk: Desk, columns: int, **environment: str) -> str:
    """Return what a terminal of this width gets."""
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "unkink", "stats", *LIVED],
        env={**desk.environment, "TERM": "xterm-256color", **environment},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
    ) as process:
        os.close(theirs)
        written = b""
        while True:
            try:
                written += os.read(ours, 1 << 16)
            except OSError:  # nobody holds the other end any more
                break
    os.close(ours)
    assert process.returncode == 0
    return written.decode()


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
async def test_lines_fit_terminals_of_all_widths_and_no_figure_is_cut(
    weeks: Desk, columns: int
) -> None:
    seen = await asyncio.to_thread(on_a_terminal, weeks, columns, NO_COLOR="1")
    lines = seen.splitlines()
    assert max(map(len, lines)) <= columns
    assert not [line for line in lines if re.search(r"\d…|…\d", line)]
    assert "\x1b[" not in seen


async def test_colours_are_for_those_who_look(weeks: Desk) -> None:
    assert "\x1b[" in await asyncio.to_thread(on_a_terminal, weeks, 80)
    piped = (await weeks.types("stats", *LIVED)).out
    assert "\x1b[" not in piped
    assert not [line for line in piped.splitlines() if line != line.rstrip()]


async def test_bars_are_drawn_without_the_signs_of_utf_8_too(weeks: Desk) -> None:
    plain = await weeks.where(PYTHONIOENCODING="ascii").types("stats", *LIVED)
    assert plain.code == 0
    assert "####" in plain.out
    assert "?" not in plain.out


async def test_the_span_that_goes_on_is_counted_while_a_daemon_runs(
    desk: Desk, daemon: Standin
) -> None:
    """The file has the spans that are over; the stand-in says that this one has begun at 11:48."""
    morning = Stretch(
        NOON - timedelta(hours=1), daemon.goes_on.begins, Presence.AWAY, Posture.SITTING
    )
    desk.paths.data.mkdir(parents=True)
    with closing(HistoryFile(desk.paths.history_file, lambda: 3650)) as file:
        file.write([morning])
    counted = await told(desk)
    assert (counted["from"], counted["to"]) == ("2026-03-02", "2026-03-08")
    assert (counted["goes_on"], counted["sitting_s"]) == (True, 720)
    seen = (await desk.types("stats")).out
    assert "Sitting 12 min on 1 day." in seen
    assert "unkink does not run now" not in seen


async def test_without_a_daemon_only_what_is_over_counts(desk: Desk) -> None:
    now = datetime.now().astimezone()
    desk.paths.data.mkdir(parents=True)
    sat = Stretch(now - timedelta(seconds=60), now, Presence.ACTIVE, Posture.SITTING)
    with closing(HistoryFile(desk.paths.history_file, lambda: 3650)) as file:
        file.write([sat])
    day = sat.begins.date().isoformat()
    counted = await told(desk, "--from", day, "--to", now.date().isoformat())
    assert (counted["goes_on"], counted["sitting_s"]) == (False, 60)


async def test_nothing_recorded_is_told_and_no_mistake(desk: Desk) -> None:
    seen = await desk.types("stats")
    assert (seen.code, seen.err) == (0, "")
    assert "Nothing is recorded of this time" in seen.out
    assert (await told(desk, "--year"))["days_recorded"] == 0
    assert len((await desk.types("stats", "--month", "--csv")).out.splitlines()) == 1


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("--to", "2026-11-01"), "write the first one after --from"),
        (("--from", "2026-11-20", "--to", "2026-11-01"), "write the earlier day after --from"),
        (("--from", "2026-11-20", "--week"), "leave --week, --month and --year out"),
        (("--from", "1999-10-14"), "nothing is kept for more than ten years"),
        (("--json", "--csv"), "not allowed with"),
        (("--week", "--year"), "not allowed with"),
    ],
)
async def test_ranges_that_make_no_sense_are_told_with_what_to_write(
    desk: Desk, typed: tuple[str, ...], why: str
) -> None:
    seen = await desk.types("stats", *typed)
    assert (seen.code, why in seen.err) == (2, True), seen.err


async def test_a_file_of_another_program_is_told(desk: Desk) -> None:
    desk.paths.data.mkdir(parents=True)
    desk.paths.history_file.write_bytes(
        b"no database at all, but long enough to be read as one" * 9
    )
    seen = await desk.types("stats")
    assert (seen.code, "cannot be used" in seen.err) == (1, True)


async def test_a_year_is_told_by_its_months(weeks: Desk) -> None:
    counted = await told(weeks, "--from", "2025-12-01", "--to", "2026-11-22")
    assert counted["group"] == "month"
    assert [one["from"] for one in counted["parts"]] == ["2026-10-01", "2026-11-01"]


async def test_rich_is_loaded_for_the_view_alone(weeks: Desk) -> None:
    """It takes longer to load than all the rest."""
    code = (
        "import sys; from unkink.cli import main;"
        f"main(['stats', *{LIVED}, '--csv']); sys.exit('rich' in sys.modules)"
    )
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", code],
        env=weeks.environment,
        stdout=subprocess.DEVNULL,
    )
    assert done.returncode == 0
