"""A machine that stood still unseen: to the rules a suspend that nobody announced."""

from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk
from unkink.core.settings import MICRO, Settings

MICRO_ONLY = Settings(reminders=(MICRO,))


def test_the_evening_and_the_next_morning_are_days_of_their_own() -> None:
    """A virtual machine saved at 18:00, opened at 9:00: one hour of sitting at 10:00, not ten."""
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=9 * 60)
    desk.sleep(minutes=15 * 60, announced=False)
    desk.sit(minutes=60)
    assert round(desk.view.sat_today / 60) == 60
    assert round(desk.view.bout / 60) == 60


def test_what_was_counted_before_is_paid_back() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=25)
    desk.sleep(minutes=16 * 60, announced=False)
    desk.sit(minutes=29)
    assert desk.shown() == []


def test_after_a_restart_the_wall_clock_tells_how_long_nobody_looked() -> None:
    """The clocks of the new run know nothing of what the old one stood still for."""
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=25)
    kept = desk.engine.memory(desk.now)
    again = Desk(MICRO_ONLY, wall=desk.wall, kept=kept, started=desk.moment - 8 * 3600)
    assert again.sat("micro") == 25
    later = Desk(MICRO_ONLY, wall=desk.wall.replace(day=24), kept=kept, started=desk.moment - 3600)
    assert later.sat("micro") == 0


@given(st.integers(6, 20 * 60), st.integers(1, 50))
def test_a_standstill_is_to_the_counts_what_a_suspend_is(minutes: int, sat: int) -> None:
    still, suspended = Desk(MICRO_ONLY), Desk(MICRO_ONLY)
    for desk, announced in ((still, False), (suspended, True)):
        desk.sit(minutes=sat)
        desk.sleep(minutes=minutes, announced=announced)
        desk.sit(minutes=5)
    assert still.sat("micro") == suspended.sat("micro")
    assert still.view.sat_today == suspended.view.sat_today
    assert len(still.shown()) == len(suspended.shown())
