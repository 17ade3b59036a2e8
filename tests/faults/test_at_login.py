"""A login with a mistake in the settings: unkink is there all the same, and says so."""

import json

import pytest

from tests.cli.conftest import Desk
from tests.cli.running import Start, ended
from tests.faults.living import done, running

ENTRY = """[Desktop Entry]
Type=Application
Name=unkink
Exec=/usr/bin/unkink run
X-Unkink-Autostart=true
"""
GOOD = '[[reminder]]\nname = "mine"\nevery = "40m"\ntips = ["micro"]\n'
WRONG = GOOD.replace("40m", "soon")


def saved(desk: Desk, text: str) -> None:
    desk.paths.config_file.parent.mkdir(parents=True, exist_ok=True)
    desk.paths.config_file.write_text(text)


async def status(desk: Desk) -> dict[str, object]:
    told: dict[str, object] = json.loads(await done(desk, "status", "--json"))
    return told


async def test_by_hand_a_mistake_is_named_and_nothing_starts(bare: Desk, start: Start) -> None:
    saved(bare, WRONG)
    code, complaints = await ended(await start())
    assert code == 2
    assert complaints.startswith(f'{bare.paths.config_file}:3: reminder[1].every: "soon"')


async def test_a_login_goes_on_with_the_last_good_settings_and_takes_the_mended_ones(
    bare: Desk, start: Start
) -> None:
    saved(bare, GOOD)
    first = await start()
    await running(first)
    await done(bare, "quit")
    await ended(first)
    saved(bare, WRONG)
    second = await start("--at-login")
    await running(second)
    told = await status(bare)
    assert told["faults"] == {"settings": "The settings have a mistake, line 3"}
    assert [(one["name"], one["every_s"]) for one in told["reminders"]] == [("mine", 2400)]  # type: ignore[attr-defined]
    assert (await done(bare, "status")).startswith("The settings have a mistake, line 3")
    assert "is set" in await done(bare, "config", "set", "reminder.mine.every", "50m")
    while (await status(bare))["faults"]:
        pass
    await done(bare, "quit")
    assert (await ended(second))[0] == 0


async def test_a_first_login_with_a_mistake_goes_on_with_the_defaults(
    bare: Desk, start: Start
) -> None:
    saved(bare, WRONG)
    process = await start("--at-login")
    await running(process)
    told = await status(bare)
    assert [one["name"] for one in told["reminders"]][:2] == ["micro", "active"]  # type: ignore[attr-defined]
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert (code, complaints.count('"soon" is no length of time')) == (0, 1)


@pytest.mark.parametrize("entry", [ENTRY, ""])
async def test_an_entry_of_an_older_version_is_understood(
    bare: Desk, start: Start, entry: str
) -> None:
    saved(bare, WRONG)
    file = bare.paths.config_file.parents[1] / "autostart/unkink.desktop"
    if entry:
        file.parent.mkdir()
        file.write_text(entry)
    process = await start()
    if entry:
        await running(process)
        await done(bare, "quit")
    assert (await ended(process))[0] == (0 if entry else 2)
