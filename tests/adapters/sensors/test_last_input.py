from datetime import UTC, datetime

from unkink.adapters.sensors.last_input import LastInput
from unkink.core.moment import Instant, Moment

WALL = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def at(moment: float, slept: float = 0.0) -> Instant:
    return Instant(Moment(moment), WALL, slept)


def test_the_last_input_was_as_long_ago_as_input_has_been_silent() -> None:
    assert LastInput().take(7.0, at(100.0)) == 93.0


def test_reading_one_input_twice_gives_the_very_same_moment() -> None:
    last_input = LastInput()
    last_input.take(7.0, at(100.0))
    assert last_input.take(9.497, at(102.501)) == 93.0


def test_a_newer_input_is_a_newer_moment() -> None:
    last_input = LastInput()
    last_input.take(7.0, at(100.0))
    assert last_input.take(1.0, at(105.0)) == 104.0


def test_an_input_from_before_a_suspend_keeps_its_moment() -> None:
    last_input = LastInput()
    last_input.take(7.0, at(100.0))
    # An hour of suspend, of which the X server's counter knows nothing.
    assert last_input.take(12.0, at(3705.0, slept=3600.0)) == 93.0


def test_an_input_after_a_suspend_is_placed_by_the_clock_that_ran_on() -> None:
    last_input = LastInput()
    last_input.take(7.0, at(100.0))
    assert last_input.take(2.0, at(3710.0, slept=3600.0)) == 3708.0


def test_news_that_comes_late_never_turns_back_the_last_input() -> None:
    last_input = LastInput()
    last_input.take(1.0, at(105.0))
    assert last_input.take(30.0, at(106.0)) == 104.0
