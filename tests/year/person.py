"""Somebody who answers prompts, and a daemon that is killed, switched off and started again.

It stands between the driver of simulated days, which follows no prompt, and the engine.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

from unkink.core import events
from unkink.core.effects import Effect, Prompt, Remember, ShowPrompt, Spent
from unkink.core.engine import Engine
from unkink.core.entries import Stretch
from unkink.core.health import HealthProfile
from unkink.core.memory import Memory
from unkink.core.moment import HOUR, MINUTE, Duration, Instant, Moment
from unkink.core.settings import Settings
from unkink.core.taste import Liking, Stiffness
from unkink.core.tips import Pool

Later = Callable[[Instant], list[Effect]]
DAY = 24 * HOUR


class PersonAndDaemon:
    """Implements `simulation.driver.Rules` with an engine that is made anew now and then."""

    def __init__(self, settings: Settings, pool: Pool, now: Instant, chance: Random) -> None:
        self._settings, self._pool, self._chance = settings, pool, chance
        self._boot = 1
        self._now = now
        self._off_until: Moment | None = None
        """Until when the daemon does not run; None while it does."""
        self._switched_off = False
        self._later: list[tuple[Moment, Later]] = []
        self._gone: tuple[Moment, Moment] | None = None
        """The break the person takes of their own: from when and until when."""
        self._kept: Memory | None = None
        self._clock_wrong = timedelta()
        self._engine = Engine(settings, now, chance, "boot 1")
        self._plan_accident()

    def begin(self, now: Instant) -> list[Effect]:
        """Let the daemon read the tips; nobody has touched anything yet."""
        return self._start(self._by_the_clock(now))

    # ── what the driver asks ──────────────────────────────────────────────────────────────────

    def handle(self, event: events.Event, now: Instant) -> list[Effect]:
        """Take one event, as the daemon would hear it, and whatever is due by now."""
        now = self._by_the_clock(now)
        self._now = now
        if self._switched_off:
            if not isinstance(event, events.Woke):
                return []
            self._switched_off = False
            self._boot += 1
            return self._start(now)
        if isinstance(event, events.FellAsleep) and now.wall.hour >= 16 and self._tired():
            self._kept = self._engine.memory(now)
            self._switched_off = True
            self._later = []
            self._plan_accident()
            return []
        if self._off_until is not None and now.moment < self._off_until:
            return []
        effects = [] if self._off_until is None else self._start(now)
        effects += self._take(self._heard(event, now), now)
        for _, answer in self._due(now):
            effects += answer(now)
        return effects

    def deadline(self) -> Moment | None:
        """Tell when to be woken: by the daemon, or by the person."""
        if self._switched_off:
            return None
        wakes = [at for at, _ in self._later]
        if self._off_until is not None:
            wakes.append(self._off_until)
        elif (engine := self._engine.deadline()) is not None:
            wakes.append(engine)
        if self._gone is not None:
            left, back = self._gone
            wakes += [Moment(left + one) for one in self._engine.silences()] + [back]
        return min((one for one in wakes if one > self._now.moment), default=None)

    def silences(self) -> frozenset[Duration]:
        """Tell which lengths of silence are worth hearing of."""
        return self._engine.silences()

    def curious(self) -> bool:
        """Tell whether somebody should look around now."""
        return self._off_until is None and not self._switched_off and self._engine.curious()

    def present(self, now: Instant) -> Stretch:
        """Return the span that goes on."""
        return self._engine.present(self._by_the_clock(now))

    # ── the daemon ────────────────────────────────────────────────────────────────────────────

    def _take(self, event: events.Event, now: Instant) -> list[Effect]:
        effects = self._engine.handle(event, now)
        for effect in effects:
            if isinstance(effect, ShowPrompt):
                self._decide(effect.prompt, now.moment)
        if any(isinstance(one, Remember | Spent) for one in effects):
            self._kept = self._engine.memory(now)
        return effects

    def _start(self, now: Instant) -> list[Effect]:
        self._off_until = None
        self._engine = Engine(self._settings, now, self._chance, f"boot {self._boot}", self._kept)
        first = (events.PoolLoaded(self._pool), events.HealthChanged(HealthProfile()))
        return [effect for event in first for effect in self._take(event, now)]

    def _by_the_clock(self, now: Instant) -> Instant:
        return Instant(now.moment, now.wall + self._clock_wrong, now.slept)

    def _plan_accident(self) -> None:
        """Some day the daemon is killed, or somebody sets the clock wrong for an hour."""
        at = Moment(self._now.moment + self._chance.uniform(4, 26) * DAY)
        accident = self._set_clock if self._chance.random() < 0.4 else self._kill
        self._at(at, accident)

    def _kill(self, now: Instant) -> list[Effect]:
        down = self._chance.choice([2.0, 40.0, 20 * MINUTE])
        self._off_until = Moment(now.moment + down)
        self._later = []
        self._plan_accident()
        return []

    def _set_clock(self, now: Instant) -> list[Effect]:
        self._clock_wrong = timedelta(minutes=self._chance.choice([-60, -7, 12, 45]))
        self._at(Moment(now.moment + HOUR), self._set_right)
        self._plan_accident()
        return []

    def _set_right(self, now: Instant) -> list[Effect]:
        self._clock_wrong = timedelta()
        return []

    # ── the person ────────────────────────────────────────────────────────────────────────────

    def _tired(self) -> bool:
        """Whether the machine is switched off for the night, and not suspended."""
        return self._chance.random() < 0.35

    def _heard(self, event: events.Event, now: Instant) -> events.Event:
        """Nobody touches a key on a break, whatever the rows say."""
        if self._gone is not None and isinstance(event, events.Looked):
            left, back = self._gone
            if now.moment < back:
                return events.Looked(min(event.last_input, left))
        self._gone = None
        return event

    def _decide(self, prompt: Prompt, shown: Moment) -> None:
        """Think of an answer to a prompt, and of what to say of its tip."""
        chance, soon = self._chance, Moment(shown + self._chance.uniform(3, 25))
        answer = chance.random()
        if answer < 0.30:
            done = Moment(shown + chance.uniform(60, 240))
            self._at(done, lambda now: self._say(events.Done(prompt.id), now))
            self._judge(prompt.tip.id, Moment(done + 15))
        elif answer < 0.52:
            self._gone = (Moment(shown + 4), Moment(shown + chance.uniform(100, 420)))
        elif answer < 0.64:
            self._at(soon, lambda now: self._say(events.Snoozed(prompt=prompt.id), now))
        elif answer < 0.74:
            self._at(soon, lambda now: self._say(events.Skipped(prompt.id), now))
        elif answer < 0.78:
            self._at(soon, lambda now: self._say(events.AnotherRequested(prompt.tip.id), now))
        else:
            gone = events.PromptClosed(prompt.id, events.Closing.EXPIRED)
            self._at(Moment(shown + 10), lambda now: self._say(gone, now))
        if chance.random() < 0.01:
            self._at(Moment(soon + HOUR), lambda now: self._say(events.TipDone(prompt.tip.id), now))

    def _judge(self, tip: str, at: Moment) -> None:
        if self._chance.random() < 0.35:
            felt = self._chance.choice([*Stiffness, Stiffness.BETTER, Stiffness.BETTER])
            self._at(at, lambda now: self._say(events.StiffnessAnswered(tip, felt), now))
        if self._chance.random() < 0.08:
            liking = self._chance.choice([Liking.MORE, Liking.MORE, Liking.NOT])
            self._at(at, lambda now: self._say(events.TipRated(tip, liking), now))

    def _say(self, event: events.Event, now: Instant) -> list[Effect]:
        return self._take(event, now)

    def _at(self, moment: Moment, what: Later) -> None:
        self._later.append((moment, what))

    def _due(self, now: Instant) -> Iterator[tuple[Moment, Later]]:
        due = sorted((one for one in self._later if one[0] <= now.moment), key=lambda one: one[0])
        self._later = [one for one in self._later if one[0] > now.moment]
        yield from due
