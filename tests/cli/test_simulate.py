"""`unkink simulate`, as a process of its own in an empty home."""

import json
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.simulation.days import typical_days
from tests.small_pool import POOL
from unkink.adapters.history.history_file import HistoryFile
from unkink.core.effects import Record, Spent
from unkink.core.entries import Entry, Stretch, entry_of, stretch_of
from unkink.core.settings import Settings
from unkink.paths import make_private
from unkink.simulation.day_file import Row
from unkink.simulation.simulated import simulated

DAY = """\
time,is
2026-11-23T09:00+01:00,active
2026-11-23T09:40+01:00,end
"""
MICRO = """\
[[reminder]]
name = "micro"
every = "30m"
tips = ["neck-turns"]
"""
DUE = {
    "time": "2026-11-23T09:30:00+01:00",
    "what": "due",
    "reminder": "micro",
    "tip": None,
    "why": "",
}
SHOWN = {
    "time": "2026-11-23T09:33:00+01:00",
    "what": "shown",
    "reminder": "micro",
    "tip": "neck-turns",
    "why": "due",
}


@pytest.fixture
def day(tmp_path: Path) -> str:
    file = tmp_path / "day.csv"
    file.write_text(DAY)
    return str(file)


@pytest.fixture
def config(tmp_path: Path) -> str:
    file = tmp_path / "trial.toml"
    file.write_text(MICRO)
    return str(file)


def everything_under(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*")) if folder.exists() else []


async def test_one_object_a_line_and_nothing_is_written(
    desk: Desk, day: str, config: str, tmp_path: Path
) -> None:
    before = everything_under(tmp_path)
    seen = await desk.types("simulate", "--config", config, "--day", day, "--json")
    assert (seen.code, seen.err) == (0, "")
    assert [json.loads(line) for line in seen.out.splitlines()] == [DUE, SHOWN]
    assert everything_under(tmp_path) == before


async def test_a_day_may_come_from_standard_input(desk: Desk, config: str) -> None:
    seen = await desk.types(
        *("simulate", "--config", config, "--day", "-", "--json"), fed=DAY.encode()
    )
    assert [json.loads(line) for line in seen.out.splitlines()] == [DUE, SHOWN]
    wrong = await desk.types("simulate", "--day", "-", fed=b"time,is\n")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err == (
        "standard input:1: there are no rows; write some like 2026-11-23T09:00+01:00,active\n"
    )


async def test_a_person_reads_a_timeline_a_band_and_the_sums(
    desk: Desk, day: str, config: str
) -> None:
    seen = await desk.types("simulate", "--config", config, "--day", day)
    assert (seen.code, seen.err) == (0, "")
    assert seen.out == (
        "Monday 2026-11-23, +01:00\n"
        "\n"
        "  09:30:00  micro was due\n"
        "  09:33:00  shown: Look over each shoulder\n"
        "\n"
        "  09\n"
        "  ###*\n"
        "\n"
        "# sitting  ^ on your feet  . away  ? nobody can tell  h a tip is held back  * a tip\n"
        "\n"
        "tips shown   1: micro 1\n"
        "held back    none\n"
        "sitting      40 min of 40 min, at most 40 min on end\n"
    )


async def test_without_a_day_a_typical_one_is_played_the_same_each_time(desk: Desk) -> None:
    first = await desk.types("simulate", "--json")
    assert first.code == 0
    decisions = [json.loads(line) for line in first.out.splitlines()]
    assert {one["time"][:10] for one in decisions} == {"2026-11-23"}
    assert {"due", "held", "released", "shown", "outcome"} <= {one["what"] for one in decisions}
    assert (await desk.types("simulate", "--json")).out == first.out
    others = [(await desk.types("simulate", "--json", "--seed", str(n))).out for n in (1, 2, 3)]
    assert any(other != first.out for other in others)


async def test_the_config_of_the_person_is_used_where_there_is_one(desk: Desk, day: str) -> None:
    desk.paths.config_file.parent.mkdir(parents=True)
    desk.paths.config_file.write_text(MICRO.replace("30m", "20m"))
    seen = await desk.types("simulate", "--day", day, "--json")
    assert json.loads(seen.out.splitlines()[0])["time"] == "2026-11-23T09:20:00+01:00"


async def test_every_problem_of_config_and_day_is_named_and_exit_2(
    desk: Desk, tmp_path: Path
) -> None:
    config, day = tmp_path / "trial.toml", tmp_path / "day.csv"
    config.write_text('[prompt]\nlul = "10s"\n')
    day.write_text("time,is\n2026-11-23T09:00+01:00,activ\n2026-11-23T08:00+01:00,end\n")
    seen = await desk.types("simulate", "--config", str(config), "--day", str(day))
    assert (seen.code, seen.out) == (2, "")
    assert seen.err == (
        f'{config}:2: prompt.lul: no such key; write "lull"\n'
        f'{day}:2: nobody can be "activ"; write "active"\n'
        f"{day}:3: this is not later than line 2; write the rows in the order of their times\n"
    )


async def test_files_that_are_not_there_are_named_and_exit_2(desk: Desk, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    seen = await desk.types("simulate", "--config", str(nowhere), "--day", str(nowhere))
    assert (seen.code, seen.out) == (2, "")
    assert seen.err == (
        f"{nowhere}:1: there is no such file; unkink config init writes one\n"
        f"{nowhere}:1: there is no such file; write one, or leave --day out for a typical day\n"
    )


async def test_health_answers_and_own_tips_are_respected(desk: Desk, day: str) -> None:
    """The config names one tip, which the answers hide: nothing is shown, nothing is told why."""
    desk.paths.config_file.parent.mkdir(parents=True)
    desk.paths.config_file.write_text(MICRO)
    desk.paths.own_tips.mkdir()
    (desk.paths.own_tips / "mine.toml").write_text('[[tip]]\nid = "mine"\n')
    await desk.types("profile", "set", "neck-condition")
    seen = await desk.types("simulate", "--day", day, "--json")
    assert seen.code == 0
    assert "mine.toml:1: tip mine: " in seen.err
    assert "shown" not in seen.out
    assert "neck" not in seen.out


async def test_the_help_has_examples_and_names_every_word(desk: Desk) -> None:
    seen = await desk.types("simulate", "--help")
    assert seen.code == 0
    assert "unkink simulate --day monday.csv --json" in seen.out
    for word in ("watching", "fullscreen", "dnd", "blind", "end"):
        assert word in seen.out


async def test_a_seed_that_is_no_number_is_bad_usage(desk: Desk) -> None:
    seen = await desk.types("simulate", "--seed", "luck")
    assert (seen.code, seen.out) == (2, "")
    assert seen.err == "unkink simulate: argument --seed: invalid int value: 'luck'\n"


@pytest.fixture
def two_weeks(desk: Desk) -> None:
    """A journal of two weeks that ended this morning; who asks for a day more has all of it.

    The hour at which the tests run shall not cut its first day short, nor its last weekend.
    """
    ends = datetime.now().astimezone().replace(hour=6, minute=0)
    rows = list(typical_days(14))
    later = ends - rows[-1].time
    moved = [Row((one.time + later).astimezone(ends.tzinfo), one.doing) for one in rows]
    make_private(desk.paths.history_file.parent)
    kept: list[Entry | Stretch] = []
    for _, effect in simulated(moved, Settings(), POOL):
        if isinstance(effect, Spent):
            kept.append(stretch_of(effect.span, effect.at))
        elif isinstance(effect, Record):
            kept.append(entry_of(effect))
    with closing(HistoryFile(desk.paths.history_file, lambda: 400)) as file:
        file.write(kept)


@pytest.mark.usefixtures("two_weeks")
async def test_recorded_days_compare_what_is_in_use_with_what_is_tried(
    desk: Desk, tmp_path: Path
) -> None:
    trial = tmp_path / "trial.toml"
    trial.write_text('preset = "keen"\n')
    seen = await desk.types("simulate", "--last", "15d", "--config", str(trial))
    assert (seen.code, seen.err) == (0, "")
    rows = {line[:18].strip(): line[18:].split() for line in seen.out.splitlines() if line}
    in_use, tried = map(int, rows["tips shown"])
    assert 60 < in_use < tried
    assert "in use" in seen.out
    assert "trial.toml" in seen.out
    bars = [line for line in seen.out.splitlines() if "▇" in line]
    assert len(bars) >= 10
    again = await desk.types("simulate", "--last", "15d", "--config", str(trial))
    assert again.out == seen.out


@pytest.mark.usefixtures("two_weeks")
async def test_recorded_days_for_programs_name_the_settings_of_each_line(desk: Desk) -> None:
    seen = await desk.types("simulate", "--last", "4d", "--json")
    lines = [json.loads(one) for one in seen.out.splitlines()]
    assert {one["settings"] for one in lines} == {"in use"}
    assert {"shown", "due"} <= {one["what"] for one in lines}


async def test_recorded_days_of_a_journal_that_is_empty_say_so(desk: Desk) -> None:
    seen = await desk.types("simulate", "--last", "14d")
    assert (seen.code, seen.out) == (1, "")
    assert seen.err == "nothing is recorded of that time; unkink records while it runs\n"


async def test_recorded_days_of_no_length_are_bad_usage(desk: Desk) -> None:
    seen = await desk.types("simulate", "--last", "fortnight")
    assert (seen.code, seen.err) == (2, '"fortnight" is no length of time; write 30m, 2h or 7d\n')
