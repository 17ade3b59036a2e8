"""Day files: rows in order, or problems that name their lines."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.budget import fuzzed
from tests.fuzz.spoiling import anything
from tests.fuzz.told import in_order
from tests.small_pool import POOL
from unkink.core.settings import Settings
from unkink.simulation.day_file import DayFileError, Doing, day_of
from unkink.simulation.simulated import simulated

DAY = b"""time,is
2026-11-23T09:00+01:00,active
# lunch
2026-11-23T12:00+01:00,idle
2026-11-23T12:45+01:00,"call"
2026-11-23T17:00+01:00,end
"""
WORDS = (
    b"time,is\n",
    b"0001-01-01T00:00+23:59,active\n",
    b"9999-12-31T23:59-23:59,active\n",
    b"2026-11-23T09:00+01:00",
    b"2026-11-23T09:00:00.000001+01:00:30.5,",
    b"2026-W48-1T09Z,standing\n",
    b",,,",
    b",active\n",
    b",end\n",
)
BEGIN = datetime(2026, 3, 28, 8, tzinfo=UTC)


@fuzzed
@given(anything((DAY,), WORDS))
def test_any_bytes_give_rows_in_order_or_problems_with_their_lines(data: bytes) -> None:
    try:
        rows = day_of(data, "day.csv")
    except DayFileError as error:
        in_order(error.problems, data)
    else:
        times = [row.time for row in rows]
        assert len(rows) >= 2
        assert all(one < later for one, later in pairwise(times))


ENDLESS = [one for one in Doing if one is not Doing.END]
doings = st.lists(
    st.tuples(st.integers(1, 20 * 3600), st.sampled_from(ENDLESS), st.integers(-14, 14)),
    min_size=1,
    max_size=12,
)


@fuzzed
@given(doings)
def test_any_day_that_can_be_read_can_be_lived(day: list[tuple[int, Doing, int]]) -> None:
    time, rows = BEGIN, ["time,is", f"{BEGIN.isoformat()},active"]
    for seconds, doing, offset in [*day, (1, Doing.END, 0)]:
        time += timedelta(seconds=seconds)
        hours = f"{'-' if offset < 0 else '+'}{abs(offset):02}:00"
        there = (time + timedelta(hours=offset)).replace(tzinfo=None)
        rows.append(f"{there.isoformat()}{hours},{doing.value}")
    assert list(simulated(day_of("\n".join(rows).encode(), "day.csv"), Settings(), POOL))
