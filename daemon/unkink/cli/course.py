"""The way through a tip's steps and their time; told how much has passed, it asks no clock."""

from collections.abc import Sequence

from unkink.core.moment import Duration

READING_SPEED = 15
"""Letters in a second; a step waits until its sentence can have been read, as on the page."""

LONGEST_READING: Duration = 6.0
"""Nobody waits longer than this for reading."""

_HALF = 0.5


class Course:
    """Where somebody is, and what is left."""

    def __init__(self, steps: Sequence[str], seconds: Sequence[int]) -> None:
        self._steps = steps
        self._lengths = seconds
        self._done = [False] * len(steps)
        self.over = False
        self.place = 0
        self.left: Duration = 0.0
        self.reading: Duration = 0.0
        self._enter(0)

    @property
    def whole(self) -> bool:
        """Whether every step had at least half its time: who leafs through has not done it."""
        return all(self._done)

    @property
    def passed(self) -> float:
        """The share of this step that is over, 0 to 1."""
        return 1 - self.left / self._lengths[self.place]

    @property
    def remaining(self) -> Duration:
        """The time until the end, reading aside."""
        return self.left + sum(self._lengths[self.place + 1 :])

    def advance(self, passed: Duration) -> None:
        """Let this much time go by; a long gap may pass several steps, or the end."""
        while passed > 0 and not self.over:
            if self.reading > 0:
                read = min(self.reading, passed)
                self.reading -= read
                passed -= read
            elif passed < self.left:
                self.left -= passed
                passed = 0
            else:
                passed -= self.left
                self.left = 0
                self.forward()

    def forward(self) -> None:
        """Go to the next step, or to the end."""
        self._done[self.place] |= self.passed >= _HALF
        if self.place + 1 < len(self._steps):
            self._enter(self.place + 1)
        else:
            self.left = 0
            self.over = True

    def back(self) -> None:
        """Go to the step before."""
        self._enter(max(0, self.place - 1))

    def _enter(self, place: int) -> None:
        self.place = place
        self.left = self._lengths[place]
        needed = len(self._steps[place]) / READING_SPEED - self.left
        self.reading = max(0.0, min(LONGEST_READING, needed))
