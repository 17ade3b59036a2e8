"""What the program says was sat today is what the journal tells, after whatever happened."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.test_properties import doing, live, looking, saying
from tests.desk import Desk
from unkink.core.days.day import Kind
from unkink.core.days.telling import days_of, summary_of
from unkink.core.effects import Effect, Spent
from unkink.core.entries import Stretch, parts_of, stretch_of
from unkink.core.events import PostureChosen, TimePassed
from unkink.core.presence import Posture

many = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))

BERLIN = ZoneInfo("Europe/Berlin")
BEGINNINGS = (
    datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
    datetime(2026, 11, 23, 22, 40, tzinfo=ZoneInfo("Asia/Kolkata")),
    datetime(2026, 11, 23, 23, 58, tzinfo=ZoneInfo("America/New_York")),
    datetime(2026, 3, 29, 0, 30, tzinfo=BERLIN),  # an hour is skipped
    datetime(2026, 10, 25, 1, 30, tzinfo=BERLIN),  # an hour comes twice
    datetime(2026, 4, 23, 23, 30, tzinfo=ZoneInfo("Africa/Cairo")),  # 00:00 is skipped
)
EAST = ZoneInfo("Asia/Tokyo")
RESTART, REBOOT, SOON = "restart", "reboot", "soon"
UNSEEN = (RESTART, REBOOT, "step")
happening = st.one_of(
    doing,
    doing,
    saying,
    looking,
    st.tuples(st.sampled_from([RESTART, REBOOT]), st.sampled_from([0.0, 0.1, 3.0, 12.0, 70])),
    st.tuples(st.just("step"), st.sampled_from([0.5, 20.0, 90.0, 60.0 * 26])),
    st.tuples(st.just("night"), st.sampled_from([5.0 * 60, 9.0 * 60, 40.0 * 60])),
)
soon_again = st.tuples(st.just(SOON), st.sampled_from([0.0, 0.1, 3.0, 10.0]))
journeys = st.lists(happening, max_size=14)


def kept_of(effects: list[tuple[float, Effect]]) -> Iterator[Stretch]:
    for _, effect in effects:
        if isinstance(effect, Spent):
            yield from parts_of(stretch_of(effect.span, effect.at))


def journal_of(day: list[object], desk: Desk) -> tuple[Desk, list[Stretch]]:
    """Live a day in which the program may end, and return all that its runs have told."""
    told: list[Stretch] = []
    for number, one in enumerate(day):
        what, minutes = one if isinstance(one, tuple) else ("", 0.0)
        if what == "step":
            desk.step_wall(timedelta(minutes=minutes))
        elif what == "night":
            desk.sleep(minutes, announced=False)
        elif what in (RESTART, REBOOT, SOON):
            told += kept_of(desk.effects)
            boot = f"boot {number}" if what == REBOOT else None
            desk = desk.restart(unseen=minutes, boot=boot)
        else:
            live(desk, [one])  # type: ignore[list-item]
    return desk, told + list(kept_of(desk.effects))


@many
@given(journeys, st.sampled_from(BEGINNINGS))
def test_the_sitting_of_today_is_that_of_the_journal_and_the_present_span(
    day: list[object], begins: datetime
) -> None:
    desk, told = journal_of(day, Desk(wall=begins))
    present = desk.engine.present(desk.now)
    today = days_of([*told, present], [], present.ends).get(desk.wall.date())
    sitting = 0.0 if today is None else summary_of(today).sitting
    assert sitting == pytest.approx(desk.view.sat_today, abs=0.5)


@many
@given(st.lists(st.one_of(happening, soon_again), max_size=14), st.sampled_from(BEGINNINGS))
def test_no_second_is_lost_to_a_quick_restart(day: list[object], begins: datetime) -> None:
    lasting = [one for one in day if not (isinstance(one, tuple) and one[0] in UNSEEN)]
    desk, told = journal_of(lasting, Desk(wall=begins))
    present = desk.engine.present(desk.now)
    days = days_of([*told, present], [], present.ends).values()
    lived = (desk.wall.astimezone(UTC) - begins.astimezone(UTC)).total_seconds()
    assert sum(piece.length for one in days for piece in one.pieces) == pytest.approx(
        lived, abs=0.5
    )
    assert Kind.UNRECORDED not in {piece.kind for one in days for piece in one.pieces}


def test_a_kill_in_a_span_loses_none_of_it() -> None:
    desk = Desk()
    desk.type(20)
    after = desk.restart(unseen=3)
    told = list(kept_of(after.effects))
    nine = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    assert [(one.begins, one.ends) for one in told] == [
        (nine, nine + timedelta(minutes=20)),
        (nine + timedelta(minutes=20), nine + timedelta(minutes=23)),
    ]
    assert after.view.sat_today == 23 * 60


def test_standing_goes_on_over_a_restart_as_sitting_does() -> None:
    desk = Desk()
    desk.say(PostureChosen(Posture.STANDING))
    desk.type(10)
    after = desk.restart(unseen=2)
    assert [one.posture for one in kept_of(after.effects)] == [Posture.STANDING] * 2
    assert after.view.sat_today == 0.0


def test_a_minute_after_midnight_today_is_a_minute_old_whoever_asks_first() -> None:
    """The count of the day before was told until something happened."""
    desk = Desk(wall=datetime(2026, 11, 23, 23, 50, tzinfo=UTC))
    desk.type(5)
    desk.leave(2)
    desk.type(2.5)
    assert desk.view.sat_today == 7.5 * 60
    desk._advance(90)
    assert desk.view.sat_today == 60
    again = desk.restart()
    assert again.view.sat_today == 60


def test_what_was_sat_since_midnight_before_a_suspend_counts_today() -> None:
    """It was booked before the day was turned, and lost with it."""
    desk = Desk(wall=datetime(2026, 11, 23, 23, 50, tzinfo=UTC))
    desk._advance(20 * 60)
    desk.last_input = desk.moment
    desk._advance(8 * 3600)
    desk.slept += 8 * 3600
    desk.say(TimePassed())
    assert desk.view.sat_today == 10 * 60
    assert desk.wall.date() == date(2026, 11, 24)
