"""Where the examination takes place."""

from collections.abc import Mapping
from dataclasses import dataclass

from dbus_fast.aio import MessageBus

from unkink.doctor.person import Person
from unkink.paths import Paths


@dataclass(frozen=True, slots=True)
class Place:
    """One person's desk, and what every check needs there."""

    paths: Paths
    environment: Mapping[str, str]
    bus: MessageBus | None
    """The session bus, connected; None where there is none."""
    person: Person

    @property
    def has_screen(self) -> bool:
        """Whether a display is known."""
        return bool(self.environment.get("DISPLAY") or self.environment.get("WAYLAND_DISPLAY"))

    @property
    def wayland(self) -> bool:
        """Whether a Wayland compositor is known."""
        return bool(self.environment.get("WAYLAND_DISPLAY"))
