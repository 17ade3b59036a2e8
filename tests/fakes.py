"""One hand-written fake for each port; `broken` makes it fail as the real one would."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from unkink.core.effects import Record
from unkink.core.memory import Memory
from unkink.core.moment import Duration, Instant, Moment
from unkink.core.surroundings import Surroundings
from unkink.core.timeline import Span
from unkink.ports import AdapterError, Notification, TrayView

START = Moment(1000.0)


@dataclass
class FakeClock:
    """A clock that is set by hand."""

    moment: Moment = START
    wall: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    slept: Duration = 0.0

    def now(self) -> Instant:
        return Instant(self.moment, self.wall, self.slept)

    def advance(self, length: Duration) -> None:
        self.moment = Moment(self.moment + length)
        self.wall += timedelta(seconds=length)


@dataclass
class FakeSchedule:
    wakes: list[Moment | None] = field(default_factory=list)

    def wake_at(self, moment: Moment | None) -> None:
        self.wakes.append(moment)


@dataclass
class FakeStore:
    kept: list[Memory] = field(default_factory=list)
    broken: bool = False

    def load(self) -> Memory | None:
        return self.kept[-1] if self.kept else None

    def save(self, memory: Memory) -> None:
        if self.broken:
            raise AdapterError("The disk is full.")
        self.kept.append(memory)


@dataclass
class FakeJournal:
    records: list[Record] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def record(self, record: Record) -> None:
        self.records.append(record)

    def spend(self, span: Span, at: Instant, *, recalled: bool = False) -> None:
        self.spans.append(span)


@dataclass
class FakeNotifier:
    name: str = "fake"
    clickable: bool = True
    shown: list[Notification] = field(default_factory=list)
    on_screen: dict[str, Notification] = field(default_factory=dict)
    broken: bool = False

    async def show(self, notification: Notification) -> None:
        if self.broken:
            raise AdapterError("There is no notification server.")
        self.shown.append(notification)
        self.on_screen[notification.slot] = notification

    async def withdraw(self, slot: str) -> None:
        self.on_screen.pop(slot, None)

    async def close(self) -> None:
        self.on_screen.clear()


@dataclass
class FakePages:
    prepared: list[str] = field(default_factory=list)

    async def address(self, page: str) -> str:
        return f"http://127.0.0.1:1/{page}"

    def prepare(self, tip: str) -> None:
        self.prepared.append(tip)


@dataclass
class FakeBrowser:
    opened: list[tuple[str, str | None]] = field(default_factory=list)
    broken: bool = False

    async def open(self, address: str, token: str | None = None) -> None:
        if self.broken:
            raise AdapterError("No browser could be opened.")
        self.opened.append((address, token))


@dataclass
class FakeLookout:
    """Looks around until it is let go."""

    looks: int = 0
    ends: asyncio.Event = field(default_factory=asyncio.Event)

    async def look(self) -> Surroundings:
        self.looks += 1
        await self.ends.wait()
        return Surroundings()


@dataclass
class FakeTray:
    name: str = "fake"
    views: list[TrayView] = field(default_factory=list)
    broken: bool = False

    async def start(self) -> bool:
        return True

    def update(self, view: TrayView) -> None:
        if self.broken:
            raise OSError("the bus is gone")
        self.views.append(view)

    async def close(self) -> None:
        self.views.clear()


@dataclass
class FakeSensor:
    clock: FakeClock
    name: str = "fake"
    last: Moment | None = START
    asked: list[frozenset[Duration]] = field(default_factory=list)
    broken: bool = False
    closed: bool = False

    def last_input(self) -> Moment | None:
        if self.broken:
            raise AdapterError("The display is gone.")
        return self.last

    def last_key(self) -> None:
        return None

    def listen_for(self, silences: frozenset[Duration]) -> None:
        self.asked.append(silences)

    def close(self) -> None:
        self.closed = True
