"""What is going on around the person that makes a prompt unwelcome just now."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Each a short reason, such as "microphone in use by Firefox"; None where there is none."""

    call: str | None = None
    fullscreen: str | None = None
    do_not_disturb: str | None = None
