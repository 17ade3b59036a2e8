"""Snapshots for tests: somebody who has been sitting for twelve minutes, and what differs."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from unkink.core.effects import Occasion, Prompt
from unkink.core.holds import Hold
from unkink.core.presence import Posture, Presence
from unkink.core.snapshot import Phase, ReminderView, Snapshot
from unkink.core.tips import Tip

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=1)))
MICRO = ReminderView("micro", Phase.COUNTING, sat=720.0, every=1800.0, due_in=1080.0)
SHOWER = ReminderView("shower", Phase.COUNTING, sat=None, every=None, due_in=None)
SITTING = Snapshot(
    presence=Presence.ACTIVE,
    posture=Posture.SITTING,
    posture_for=3600.0,
    bout=720.0,
    sat_today=5400.0,
    reminders=(MICRO, SHOWER),
    live=None,
    paused=False,
    paused_until=None,
    blind=None,
    successor=None,
    sore=False,
    wall=MONDAY_TEN,
)
TIP = Tip(
    id="neck-look-over-shoulder",
    category="neck",
    slot="micro",
    title="Look over each shoulder",
    notify="Look over each shoulder: four slow head turns to the right and four to the left.",
    duration=60,
    contexts=frozenset(),
    body=(),
    contra=frozenset(),
    gate="open",
)
PROMPT = Prompt(7, "micro", TIP, Occasion.DUE)


def in_phase(phase: Phase, *holds: Hold, sat: float = 1800.0) -> Snapshot:
    """Somebody whose short reminder stands there, after 48 minutes of sitting."""
    micro = replace(MICRO, phase=phase, sat=sat, due_in=0.0, holds=holds)
    return replace(SITTING, bout=2880.0, reminders=(micro, SHOWER))


def with_prompt(snoozes_left: int = 2) -> Snapshot:
    """Somebody with a tip on the screen."""
    return replace(in_phase(Phase.SHOWN), live=PROMPT, snoozes_left=snoozes_left)
