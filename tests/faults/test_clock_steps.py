"""A clock on the wall that is hours or years off for a while costs no sitting and no tip."""

from datetime import timedelta

import pytest

from tests.desk import Desk
from tests.house import House
from unkink.core.settings import MICRO, Settings
from unkink.notices import PROMPT_SLOT

STEPS = [timedelta(hours=3), timedelta(days=365)]
SETTINGS = Settings(reminders=(MICRO,))


def prompts(house: House) -> int:
    """Count them; years later the health questions may be asked too."""
    return sum(one.slot == PROMPT_SLOT for one in house.notifier.shown)


@pytest.mark.parametrize("step", [*STEPS, *(-one for one in STEPS)], ids=str)
async def test_a_step_of_the_clock_moves_no_tip(house: House, step: timedelta) -> None:
    await house.sit(minutes=20)
    house.clock.wall += step
    house.loop.wake()  # as the notice of clock changes does
    assert house.loop.snapshot().bout == 20 * 60
    await house.sit(minutes=9)
    assert prompts(house) == 0
    await house.sit(minutes=6)
    assert prompts(house) == 1
    house.press("skip")
    house.clock.wall -= step
    house.loop.wake()
    await house.sit(minutes=25)
    assert prompts(house) == 1
    await house.sit(minutes=15)
    assert prompts(house) == 2


@pytest.mark.parametrize("step", [*STEPS, *(-one for one in STEPS)], ids=str)
def test_a_step_of_the_clock_while_nothing_runs_is_no_break_and_no_sitting(
    step: timedelta,
) -> None:
    desk = Desk(SETTINGS)
    desk.type(minutes=20)
    desk.wall += step
    again = desk.restart(unseen=1)
    assert again.sat("micro") in (20, 21)
    again.type(minutes=14)
    assert [name for _, name in again.shown()] == ["micro"]


@pytest.mark.parametrize("step", [-one for one in STEPS], ids=str)
def test_a_clock_set_back_over_a_reboot_breaks_nothing(step: timedelta) -> None:
    desk = Desk(SETTINGS)
    desk.type(minutes=20)
    desk.wall += step
    again = desk.restart(unseen=1, boot="second boot")
    assert again.sat("micro") <= 20
    again.type(minutes=35)
    assert "micro" in [name for _, name in again.shown()]
