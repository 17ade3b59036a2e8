"""When the person's calendars say that they are in a meeting: read by a child when files change.

Between two readings nothing runs, and only times are kept.
"""

import asyncio
import json
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from unkink.adapters.folder_changes import FolderChanges
from unkink.core.moment import Duration
from unkink.core.plain_text import plain
from unkink.core.surroundings import Kind, Sign
from unkink.python_child import exchange, start_child

log = logging.getLogger(__name__)

AHEAD = timedelta(hours=36)
"""How far a reading looks; once less than a third of it is left, the next look has it made anew."""
LIMIT: Duration = 60.0
"""Seconds for all calendars, on a machine that has much else to do."""
QUIET: Duration = 2.0
"""Whoever keeps a calendar in step writes many files in a row."""
NICENESS = 19
PROGRAM = "unkink.calendar_child"

Meeting = tuple[datetime, datetime]


class Meetings:
    """Knows the meetings of the next day or so; lives on the asyncio loop's thread."""

    def __init__(self, degraded: Callable[[str | None], None], quiet: Duration = QUIET) -> None:
        """Take who is told a line for the person while a calendar cannot be read; None: all can."""
        self._degraded = degraded
        self._quiet = quiet
        self._places: tuple[str, ...] = ()
        self._known: dict[str, list[Meeting]] = {}
        """Each file's meetings, as last read; one that cannot be read now keeps what it had."""
        self._until = datetime.min.replace(tzinfo=UTC)
        self._changes: list[FolderChanges] = []
        self._watched: frozenset[Path] = frozenset()
        self._timer: asyncio.TimerHandle | None = None
        self._reading: asyncio.Task[None] | None = None

    def use(self, places: Sequence[str]) -> None:
        """Go by these files and folders from now on; read soon, and again when they change."""
        if tuple(places) == self._places:
            return
        self._places = tuple(places)
        self._known.clear()
        self._degraded(None)
        if self._places:
            self._watch(())
            self._begin()
        else:
            self._rest()

    def signs(self, wall: datetime) -> list[Sign]:
        """Return the meeting that goes on now, if there is one; never waits."""
        if not self._places:
            return []
        if self._until - wall < AHEAD / 3:
            self._begin()
        ends = [end for one in self._known.values() for begin, end in one if begin <= wall < end]
        if not ends:
            return []
        end = max(ends).astimezone(wall.tzinfo)
        return [Sign(Kind.MEETING, f"in a meeting until {end:%H:%M}, by your calendar")]

    async def close(self) -> None:
        """Read no more, and leave no child behind."""
        self._places = ()
        self._rest()
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait([self._reading])

    def _rest(self) -> None:
        for one in self._changes:
            one.close()
        self._changes, self._watched = [], frozenset()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    # ── reading ───────────────────────────────────────────────────────────────────────────────

    def _note_change(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._quiet, self._begin)

    def _begin(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._reading is not None and not self._reading.done():
            self._note_change()  # after this one
        elif self._places:
            self._reading = asyncio.get_running_loop().create_task(self._read(self._places))

    async def _read(self, places: tuple[str, ...]) -> None:
        begins = datetime.now(UTC)
        try:
            told = await _told(places, begins)
        except (OSError, TimeoutError, ValueError, KeyError) as problem:
            self._say(f"Your calendars cannot be read: {problem or 'it took too long'}.")
            self._until = begins + AHEAD / 2  # and not again at each look
            return
        if places != self._places:
            return
        self._until = begins + AHEAD
        problems = told["problems"]
        kept = {file: one for file, one in self._known.items() if file in problems}
        self._known = kept | {file: _meetings(one) for file, one in told["files"].items()}
        self._watch([Path(folder) for folder in told["folders"]])
        file, reason = next(iter(problems.items()), ("", ""))
        more = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
        self._say(f"A calendar cannot be read: {file}: {reason}{more}." if problems else None)

    def _say(self, line: str | None) -> None:
        if line is not None:
            line = plain(line)
            log.warning("%s", line)
        self._degraded(line)

    def _watch(self, folders: Sequence[Path]) -> None:
        """Hear of changes in the places themselves, and in these folders of theirs."""
        places = [Path(place).expanduser() for place in self._places]
        wanted = frozenset([*folders, *(place for place in places if place.is_dir())])
        files = frozenset(place for place in places if place not in wanted)
        if self._changes and wanted | files == self._watched:
            return
        for one in self._changes:
            one.close()
        self._watched = wanted | files
        self._changes = [FolderChanges(folder, _counts, self._note_change) for folder in wanted]
        self._changes += [
            FolderChanges(file.parent, _is(file.name), self._note_change) for file in files
        ]
        for one in self._changes:
            one.start()


def _counts(path: Path) -> bool:
    """Whether a change of it may matter: a calendar, or a folder with some."""
    return path.suffix in ("", ".ics")


def _is(name: str) -> Callable[[Path], bool]:
    return lambda path: path.name == name


def _meetings(told: Sequence[Sequence[str]]) -> list[Meeting]:
    return [(datetime.fromisoformat(begin), datetime.fromisoformat(end)) for begin, end in told]


async def _told(
    places: Sequence[str], begins: datetime
) -> Mapping[str, dict[str, list[list[str]]]]:
    """Have the child read; raises OSError, TimeoutError, or ValueError for what makes no sense."""
    question = {
        "places": places,
        "begins": (begins - timedelta(hours=5)).isoformat(),
        "ends": (begins + AHEAD).isoformat(),
    }
    child = await start_child(PROGRAM)
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, child.pid, NICENESS)
    answer, complaints = await exchange(child, json.dumps(question).encode(), LIMIT)
    if child.returncode:
        last = complaints.decode(errors="replace").strip().splitlines()[-1:]
        raise ValueError(last[0] if last else "the reader ended")
    found: Mapping[str, dict[str, list[list[str]]]] = json.loads(answer)
    return found
