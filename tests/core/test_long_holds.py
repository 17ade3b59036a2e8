"""Holds that last, end together, or never end."""

from datetime import timedelta

from tests.around import signs
from tests.desk import Desk
from unkink.core.effects import Decision, OpenGuide, ShowPrompt
from unkink.core.events import Done, GuideRequested, Locked, Paused, Resumed, Unlocked
from unkink.core.holds import Hold
from unkink.core.settings import ACTIVE, MICRO, AtMaxHold, HoldSettings, Settings
from unkink.core.snapshot import Phase
from unkink.core.surroundings import Surroundings

MICRO_ONLY = Settings(reminders=(MICRO,))
CALL = signs(call="microphone in use by Firefox")
QUIET = signs(do_not_disturb="do not disturb is on")


def told(desk: Desk) -> list[tuple[float, str, str, float | None]]:
    decisions = (Decision.HELD, Decision.RELEASED, Decision.QUIET, Decision.SHOWN)
    return [
        (minute, one.decision.value, one.why, None if one.seconds is None else one.seconds / 60)
        for minute, one in desk.records(*decisions)
    ]


def test_a_call_of_twenty_minutes_is_told_from_beginning_to_end() -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=29)
    desk.around = CALL
    desk.sit(minutes=20)
    desk.around = Surroundings()
    desk.sit(minutes=4)
    assert told(desk) == [
        (30, "held", "call: microphone in use by Firefox", None),
        (49.5, "released", "call", 19.5),
        (50.917, "shown", "after-hold", None),
    ]


def test_do_not_disturb_left_on_for_ever_turns_into_a_quiet_sign_in_the_tray() -> None:
    """Stretchly #827, #1014, #1382 (peers 19): do-not-disturb seen for ever silences for ever."""
    desk = Desk(MICRO_ONLY)
    desk.around = QUIET
    desk.sit(minutes=95)
    assert desk.shown() == []
    [quiet] = [one for one in told(desk) if one[1] == "quiet"]
    assert quiet[0] == 90
    assert quiet[2] == "do-not-disturb: do not disturb is on"
    assert desk.view.live is not None
    assert desk.view.reminders[0].phase is Phase.OVERDUE
    assert [type(one) for one in desk.say(GuideRequested()) if isinstance(one, OpenGuide)]


def test_the_same_tip_pops_up_once_the_long_hold_ends() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = CALL
    desk.sit(minutes=95)
    assert desk.view.live is not None
    kept = desk.view.live.tip
    desk.around = Surroundings()
    desk.sit(minutes=3)
    assert [one.prompt.tip for _, one in desk.effects if isinstance(one, ShowPrompt)] == [kept]
    assert desk.outcomes() == []  # what was never on the screen was never ignored


def test_a_tip_kept_in_the_tray_can_be_answered_there() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = CALL
    desk.sit(minutes=95)
    desk.say(Done())
    assert desk.outcomes() == [(95, "taken")]
    assert desk.sat("micro") == 0


def test_leaving_while_a_tip_waits_in_the_tray_is_a_break_of_ones_own() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = CALL
    desk.sit(minutes=95)
    desk.around = Surroundings()
    desk.leave(minutes=10)
    assert desk.view.live is None
    assert desk.outcomes() == []
    assert [one.why for _, one in desk.records(Decision.NATURAL_BREAK)] == ["away"]


def test_with_prompt_at_max_hold_it_is_shown_after_an_hour_all_the_same() -> None:
    hold = HoldSettings(at_max_hold=AtMaxHold.PROMPT)
    desk = Desk(Settings(reminders=(MICRO,), hold=hold))
    desk.around = QUIET
    desk.sit(minutes=95)
    [(minute, name)] = desk.shown()
    assert name == "micro"
    assert 90 <= minute <= 93


def test_several_holds_are_kept_side_by_side_and_the_last_to_end_releases() -> None:
    """Entracte #218, Sane Break #86 (peers 22): waking ends a pause made for another reason."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=29)
    desk.around = CALL
    desk.say(Paused())
    desk.type(minutes=3)
    assert desk.view.reminders[0].holds[:1] == (Hold.PAUSED,)
    desk.say(Locked())
    desk.say(Unlocked())
    assert desk.view.paused
    desk.say(Resumed())
    desk.sit(minutes=3)  # once settled, somebody looks around at the first lull
    assert desk.view.reminders[0].holds[:1] == (Hold.CALL,)
    desk.around = Surroundings()
    desk.type(minutes=6)
    assert len(desk.shown()) == 1


def test_two_reminders_held_by_one_call_come_as_one_prompt_after_it() -> None:
    desk = Desk(Settings(reminders=(MICRO, ACTIVE)))
    desk.around = CALL
    desk.sit(minutes=65)
    desk.around = Surroundings()
    desk.sit(minutes=5)
    assert [name for _, name in desk.shown()] == ["active"]
    assert desk.view.live is not None
    assert desk.view.live.covers == ("micro",)


def test_a_minute_to_settle_follows_a_return_before_what_was_due_is_told() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=31)
    desk.leave(minutes=0.5, lock=True)
    came_back = desk.minute
    desk.sit(minutes=3)
    [(minute, _)] = desk.shown()
    assert 1 <= minute - came_back <= 2


def test_a_long_hold_lets_nothing_grow_that_a_full_break_would_not_clear() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = CALL
    desk.sit(minutes=90)
    desk.around = Surroundings()
    desk.leave(minutes=5)
    assert desk.sat("micro") == 0
    desk.sit(minutes=29)
    assert desk.shown() == []


def test_a_clock_set_forward_ends_no_hold_before_its_time() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = CALL
    desk.sit(minutes=40)
    desk.step_wall(timedelta(hours=3))
    desk.sit(minutes=5)
    assert [one for one in told(desk) if one[1] == "quiet"] == []
