"""What goes on around the person: what a prompt would disturb, and who is there without typing."""

from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Each a short reason, such as "microphone in use by Firefox"; None where there is none."""

    call: str | None = None
    fullscreen: str | None = None
    do_not_disturb: str | None = None
    inhibitor: str | None = None
    """A program asked the desktop to keep the screen on, such as "mpv keeps the screen on"."""
    playing: str | None = None
    """A program plays sound or video, such as "mpv is playing"."""

    @property
    def company(self) -> str | None:
        """Return what shows that somebody is there although nothing is typed; None: nothing does.

        Music alone does not: it plays to empty chairs too. In a window that fills the screen it is
        a film.
        """
        film = self.playing if self.fullscreen is not None else None
        return self.call or self.inhibitor or film
