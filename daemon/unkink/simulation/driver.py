"""Plays a day to the rules in simulated time, as `loop.py` does with a real one.

The rules are woken when they ask to be, with a fresh reading of the input; they are told of the
silences they want to hear of; and when they are curious somebody looks around at once. Nobody
follows a prompt: what happens is only what the rows say.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Protocol

from unkink.core import events
from unkink.core.effects import Effect
from unkink.core.moment import Duration, Instant, Moment
from unkink.core.presence import Posture
from unkink.simulation.day_file import Row
from unkink.simulation.person import CIRCUMSTANCES, Circumstances

BEGAN = Moment(3600.0)
"""The computer was switched on a while ago."""


class Rules(Protocol):
    """What is asked of `core.Engine`."""

    def handle(self, event: events.Event, now: Instant) -> list[Effect]:
        """Take one event."""

    def deadline(self) -> Moment | None:
        """Tell when to be woken."""

    def silences(self) -> frozenset[Duration]:
        """Tell which lengths of silence are worth hearing of."""

    def curious(self) -> bool:
        """Tell whether somebody should look around now."""


def beginning(row: Row) -> Instant:
    """Return the instant at which a day with this first row begins."""
    return Instant(BEGAN, row.time)


class Driver:
    """One machine and one person, between the rows and the rules."""

    def __init__(self, rules: Rules, row: Row) -> None:
        self.now = beginning(row)
        self._rules = rules
        self._row_began: tuple[Moment, datetime] = (BEGAN, row.time)
        self._is = Circumstances()
        self._last_input = BEGAN
        self._locked = False
        """A suspend does not unlock, so the row before cannot tell."""
        self._on_feet = False

    def play(
        self, rows: Iterable[Row], first: Iterable[events.Event] = ()
    ) -> Iterator[tuple[Instant, Effect]]:
        """Play the rows and give each effect as it comes; `first` happens before anything else.

        The last row ends it. Rows are taken one by one, so they may be many years.
        """
        for event in first:
            yield from self._say(event)
        for row, after in pairwise(rows):
            yield from self._begin(row)
            yield from self._pass_time(self._moment_of(after.time))

    def _moment_of(self, time: datetime) -> Moment:
        """Put a time of the file on the clock that nobody can set."""
        moment, wall = self._row_began
        return Moment(moment + (time - wall).total_seconds())

    def _begin(self, row: Row) -> Iterator[tuple[Instant, Effect]]:
        """Let a row begin now, in the order in which a real desktop would tell."""
        self._row_began = (self.now.moment, row.time)
        self.now = self._at(self.now.moment)
        before, self._is = self._is, CIRCUMSTANCES[row.doing]
        if before.typing or before.blind or self._is.typing:
            self._last_input = self.now.moment
        for event in self._changes(before):
            yield from self._say(event)

    def _pass_time(self, ends: Moment) -> Iterator[tuple[Instant, Effect]]:
        """Let time pass, and wake the rules exactly when the real loop would."""
        if self._is.asleep:
            slept = self.now.slept + (ends - self.now.moment)
            self.now = Instant(ends, self._at(ends).wall, slept)
            return
        while (wake := self._wakes_at()) is not None and wake <= ends:
            self.now = self._at(wake)
            if self._is.typing:
                self._last_input = wake
            yield from self._say(self._reading())
        self.now = self._at(ends)

    def _say(self, event: events.Event) -> Iterator[tuple[Instant, Effect]]:
        """Let something happen now, and look around if the rules ask for it."""
        effects = self._rules.handle(event, self.now)
        if self._rules.curious():
            seen = events.LookedAround(self._is.around)
            effects = [*effects, *self._rules.handle(seen, self.now)]
        for effect in effects:
            yield self.now, effect

    def _changes(self, before: Circumstances) -> Iterator[events.Event]:
        now = self._is
        if now.asleep:
            if not before.asleep:
                yield events.FellAsleep()
            return
        if before.asleep:
            yield events.Woke()
        if now.locked is not self._locked:
            yield self._turn_lock()
        if now.blind and not before.blind:
            yield events.Blinded("the day file says so")
        elif not now.blind:
            yield events.Looked(self._last_input)
        on_feet = now.posture is not Posture.SITTING
        if on_feet or self._on_feet:  # said anew each time: the rules may have forgotten it
            self._on_feet = on_feet
            yield events.PostureChosen(now.posture)

    def _turn_lock(self) -> events.Event:
        self._locked = not self._locked
        if self._locked:
            return events.Locked()
        self._last_input = self.now.moment  # it takes a person to unlock
        return events.Unlocked()

    def _reading(self) -> events.Event:
        return events.TimePassed() if self._is.blind else events.Looked(self._last_input)

    def _wakes_at(self) -> Moment | None:
        """When the loop would next wake the rules: at their deadline, or at a silence."""
        now = self.now.moment
        deadline = self._rules.deadline()
        wakes = [] if deadline is None or deadline <= now else [deadline]
        if not self._is.typing and not self._is.blind:
            silences = (Moment(self._last_input + one) for one in self._rules.silences())
            wakes += [one for one in silences if one > now]
        return min(wakes, default=None)

    def _at(self, moment: Moment) -> Instant:
        """Read all clocks at this moment of the present row."""
        began, wall = self._row_began
        return Instant(moment, wall + timedelta(seconds=moment - began), self.now.slept)
