"""The settings come into force as they are saved, and a mistake costs nothing."""

import asyncio
import logging
from functools import partial
from pathlib import Path

import pytest

from tests.adapters.notifiers.listener import until
from tests.house import SETTINGS, House
from unkink.core.health import HealthProfile
from unkink.core.moment import MINUTE
from unkink.faults import Part
from unkink.notices import OPEN_FILE, SETTINGS_SLOT
from unkink.ports import ButtonPressed
from unkink.settings_at_start import StartSettings
from unkink.settings_file import Problem
from unkink.settings_keeper import SettingsKeeper

SLOWER = '[[reminder]]\nname = "micro"\nevery = "50m"\ntips = ["micro"]\n'
WORDS = frozenset({"micro"})


class Desk:
    """A house whose settings lie in a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.house = House()
        self.words = WORDS
        self.good: list[str] = []
        self.keeper = SettingsKeeper(
            file,
            SETTINGS,
            lambda: self.words,
            self.house.loop.report,
            self.house.loop.tell,
            partial(self.house.loop.faults.note, Part.SETTINGS),
            written_within=0.05,
            good=self.good.append,
        )

    async def save(self, text: str) -> None:
        self.file.write_text(text, "utf-8")
        await self.read()

    async def read(self) -> None:
        """Read again, as the watch on the folder asks for."""
        self.keeper.reload()
        await self.house.loop.settle()

    @property
    def every(self) -> float:
        """The minutes of sitting until the first reminder is due."""
        return (self.house.loop.snapshot().reminders[0].every or 0.0) / MINUTE

    def notices(self) -> list[tuple[str, str]]:
        shown = self.house.notifier.shown
        return [(one.title, one.body) for one in shown if one.slot == SETTINGS_SLOT]


@pytest.fixture
async def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "config.toml")


async def test_what_is_saved_is_in_force_and_what_was_sat_stays(desk: Desk) -> None:
    house = desk.house
    house.clock.advance(10 * MINUTE)
    house.sensor.last = house.clock.moment
    house.loop.wake()
    sat = house.loop.snapshot().reminders[0].sat
    await desk.save(SLOWER)
    assert (desk.every, desk.notices()) == (50, [])
    assert sat is not None
    assert sat > 0
    assert house.loop.snapshot().reminders[0].sat == sat


BROKEN = 'config.toml, line 3: reminder[1].every: "soon" is no length of time from 1 s…'


async def test_a_mistake_is_told_once_and_the_last_good_settings_stay(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.save(SLOWER)
    await desk.save(SLOWER.replace("50m", "soon"))
    await desk.save(SLOWER.replace("50m", "never"))
    assert desk.every == 50
    assert desk.notices() == [
        ("A line in the settings is off", f"{BROKEN} The last good settings stay on.")
    ]
    assert desk.house.loop.problem == "The settings have a mistake, line 3"
    logged = [one.getMessage() for one in caplog.records if one.levelno == logging.WARNING]
    assert [one.partition(" is no")[0] for one in logged] == [
        f'{desk.file}:3: reminder[1].every: "soon"',
        f'{desk.file}:3: reminder[1].every: "never"',
    ]


async def test_settings_that_are_good_again_are_told_and_in_force(desk: Desk) -> None:
    await desk.save(SLOWER.replace("50m", "soon"))
    await desk.save(SLOWER)
    assert desk.every == 50
    assert [title for title, _ in desk.notices()] == [
        "A line in the settings is off",
        "Settings are fine again",
    ]
    assert desk.house.loop.problem is None


async def test_the_text_of_what_is_good_is_handed_on_and_of_what_is_wrong_is_not(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path / "config.toml")
    await desk.save(SLOWER)
    await desk.save(SLOWER.replace("50m", "soon"))
    assert desk.good == [SLOWER]


async def test_health_answers_in_order_mend_no_mistake_in_the_settings(desk: Desk) -> None:
    await desk.save(SLOWER.replace("50m", "soon"))
    keeper = desk.house.keeper(desk.file.with_name("health.toml"))
    assert keeper.keep(HealthProfile(answered=True)) is None
    assert desk.house.loop.problem == "The settings have a mistake, line 3"
    assert desk.house.loop.faults.by_part == {"settings": "The settings have a mistake, line 3"}


async def test_a_mistake_at_the_start_is_told_and_its_mending_too(desk: Desk) -> None:
    problem = Problem(str(desk.file), 3, "reminder[1].every", '"soon" is no length of time')
    desk.file.write_text(SLOWER.replace("50m", "soon"))
    desk.keeper.begin(StartSettings(SETTINGS, (problem,), last_good=False))
    await desk.house.loop.settle()
    assert desk.notices() == [
        (
            "A line in the settings is off",
            'config.toml, line 3: reminder[1].every: "soon" is no length of time. The default '
            "settings are in use.",
        )
    ]
    assert desk.house.loop.problem == "The settings have a mistake, line 3"
    await desk.save(SLOWER)
    assert desk.every == 50
    assert desk.notices()[-1] == ("Settings are fine again", "The new settings are in use.")
    await desk.save(SLOWER.replace("50m", "soon"))
    assert desk.notices()[-1][1].endswith(" The last good settings stay on.")


async def test_going_back_to_what_was_is_told_as_well(desk: Desk) -> None:
    await desk.save(SLOWER)
    await desk.save(SLOWER.replace("50m", "soon"))
    await desk.save(SLOWER)
    assert desk.notices()[-1][0] == "Settings are fine again"


async def test_the_notice_opens_the_file(desk: Desk) -> None:
    await desk.save(SLOWER.replace("50m", "soon"))
    desk.house.loop.respond(ButtonPressed(SETTINGS_SLOT, OPEN_FILE.key, None))
    await desk.house.loop.settle()
    assert desk.house.browser.opened == [(str(desk.file), None)]


@pytest.mark.parametrize("half", ["", "[[remin", SLOWER + "[promp"])
async def test_a_file_that_is_half_written_is_given_a_moment(desk: Desk, half: str) -> None:
    await desk.save(SLOWER)
    await desk.save(half)
    assert desk.every == 50
    desk.file.write_text(SLOWER.replace("50m", "40m"), "utf-8")
    await until(lambda: desk.every == 40, "the settings")
    assert desk.notices() == []


async def test_a_file_that_stays_no_toml_is_a_mistake(desk: Desk) -> None:
    await desk.save(SLOWER)
    await desk.save("[[remin")
    await until(lambda: bool(desk.notices()), "the settings")
    assert desk.notices()[0][1].startswith("config.toml, line 1: ")
    assert desk.every == 50


async def test_a_file_that_stays_empty_means_the_defaults(desk: Desk) -> None:
    await desk.save(SLOWER)
    await desk.save("")
    await until(lambda: desk.every == 30, "the settings")
    assert desk.notices() == []


async def test_a_file_that_vanishes_leaves_its_settings_in_force(desk: Desk) -> None:
    await desk.save(SLOWER)
    desk.file.unlink()
    await desk.read()
    await until(lambda: bool(desk.notices()), "the settings")
    assert desk.every == 50
    assert desk.notices() == [
        (
            "The settings file is gone",
            "config.toml is not there now. The last settings stay on. "
            "“unkink config init” writes a new one.",
        )
    ]
    assert desk.house.loop.problem == "The settings file is gone; the last settings stay on"


async def test_a_folder_in_the_place_of_the_file_is_a_mistake_too(desk: Desk) -> None:
    await desk.save(SLOWER)
    desk.file.unlink()
    desk.file.mkdir()
    await desk.read()
    await until(lambda: bool(desk.notices()), "the settings")
    assert desk.every == 50


async def test_a_tip_that_is_new_may_be_named_at_once(desk: Desk) -> None:
    mine = SLOWER.replace('["micro"]', '["mine"]')
    await desk.save(mine)
    assert desk.every == 30
    desk.words = WORDS | {"mine"}
    await desk.read()
    assert desk.every == 50


async def test_saving_without_a_change_changes_nothing(desk: Desk) -> None:
    await desk.save(SLOWER)
    kept = len(desk.house.store.kept)
    await desk.save(f"# a comment\n{SLOWER}")
    assert len(desk.house.store.kept) == kept


async def test_nothing_is_read_after_the_end(desk: Desk) -> None:
    await desk.save("")
    desk.keeper.close()
    await asyncio.sleep(0)
    assert not desk.keeper.waits
    assert desk.every == 30
    assert desk.notices() == []
