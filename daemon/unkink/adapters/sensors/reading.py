"""What the X server said of its devices, placed in our time."""

from unkink.adapters.sensors.xinput_protocol import Stirred
from unkink.adapters.sensors.xsync_protocol import Fired, Sight
from unkink.core.moment import Duration, Instant, Moment
from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer of the server, and when it was asked."""

    sight: Sight
    now: Instant

    def age(self, event: Fired | Stirred) -> Duration:
        """Return how long before the reading an event happened.

        It may be read late, after the daemon was stopped for a while; the server's clock, whose
        lower 32 bits it carries, tells how late.
        """
        return ((self.sight.server_time - event.at) & 0xFFFF_FFFF) / 1000

    def moment_of(self, event: Fired | Stirred) -> Moment:
        """Return when an event happened."""
        return Moment(self.now.moment - self.age(event))

    def silence_since(self, alarm: Fired) -> Duration:
        """Return how long input has been silent, had none come since the alarm."""
        return self.age(alarm) + alarm.value / 1000
