"""The journal taken out as JSON and taken in again, here or on another computer."""

import io
import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.simulation.days import typical_days
from unkink.adapters.history.connection import open_to_read, open_to_write
from unkink.adapters.history.exporting import Exported, export
from unkink.adapters.history.history_file import HistoryFile
from unkink.adapters.history.importing import BadExport, Imported, take_in
from unkink.adapters.history.json_reader import BadJson, JsonReader
from unkink.adapters.history.queries import Queries
from unkink.core.effects import Decision, Record, Spent
from unkink.core.entries import Entry, Stretch, entry_of, stretch_of
from unkink.core.health import HealthProfile
from unkink.core.presence import Posture, Presence
from unkink.core.settings import Settings
from unkink.recorded_days import summaries
from unkink.simulation.simulated import simulated
from unkink.tip_files import read_pool

NOW = datetime.fromisoformat("2026-12-01T12:00:00+01:00")
NINE = datetime.fromisoformat("2026-11-23T09:00:00.000001+01:00")
MINUTE = timedelta(minutes=1)
SAT = Stretch(NINE, NINE + 30.25 * MINUTE, Presence.ACTIVE, Posture.SITTING)
LEFT = Stretch(SAT.ends, SAT.ends + 600 * MINUTE, Presence.AWAY, Posture.SITTING)
HELD = Entry(NINE, Decision.HELD, "micro", why="call: microphone in use by “Ätsch”")
BACK = Entry(NINE + 5 * MINUTE, Decision.BACK, seconds=240.512)
ROWS = (SAT, LEFT, HELD, BACK)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


def write(path: Path, rows: Sequence[Entry | Stretch]) -> None:
    with closing(HistoryFile(path, lambda: 3650)) as file:
        for _, day in groupby(rows, key=type):
            file.write(list(day))


def exported(path: Path, first: date = date.min, last: date = date.max) -> tuple[str, Exported]:
    text = io.StringIO()
    with closing(open_to_read(path)) as database:
        done = export(database, text, NOW, first, last)
    return text.getvalue(), done


def imported(path: Path, text: str) -> Imported:
    with closing(open_to_write(path)) as database:
        return take_in(database, io.StringIO(text))


def rows(path: Path) -> list[list[tuple[object, ...]]]:
    """Everything in the file but the numbers of the rows."""
    with closing(sqlite3.connect(path)) as database:
        return [
            database.execute(question).fetchall()
            for question in (
                "SELECT begins, ends, utc_offset, presence, posture FROM span ORDER BY id",
                "SELECT at, utc_offset, decision, reminder, tip, why, seconds FROM decision"
                " ORDER BY id",
            )
        ]


def test_an_export_is_what_activitywatch_imports(path: Path) -> None:
    """Each bucket has what its import reads: id, type, client, hostname, created and events."""
    write(path, ROWS)
    buckets = json.loads(exported(path)[0])["buckets"]
    assert list(buckets) == ["unkink-presence", "unkink-decisions"]
    assert buckets["unkink-presence"] == {
        "id": "unkink-presence",
        "created": "2026-12-01T12:00:00+01:00",
        "type": "unkink.presence",
        "client": "unkink",
        "hostname": "unknown",
        "data": {"schema": 1},
        "events": [
            {
                "timestamp": "2026-11-23T09:00:00.000001+01:00",
                "duration": 1815.0,
                "data": {"presence": "active", "posture": "sitting"},
            },
            {
                "timestamp": "2026-11-23T09:30:15.000001+01:00",
                "duration": 36000.0,
                "data": {"presence": "away", "posture": "sitting"},
            },
        ],
    }
    assert buckets["unkink-decisions"]["events"][1] == {
        "timestamp": "2026-11-23T09:05:00.000001+01:00",
        "duration": 0.0,
        "data": {
            "decision": "back",
            "reminder": None,
            "tip": None,
            "why": "",
            "seconds": 240.512,
        },
    }


def test_another_computer_goes_on_with_the_same_rows(path: Path, tmp_path: Path) -> None:
    write(path, [*lived(20)])
    text, done = exported(path)
    other = tmp_path / "other.db"
    assert imported(other, text) == Imported(done.spans, done.decisions, 0, 0, date(2026, 11, 23))
    assert rows(other) == rows(path)
    assert done.spans > 100
    assert done.decisions > 100
    assert exported(other)[0] == text


def lived(days: int) -> Iterator[Entry | Stretch]:
    for _, effect in simulated(typical_days(days), Settings(), read_pool()):
        if isinstance(effect, Record):
            yield entry_of(effect)
        elif isinstance(effect, Spent):
            yield stretch_of(effect.span, effect.at)


def test_what_is_here_already_is_not_added_again(path: Path) -> None:
    write(path, ROWS)
    text, _ = exported(path)
    before = rows(path)
    assert imported(path, text) == Imported(0, 0, known=4, overlapping=0, first=None)
    assert rows(path) == before


def test_time_that_is_told_here_is_not_told_twice(path: Path, tmp_path: Path) -> None:
    """Two computers may have run at the same time; nobody sat two hours within one."""
    other = tmp_path / "other.db"
    write(path, [SAT])
    late = 10 * MINUTE
    write(other, [replace(SAT, begins=NINE + late, ends=NINE + 20 * MINUTE), LEFT, BACK])
    done = imported(path, exported(other)[0])
    assert (done.spans, done.decisions, done.overlapping) == (1, 1, 1)
    with closing(open_to_read(path)) as database:
        (day,) = summaries(Queries(database), NINE.date(), NINE.date())
    assert day.sitting == SAT.ends.timestamp() - SAT.begins.timestamp()


def test_the_latest_rows_are_still_those_written_last(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    write(other, [HELD, BACK])
    today = Entry(NOW, Decision.DUE, "micro")
    write(path, [today])
    imported(path, exported(other)[0])
    with closing(HistoryFile(path, lambda: 3650)) as file:
        assert file.latest(3) == [today, BACK, HELD]


def test_days_that_were_rolled_up_are_made_anew_with_what_is_added(
    path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    day = timedelta(days=1)
    write(other, [SAT])
    later = [replace(SAT, begins=SAT.begins + n * day, ends=SAT.ends + n * day) for n in range(2)]
    for one in [
        *later[1:],
        *(
            Stretch(
                SAT.ends + n * day, SAT.ends + n * day + MINUTE, Presence.ACTIVE, Posture.SITTING
            )
            for n in range(2, 6)
        ),
    ]:
        write(path, [one])
    imported(path, exported(other)[0])
    with closing(open_to_read(path)) as database:
        told = summaries(Queries(database), NINE.date(), NINE.date() + day)
    assert [one.sitting for one in told] == [1815.0, 1815.0]


def test_some_days_can_be_taken_out_with_what_reaches_into_them(path: Path) -> None:
    night = Stretch(LEFT.ends, NINE + timedelta(days=1), Presence.ASLEEP, Posture.SITTING)
    tuesday = Entry(NINE + timedelta(days=1), Decision.DUE, "micro")
    write(path, [SAT, LEFT, night, HELD, BACK, tuesday])
    assert exported(path, date(2026, 11, 24))[1] == Exported(1, 1, 0)
    assert exported(path, last=date(2026, 11, 23))[1] == Exported(3, 2, 0)
    assert exported(path, date(2026, 11, 25))[1] == Exported(0, 0, 0)


def test_rows_that_make_no_sense_are_left_out_and_counted(path: Path) -> None:
    write(path, ROWS)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE decision SET decision = 'danced' WHERE decision = 'held'")
        database.execute("UPDATE span SET begins = 'early' WHERE presence = 'away'")
    text, done = exported(path)
    assert done == Exported(1, 1, 2)
    assert len(json.loads(text)["buckets"]) == 2


def events(*told: str) -> str:
    return '{"buckets": {\n"unkink-decisions": {"events": [\n' + ",\n".join(told) + "\n]}}}\n"


GOOD = '{"timestamp": "2026-11-23T09:00:00+01:00", "duration": 0, "data": {"decision": "due"}}'


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "an object is missing here"),
        ("[1, 2]", 1, "an object is missing here"),
        ('{"rows": []}', 1, "there is no bucket unkink-presence or unkink-decisions in it"),
        (events(GOOD, GOOD)[:-30], 4, "this is no JSON"),
        (events(GOOD) + "x", 5, "something follows after the end"),
        (events(GOOD, '{"timestamp": 5, "data": {}}'), 4, "timestamp is 5, and no time"),
        (events(GOOD.replace("+01:00", "")), 3, "no time with an offset"),
        (events(GOOD, GOOD.replace("due", "danced")), 4, "decision is 'danced', which this"),
        (events(GOOD, '"due"'), 4, "an event is an object with timestamp, duration and data"),
        (events(GOOD.replace('"due"', '"due", "tip": 7')), 3, "tip is 7, and no text"),
        (events(GOOD.replace('"due"', '"due", "seconds": "long"')), 3, "seconds is 'long'"),
        (
            events(GOOD.replace('"due"', f'"due", "seconds": 1{"0" * 400}')),
            3,
            "write a number of seconds",
        ),
        (events(GOOD.replace('"due"', '"due", "seconds": Infinity')), 3, "seconds is inf; write"),
        (events(GOOD.replace('"due"', '"due", "seconds": NaN')), 3, "seconds is nan; write"),
        (events(GOOD.replace('"due"', '"due", "seconds": -1')), 3, "seconds is -1; write"),
        (events(GOOD.replace("2026", "0002")), 3, "write one from 1970 on and before 2200"),
        (events(GOOD.replace("2026", "9999")), 3, "write one from 1970 on and before 2200"),
        (events(GOOD.replace("+01:00", "-19:00")), 3, "no more than 18 hours"),
        (events(GOOD.replace('"due"', f'"due", "why": "{"x" * 1001}"')), 3, "1001 characters"),
        (
            events(GOOD).replace("decisions", "presence"),
            3,
            "presence is None, which this release does not know",
        ),
        (
            '{"buckets": {"unkink-presence": {"data": {"schema": 2}, "events": []}}}',
            1,
            "a newer unkink wrote this",
        ),
    ],
)
def test_a_file_with_a_mistake_adds_nothing_and_the_line_is_told(
    path: Path, text: str, line: int, told: str
) -> None:
    write(path, ROWS)
    before = rows(path)
    with pytest.raises(BadExport) as error:
        imported(path, text)
    assert told in str(error.value)
    assert error.value.line == line
    assert rows(path) == before


def test_buckets_of_other_programs_are_stepped_over(path: Path) -> None:
    text = json.loads(events(GOOD))
    text["buckets"] = {"aw-watcher-afk": {"events": [{"timestamp": "?"}]}, **text["buckets"]}
    assert imported(path, json.dumps(text)).decisions == 1


class InBites(io.StringIO):
    """A file that gives a few characters at a time, wherever that cuts."""

    size = 1

    def read(self, size: int | None = -1) -> str:
        return super().read(self.size)


VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(
    some.dictionaries(some.text(), VALUES, max_size=4),
    some.integers(1, 9),
    some.sampled_from([None, 1]),
)
def test_json_is_read_the_same_however_it_comes_in(
    told: dict[str, Any], size: int, indent: int | None
) -> None:
    file = InBites(json.dumps(told, indent=indent))
    file.size = size
    reader = JsonReader(file)
    read = {key: reader.value() for key in reader.members()}
    reader.end()
    assert read == told


@settings(deadline=None)
@given(some.text(alphabet='{}[]",:1e-.tru ', max_size=12))
def test_whatever_else_is_in_a_file_is_a_mistake_and_no_accident(text: str) -> None:
    reader = JsonReader(io.StringIO(text))
    try:
        for _ in reader.members():
            reader.value()
        reader.end()
    except BadJson:
        return
    assert isinstance(json.loads(text), dict)


def test_no_health_answer_is_ever_in_an_export(path: Path) -> None:
    """Whoever gives all answers there are, and is sore, has a journal that tells nothing of it."""
    pool = read_pool()
    profile = HealthProfile(
        answered=True,
        tags=pool.tags,
        sore_on=date(2026, 11, 24),
        locked=frozenset({pool.categories[0].id}),
        answered_on=date(2026, 11, 2),
    )
    kept: list[Entry | Stretch] = []
    for _, effect in simulated(typical_days(5), Settings(), pool, profile):
        if isinstance(effect, Record):
            kept.append(entry_of(effect))
        elif isinstance(effect, Spent):
            kept.append(stretch_of(effect.span, effect.at))
    write(path, kept)
    text, done = exported(path)
    words = {*re.findall(r"[a-z-]+", text)}
    health = pool.tags | {flag.id for flag in pool.red_flags} | {"health", "sore", "profile"}
    assert done.decisions > 20
    assert len(health) > 20
    assert words & health == set()
