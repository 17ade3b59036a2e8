"""What `config/README.md` promises to programs is what they get, key by key."""

import json
import re
from pathlib import Path
from typing import Any

from tests.cli.conftest import Desk
from tests.cli.standin import Standin
from unkink.core.presence import Posture, Presence
from unkink.core.snapshot import Phase
from unkink.ports import TraySign

PAGE = Path(__file__).parents[2] / "config/README.md"


def words(cell: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", cell))


def rows() -> dict[str, str]:
    """Return the rows of both tables: the first cell and the second."""
    section = PAGE.read_text().partition("\n## For programs\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.+?) \| (.+) \|$", section, re.MULTILINE)
    return dict(cells)


def keys_of_status() -> dict[str, str]:
    """Return each key of the first table with what it is."""
    return {
        key: about for cell, about in rows().items() if "unkink " not in cell for key in words(cell)
    }


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
