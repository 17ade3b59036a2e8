"""Hands at work: input so dense that only a person gives it.

A mouse that something nudges, a key that something presses and a touch in passing are single
moments of input with pauses around them. A person who types or points does so in bursts. Bursts are
told apart by the pauses between them, so a sensor must have been asked for these: what was not
listened for proves nothing.
"""

from collections import deque

from unkink.core.moment import MINUTE, Duration, Moment

PAUSE: Duration = 3.0
"""Input that was silent so long was no burst, or is the end of one. What moves a mouse in
somebody's place does so each five seconds to each minute; whoever types rests longer than this a
few times a minute, and goes on in between."""
WITHIN: Duration = 5 * MINUTE
"""Only bursts as young as this say who is there now."""


class Hands:
    """The bursts of input of the last few minutes, while somebody wants to know of them."""

    def __init__(self) -> None:
        self.listening = False
        """Whether sensors tell of pauses now; only then is a row of input known to be one."""
        self._bursts: deque[tuple[Moment, Moment]] = deque()
        self._began: Moment | None = None
        """When the burst that goes on began; None while there is none."""

    def listen(self, now: Moment) -> None:
        """Take note from now on. A pause that goes on already, sensors tell of at once."""
        if not self.listening:
            self.listening, self._began = True, now

    def forget(self) -> None:
        """Take no note any more, and forget what was noted."""
        self._bursts.clear()
        self.listening, self._began = False, None

    def take(self, last_input: Moment, now: Moment) -> None:
        """Take a reading: the last input was then."""
        if not self.listening:
            return
        silent = now - last_input >= PAUSE - 1e-6
        if silent and self._began is not None:
            self._bursts.append((self._began, max(self._began, last_input)))
            self._began = None
        elif not silent and self._began is None:
            self._began = last_input
        while self._bursts and self._bursts[0][1] < now - WITHIN:
            self._bursts.popleft()

    def worked(self, now: Moment) -> Duration:
        """Return for how long hands were at work, of the last few minutes."""
        going_on = 0.0 if self._began is None else now - self._began
        return sum(ends - begins for begins, ends in self._bursts) + going_on

    def worked_enough_at(self, length: Duration, now: Moment) -> Moment | None:
        """Return when the burst that goes on will have made it so much; None: none goes on."""
        return None if self._began is None else Moment(now + max(0.0, length - self.worked(now)))

    def began(self, now: Moment) -> Moment:
        """Return when the first of these bursts began."""
        first = self._bursts[0][0] if self._bursts else self._began
        return now if first is None else first
