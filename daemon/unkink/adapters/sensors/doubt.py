"""Keeps watch while it is in doubt whether input is a person's; costs nothing while it is not.

While somebody may be there, only presses are announced, and the first one ends the doubt: a mouse
that shakes wakes nobody, and neither does typing. Once the person is away, motion is announced too,
at a pace that a shaking mouse cannot set.
"""

import asyncio
from collections.abc import Callable
from typing import assert_never

from unkink.adapters.sensors.idle_alarm import IdleAlarm
from unkink.adapters.sensors.jitter import Look, Sieve
from unkink.adapters.sensors.last_input import LastInput
from unkink.adapters.sensors.reading import Reading
from unkink.adapters.sensors.resets import is_reset
from unkink.adapters.sensors.xinput_protocol import RawInput, Stirred, Watch
from unkink.adapters.sensors.xsync_protocol import (
    KEYBOARD_IDLE_TIME,
    Connection,
    Fired,
    Transition,
)
from unkink.core.moment import Duration, Moment
from unkink.ports import AdapterError

FIRST_PAUSE: Duration = 0.25
LONGEST_PAUSE: Duration = 8.0
"""Motion that goes nowhere while the person is away brings a pause, each twice as long as the one
before. Eight seconds with a mouse that shakes once a second are 14 wake-ups a minute, and no more
with one that shakes a hundred times a second; who comes back is noticed by key, button or wheel
at once, and by motion alone when the pause is over."""


class Doubt:
    """Weighs input, and has the server announce what would decide.

    `look_again` is called when a pause is over. Raises AdapterError when the server cannot tell
    keys from motion.
    """

    def __init__(self, x: Connection, look_again: Callable[[], None], sieve: Sieve) -> None:
        if KEYBOARD_IDLE_TIME not in x.counters:
            raise AdapterError("the X server does not count idle time by device")
        self._x = x
        self._raw = RawInput(x)
        self._key = IdleAlarm(x, KEYBOARD_IDLE_TIME, Transition.FALLING)
        self._sieve = sieve
        self._last_key = LastInput()
        self._look_again = look_again
        self._pausing: asyncio.TimerHandle | None = None
        self._pause = FIRST_PAUSE
        self._moved = False
        """Whether motion was announced since the last `settle`."""
        self._announced: tuple[Watch, int | None] = (Watch.NOTHING, None)

    @property
    def last_key(self) -> Moment | None:
        """When a key was last pressed; None before the first look."""
        return self._last_key.moment

    @property
    def absent(self) -> bool:
        """Whether the person was away when last weighed."""
        return self._sieve.absent

    def take(self, newest: Moment, reading: Reading, away_after: Duration) -> Moment:
        """Return the last input that is believed; `newest` is when there was any."""
        sight, now = reading.sight, reading.now
        key = self._last_key.moment
        if key is None or not is_reset(sight):
            idle = sight.idle if sight.keyboard_idle is None else sight.keyboard_idle
            key = self._last_key.take(idle / 1000, now)
        return self._sieve.take(Look(now.moment, newest, key, sight.pointer), away_after)

    def hear(self, events: list[Fired | Stirred], reading: Reading) -> list[Fired]:
        """Take what was announced for the sake of the doubt, and return the rest.

        It counts from the next `take` on.
        """
        rest: list[Fired] = []
        for event in events:
            match event:
                case Stirred(pressed=True):
                    self._sieve.press(reading.moment_of(event))
                case Stirred():
                    self._moved = True
                case Fired() if self._key.fired(event):
                    pass  # the next `take` sees by itself that there was a key
                case Fired():
                    rest.append(event)
                case _:
                    assert_never(event)
        return rest

    def settle(self, away_after: Duration) -> None:
        """Have announced what would end the doubt, and nothing else."""
        sieve = self._sieve
        shaking = sieve.doubtful and sieve.absent
        if not shaking:
            self._rest()
        elif self._moved and self._pausing is None:
            self._begin_pause()
        self._moved = False
        watch = Watch.PRESSES if sieve.doubtful or sieve.absent else Watch.NOTHING
        if shaking and self._pausing is None:
            watch |= Watch.MOTION
        key = round(away_after * 1000) - 1 if shaking else None
        if (watch, key) == self._announced:
            return
        self._announced = (watch, key)
        self._raw.watch(watch)
        self._key.move(key)
        self._x.flush()

    def close(self) -> None:
        """Look no more."""
        self._rest()

    def _begin_pause(self) -> None:
        loop = asyncio.get_running_loop()
        self._pausing = loop.call_later(self._pause, self._end_pause)
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def _end_pause(self) -> None:
        self._pausing = None
        self._look_again()

    def _rest(self) -> None:
        self._pause = FIRST_PAUSE
        if self._pausing is not None:
            self._pausing.cancel()
            self._pausing = None


class NoDoubt:
    """Takes every input for a person's, where the server cannot tell keys from motion."""

    absent = False
    last_key: Moment | None = None

    def take(self, newest: Moment, _reading: Reading, _away_after: Duration) -> Moment:
        """Return the newest input."""
        return newest

    def hear(self, events: list[Fired | Stirred], _reading: Reading) -> list[Fired]:
        """Return every alarm: none is there for its sake."""
        return [event for event in events if isinstance(event, Fired)]

    def settle(self, away_after: Duration) -> None:
        """There is nothing to have announced."""

    def close(self) -> None:
        """There is nothing to end."""
