"""Turns "silent for so long" into the moment of the last input, also across a suspend."""

from unkink.core.moment import Duration, Instant, Moment

SAME_INPUT: Duration = 0.25
"""Two readings of one input differ by the round trip and by the milliseconds of the X clock; what
lies closer together than this counts as one input, so that a reading never looks like a new one."""


class LastInput:
    """Remembers the newest input, so that reading it again gives the very same moment.

    The server's silence does not grow while the machine is suspended. An input that was known
    before a suspend keeps its moment; only a newer one is placed by the clocks of now.
    """

    def __init__(self) -> None:
        self._awake: Duration | None = None
        self._moment = Moment(0.0)

    @property
    def moment(self) -> Moment | None:
        """The moment of the last input that was taken; None before the first."""
        return None if self._awake is None else self._moment

    def take(self, silence: Duration, now: Instant) -> Moment:
        """Return the moment of the last input, given how long input has been silent `now`.

        Never earlier than what was returned before.
        """
        awake = now.moment - now.slept - silence
        if self._awake is None or awake > self._awake + SAME_INPUT:
            self._awake = awake
            self._moment = Moment(awake + now.slept)
        return self._moment
