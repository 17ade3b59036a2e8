"""Standing and walking: no sitting, no rest for ever, with limits of their own."""

from tests.desk import Desk
from unkink.core.effects import Decision
from unkink.core.events import PostureChosen
from unkink.core.holds import Hold
from unkink.core.presence import Posture
from unkink.core.settings import MICRO, STANDING, EverySitting, ReminderSettings, Settings

BOTH = Settings(reminders=(MICRO, STANDING))
TREADMILL = ReminderSettings(
    "treadmill", EverySitting(2400, 60, 300, posture=Posture.WALKING), ("active",)
)


def test_standing_for_three_quarters_of_an_hour_brings_a_tip_that_needs_no_chair() -> None:
    desk = Desk(BOTH)
    desk.say(PostureChosen(Posture.STANDING))
    desk.sit(minutes=46)  # works as people do, standing
    assert desk.shown() == [(45, "standing")]
    assert desk.view.live is not None
    assert "standing" in desk.view.live.tip.contexts


def test_sitting_down_is_the_break_that_answers_it() -> None:
    desk = Desk(BOTH)
    desk.say(PostureChosen(Posture.STANDING))
    desk.sit(minutes=46)
    desk.say(PostureChosen(Posture.SITTING))
    desk.sit(minutes=2)
    assert [outcome for _, outcome in desk.outcomes()] == ["taken"]


def test_standing_counts_nothing_while_sitting_and_says_nothing_of_when() -> None:
    desk = Desk(BOTH)
    desk.sit(minutes=20)
    standing = desk.view.reminders[1]
    assert (standing.sat, standing.due_in) == (0, None)


def test_walking_has_a_limit_where_one_is_set() -> None:
    desk = Desk(Settings(reminders=(TREADMILL,)))
    desk.say(PostureChosen(Posture.WALKING))
    desk.sit(minutes=41)
    assert desk.shown() == [(40, "treadmill")]


def test_a_reminder_to_leave_the_chair_waits_while_one_stands() -> None:
    desk = Desk(BOTH)
    desk.type(minutes=31)
    desk.say(PostureChosen(Posture.STANDING))
    desk._pass(5, typing=True)
    assert desk.view.reminders[0].holds == (Hold.NOT_SITTING,)


def test_standing_up_when_asked_is_a_break_taken_and_sitting_down_is_told() -> None:
    desk = Desk(BOTH)
    desk.sit(minutes=31)
    desk.say(PostureChosen(Posture.STANDING))
    desk.sit(minutes=20)
    assert [outcome for _, outcome in desk.outcomes()] == ["taken"]
    desk.say(PostureChosen(Posture.SITTING))
    [(minute, back)] = desk.records(Decision.BACK)
    assert (minute, back.why, back.seconds) == (51, "standing", 20 * 60)
