"""Whether the session is locked, by the word of several witnesses."""

from unkink.core.events import Locked, Unlocked
from unkink.ports import Report


class Lock:
    """Locked as long as any witness says so; reports only what changes.

    logind and a screen saver often tell of one lock both, and neither can be relied on alone.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._witnesses: set[str] = set()

    def testify(self, witness: str, *, locked: bool) -> None:
        """Take what this witness says from now on; one that vanishes must take its word back."""
        before = bool(self._witnesses)
        if locked:
            self._witnesses.add(witness)
        else:
            self._witnesses.discard(witness)
        if bool(self._witnesses) != before:
            self._report(Locked() if locked else Unlocked())
