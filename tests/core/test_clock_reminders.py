"""Cards at a time of day, at the first use of the day, and before the hours end."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.desk import MONDAY_NINE, Desk
from unkink.core.effects import Decision
from unkink.core.events import Done, SettingsChanged
from unkink.core.holds import Hold
from unkink.core.settings import (
    MICRO,
    SHOWER,
    AtClockTime,
    BeforeEndOfHours,
    OpenRange,
    ReminderSettings,
    Settings,
)

NOON = ReminderSettings("noon", AtClockTime(time(12, 30)), ("home",))
BERLIN = ZoneInfo("Europe/Berlin")


def due(desk: Desk) -> list[tuple[str, str]]:
    """When each card became due, by the clock on the wall."""
    return [
        (f"{one.at.wall:%a %H:%M}", one.reminder or "") for _, one in desk.records(Decision.DUE)
    ]


def test_the_morning_card_comes_at_the_first_use_and_once_a_day() -> None:
    desk = Desk(Settings(reminders=(SHOWER,)))
    desk.sit(minutes=2)
    assert desk.shown() == [(1, "shower")]  # a minute to settle in
    desk.say(Done())
    desk.sit(minutes=55)
    assert len(desk.shown()) == 1


def test_the_morning_card_comes_not_after_its_window() -> None:
    desk = Desk(Settings(reminders=(SHOWER,)), wall=datetime(2026, 11, 23, 10, 1, tzinfo=UTC))
    desk.sit(minutes=60)
    assert desk.shown() == []


def test_who_works_through_the_night_gets_the_card_when_its_window_opens() -> None:
    desk = Desk(Settings(reminders=(SHOWER,)), wall=datetime(2026, 11, 23, 4, 30, tzinfo=UTC))
    desk.type(minutes=40)
    assert desk.shown() == [(33, "shower")]


def test_a_card_held_over_lunch_is_shown_afterwards() -> None:
    lunch = ReminderSettings("lunch", AtClockTime(time(12, 30)), ("micro",))
    desk = Desk(Settings(reminders=(lunch,)), wall=datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
    desk.type(minutes=20)
    desk.read(minutes=20)
    assert desk.view.reminders[0].holds == (Hold.AWAY,)
    desk.sit(minutes=2)
    assert [name for _, name in desk.shown()] == ["lunch"]


def test_a_card_at_half_past_twelve_is_due_then_on_each_of_its_days() -> None:
    on_three_days = AtClockTime(time(12, 30), frozenset({0, 1, 2}))
    desk = Desk(Settings(reminders=(ReminderSettings("noon", on_three_days, ("home",)),)))
    for _ in range(5):
        desk.sit(minutes=8 * 60)
        desk.say(Done())
        desk.sleep(minutes=16 * 60)
    assert due(desk) == [("Mon 12:30", "noon"), ("Tue 12:30", "noon"), ("Wed 12:30", "noon")]


def test_a_card_that_passed_while_the_machine_slept_an_hour_comes_on_waking() -> None:
    desk = Desk(Settings(reminders=(NOON,)))
    desk.sit(minutes=3 * 60)
    desk.sleep(minutes=90)
    desk.sit(minutes=3)
    assert due(desk) == [("Mon 13:30", "noon")]


def test_a_card_that_passed_half_a_day_ago_is_told_as_missed_and_comes_tomorrow() -> None:
    desk = Desk(Settings(reminders=(NOON,)))
    desk.sit(minutes=3 * 60)
    desk.sleep(minutes=8 * 60)
    desk.sit(minutes=3)
    assert due(desk) == []
    assert [one.why for _, one in desk.records(Decision.MISSED)] == ["too-late: 12:30"]
    desk.sleep(minutes=13 * 60)
    desk.sit(minutes=4 * 60)
    assert due(desk) == [("Tue 12:30", "noon")]


def test_a_clock_set_back_over_noon_rings_no_second_time() -> None:
    desk = Desk(Settings(reminders=(NOON,)))
    desk.sit(minutes=4 * 60)
    desk.say(Done())
    desk.step_wall(timedelta(hours=-3))
    desk.sit(minutes=4 * 60)
    assert due(desk) == [("Mon 12:30", "noon")]


def test_a_clock_set_forward_over_noon_rings_late() -> None:
    desk = Desk(Settings(reminders=(NOON,)))
    desk.sit(minutes=3 * 60)
    desk.step_wall(timedelta(hours=1))
    desk.sit(minutes=1)
    assert due(desk) == [("Mon 13:00", "noon")]


def test_half_past_two_in_the_night_that_skips_it_is_three_o_clock() -> None:
    early = ReminderSettings("early", AtClockTime(time(2, 30)), ("micro",))
    desk = Desk(Settings(reminders=(early,)), wall=datetime(2026, 3, 29, 1, 0, tzinfo=BERLIN))
    desk.type(minutes=3 * 60)
    assert due(desk) == [("Sun 03:00", "early")]


def test_half_past_two_in_the_night_that_has_it_twice_rings_once() -> None:
    early = ReminderSettings("early", AtClockTime(time(2, 30)), ("micro",))
    desk = Desk(Settings(reminders=(early,)), wall=datetime(2026, 10, 25, 1, 0, tzinfo=BERLIN))
    desk.type(minutes=4 * 60)
    [(minute, _)] = desk.records(Decision.DUE)
    assert minute == 90


def test_flying_east_over_noon_brings_no_card_of_a_place_one_was_not_in() -> None:
    desk = Desk(Settings(reminders=(NOON,)), wall=MONDAY_NINE.astimezone(BERLIN))
    desk.sit(minutes=60)
    desk.travel(ZoneInfo("Asia/Tokyo"))  # eleven there is nineteen here
    desk.sit(minutes=60)
    assert due(desk) == []


def test_flying_west_brings_no_second_card_on_the_same_day() -> None:
    desk = Desk(Settings(reminders=(NOON,)), wall=MONDAY_NINE.astimezone(BERLIN))
    desk.sit(minutes=4 * 60)
    desk.say(Done())
    desk.travel(ZoneInfo("America/New_York"))
    desk.sit(minutes=8 * 60)
    assert due(desk) == [("Mon 12:30", "noon")]


def test_the_last_prompt_comes_half_an_hour_before_the_hours_end() -> None:
    hours = tuple(OpenRange(day, time(8), time(17)) for day in range(5))
    last = ReminderSettings("last", BeforeEndOfHours(), ("home",))
    desk = Desk(Settings(reminders=(MICRO, last), hours=hours))
    desk.sit(minutes=9 * 60)
    assert [one for one in due(desk) if one[1] == "last"] == [("Mon 16:30", "last")]


def test_a_restart_over_noon_does_not_swallow_the_card() -> None:
    desk = Desk(Settings(reminders=(NOON,)))
    desk.sit(minutes=3.4 * 60)
    again = desk.restart(unseen=10)
    again.sit(minutes=3)
    assert due(again) == [("Mon 12:34", "noon")]


def test_a_card_moved_to_later_today_comes_later_today() -> None:
    desk = Desk(Settings(reminders=(NOON,)))
    desk.sit(minutes=4 * 60)
    desk.say(Done())
    later = ReminderSettings("noon", AtClockTime(time(15)), ("home",))
    desk.say(SettingsChanged(Settings(reminders=(later,))))
    desk.sit(minutes=3 * 60)
    assert due(desk) == [("Mon 12:30", "noon"), ("Mon 15:00", "noon")]


def test_the_counts_of_a_day_begin_anew_once_although_midnight_comes_again() -> None:
    """Workrave #551, #458 (peers 5): half of the day's limit is used in the morning."""
    desk = Desk(Settings(reminders=(MICRO,)), wall=datetime(2026, 11, 23, 23, 10, tzinfo=UTC))
    desk.type(minutes=34)
    desk.say(Done())
    desk.type(minutes=34)  # one prompt before midnight, one after
    desk.step_wall(timedelta(hours=-1))
    desk.type(minutes=60)
    assert [minute for minute, _ in desk.shown()] == [33, 67, 90, 123]
    assert desk.engine.memory(desk.now).prompts_today == 3
    assert desk.view.sat_today == 18 * 60  # since the midnight that was right
