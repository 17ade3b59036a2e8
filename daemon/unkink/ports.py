"""What the program needs from the outside world; adapters implement these, fakes stand in for them.

Everything here is called on the asyncio loop's thread. An adapter reports what happens through the
callback it was given when it was built, also on that thread.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from unkink import menu_model
from unkink.core.days.day import DaySummary
from unkink.core.effects import Record
from unkink.core.entries import Entry, Stretch
from unkink.core.events import Closing, Event
from unkink.core.memory import Memory
from unkink.core.moment import Duration, Instant, Moment
from unkink.core.surroundings import Surroundings
from unkink.core.timeline import Span
from unkink.core.values import dataclass

Report = Callable[[Event], None]


class AdapterError(Exception):
    """An adapter could not do what was asked; the text is for the person, and says what failed."""


class Clock(Protocol):
    """Reads all clocks at once."""

    def now(self) -> Instant:
        """Return this instant; never blocks."""


class InputSensor(Protocol):
    """Knows when the keyboard or the pointer was last used.

    When it dies it reports `Blinded`, once.
    """

    @property
    def name(self) -> str:
        """The kind that is in use, as `status` tells it."""

    def last_input(self) -> Moment | None:
        """Return when the last input was, by one round trip at most; None: not known at once.

        X11 always knows. Wayland's protocols cannot be asked, and Mutter answers later only: those
        know it while a silence that was reached goes on, and return None while somebody types. A
        `Looked` follows then: from Mutter as soon as it answers, from Wayland with the next input
        or the next silence that is reached. "Now" would be no answer: the silence that is reached
        later began before it. An answer may be earlier than the one before, where motion turned out
        to be a mouse that shakes by itself.

        Raises AdapterError when the sensor is gone.
        """

    def last_key(self) -> Moment | None:
        """Return when a key was last pressed, as of the last reading; never asks anybody.

        None where keys cannot be told from motion.
        """

    def listen_for(self, silences: frozenset[Duration]) -> None:
        """Report `Looked` when input has been silent for each of these lengths, and once when
        input comes back after any of them was reached. Replaces what was asked before.

        A silence that is going on counts from its beginning on X11 and with Mutter. Wayland's
        compositors count a length that is new from the moment it is asked for, so it is noticed
        late by as much, and the last input is told that much too late.
        """

    def close(self) -> None:
        """Stop reporting and let go of the connection."""


# ── notifications ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Button:
    """A notification button; `key` comes back when it is pressed."""

    key: str
    label: str
    short: str = ""
    """For servers with narrow buttons; empty where the label is short enough."""


@dataclass(frozen=True, slots=True)
class Notification:
    """What a notification says. The first button is also what a click on the body does."""

    slot: str
    """At most one notification per slot is on the screen; a newer one replaces it in place."""
    title: str
    body: str
    buttons: tuple[Button, ...] = ()
    lasts: Duration | None = None
    """How long it stays; None leaves that to the desktop."""
    sound: bool = False
    quiet: bool = False
    """It is in no hurry: of low urgency, which some desktops show in their list alone."""
    tip: str | None = None
    """The tip behind it, for servers of last resort that cannot carry a button."""
    picture: Path | None = None
    """A small picture beside the words, for servers that show one."""


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    """A button, or the body, was clicked."""

    slot: str
    key: str
    token: str | None
    """The activation token, where the desktop gives one."""


@dataclass(frozen=True, slots=True)
class NotificationClosed:
    """A notification went away without a button."""

    slot: str
    closing: Closing


Response = ButtonPressed | NotificationClosed
Respond = Callable[[Response], None]


class Notifier(Protocol):
    """Puts notifications in front of the person."""

    name: str
    clickable: bool
    """Whether a click on it can open the guide."""

    async def show(self, notification: Notification) -> None:
        """Show or replace; raises AdapterError when it cannot be delivered."""

    async def withdraw(self, slot: str) -> None:
        """Take the slot's notification away, if there is one; never raises."""

    async def close(self) -> None:
        """Let go of connections; no callbacks afterwards."""


# ── tray ──────────────────────────────────────────────────────────────────────────────────────


class TraySign(Enum):
    """What the icon shows; each differs by shape, not by colour alone."""

    SITTING = "sitting"
    """The loop fills with `TrayView.share`."""
    DUE = "due"
    OVERDUE = "overdue"
    HELD = "held"
    PAUSED = "paused"
    STANDING = "standing"
    WALKING = "walking"
    BLIND = "blind"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class TrayView:
    """The icon and its words."""

    sign: TraySign
    share: float
    """How full the loop is, 0 to 1, for `SITTING`."""
    tooltip: str


class Tray(Protocol):
    """Shows an icon with a menu. The menu is a `pystray.Menu`, whose texts and checks are callables
    that read the newest state; it is given when the tray is built.
    """

    name: str

    async def start(self) -> bool:
        """Show up; False when no tray of this kind is there now (it may come later)."""

    def update(self, view: TrayView) -> None:
        """Show this from now on; menu texts are read again."""

    async def close(self) -> None:
        """Take the icon away."""


Menu = menu_model.Menu


# ── the rest ──────────────────────────────────────────────────────────────────────────────────


class Schedule(Protocol):
    """Wakes the loop up at a deadline."""

    def wake_at(self, moment: Moment | None) -> None:
        """Call back at this moment and at no other; None: not at all."""


class Lookout(Protocol):
    """Looks for what a prompt would disturb and who is there, when asked and at no other time."""

    async def look(self) -> Surroundings:
        """Look for a call, full screen, do-not-disturb, who keeps the screen on and who plays.

        Takes two seconds at most, and never raises: what cannot be found out is not there.
        """


class HealthStore(Protocol):
    """Keeps what a notice about health was answered; each says why that failed, or None."""

    def set_sore(self, day: date, *, on: bool) -> str | None:
        """Switch sore-day mode for this day."""

    def confirm(self, day: date) -> str | None:
        """Note that the health answers are still right."""

    def write_again(self) -> None:
        """Write what could not be written, if the disk takes it by now; never raises."""


class Audience(Protocol):
    """Whoever watches how things stand, such as a bar."""

    def changed(self) -> None:
        """Tell them, if it shows; costs nothing while nobody watches, and never waits for them."""


class MemoryStore(Protocol):
    """Keeps what must survive a crash."""

    def load(self) -> Memory | None:
        """Return what was kept; None when there is nothing, or nothing readable (logged)."""

    def save(self, memory: Memory) -> None:
        """Keep this instead, atomically; raises AdapterError when the disk refuses."""


class Journal(Protocol):
    """Keeps every decision with its reason."""

    def record(self, record: Record) -> None:
        """Append one line."""

    def spend(self, span: Span, at: Instant, *, recalled: bool = False) -> None:
        """Append a stretch of time that is over; `at` is an instant at or after its end.

        Where it is `recalled`, an earlier run may have told of it: then only what is new is kept.
        """


class History(Protocol):
    """Answers what was decided, and how time was spent."""

    def since(self, wall: datetime) -> Sequence[Entry]:
        """Return the decisions made since then, oldest first."""

    def between(self, since: datetime, until: datetime) -> Sequence[Entry]:
        """Return the decisions made from then on and before `until`, oldest first."""

    def latest(self, count: int) -> Sequence[Entry]:
        """Return the last decisions, newest first."""

    def spans(self, since: datetime, until: datetime) -> Sequence[Stretch]:
        """Return the spans that share time with this one, whole, oldest first."""

    def rolled(self, first: date, last: date) -> Mapping[date, DaySummary]:
        """Return the summaries of those of these days that are rolled up: long over, and kept."""

    def oldest(self) -> datetime | None:
        """Return the time of the oldest decision; None when there is none."""


class HistoryStore(History, Protocol):
    """Keeps the journal over restarts; each call raises AdapterError when it cannot."""

    def newest(self) -> Stretch | None:
        """Return the span that was written last; None when there is none."""

    def write(self, rows: Sequence[Entry | Stretch]) -> None:
        """Append all of these, or none; once it returns, a kill loses none of them."""


class Hooks(Protocol):
    """Runs programs of the person's own."""

    def decided(self, record: Record) -> None:
        """Run what is to be run on this decision; returns at once."""


class GuidePages(Protocol):
    """Serves the instruction pages on the loopback, only while somebody looks at them."""

    async def address(self, page: str) -> str:
        """Return a URL for "tip/ID", "today", "library", "sore" and so on; starts serving where
        needed.

        Raises AdapterError when no port can be had. The URL is a secret: do not log it.
        """

    def prepare(self, tip: str) -> None:
        """Have ready what the page of this tip needs, before somebody clicks."""


class Pictures(Protocol):
    """Keeps small pictures of the tips."""

    def of(self, tip: str) -> Path | None:
        """Return the file with this tip's picture, where there is one by now; never waits."""


class Browser(Protocol):
    """Opens pages and files for the person."""

    async def open(self, address: str, token: str | None = None) -> None:
        """Open a URL or file; raises AdapterError when nothing here can."""
