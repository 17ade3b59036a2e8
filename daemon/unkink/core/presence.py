"""What the sensors say of the person, and what the person says of themself."""

from enum import Enum


class Presence(Enum):
    """What the sensors say."""

    ACTIVE = "active"
    """Typing, pointing, or silent for less than `away_after`."""
    WATCHING = "watching"
    """No input, but somebody is there: a call, a video, an inhibitor."""
    AWAY = "away"
    """No input for `away_after` or longer; it began at the last input."""
    LOCKED = "locked"
    ASLEEP = "asleep"
    UNKNOWN = "unknown"
    """No sensor can tell; neither typing nor away."""

    def __init__(self, value: str) -> None:
        self.absent = value in ("away", "locked", "asleep")
        """Whether nobody can be sitting at this machine; each event asks this dozens of times."""


class Posture(Enum):
    """What the user says of themself."""

    SITTING = "sitting"
    STANDING = "standing"
    WALKING = "walking"
