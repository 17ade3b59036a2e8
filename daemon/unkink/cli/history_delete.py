"""`unkink history delete`: asks, forgets, and says what else there is."""

import sys
from datetime import date
from pathlib import Path

from unkink.adapters.history.deleting import Kept, forget, kept
from unkink.cli.history import changing, counted
from unkink.cli.terminal import complain, say, wrapped
from unkink.protocol import Code

ELSEWHERE = (
    "What goes on now is recorded when it is over, if unkink runs. Ratings of tips and the counts "
    "of today are no part of the journal: they lie in the state file, which unkink needs to go on. "
    "Exports and copies that you made are yours to delete. No health answer was ever in it."
)
STILL_IN_LOG = "still holds old rows, as unkink was reading; it is emptied when unkink quits."
PUT_ASIDE = "Put aside because they could not be read; old rows may be in them. Yours to delete:"


def history_delete(path: Path, before: date | None, *, asking: bool) -> int:
    """Forget what was recorded before a date, or everything."""
    if not path.exists():
        say("Nothing is recorded.")
        return _named_aside(path)
    with changing(path) as database:
        found = kept(database, before)
        if found.rows == 0:
            say("Nothing is recorded." if before is None else f"Nothing is older than {before}.")
            return _named_aside(path)
        if asking and not sys.stdin.isatty():
            complain("nobody is here to be asked; write --yes if you are sure")
            return Code.BAD_USAGE
        if asking and not _sure(found):
            say("Nothing was deleted.")
            return Code.DONE
        empty = forget(database, before)
    say(f"{counted(found.rows, 'row')} deleted: nothing of that is left in {path}.")
    if not empty:
        complain(f"{path.name}-wal {STILL_IN_LOG}")
    say(wrapped(ELSEWHERE))
    return _named_aside(path)


def _sure(found: Kept) -> bool:
    days = f" from {found.first} to {found.last}" if found.first and found.last else ""
    sys.stdout.write(f"Delete {counted(found.rows, 'row')}{days} for good? [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _named_aside(path: Path) -> int:
    """Name what was put aside because it was damaged: nobody can tell what is in it."""
    aside = sorted(path.parent.glob(f"{path.name}.unreadable-*"))
    if aside:
        say(wrapped(PUT_ASIDE))
        say("\n".join(f"  {one}" for one in aside))
    return Code.DONE
