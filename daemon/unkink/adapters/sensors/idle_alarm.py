"""An alarm on one of the X server's idle counters."""

from unkink.adapters.sensors.xsync_protocol import Connection, Fired, Transition


class IdleAlarm:
    """Can be moved from one value to another."""

    def __init__(self, x: Connection, counter: str, transition: Transition) -> None:
        self._x = x
        self._counter = counter
        self._transition = transition
        self._value: int | None = None
        self._alarm = 0

    def move(self, value: int | None) -> None:
        """Wait for this value from now on; None: for nothing."""
        if value == self._value:
            return
        if self._value is not None:
            self._x.disarm(self._alarm)
        if value is not None:
            self._alarm = self._x.arm(self._counter, value, self._transition)
        self._value = value

    @property
    def number(self) -> int:
        """Its present id; 0 before the first `move`."""
        return self._alarm

    def fired(self, event: Fired) -> bool:
        """Whether it was this one that went off."""
        return self._value is not None and event.alarm == self._alarm
