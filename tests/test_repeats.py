"""How often a step is repeated, from its words and its time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.repeats import repeats
from unkink.tip_files import read_tips


@pytest.mark.parametrize(
    ("step", "seconds", "count"),
    [
        ("Draw slow circles backward: 5 circles, 4 seconds each.", 20, 5),
        ("Turn your head right and left, 4 times each way, 4 seconds per turn.", 32, 4),
        ("Press three times, five seconds each.", 15, 3),
        ("Go along the top of both shoulders, again 4 spots of 4 seconds.", 16, 4),
    ],
)
def test_a_number_is_counted_where_its_seconds_fill_the_time(
    step: str, seconds: int, count: int
) -> None:
    assert repeats(step, seconds) == count


@pytest.mark.parametrize(
    ("step", "seconds"),
    [
        ("Breathe out slowly 5 times.", 50),
        ("Look to the side for 4 seconds.", 4),
        ("Nod 4 times, 3 seconds each.", 20),
        ("Three times a day is plenty; stay 10 seconds.", 30),
    ],
)
def test_nothing_is_counted_that_is_not_said(step: str, seconds: int) -> None:
    assert repeats(step, seconds) is None


@given(
    count=st.integers(2, 99),
    each=st.integers(1, 99),
    sides=st.sampled_from([1, 2]),
    off=st.booleans(),
)
def test_a_count_always_fills_the_time(count: int, each: int, sides: int, off: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    seconds = count * each * sides
    step = f"Roll them {count} times, {each} seconds each."
    assert repeats(step, seconds) == count
    if off and each > 1:
        assert repeats(step, seconds + 1) is None


def test_some_steps_of_the_pool_are_counted() -> None:
    steps = [
        (step, s) for tip in read_tips() for step, s in zip(tip.steps, tip.step_s, strict=True)
    ]
    assert any(repeats(step, seconds) for step, seconds in steps)
