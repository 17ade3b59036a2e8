"""Named profiles: other settings by the hours, or at the person's word."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk
from unkink.core.effects import Decision, Refuse
from unkink.core.events import HoursChosen, ProfileChosen, SettingsChanged
from unkink.core.moment import HOUR, MINUTE
from unkink.core.settings import (
    ACTIVE,
    MICRO,
    EverySitting,
    OpenRange,
    ReminderSettings,
    Settings,
    SettingsProfile,
)

SLOW = replace(MICRO, trigger=EverySitting(50 * MINUTE, MINUTE, 5 * MINUTE))


def profile(
    name: str, *reminders: ReminderSettings, hours: tuple[OpenRange, ...] = ()
) -> SettingsProfile:
    return SettingsProfile(name, Settings(reminders=reminders), hours)


def hours(begins: int, ends: int) -> tuple[OpenRange, ...]:
    """Open on Monday."""
    return (OpenRange(0, time(begins), time(ends)),)


DEEP = Settings(reminders=(MICRO,), profiles=(profile("deep", SLOW),))
BY_HOURS = Settings(reminders=(MICRO,), profiles=(profile("deep", SLOW, hours=hours(10, 11)),))


def told(desk: Desk) -> list[tuple[float, str]]:
    return [(minute, one.why) for minute, one in desk.records(Decision.PROFILE)]


def test_a_profile_is_in_force_as_soon_as_it_is_chosen_and_what_was_sat_stays() -> None:
    desk = Desk(DEEP)
    desk.sit(minutes=20)
    desk.say(ProfileChosen("deep"))
    assert desk.view.profile == "deep"
    [micro] = desk.view.reminders
    assert (micro.sat, micro.every) == (20 * MINUTE, 50 * MINUTE)
    desk.sit(minutes=31)
    assert desk.shown() == [(50, "micro")]


def test_a_profile_for_an_hour_ends_by_itself() -> None:
    desk = Desk(DEEP)
    desk.say(ProfileChosen("deep", length=HOUR))
    desk.leave(minutes=61)
    assert told(desk) == [(0, "deep"), (60, "usual")]
    assert desk.view.profile is None


def test_a_profile_until_a_time_follows_the_clock_on_the_wall() -> None:
    desk = Desk(DEEP)
    desk.say(ProfileChosen("deep", until=datetime(2026, 11, 23, 10, 0, tzinfo=UTC)))
    desk.step_wall(timedelta(minutes=50))
    desk.leave(minutes=11)
    assert told(desk) == [(0, "deep"), (10, "usual")]


def test_hours_put_a_profile_in_force_and_end_it() -> None:
    desk = Desk(BY_HOURS)
    desk.leave(minutes=150)
    assert told(desk) == [(60, "deep"), (120, "usual")]


def test_what_the_person_chose_counts_before_the_hours() -> None:
    desk = Desk(BY_HOURS)
    desk.leave(minutes=70)
    desk.say(ProfileChosen(None))
    assert desk.view.profile is None
    desk.leave(minutes=10)
    desk.say(HoursChosen())
    assert desk.view.profile == "deep"
    assert told(desk) == [(60, "deep"), (70, "usual"), (80, "deep")]


def test_when_a_choice_ends_the_hours_decide_again() -> None:
    desk = Desk(BY_HOURS)
    desk.leave(minutes=70)
    desk.say(ProfileChosen(None, length=20 * MINUTE))
    desk.leave(minutes=60)
    assert told(desk) == [(60, "deep"), (70, "usual"), (90, "deep"), (120, "usual")]


def test_of_two_profiles_with_the_same_hours_the_first_of_the_file_counts() -> None:
    both = (profile("one", SLOW, hours=hours(9, 11)), profile("two", SLOW, hours=hours(9, 12)))
    desk = Desk(Settings(reminders=(MICRO,), profiles=both))
    assert desk.view.profile == "one"
    desk.leave(minutes=121)
    assert told(desk) == [(120, "two")]


def test_a_profile_that_is_in_force_at_the_start_is_no_news() -> None:
    desk = Desk(Settings(profiles=(profile("deep", SLOW, hours=hours(8, 12)),)))
    assert desk.view.profile == "deep"
    assert told(desk) == []


def test_an_unknown_profile_is_refused_with_those_there_are() -> None:
    desk = Desk(DEEP)
    [refused] = [one for one in desk.say(ProfileChosen("dep")) if isinstance(one, Refuse)]
    assert refused.why == "There is no profile called “dep”; there are “deep”."
    plain = Desk(Settings())
    [refused] = [one for one in plain.say(ProfileChosen("x")) if isinstance(one, Refuse)]
    assert refused.why == "There is no profile called “x”; the settings name none."


def test_a_profile_may_leave_reminders_out_until_it_ends() -> None:
    desk = Desk(Settings(reminders=(MICRO, ACTIVE), profiles=(profile("deep", MICRO),)))
    desk.say(ProfileChosen("deep"))
    assert [one.name for one in desk.view.reminders] == ["micro"]
    desk.say(ProfileChosen(None))
    assert [one.name for one in desk.view.reminders] == ["micro", "active"]


def test_a_choice_survives_a_restart_with_the_time_it_has_left() -> None:
    desk = Desk(DEEP)
    desk.say(ProfileChosen("deep", length=HOUR))
    desk.leave(minutes=20)
    again = Desk(DEEP, wall=desk.wall, started=desk.moment, kept=desk.engine.memory(desk.now))
    assert again.view.profile == "deep"
    again.leave(minutes=45)
    assert told(again) == [(40, "usual")]


def test_a_profile_that_the_settings_no_longer_name_ends() -> None:
    desk = Desk(DEEP)
    desk.say(ProfileChosen("deep"))
    desk.say(SettingsChanged(Settings(reminders=(MICRO,))))
    assert (desk.view.profile, desk.view.profiles) == (None, ())
    desk.say(SettingsChanged(DEEP))
    assert desk.view.profile is None


def test_a_changed_file_changes_the_profile_in_force_at_once() -> None:
    desk = Desk(DEEP)
    desk.say(ProfileChosen("deep"))
    desk.say(SettingsChanged(replace(DEEP, profiles=(profile("deep", MICRO),))))
    [micro] = desk.view.reminders
    assert (desk.view.profile, micro.every) == ("deep", 30 * MINUTE)


def test_a_prompt_on_the_screen_stays_when_the_profile_changes() -> None:
    desk = Desk(DEEP)
    desk.sit(minutes=31)
    assert desk.view.live is not None
    desk.say(ProfileChosen("deep"))
    assert desk.view.live is not None


@given(
    st.lists(st.tuples(st.sampled_from(["deep", None]), st.integers(1, 300)), max_size=4),
    st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns"]),
)
def test_looking_more_often_changes_no_profile(
    choices: list[tuple[str | None, int]], zone: str
) -> None:
    wall = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo(zone))
    desks = [Desk(BY_HOURS, wall=wall), Desk(BY_HOURS, wall=wall, look_every=7 * MINUTE)]
    for desk in desks:
        for name, minutes in choices:
            desk.say(ProfileChosen(name, length=minutes * MINUTE / 2))
            desk.leave(minutes=minutes)
    assert told(desks[0]) == told(desks[1])
