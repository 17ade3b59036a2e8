"""Any recorded days, and any range to look at them by, for laws about their sums."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from unkink.core.days.day import Answered, Answers, Bout, DaySummary, Kind, Rated
from unkink.core.days.ranges import Group, Range
from unkink.core.effects import Outcome
from unkink.core.taste import Liking, Stiffness

FIRST = date(2026, 1, 30)

seconds = st.integers(0, 90_000).map(lambda micro: micro + micro / 7)
dates = st.integers(0, 400).map(lambda number: FIRST + timedelta(days=number))
answers = st.builds(
    lambda outcomes, waiting, own: Answers(sum(outcomes.values()) + waiting, outcomes, own),
    st.dictionaries(st.sampled_from(Outcome), st.integers(1, 9), max_size=3),
    st.integers(0, 1),
    st.integers(0, 5),
)
names = st.sampled_from(["micro", "active", "home"])


@st.composite
def summaries(draw: st.DrawFn) -> list[DaySummary]:
    days = draw(st.lists(dates, unique=True, max_size=6))
    return [draw(summary(day)) for day in sorted(days)]


@st.composite
def summary(draw: st.DrawFn, day: date) -> DaySummary:
    hour = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    hours = draw(st.dictionaries(st.integers(0, 23), seconds, max_size=4))
    lengths = draw(st.lists(seconds, max_size=3))
    return DaySummary(
        draw(st.dictionaries(st.sampled_from(Kind), seconds)),
        draw(seconds),
        tuple(hours.get(number, 0.0) for number in range(24)),
        tuple(Bout(hour, hour + timedelta(seconds=sat), sat) for sat in lengths),
        draw(st.dictionaries(names, answers)),
        draw(st.dictionaries(names, answers)),
        draw(st.integers(0, 9)),
        tuple(
            Rated(hour, "neck-nods", one)
            for one in draw(st.lists(st.sampled_from(Liking), max_size=3))
        ),
        tuple(
            Answered(hour, "jaw", one)
            for one in draw(st.lists(st.sampled_from(Stiffness), max_size=3))
        ),
        day,
        draw(st.sampled_from([None, hour])),
        draw(st.sampled_from([None, hour])),
    )


ranges = st.builds(
    lambda first, length: Range(first, first + timedelta(days=length)),
    dates,
    st.integers(0, 400) | st.integers(0, 3650),
)
groups = st.sampled_from(Group)
