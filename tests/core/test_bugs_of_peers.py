"""Days that other break programs got wrong, and that no other story here tells.

The numbers are those of the list of such bugs; `tests/test_register_of_bugs.py` sees to it that
each that can apply has a test somewhere.
"""

from zoneinfo import ZoneInfo

import pytest

from tests.desk import MONDAY_NINE, Desk
from unkink.core.effects import Decision
from unkink.core.events import Blinded, Locked, Looked, SensorChanged, Unlocked
from unkink.core.presence import Presence
from unkink.core.settings import ACTIVE, MICRO, Settings

MICRO_ONLY = Settings(reminders=(MICRO,))
BOTH = Settings(reminders=(MICRO, ACTIVE))
ZONES = ("Pacific/Pago_Pago", "America/St_Johns", "UTC", "Asia/Kathmandu", "Pacific/Kiritimati")


@pytest.mark.parametrize("zone", ZONES)
def test_a_restart_in_any_zone_finds_every_length_as_it_was(zone: str) -> None:
    """BreakTimer #184, #215 (peers 6): lengths kept as local times differ from zone to zone."""
    desk = Desk(BOTH, wall=MONDAY_NINE.astimezone(ZoneInfo("Europe/Berlin")))
    desk.type(minutes=20)
    again = desk.restart()
    again.travel(ZoneInfo(zone))
    assert (again.sat("micro"), again.sat("active")) == (20, 20)
    assert again.view.reminders[0].due_in == 10 * 60


def test_after_a_lock_and_an_unlock_the_counters_move() -> None:
    """Workrave #588 (peers 15): lock and unlock stop the detection altogether."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=5)
    desk.leave(minutes=1, lock=True)
    before = desk.sat("micro")
    desk.sit(minutes=4)
    assert desk.view.presence is Presence.ACTIVE
    assert round(desk.sat("micro") - before, 3) == 4


def test_idle_through_a_whole_break_ends_it_once_and_counts_it_once() -> None:
    """Sane Break #20, Workrave #404 (peers 17): leaving in the break reads as paused for ever."""
    desk = Desk(BOTH)
    desk.sit(minutes=52)
    desk.leave(minutes=20)
    desk.sit(minutes=5)
    assert [why for _, why in desk.outcomes()].count("taken") == 1
    assert len(desk.records(Decision.BREAK)) == 1
    assert len(desk.records(Decision.BACK)) == 1
    assert desk.view.live is None


def test_a_bump_of_the_desk_in_a_break_costs_no_more_than_the_bump() -> None:
    """Workrave #168, #238, #207 (peers 12): a bump freezes or resets the countdown of a break."""
    calm, bumped = Desk(MICRO_ONLY), Desk(MICRO_ONLY)
    for desk in (calm, bumped):
        desk.type(minutes=20)
        desk.read(minutes=2)
    bumped.last_input = bumped.moment
    bumped.say(Looked(bumped.last_input))
    for desk in (calm, bumped):
        desk.read(minutes=2)
    assert calm.sat("micro") == 0
    assert bumped.sat("micro") == 0


def test_a_night_over_the_hour_at_which_the_day_turns_leaves_a_fresh_morning() -> None:
    """Workrave #551, #458 (peers 5): sleep across the reset leaves yesterday's counts."""
    desk = Desk(BOTH)
    desk.sit(minutes=9 * 60)
    desk.say(Locked())
    desk.sleep(minutes=14 * 60)
    desk.say(Unlocked())
    desk.sit(minutes=10)
    assert desk.view.sat_today == 10 * 60
    assert desk.engine.memory(desk.now).prompts_today == 0


def test_a_sensor_that_took_over_is_told_for_an_hour_and_kept_in_the_journal() -> None:
    """Safe Eyes (peers 18): the helper that reads the idle time dies, and the counters freeze."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=10)
    desk.say(Blinded("The compositor went away."))
    desk.say(SensorChanged("x11", "The compositor went away."))
    desk.type(minutes=10)
    told = [desk.view.successor]
    desk.type(minutes=60)
    told.append(desk.view.successor)
    assert told == ["x11", None]
    assert desk.records(Decision.SENSOR)[0][1].why == "x11: The compositor went away."
    assert desk.sat("micro") == 80
