"""A person at a desk in simulated time: the way to write a story about the rules.

    desk = Desk()
    desk.sit(minutes=51)
    assert desk.shown() == [(30, "micro")]

The desk plays sensor, scheduler and loop: it wakes the engine at its deadline with a fresh
reading, and reports silences as the real sensors do. Nothing here waits for anything.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from random import Random

from tests.small_pool import POOL
from unkink.core.effects import Decision, Effect, Record, ShowPrompt, Spent
from unkink.core.engine import Engine
from unkink.core.events import (
    Blinded,
    Event,
    FellAsleep,
    Locked,
    Looked,
    LookedAround,
    PoolLoaded,
    TimePassed,
    Unlocked,
    UserEvent,
    Woke,
)
from unkink.core.memory import Memory
from unkink.core.moment import Duration, Instant, Moment
from unkink.core.settings import Settings
from unkink.core.snapshot import Snapshot
from unkink.core.surroundings import Surroundings
from unkink.core.timeline import Span
from unkink.core.tips import Pool

MONDAY_NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = 60.0


@dataclass
class Desk:
    """One machine, one person, one engine."""

    settings: Settings = field(default_factory=Settings)
    wall: datetime = MONDAY_NINE
    pool: Pool = POOL
    seed: int = 1
    kept: Memory | None = None
    boot: str = "first boot"
    started: float = 1000.0
    look_every: Duration | None = None
    """Look this often besides, which must change nothing."""

    def __post_init__(self) -> None:
        self.moment = Moment(self.started)
        self.slept = 0.0
        self.last_input = self.moment
        self.blind = False
        self.around = Surroundings()
        """What somebody who looks around would see."""
        self.effects: list[tuple[float, Effect]] = []
        self.engine = Engine(self.settings, self.now, Random(self.seed), self.boot, self.kept)
        self.say(PoolLoaded(self.pool))
        self.say(Looked(self.last_input))

    # ── clocks ────────────────────────────────────────────────────────────────────────────────

    @property
    def now(self) -> Instant:
        return Instant(self.moment, self.wall, self.slept)

    @property
    def minute(self) -> float:
        """Minutes since the story began."""
        return round((self.moment - self.started) / MINUTE, 3)

    def step_wall(self, by: timedelta) -> None:
        """Somebody sets the clock."""
        self.wall += by
        self.say(TimePassed())

    def travel(self, zone: tzinfo) -> None:
        self.wall = self.wall.astimezone(zone)
        self.say(TimePassed())

    def _advance(self, length: Duration) -> None:
        self.moment = Moment(self.moment + length)
        zone = self.wall.tzinfo
        self.wall = (self.wall.astimezone(UTC) + timedelta(seconds=length)).astimezone(zone)

    # ── what the person does ──────────────────────────────────────────────────────────────────

    def type(self, minutes: float) -> None:
        """Type without the shortest pause."""
        self._pass(minutes * MINUTE, typing=True)

    def read(self, minutes: float) -> None:
        """Touch nothing."""
        self._pass(minutes * MINUTE, typing=False)

    def sit(self, minutes: float) -> None:
        """Work as people do: in every minute 45 s of typing, then 15 s of reading."""
        left = minutes * MINUTE
        while left > 0:
            self._pass(min(45.0, left), typing=True)
            self._pass(min(15.0, max(0.0, left - 45.0)), typing=False)
            left -= 60.0

    def leave(self, minutes: float, *, lock: bool = False) -> None:
        """Walk away, and touch the keyboard on coming back."""
        if lock:
            self.say(Locked())
        self._pass(minutes * MINUTE, typing=False)
        if lock:
            self.say(Unlocked())
        self._touch()

    def sleep(self, minutes: float, *, announced: bool = True) -> None:
        """Close the lid; `announced` is whether logind says so."""
        if announced:
            self.say(FellAsleep())
        self._advance(minutes * MINUTE)
        self.slept += minutes * MINUTE
        if announced:
            self.say(Woke())
        self.say(Looked(self.last_input))

    def say(self, event: Event) -> list[Effect]:
        """Let something happen now."""
        self.blind = isinstance(event, Blinded) or (self.blind and not isinstance(event, Looked))
        effects = []
        if isinstance(event, UserEvent) and not self.blind:
            effects += self.engine.handle(Looked(self.last_input), self.now)  # as the loop does
        effects += self.engine.handle(event, self.now)
        if self.engine.curious():
            effects += self.engine.handle(LookedAround(self.around), self.now)
        self.effects += [(self.minute, effect) for effect in effects]
        return effects

    def _touch(self) -> None:
        self.last_input = self.moment
        self.say(Looked(self.last_input))

    def _pass(self, length: Duration, *, typing: bool) -> None:
        """Let time pass, waking the engine exactly when the real loop would."""
        ends = self.moment + length
        if typing and self.moment > self.last_input:
            self._touch()
        while self.moment < ends:
            wake = min(
                (one for one in self._wakes(typing=typing) if one > self.moment), default=ends
            )
            self._advance(min(wake, ends) - self.moment)
            if typing:
                self.last_input = self.moment
            if wake <= ends:
                self.say(TimePassed() if self.blind else Looked(self.last_input))

    def _wakes(self, *, typing: bool) -> list[float]:
        """When the loop would wake the engine: at its deadline, at silences, when told to look."""
        deadline = self.engine.deadline()
        wakes: list[float] = [] if deadline is None else [deadline]
        if not typing and not self.blind:
            wakes += [self.last_input + length for length in self.engine.silences()]
        if self.look_every is not None:
            wakes.append(self.moment + self.look_every)
        return wakes

    # ── what came of it ───────────────────────────────────────────────────────────────────────

    @property
    def view(self) -> Snapshot:
        return self.engine.snapshot(self.now)

    def sat(self, name: str) -> float:
        """Minutes of sitting a reminder has counted."""
        [view] = [one for one in self.view.reminders if one.name == name]
        assert view.sat is not None
        return round(view.sat / MINUTE, 3)

    def shown(self) -> list[tuple[float, str]]:
        """Each prompt: when, and of which reminder."""
        return [
            (minute, effect.prompt.reminder)
            for minute, effect in self.effects
            if isinstance(effect, ShowPrompt)
        ]

    def tips(self) -> list[str]:
        return [one.prompt.tip.id for _, one in self.effects if isinstance(one, ShowPrompt)]

    def outcomes(self) -> list[tuple[float, str]]:
        """Each outcome: when, and which."""
        return [(minute, one.why) for minute, one in self.records(Decision.OUTCOME)]

    def records(self, *decisions: Decision) -> list[tuple[float, Record]]:
        return [
            (minute, effect)
            for minute, effect in self.effects
            if isinstance(effect, Record) and effect.decision in decisions
        ]

    def spans(self) -> list[Span]:
        return [effect.span for _, effect in self.effects if isinstance(effect, Spent)]

    def restart(self, *, unseen: float = 0.0, boot: str | None = None) -> "Desk":
        """Start the program again after `unseen` minutes, from what it had written down."""
        kept = self.engine.memory(self.now)
        self._advance(unseen * MINUTE)
        return Desk(
            settings=self.settings,
            wall=self.wall,
            pool=self.pool,
            seed=self.seed,
            kept=kept,
            boot=boot or self.boot,
            started=self.moment if boot is None else 10.0,
        )
