"""How a person likes the steps of a guide to run."""

from typing import Protocol

from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Tuning:
    """The switches of the instruction page, as they were left."""

    sound: bool = False
    """A soft tone at each step."""
    voice: bool = False
    """The steps are read aloud."""
    own_pace: bool = False
    """No clock: a step lasts until the person goes on."""
    keys: bool = True
    """Single keys work as shortcuts."""


class TuningStore(Protocol):
    """Keeps the switches from one page to the next."""

    def load(self) -> Tuning:
        """Return them as they were left; never raises."""

    def save(self, tuning: Tuning) -> None:
        """Keep these; raises AdapterError."""
