"""What the tray says in every state, letter for letter."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.snapshots import MICRO, MONDAY_TEN, SHOWER, SITTING, in_phase, with_prompt
from unkink.core.holds import Hold
from unkink.core.presence import Posture, Presence
from unkink.core.snapshot import Phase, Snapshot
from unkink.hold_words import reason, waiting
from unkink.ports import TraySign, TrayView
from unkink.quiet import why_quiet
from unkink.words import status_line, tray_view

BLIND = "No input sensor on this desktop: sitting time is a guess"


def paused(until: datetime | None) -> Snapshot:
    return replace(SITTING, paused=True, paused_until=until)


@pytest.mark.parametrize(
    ("snapshot", "sign", "line"),
    [
        (SITTING, TraySign.SITTING, "Sitting 12 min · next tip in about 18 min"),
        (
            replace(SITTING, bout=20.0, reminders=(replace(MICRO, sat=20.0, due_in=1780.0),)),
            TraySign.SITTING,
            "Just sat down · next tip in about 30 min",
        ),
        (
            replace(SITTING, reminders=(replace(MICRO, due_in=30.0),)),
            TraySign.SITTING,
            "Sitting 12 min · next tip in a moment",
        ),
        (
            replace(SITTING, reminders=(SHOWER,)),
            TraySign.SITTING,
            "Sitting 12 min · no tip is planned",
        ),
        (replace(SITTING, presence=Presence.AWAY), TraySign.SITTING, "Away · the break counts"),
        (replace(SITTING, presence=Presence.ASLEEP), TraySign.SITTING, "Away · the break counts"),
        (
            replace(SITTING, presence=Presence.LOCKED),
            TraySign.SITTING,
            "Screen locked · the break counts",
        ),
        (
            replace(SITTING, presence=Presence.WATCHING),
            TraySign.SITTING,
            "Sitting 12 min · next tip in about 18 min",
        ),
        (in_phase(Phase.DUE), TraySign.DUE, "A tip is ready, waiting for a pause in typing"),
        (with_prompt(), TraySign.DUE, "A tip is here: Look over each shoulder"),
        (in_phase(Phase.OVERDUE), TraySign.OVERDUE, "A tip is ready · sitting 48 min"),
        (
            in_phase(Phase.HELD, Hold.CALL, Hold.FULLSCREEN),
            TraySign.HELD,
            "Waiting for your call to end · the tip is kept",
        ),
        (in_phase(Phase.HELD), TraySign.HELD, "A tip is kept for a better moment"),
        (paused(None), TraySign.PAUSED, "Paused until you resume"),
        (paused(MONDAY_TEN + timedelta(hours=4)), TraySign.PAUSED, "Paused until 14:00"),
        (
            paused(MONDAY_TEN + timedelta(hours=19)),
            TraySign.PAUSED,
            "Paused until tomorrow 05:00",
        ),
        (
            replace(SITTING, posture=Posture.STANDING, posture_for=1200.0),
            TraySign.STANDING,
            "Standing 20 min",
        ),
        (replace(SITTING, posture=Posture.WALKING), TraySign.WALKING, "Walking 1 h"),
        (replace(SITTING, blind="no sensor answered"), TraySign.BLIND, BLIND),
    ],
)
def test_every_state_has_its_sign_and_its_line(
    snapshot: Snapshot, sign: TraySign, line: str
) -> None:
    view = tray_view(snapshot)
    assert (view.sign, view.tooltip) == (sign, line)
    assert status_line(snapshot) == line


def test_the_loop_is_as_full_as_the_sitting_towards_the_next_tip() -> None:
    assert tray_view(SITTING).share == pytest.approx(0.4)
    assert tray_view(replace(SITTING, reminders=())).share == 0.0
    assert tray_view(in_phase(Phase.DUE)).share == 1.0


def test_the_nearest_of_several_reminders_is_the_one_told() -> None:
    active = replace(MICRO, name="active", every=3600.0, sat=3300.0, due_in=300.0)
    view = tray_view(replace(SITTING, reminders=(MICRO, active)))
    assert view.tooltip == "Sitting 12 min · next tip in about 5 min"
    assert view.share == pytest.approx(1 - 300 / 3600)


def test_a_problem_comes_before_everything_else() -> None:
    problem = "The settings have a mistake, line 12"
    assert tray_view(with_prompt(), problem) == TrayView(TraySign.PROBLEM, 1.0, problem)


def test_a_tip_that_was_asked_for_shows_even_while_paused() -> None:
    snapshot = replace(with_prompt(), paused=True)
    assert tray_view(snapshot).sign is TraySign.DUE


def test_an_overdue_tip_gives_way_to_a_pause() -> None:
    snapshot = replace(in_phase(Phase.OVERDUE), live=with_prompt().live, paused=True)
    assert tray_view(snapshot).sign is TraySign.PAUSED


def test_lasting_circumstances_are_lines_of_their_own() -> None:
    snapshot = replace(in_phase(Phase.DUE), blind="no sensor answered", sore=True)
    assert tray_view(snapshot, faults=["The bus is gone."]).tooltip == (
        "A tip is ready, waiting for a pause in typing\n"
        "The bus is gone.\n"
        "No input sensor on this desktop: sitting time is a guess\n"
        "Sore day until midnight · gentle tips only"
    )


@pytest.mark.parametrize(
    ("hold", "line", "part"),
    [
        (
            Hold.SLEEP,
            "Waiting for the computer to wake up · the tip is kept",
            "the computer is asleep",
        ),
        (
            Hold.LOCKED,
            "Waiting for the screen to be unlocked · the tip is kept",
            "the screen is locked",
        ),
        (Hold.AWAY, "Waiting until you are back · the tip is kept", "you are away"),
        (Hold.PAUSED, "Paused · the tip is kept", "tips are paused"),
        (Hold.OFF_HOURS, "Outside your hours · the tip is kept", "it is outside your hours"),
        (Hold.NO_TIPS, "No tip fits just now · the reminder is kept", "no tip fits just now"),
        (Hold.CALL, "Waiting for your call to end · the tip is kept", "you are in a call"),
        (
            Hold.FULLSCREEN,
            "Waiting for full screen to end · the tip is kept",
            "something fills the screen",
        ),
        (
            Hold.DO_NOT_DISTURB,
            "Waiting for do not disturb to end · the tip is kept",
            "do not disturb is on",
        ),
        (Hold.NOT_SITTING, "Waiting until you sit again · the tip is kept", "you are not sitting"),
        (Hold.SNOOZED, "Snoozed for a few minutes · the tip is kept", "you snoozed it"),
        (Hold.JUST_STARTED, "Settling in first · the tip is kept", "you have only just started"),
        (
            Hold.TOO_SOON,
            "Keeping some distance to the last tip · this one is kept",
            "the last tip was a short while ago",
        ),
        (
            Hold.ENOUGH_TODAY,
            "Enough tips for today · more tomorrow",
            "there were enough tips today",
        ),
    ],
)
def test_every_hold_says_what_it_waits_for(hold: Hold, line: str, part: str) -> None:
    assert waiting(hold) == line
    assert reason(hold) == part
    assert status_line(in_phase(Phase.HELD, hold)) == line


def test_why_quiet_tells_how_far_each_reminder_is() -> None:
    assert why_quiet(SITTING) == [
        "“micro” has counted 12 min of 30 min sitting; 18 min to go.",
        "“shower” waits for its time of day.",
    ]


@pytest.mark.parametrize(
    ("snapshot", "line"),
    [
        (in_phase(Phase.DUE), "“micro” is due and waits for a short pause in typing."),
        (
            in_phase(Phase.HELD, Hold.CALL, Hold.TOO_SOON),
            "“micro” is due and kept: you are in a call, the last tip was a short while ago.",
        ),
        (in_phase(Phase.HELD), "“micro” is due and kept: a better moment will come."),
        (with_prompt(), "“micro” is on the screen now: Look over each shoulder."),
        (in_phase(Phase.OVERDUE), "“micro” has a tip waiting for you, in the menu."),
    ],
)
def test_why_quiet_explains_every_phase(snapshot: Snapshot, line: str) -> None:
    assert why_quiet(snapshot)[0] == line


def test_why_quiet_begins_with_what_holds_for_everything() -> None:
    snapshot = replace(
        paused(MONDAY_TEN + timedelta(hours=4)),
        posture=Posture.STANDING,
        blind="Mutter's idle monitor does not answer.",
        sore=True,
        reminders=(),
    )
    assert why_quiet(snapshot, "The settings have a mistake, line 12", ["The bus is gone."]) == [
        "The settings have a mistake, line 12",
        "The bus is gone.",
        "Paused until 14:00. “Resume” in the menu ends it.",
        f"{BLIND}: Mutter's idle monitor does not answer.",
        "You chose “standing”, so no sitting is counted.",
        "Sore day until midnight · gentle tips only.",
        "No reminder is set up in the settings.",
    ]


def test_why_quiet_says_that_nobody_is_there() -> None:
    assert why_quiet(replace(SITTING, presence=Presence.LOCKED))[0] == (
        "Screen locked · the break counts."
    )


def test_no_line_shouts_or_runs_long() -> None:
    lines = [waiting(hold) for hold in Hold] + [status_line(SITTING), status_line(with_prompt())]
    assert [line for line in lines if "!" in line or len(line) > 60] == []


def test_a_sensor_that_took_over_is_told_beside_the_state() -> None:
    snapshot = replace(SITTING, successor="x11")
    assert tray_view(snapshot).tooltip.splitlines()[1:] == ["Another input sensor took over: x11"]


def test_why_quiet_says_of_standing_that_it_counts_while_one_stands() -> None:
    standing = replace(MICRO, name="standing", sat=0.0, due_in=None, posture=Posture.STANDING)
    snapshot = replace(SITTING, reminders=(standing,))
    assert why_quiet(snapshot) == ["“standing” counts only while you are standing."]
    on_feet = replace(standing, sat=720.0, due_in=1980.0, every=2700.0)
    said = why_quiet(replace(SITTING, posture=Posture.STANDING, reminders=(on_feet,)))
    assert said[-1] == "“standing” has counted 12 min of 45 min standing; 33 min to go."
