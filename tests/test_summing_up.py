"""The quiet notice at the end of a day or a week: its numbers, its words, and what a click does."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.house import House
from unkink.core.days.breaks import Breaks
from unkink.core.days.day import DaySummary
from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.events import SettingsChanged
from unkink.core.presence import Posture, Presence
from unkink.core.settings import MICRO, Settings, SummarySettings
from unkink.core.summary import Period
from unkink.core.tips import Pool
from unkink.notices import BODY, BUTTON, SUMMARY_SLOT, TITLE
from unkink.ports import Button, ButtonPressed, Notification
from unkink.summing_up import Sums, summary_notice, summary_of_periods
from unkink.tip_files import read_pool

FRIDAY = datetime(2026, 11, 27, tzinfo=UTC)
HOUR = 3600.0
MINUTE = 60.0
REMINDERS = frozenset({"micro", "active"})


class Written:
    """A history of a few rows."""

    def __init__(self, spent: Sequence[Stretch] = (), decided: Sequence[Entry] = ()) -> None:
        self._spent = spent
        self._decided = decided

    def between(self, since: datetime, until: datetime) -> Sequence[Entry]:
        return [one for one in self._decided if since <= one.time < until]

    def since(self, wall: datetime) -> Sequence[Entry]:
        return self.between(wall, wall + timedelta(days=999))

    def latest(self, count: int) -> Sequence[Entry]:
        return self._decided[::-1][:count]

    def spans(self, since: datetime, until: datetime) -> Sequence[Stretch]:
        return [one for one in self._spent if one.ends > since and one.begins < until]

    def rolled(self, first: date, last: date) -> Mapping[date, DaySummary]:
        return {}

    def oldest(self) -> datetime | None:
        return None


def at(clock: str, days_ago: int = 0) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return FRIDAY - timedelta(days=days_ago) + timedelta(hours=hour, minutes=minute)


def sat(begins: str, ends: str, days_ago: int = 0) -> Stretch:
    begin, end = at(begins, days_ago), at(ends, days_ago)
    return Stretch(begin, end, Presence.ACTIVE, Posture.SITTING)


def shown(clock: str, outcome: str, reminder: str = "micro", tip: str = "tall") -> list[Entry]:
    answered = at(clock) + timedelta(minutes=1)
    return [
        Entry(at(clock), Decision.SHOWN, reminder, tip, "due"),
        Entry(answered, Decision.OUTCOME, reminder, tip, outcome),
    ]


def told(history: Written, *periods: Period, pool: Pool | None = None) -> Notification | None:
    present = sat("17:00", "17:30")
    return summary_of_periods(history, periods, REMINDERS, pool or Pool(), present)


def body(history: Written, *periods: Period, pool: Pool | None = None) -> str:
    notice = told(history, *periods, pool=pool)
    assert notice is not None
    return notice.body


# ── numbers ───────────────────────────────────────────────────────────────────────────────────────


def test_a_day_is_told_with_its_breaks_and_its_longest_bout() -> None:
    decided = [*shown("09:30", "taken"), *shown("11:00", "skipped"), *shown("14:00", "taken")]
    day = Written([sat("09:00", "10:24"), sat("11:00", "12:00")], decided)
    assert told(day, Period.DAY) == Notification(
        SUMMARY_SLOT,
        "Today",
        "2 of 3 breaks, longest bout 1 h 24 min.",
        (Button("today", "Look at today", "Look"),),
        quiet=True,
    )


def test_the_bout_that_goes_on_counts() -> None:
    assert body(Written([sat("16:00", "17:00")]), Period.DAY) == "Longest bout 1 h 30 min."


def test_shown_is_not_taken_and_a_late_break_was_ones_own_idea() -> None:
    outcomes = ("taken", "natural", "snoozed", "skipped", "ignored", "unknown")
    decided = [row for hour, one in enumerate(outcomes) for row in shown(f"{9 + hour}:00", one)]
    assert body(Written([], decided), Period.DAY) == "1 of 6 breaks, longest bout 30 min."


def test_cards_notes_and_tips_for_who_stands_are_no_breaks() -> None:
    pool = read_pool()
    note = next(tip.id for tip in pool.tips if tip.slot == "note")
    decided = [
        *shown("09:30", "taken"),
        *shown("10:30", "taken", tip=note),
        *shown("11:30", "taken", "standing"),
        *shown("17:10", "unknown", "evening"),
    ]
    day = Written([], decided)
    assert body(day, Period.DAY, pool=pool) == "1 of 1 break, longest bout 30 min."


def test_breaks_of_ones_own_are_told_beside_and_one_that_pays_two_counts_once() -> None:
    own = [Entry(at("12:00"), Decision.NATURAL_BREAK, name) for name in ("micro", "active")]
    day = Written([], [*shown("09:30", "taken"), *own])
    assert body(day, Period.DAY) == "1 of 1 break, 1 more of your own, longest bout 30 min."
    assert body(Written([], own), Period.DAY) == "1 break of your own, longest bout 30 min."


def test_a_week_is_the_last_seven_days_with_their_mean_over_those_with_any_sitting() -> None:
    spent = [
        sat("09:00", "17:00", 7),  # last Friday is another week
        sat("09:00", "12:00", 6),
        sat("09:00", "11:00", 3),
        sat("11:10", "13:10", 3),
    ]
    week = told(Written(spent, shown("09:30", "taken")), Period.WEEK)
    assert week is not None
    assert week.title == "The last 7 days"
    assert week.body == (
        "1 of 1 break, 7 h 30 min of sitting on 3 days, 2 h 30 min a day, longest bout 3 h."
    )


def test_a_day_and_a_week_come_in_one_notice() -> None:
    notice = told(Written([sat("09:00", "12:00", 3)], shown("09:30", "taken")), *Period)
    assert notice is not None
    assert notice.title == "Today and the last 7 days"
    assert notice.body == (
        "Today 1 of 1 break, longest bout 30 min. 7 days: 1 of 1 break, 3 h 30 min of sitting."
    )


def test_where_nobody_sat_there_is_nothing_to_tell() -> None:
    stood = Stretch(at("17:00"), at("17:30"), Presence.ACTIVE, Posture.STANDING)
    assert summary_of_periods(Written(), [Period.DAY], REMINDERS, Pool(), stood) is None


# ── words ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("own", [0, 12])
@pytest.mark.parametrize("prompts", [0, 14])
def test_the_longest_of_days_and_weeks_still_fit_on_every_desktop(own: int, prompts: int) -> None:
    day = Sums(14 * HOUR + 24 * MINUTE, 1, 10 * HOUR + 24 * MINUTE, Breaks(prompts, prompts, own))
    week = Sums(
        7 * day.sitting, 7, 12 * HOUR + 25 * MINUTE, Breaks(11 * prompts, 11 * prompts, 9 * own)
    )
    for notice in (
        summary_notice(day, None),
        summary_notice(None, week),
        summary_notice(day, week),
    ):
        assert notice is not None
        assert len(notice.title) <= TITLE
        assert len(notice.body) <= BODY, notice.body
        assert all(len(button.label) <= BUTTON for button in notice.buttons)
        assert not notice.sound


# ── through the loop ──────────────────────────────────────────────────────────────────────────────


async def test_the_loop_tells_it_once_and_its_button_opens_the_page_of_the_day() -> None:
    house = House()
    house.loop.world.history = Written([])
    summary = SummarySettings(day=time(9, 10))
    house.loop.report(SettingsChanged(Settings(reminders=(MICRO,), summary=summary)))
    await house.sit(minutes=12)
    await house.sit(minutes=12)
    notices = [one for one in house.notifier.shown if one.slot == SUMMARY_SLOT]
    assert [one.body for one in notices] == ["Longest bout 12 min."]
    house.loop.respond(ButtonPressed(SUMMARY_SLOT, "today", "from the click"))
    await house.loop.settle()
    assert house.browser.opened == [("http://127.0.0.1:1/today", "from the click")]
    decided = [one.why for one in house.journal.records if one.decision is Decision.SUMMARY]
    assert decided == ["day told"]
