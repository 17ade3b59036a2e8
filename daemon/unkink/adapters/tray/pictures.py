"""The packed tray pictures, one at a time: only the one now shown stays in memory."""

from unkink.assets import asset
from unkink.core.settings import TrayInk
from unkink.drawing.family import picture_name
from unkink.drawing.pack import Picture, picture
from unkink.ports import AdapterError, TrayView


class Pictures:
    """The tray family in one ink."""

    def __init__(self, ink: TrayInk) -> None:
        self._ink = ink
        self._name: str | None = None
        self._picture: Picture = ()

    def use(self, ink: TrayInk) -> None:
        """Draw from another ink from now on."""
        if ink is not self._ink:
            self._ink = ink
            self._name = None

    def of(self, view: TrayView) -> Picture:
        """Return the picture of a view; the same object while the picture is the same.

        Reads a file of 45 kB when it is another; raises AdapterError when that cannot be read.
        """
        name = picture_name(view.sign, view.share)
        if name != self._name:
            self._picture = self._read(name)
            self._name = name
        return self._picture

    def _read(self, name: str) -> Picture:
        file = asset("icons", "tray", f"{self._ink.value}.pack")
        try:
            return picture(file.read_bytes(), name)
        except (OSError, LookupError) as error:
            raise AdapterError(f"The tray icon cannot be read from {file}: {error}") from error
