"""A daemon that only answers: the real socket, lock and commands over invented facts.

As a module it runs until it is told to quit: `python -m tests.cli.standin`.
"""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial

from unkink.adapters.control import ControlServer
from unkink.adapters.single_instance import InstanceLock
from unkink.commands import TipStanding, answer
from unkink.core import events
from unkink.core.days.day import Day
from unkink.core.days.telling import days_of
from unkink.core.effects import Decision, Occasion, Prompt
from unkink.core.entries import Entry, Stretch
from unkink.core.health import HealthProfile, why_hidden
from unkink.core.holds import Hold
from unkink.core.presence import Posture, Presence
from unkink.core.snapshot import Phase, ReminderView, Snapshot
from unkink.core.tips import Pool, Tip
from unkink.feed import Feed
from unkink.paths import Paths, make_private, user_paths
from unkink.ports import TraySign
from unkink.tip_files import check_pool
from unkink.watching import standing

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TIP = Tip(
    id="neck-turns",
    category="neck-warmup",
    slot="micro",
    title="Look over each shoulder",
    notify="Look over each shoulder.",
    duration=54,
    contexts=frozenset({"desk"}),
    body=("neck",),
    contra=frozenset(),
    gate="open",
)
HERE, GONE = ((one, Posture.SITTING) for one in (Presence.ACTIVE, Presence.AWAY))
PROMPT = Prompt(7, "micro", TIP, Occasion.DUE)
REMINDERS = (
    ReminderView("micro", Phase.COUNTING, 720.0, 1800.0, 1080.0),
    ReminderView("active", Phase.HELD, 3700.0, 3600.0, 0.0, (Hold.CALL,)),
    ReminderView("shower", Phase.COUNTING, None, None, None),
)
DECIDED = (
    Entry(NOON.replace(hour=9, minute=30), Decision.DUE, "micro"),
    Entry(NOON.replace(hour=9, minute=30, second=2), Decision.HELD, "micro", why="call"),
    Entry(NOON.replace(hour=11, minute=5), Decision.SHOWN, "micro", "neck-turns", "due"),
    Entry(NOON.replace(hour=11, minute=9), Decision.OUTCOME, "micro", "neck-turns", "taken"),
    Entry(NOON.replace(hour=11, minute=12), Decision.BACK, seconds=240.4),
)
SPENT = (
    Stretch(NOON.replace(hour=8, minute=50), NOON.replace(hour=11, minute=5), *HERE),
    Stretch(NOON.replace(hour=11, minute=5), NOON.replace(hour=11, minute=12), *GONE),
    Stretch(NOON.replace(hour=11, minute=12), NOON, *HERE),
)
SITTING = Snapshot(
    presence=Presence.ACTIVE,
    posture=Posture.SITTING,
    posture_for=720.4,
    bout=720.4,
    sat_today=11400.0,
    reminders=REMINDERS,
    live=PROMPT,
    paused=False,
    paused_until=None,
    blind=None,
    successor=None,
    sore=False,
    wall=NOON,
    snoozes_left=2,
)


class Standin:
    """Implements `commands.Daemon`; remembers what it is asked to do, and can be told to refuse."""

    def __init__(self) -> None:
        self.performed: list[events.Event] = []
        self.opened: list[str] = []
        self.refusal: str | None = None
        self.unwritable: str | None = None
        self.liked: str | None = None
        self.stands = SITTING
        self.troubles: Mapping[str, str] = {}
        self.words = "Sitting 12 min · next tip in about 18 min"
        self.answers = HealthProfile()
        self.stopped = asyncio.Event()
        self.decided: Sequence[Entry] = DECIDED
        self.goes_on = Stretch(NOON - timedelta(minutes=12), NOON, Presence.ACTIVE, Posture.SITTING)
        self._pool = check_pool().pool
        self.feed = Feed(lambda: standing(self))

    def snapshot(self) -> Snapshot:
        return self.stands

    def present(self) -> Stretch:
        return self.goes_on

    def line(self) -> str:
        return self.words

    def sign(self) -> TraySign:
        return TraySign.DUE

    def adapters(self) -> Mapping[str, str]:
        return {"tray": "sni", "notifier": "dbus", "input": "xsync"}

    def faults(self) -> Mapping[str, str]:
        return self.troubles

    def pool(self) -> Pool:
        return self._pool

    def tips(self) -> Sequence[TipStanding]:
        today, tags = self.stands.wall.date(), self._pool.tags
        return [
            TipStanding(
                tip.id,
                why_hidden(tip, self.answers, today, tags),
                tip.id == TIP.id,
                "more" if tip.id == self.liked else "usual",
            )
            for tip in self._pool.tips
        ]

    def quiet(self) -> Sequence[str]:
        return ["“micro” has counted 12 min of 30 min sitting; 18 min to go."]

    def journal(self, since: datetime) -> Sequence[Entry]:
        return [entry for entry in self.decided if entry.time >= since]

    def journal_begins(self) -> datetime | None:
        return self.decided[0].time if self.decided else None

    def told_day(self, day: date) -> Day:
        return days_of(SPENT, self.decided, NOON).get(day, Day(day))

    async def open(self, page: str) -> str | None:
        if self.refusal is None:
            self.opened.append(page)
        return self.refusal

    def profile(self) -> HealthProfile:
        return self.answers

    def keep_profile(self, profile: HealthProfile) -> str | None:
        if self.unwritable is None:
            self.answers = profile
        return self.unwritable

    async def perform(self, event: events.Event) -> str | None:
        if self.refusal is None:
            self.performed.append(event)
        return self.refusal

    def quit(self) -> None:
        self.stopped.set()


async def serve(paths: Paths, daemon: Standin) -> ControlServer:
    """Listen where the command line looks; the caller closes it."""
    make_private(paths.runtime)
    server = ControlServer(paths.socket, partial(answer, daemon), daemon.feed)
    await server.start()
    return server


async def _main() -> None:
    paths = user_paths()
    make_private(paths.runtime)
    InstanceLock.claim(paths.lock)
    daemon = Standin()
    server = await serve(paths, daemon)
    sys.stdout.write("listening\n")
    sys.stdout.flush()
    await daemon.stopped.wait()
    await server.close()


if __name__ == "__main__":
    asyncio.run(_main())
