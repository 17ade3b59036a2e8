"""The course of quiet sessions and the ladder of cool water, as rules."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.core.practice import Practised
from unkink.guide.progress import LADDER, QUIET, Course, course, rung
from unkink.tip_files import read_tip


def sat(times: int) -> Practised:
    return Practised(QUIET, times, date(2026, 11, 20))


def test_nobody_has_sat_yet() -> None:
    start = course(None)
    assert (start.line, start.filled, start.next, start.complete) == (1, 0, "first", False)


@pytest.mark.parametrize(
    ("times", "line", "filled", "following"),
    [(1, 1, 1, "second"), (4, 1, 4, "fifth"), (9, 1, 9, "tenth"), (13, 2, 3, "fourteenth")],
)
def test_each_session_closes_one_loop(times: int, line: int, filled: int, following: str) -> None:
    told = course(sat(times))
    assert (told.line, told.filled, told.next) == (line, filled, following)
    assert not told.complete


def test_after_ten_sessions_the_second_ten_are_a_choice() -> None:
    ten = course(sat(10))
    assert (ten.line, ten.filled, ten.next, ten.complete) == (1, 10, "eleventh", True)


def test_after_twenty_there_is_nothing_left_to_count() -> None:
    assert (course(sat(20)).filled, course(sat(20)).complete) == (10, True)
    assert (course(sat(35)).line, course(sat(35)).filled) == (2, 10)
    assert course(sat(35)).next == "next"


@given(st.integers(min_value=0, max_value=400))
def test_no_session_ever_takes_anything_away(done: int) -> None:
    before, after = Course(done), Course(done + 1)
    assert (after.line, after.filled) >= (before.line, before.filled)
    assert 0 <= before.filled <= 10


@pytest.mark.parametrize(
    ("times", "offered"),
    [
        ((0, 0, 0), 0),
        ((1, 0, 0), 0),  # once is not yet easy
        ((2, 0, 0), 1),
        ((2, 1, 0), 1),
        ((5, 2, 0), 2),
        ((0, 0, 1), 2),  # began at the top; nothing is locked
        ((0, 3, 0), 2),
        ((9, 9, 9), 2),  # there is no higher rung
    ],
)
def test_the_next_rung_is_offered_after_the_one_below_was_done_twice(
    times: tuple[int, int, int], offered: int
) -> None:
    assert rung(times) == offered


@given(st.lists(st.integers(0, 9), min_size=3, max_size=3), st.integers(0, 2))
def test_doing_a_rung_once_more_never_leads_down(times: list[int], place: int) -> None:
    more = [done + (here == place) for here, done in enumerate(times)]
    assert rung(more) >= rung(times)


def test_the_tips_say_the_doses_that_the_page_repeats() -> None:
    quiet, start, rounds, finish = map(read_tip, (QUIET, *LADDER))
    assert quiet is not None
    assert quiet.tip.duration == 15 * 60
    assert start is not None
    assert "two cool rinses of 10 seconds" in start.tip.notify
    assert rounds is not None
    assert "three rounds of 90 seconds warm and 20 seconds cool" in rounds.tip.notify
    assert finish is not None
    assert "30 seconds of cool water, legs first" in finish.tip.notify
