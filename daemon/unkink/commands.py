"""Answers the command line: asks the running daemon, and has it do what the person wants."""

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from unkink.core.days.day import Day
from unkink.core.entries import Entry, Stretch
from unkink.core.events import Event
from unkink.core.health import HealthProfile
from unkink.core.person import DISLIKED
from unkink.core.snapshot import Snapshot
from unkink.core.tips import Pool
from unkink.core.values import dataclass
from unkink.health_answers import ProfileRequest, UnknownTags, changed, outcome, profile_data
from unkink.nearest import hint
from unkink.ports import TraySign
from unkink.protocol import (
    Bare,
    Code,
    Json,
    RedFlags,
    Reply,
    Request,
    SetProfile,
    ShowDay,
    ShowTip,
    Sore,
    TellDay,
    Why,
)
from unkink.request_events import Misread, event_for, outcome_text
from unkink.session_place import display_of
from unkink.status import present_data, status_data
from unkink.time_words import looking_back


@dataclass(frozen=True, slots=True)
class TipStanding:
    """What the running daemon knows of one tip; everything else stands in its file."""

    id: str
    hidden: str | None
    """Why it is not offered ("health", "disliked", …); None when it may be."""
    introduced: bool
    """Whether it had its turn to be new; else it comes in a later week."""
    liking: str = "usual"
    """A word of `core.taste.Liking`."""


class Daemon(Protocol):
    """What the commands need of the running program. Called on the asyncio loop's thread."""

    def snapshot(self) -> Snapshot:
        """Return how things stand at this instant."""

    def present(self) -> Stretch:
        """Return the span of time that goes on, up to this instant."""

    def line(self) -> str:
        """Return the same in one line for the person, as in the tray's menu."""

    def sign(self) -> TraySign:
        """Return what the tray's icon shows, tray or not."""

    def adapters(self) -> Mapping[str, str]:
        """Name what is in use as "tray", "notifier" and "input"."""

    def faults(self) -> Mapping[str, str]:
        """Name the parts that do not work now, each with a line that says so."""

    def pool(self) -> Pool:
        """Return the tips and health questions in use."""

    def tips(self) -> Sequence[TipStanding]:
        """Say of every tip whether it may be shown now."""

    def quiet(self) -> Sequence[str]:
        """Say in a few lines why no tip is on the screen now, or that one is."""

    def journal(self, since: datetime) -> Sequence[Entry]:
        """Return the decisions since then, the oldest first."""

    def journal_begins(self) -> datetime | None:
        """Return the time of the oldest decision there is; None when there is none."""

    def told_day(self, day: date) -> Day:
        """Return everything recorded of a day, of today up to now."""

    async def open(self, page: str) -> str | None:
        """Open one of the guide's pages; return why that failed, or None."""

    def profile(self) -> HealthProfile:
        """Return the health answers in use."""

    def keep_profile(self, profile: HealthProfile) -> str | None:
        """Write these answers down and use them from now on; return why that failed, or None."""

    async def perform(self, event: Event) -> str | None:
        """Have the event handled and its effects done.

        Returns why it was refused, or could not be done (no browser can be opened); else None.
        """

    def quit(self) -> None:
        """Begin to stop; returns at once, so that the reply still goes out."""


async def answer(daemon: Daemon, request: Request) -> Reply:
    """Do what was asked and say what became of it; problems are replies, never exceptions."""
    match request:
        case Bare.STATUS:
            return Reply(data=stands(daemon))
        case Bare.PRESENT:
            return Reply(data=present_data(daemon.present()))
        case Bare.TIPS:
            return Reply(data=[_standing(one) for one in daemon.tips()])
        case Bare.SHOW_PROFILE:
            today = daemon.snapshot().wall.date()
            return Reply(data=profile_data(daemon.profile(), daemon.pool(), today))
        case (
            Bare.CLEAR_PROFILE
            | Bare.DECLINE_PROFILE
            | Bare.CLEARED
            | SetProfile()
            | Sore()
            | RedFlags()
        ):
            return _change_profile(daemon, request)
        case Bare.QUIT:
            daemon.quit()
            return Reply(text="unkink stops now.")
        case Why(last):
            return _why(daemon, last)
        case ShowDay() | TellDay():
            from unkink.day_view.replies import day_reply  # not at rest: asked for now and then

            return await day_reply(daemon, request)
        case ShowTip(tip):
            return await _show_tip(daemon, request, tip)
        case _:
            return await _perform(daemon, request)


def stands(daemon: Daemon) -> Mapping[str, Json]:
    """Describe how things stand, as `unkink status --json` and `unkink watch --json` print it."""
    data = status_data(daemon.snapshot(), daemon.adapters(), daemon.faults())
    place = {"display": display_of(os.environ)}
    return data | place | {"line": daemon.line(), "sign": daemon.sign().value}


async def _perform(daemon: Daemon, request: Request) -> Reply:
    event = event_for(request, daemon.snapshot().wall)
    if event is None:
        return Reply(Code.FAILED, "this daemon cannot do that")
    if isinstance(event, Misread):
        return Reply(Code.BAD_USAGE, event.why)
    refusal = await daemon.perform(event)
    if refusal is not None:
        return Reply(Code.FAILED, refusal)
    return Reply(text=outcome_text(event, daemon.snapshot()))


async def _show_tip(daemon: Daemon, request: ShowTip, tip: str) -> Reply:
    """Open a guide; where none can be opened, `data` lets the client print the steps instead."""
    standing = {one.id: one for one in daemon.tips()}
    if tip not in standing:
        near = hint(tip, standing, "unkink tips lists them")
        return Reply(Code.FAILED, f'there is no tip "{tip}"; {near}')
    reply = await _perform(daemon, request)
    readable = standing[tip].hidden in (None, DISLIKED)
    return Reply(reply.code, reply.text, {"tip": tip, "readable": readable})


def _standing(one: TipStanding) -> Json:
    return {
        "id": one.id,
        "hidden": one.hidden,
        "introduced": one.introduced,
        "liking": one.liking,
    }


RECENT_DAYS = 2
"""Whole days of the journal that the daemon tells of, beside today; a year of them took 28 MB of
memory, which stayed, and held up the loop for 0.4 s."""


def _why(daemon: Daemon, last: str | None) -> Reply:
    """Tell the decisions of today, or of as long as was asked for, and how things stand.

    Of days longer ago, the command line reads in the file: `earlier` and `recent` say which.
    """
    from unkink.why_data import NO_LENGTH, why_data  # not at rest: asked for now and then

    now = daemon.snapshot().wall
    since = looking_back(last, now)
    if since is None:
        return Reply(Code.BAD_USAGE, f'"{last}" {NO_LENGTH}')
    titles = {tip.id: tip.title for tip in daemon.pool().tips}
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    recent = max(since, midnight - timedelta(days=RECENT_DAYS))
    journal, begins = daemon.journal(recent), daemon.journal_begins()
    data = why_data(now, journal, titles.get, begins, daemon.quiet())
    if since < recent:
        data |= {"earlier": since.isoformat(), "recent": recent.isoformat()}
    return Reply(data=data)


def _change_profile(daemon: Daemon, request: ProfileRequest) -> Reply:
    before, pool, today = daemon.profile(), daemon.pool(), daemon.snapshot().wall.date()
    after = changed(before, request, pool, today)
    if isinstance(after, UnknownTags):
        return Reply(Code.BAD_USAGE, after.why)
    problem = daemon.keep_profile(after)
    if problem is not None:
        return Reply(Code.FAILED, problem)
    return outcome(before, after, pool, today)
