"""Whatever was due is told to the end: shown, paid back, swallowed, lapsed, or still due."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.around import signs
from tests.core.test_properties import Day, days, live, many
from tests.desk import Desk
from unkink.core.effects import Decision
from unkink.core.events import PostureChosen, SettingsChanged, TimePassed
from unkink.core.presence import Posture
from unkink.core.settings import MICRO, EverySitting, Settings
from unkink.core.snapshot import Phase
from unkink.core.surroundings import Surroundings

ENDS = {
    Decision.SHOWN,
    Decision.MERGED,
    Decision.QUIET,
    Decision.MISSED,
    Decision.NATURAL_BREAK,
    Decision.BREAK,
    Decision.OUTCOME,
}
WAITING = {Phase.DUE, Phase.HELD, Phase.SHOWN}
"""Shown: due once more while its prompt, asked for before, has no answer yet."""
IN_A_CALL = signs(call="microphone in use")


def told(desk: Desk) -> list[tuple[str, str | None, str]]:
    """What the journal says of reminders, without holds and what came after prompts."""
    return [
        (one.decision.value, one.reminder, one.why)
        for _, one in desk.records(Decision.DUE, Decision.MISSED, Decision.SHOWN)
    ]


def held_in_a_call() -> Desk:
    desk = Desk(Settings(reminders=(MICRO,)))
    desk.around = IN_A_CALL
    desk.sit(31)
    assert told(desk) == [("due", "micro", "")]
    return desk


def test_a_short_absence_that_pays_some_of_it_back_says_that_nothing_was_shown() -> None:
    desk = held_in_a_call()
    desk.around = Surroundings()
    desk.leave(2)
    assert told(desk) == [("due", "micro", ""), ("missed", "micro", "paid-back")]
    desk.sit(20)
    assert told(desk)[2:] == [("due", "micro", ""), ("shown", "micro", "due")]


def test_a_reminder_that_new_settings_leave_out_or_put_off_says_so() -> None:
    for changed, why in (
        (Settings(reminders=(replace(MICRO, name="other"),)), "left-out"),
        (
            Settings(reminders=(replace(MICRO, trigger=EverySitting(7200.0, 60.0, 300.0)),)),
            "settings",
        ),
    ):
        desk = held_in_a_call()
        desk.say(SettingsChanged(changed))
        of_micro = [one for one in told(desk) if one[1] == "micro"]
        assert of_micro == [("due", "micro", ""), ("missed", "micro", why)]


def test_standing_that_was_due_and_is_sat_away_says_so() -> None:
    desk = Desk()
    desk.around = IN_A_CALL
    desk.say(PostureChosen(Posture.STANDING))
    desk.sit(46)
    assert ("due", "standing", "") in told(desk)
    desk.say(PostureChosen(Posture.SITTING))
    desk.sit(25)
    assert ("missed", "standing", "paid-back") in told(desk)


def test_new_settings_that_change_nothing_for_it_tell_nothing_twice() -> None:
    desk = held_in_a_call()
    before = desk.records(Decision.DUE, Decision.HELD)
    desk.say(SettingsChanged(replace(Settings(reminders=(MICRO,)), hours=())))
    assert desk.records(Decision.DUE, Decision.HELD) == before
    assert desk.view.reminders[0].phase is Phase.HELD


ONE = Settings(reminders=(MICRO,))
PAY_ALL = (Decision.BREAK, Decision.NATURAL_BREAK, Decision.OUTCOME)
"""A break answers each reminder that asks for no longer one, and is told of one of them."""


def unfinished(desk: Desk, settings: Settings) -> set[str]:
    """Return what was due and has no end in the journal; nothing may be due twice without one."""
    rests = {
        one.name: one.trigger.rest if isinstance(one.trigger, EverySitting) else 0.0
        for one in settings.reminders
    }
    due: set[str] = set()
    for _, one in desk.records(*Decision):
        name = one.reminder
        if name is None:
            continue
        if one.decision is Decision.DUE:
            assert name not in due, f"{name} was due twice without an end"
            due.add(name)
        elif one.decision in PAY_ALL:
            due -= {other for other in due if rests[other] <= rests[name]}
        elif one.decision in ENDS:
            due.discard(name)
    return due


@many
@given(days, st.sampled_from([ONE, Settings()]))
def test_in_any_day_what_was_due_is_due_still_or_has_an_end(day: Day, settings: Settings) -> None:
    desk = live(Desk(settings), day)
    desk.say(TimePassed())  # what a break pays back in part is told by whoever looks next
    phases = {one.name: one.phase for one in desk.view.reminders}
    left = unfinished(desk, settings)
    # A longer one that is about to swallow a shorter speaks up a little before its time.
    assert not left or any(phases[name] in WAITING for name in left), phases
    assert all(phases[name] in WAITING or name == "active" for name in left), phases
