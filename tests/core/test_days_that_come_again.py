"""A day that travel west, or a clock set back, brings once more; found by `tests/fuzz`."""

from datetime import timedelta, timezone

from tests.desk import Desk

WEST = timezone(timedelta(hours=-10))


def test_a_restart_after_travel_into_yesterday_forgets_nothing_of_today() -> None:
    """Without a restart the day went on; with one, what was sat and shown was forgotten."""
    desk = Desk()
    desk.sit(40)
    desk.travel(WEST)
    before = desk.engine.memory(desk.now)
    assert (before.day, before.sat_today, before.prompts_today) == ("2026-11-23", 2400.0, 2)
    after = desk.restart()
    assert after.view.sat_today == 2400.0
    assert after.engine.memory(after.now).day == "2026-11-23"
    assert after.engine.memory(after.now).prompts_today == 2


def test_a_restart_on_the_next_day_begins_its_counts_anew() -> None:
    desk = Desk()
    desk.sit(40)
    after = desk.restart(unseen=24 * 60)
    assert after.view.sat_today == 0.0
    assert after.engine.memory(after.now).day == "2026-11-24"
