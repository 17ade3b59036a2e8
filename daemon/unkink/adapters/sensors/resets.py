"""Tells input from what only sets the X server's idle counters back.

An open SDL window (a game, most emulators) calls XResetScreenSaver each half minute, which sets the
counters of all devices back at once. What a person does touches one device and the master it
belongs to. So counters that all agree were reset; when the last input was, they say no more, and
has to be known from before. Nothing is asked or announced because of this until a first reset, but
for one alarm on the device that was least used.
"""

from collections import deque

from unkink.adapters.sensors.idle_alarm import IdleAlarm
from unkink.adapters.sensors.last_input import LastInput
from unkink.adapters.sensors.reading import Reading
from unkink.adapters.sensors.xsync_protocol import (
    IDLE_TIME,
    Connection,
    Fired,
    Sight,
    Transition,
)
from unkink.core.moment import Duration, Moment

AGREE = 1
"""Milliseconds within which counters of one reset are answered: the clock may tick in between."""
TOGETHER: Duration = 0.005
"""A reset and the alarm that tells of it are this close in time, at most."""
AT_ONCE = 100
"""Milliseconds: input so soon after a reset goes unnoticed, until there is more."""
PAUSE = 5000
"""Milliseconds of silence after which the last input is known, whatever is reset later."""
LATELY: Duration = 90.0
"""A program that has not reset the counters for so long does so no more; SDL does each 30 s."""
LOOKED_AT = 150
"""Milliseconds after a reset at which the counters are read once more."""
MASTERS = frozenset({"DEVICEIDLETIME 2", "DEVICEIDLETIME 3"})
"""The pointer and the keyboard that all others go through: each input touches one of them."""


def is_reset(sight: Sight) -> bool:
    """Tell whether the newest thing that happened to the counters was a reset, or their start."""
    idle = sight.devices.values()
    return len(idle) > len(MASTERS) and max(idle) - min(idle) <= AGREE


class Resets:
    """Knows when the last input was, whoever resets the counters."""

    def __init__(self, x: Connection, last_input: LastInput) -> None:
        self._x = x
        self._last_input = last_input
        self._witness: IdleAlarm | None = None
        """Of a device that is least used: goes off at a reset, and seldom at anything else."""
        self._watched = ""
        self._witnesses: deque[int] = deque(maxlen=8)
        """Its last numbers: one that was moved may have gone off before."""
        self._since = IdleAlarm(x, IDLE_TIME, Transition.FALLING)
        """Goes off at the first input after a reset."""
        self._pause = IdleAlarm(x, IDLE_TIME, Transition.RISING)
        """Goes off when somebody pauses beside a program that resets."""
        self.going_on = False
        """Whether the counters were reset last: the server's own alarms tell no silence now."""
        self._quiet = False
        """Whether input since the last reading would have been announced."""
        self._reset_at = Moment(float("-inf"))

    def take(self, silence: Duration, reading: Reading) -> Moment:
        """Return when the last input was; `silence` is what the server counts."""
        at = Moment(reading.now.moment - reading.sight.idle / 1000)
        if not is_reset(reading.sight):
            self._listen_for_pause(reading)
            return self._last_input.take(silence, reading.now)
        if self._last_input.moment is None:
            self._reset_at = at  # or the server's start, which looks the same
            return self._last_input.take(silence, reading.now)
        if at > self._reset_at + AGREE / 1000:
            self._reset_at = at
            if not self._quiet:  # somebody typed on unheard, until a moment ago at the latest
                self._last_input.take(silence, reading.now)
            self._quiet = True
            self._set_since(armed=True)
        return self._last_input.moment

    def settle(self, reading: Reading, shortest: Duration) -> None:
        """Have announced what tells of a reset; `shortest` is the silence whose end is told of."""
        devices = {
            name: idle for name, idle in reading.sight.devices.items() if name not in MASTERS
        }
        if not devices:
            return
        self._quiet = self.going_on or reading.sight.idle / 1000 >= shortest
        if not self._watched or devices.get(self._watched, 0) <= AT_ONCE:
            self._watch(max(devices, key=lambda name: devices[name]))

    def look_at(self, reading: Reading) -> Duration | None:
        """Return after how long a reading must follow one of a reset; None: it need not.

        The server notices a crossing from the value that was read last, and just after a reset that
        is below every alarm: the next key would go unannounced.
        """
        soon = reading.sight.idle / 1000 <= AT_ONCE / 1000
        return LOOKED_AT / 1000 if self.going_on and soon else None

    def hear(self, event: Fired, reading: Reading) -> None:
        """Take an alarm of this: where it is older than the reset that was read, it was input.

        Both may have come before anybody looked, and the counters tell of the later one alone.
        """
        age, reset = reading.age(event), reading.sight.idle / 1000
        if is_reset(reading.sight) and self._since.fired(event) and age > reset + TOGETHER:
            self._last_input.take(age, reading.now)

    def fired(self, event: Fired) -> bool:
        """Whether it was an alarm of this that went off."""
        own = event.alarm in self._witnesses
        return own or self._since.fired(event) or self._pause.fired(event)

    def _watch(self, device: str) -> None:
        if device == self._watched:
            return
        if self._witness is not None:
            self._witness.move(None)
        self._watched = device
        self._witness = IdleAlarm(self._x, device, Transition.FALLING)
        self._witness.move(AT_ONCE)
        self._witnesses.append(self._witness.number)

    def _listen_for_pause(self, reading: Reading) -> None:
        """Where somebody resets, know of a pause before the next reset does away with it."""
        lately = reading.now.moment - self._reset_at < LATELY
        paused = reading.sight.idle >= PAUSE
        self._set_since(armed=lately and paused)
        self._pause.move(PAUSE if lately and not paused else None)

    def _set_since(self, *, armed: bool) -> None:
        self.going_on = armed
        self._since.move(AT_ONCE if armed else None)
