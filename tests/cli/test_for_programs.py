"""What `config/README.md` promises to programs is what they get, key by key."""

import json
import re
from pathlib import Path
from typing import Any

from tests.cli.conftest import Desk
from tests.cli.lived import write
from tests.cli.standin import Standin
from unkink.core.effects import Outcome
from unkink.core.presence import Posture, Presence
from unkink.core.snapshot import Phase
from unkink.faults import Part
from unkink.ports import TraySign

PAGE = Path(__file__).parents[2] / "config/README.md"


def words(cell: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", cell))


def rows() -> dict[str, str]:
    """Return the rows of the table of commands: the first cell and the second."""
    return tables()[1]


def tables() -> list[dict[str, str]]:
    """Return the rows of each table: the first cell and the second."""
    section = PAGE.read_text().partition("\n## For programs\n")[2].partition("\n## ")[0]
    parts = section.split("|---|---|\n")[1:]
    return [dict(re.findall(r"^\| (`.+?) \| (.+) \|$", part, re.MULTILINE)) for part in parts]


def keys_of_status() -> dict[str, str]:
    """Return each key of the first table with what it is."""
    return keys(tables()[0])


def keys_of_stats() -> dict[str, str]:
    return keys(tables()[2])


def keys(table: dict[str, str]) -> dict[str, str]:
    return {key: about for cell, about in table.items() for key in words(cell)}


def nested(data: Any) -> set[str]:
    """Return every key at any depth."""
    if isinstance(data, dict):
        return set(data) | {key for value in data.values() for key in nested(value)}
    return {key for one in data for key in nested(one)} if isinstance(data, list) else set()


async def printed(desk: Desk, *arguments: str) -> Any:
    return json.loads((await desk.types(*arguments, "--json")).out)


async def test_status_has_the_keys_of_the_table_and_no_others(desk: Desk, daemon: Standin) -> None:
    told = await printed(desk, "status")
    documented = keys_of_status()
    assert set(told) == set(documented)
    inner = {"reminders": told["reminders"], "live": told["live"], "adapters": told["adapters"]}
    for key, value in inner.items():
        assert nested(value) <= words(documented[key]), key


def test_the_words_that_a_key_may_have_are_all_there() -> None:
    documented = keys_of_status()
    assert {one.value for one in Part} <= words(documented["faults"])
    assert words(documented["sign"]) == {one.value for one in TraySign}
    assert words(documented["presence"]) == {one.value for one in Presence}
    assert words(documented["posture"]) == {one.value for one in Posture}
    assert {one.value for one in Phase} <= words(documented["reminders"])


async def test_the_lists_have_the_keys_of_the_table_and_no_others(
    desk: Desk, daemon: Standin
) -> None:
    documented = rows()
    for command in ("why", "tips"):
        told = await printed(desk, command)
        assert told, command
        assert nested(told) == words(documented[f"`unkink {command} --json`"]) - {"null"}, command


async def test_a_day_has_the_keys_of_the_table_and_no_others(desk: Desk, daemon: Standin) -> None:
    told = nested(await printed(desk, "today"))
    names = {"micro", "sitting", "break", "taken"}
    assert told - names == words(rows()["`unkink today --json`"]) - {"null"}


async def test_simulate_has_the_keys_of_the_table_and_no_others(desk: Desk) -> None:
    lines = (await desk.types("simulate", "--json")).out.splitlines()
    told = nested([json.loads(line) for line in lines])
    assert told == words(rows()["`unkink simulate --json`"])


async def test_settings_have_the_keys_of_the_table_and_no_others(desk: Desk) -> None:
    await desk.types("config", "set", "prompt.lull", "15s")
    for action in ("show", "diff"):
        told = nested(json.loads((await desk.types("config", action, "--json")).out))
        assert told == words(rows()[f"`unkink config {action} --json`"]), action


async def test_autostart_has_the_keys_of_the_table_and_no_others(desk: Desk) -> None:
    await desk.types("autostart", "on")
    told = nested(await printed(desk, "autostart", "status"))
    assert told == words(rows()["`unkink autostart status --json`"])


async def test_stats_has_the_keys_of_the_table_and_no_others(desk: Desk) -> None:
    write(desk.paths.history_file, days=12)
    told = await printed(desk, "stats", "--from", "2026-10-01", "--to", "2026-11-22")
    documented = keys_of_stats()
    assert set(told) == set(documented)
    assert nested(told["parts"]) <= set(documented) | words(documented["longest_bout"])
    for key in ("longest_bout", "bouts", "tips"):
        assert told[key], key
        assert nested(told[key]) <= words(documented[key]), key
    assert {one.value for one in Outcome} <= set(documented)


async def test_the_columns_of_the_table_mean_what_the_keys_do(desk: Desk) -> None:
    header = (await desk.types("stats", "--csv")).out.strip().split(",")
    of_a_day = {"date", "bouts", "longest_bout_s", "began", "ended"}
    assert set(header) - of_a_day <= set(keys_of_stats())


async def test_an_export_has_the_keys_that_are_told(desk: Desk) -> None:
    write(desk.paths.history_file, days=12)
    told = json.loads((await desk.types("history", "export")).out)
    section = PAGE.read_text().partition("`unkink history export` writes")[2]
    for name, bucket in told["buckets"].items():
        assert f"`{name}`" in section
        for event in bucket["events"]:
            assert set(event["data"]) <= words(section)
