"""Makes of all tip files the light pool for the rules, or one whole tip for its page.

One file after the other, keeping only what the rules need: parsing 60 tips costs 13.5 ms and
140 kB of memory that stays, checking them 1 ms (Python 3.11, one core of a small server). In a
single file the same tips cost 15 ms and 640 kB, as the whole table is in memory at once; a JSON
cache would cost 1.5 ms and 290 kB, and be a second truth. So there is no cache, and figures stay
beside their tips. One whole tip costs 3 ms.
"""

import logging
from collections.abc import Iterator
from pathlib import Path

from unkink.core.tips import Pool, Tip
from unkink.core.values import dataclass
from unkink.settings_file.problems import Problem
from unkink.tip_files import safety
from unkink.tip_files.files import own_files, packaged_files, tip_files
from unkink.tip_files.full_tip import FullTip
from unkink.tip_files.vocabulary import categories, packaged, vocabulary

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PoolReading:
    """The tips that can be used, and what is wrong with others."""

    pool: Pool
    problems: tuple[Problem, ...]
    """Each as `file:line: tip id: field: what is wrong; write …`, file by file."""
    unreadable: frozenset[str]
    """Files that held no tip table at all: empty, or no TOML. They may be half written."""

    def logged(self) -> "PoolReading":
        """Tell the log of every problem."""
        for problem in self.problems:
            log.warning("%s", problem)
        return self


def read_pool(own: Path | None = None) -> Pool:
    """Read every tip that is in order; log the rest, which is left out.

    `own` is the folder with the person's own tips; it need not exist. Blocks for about 15 ms.
    Raises TomlError or OSError when the program's own question or safety file is damaged.
    """
    return check_pool(own).logged().pool


def check_pool(own: Path | None = None) -> PoolReading:
    """Read like `read_pool`, but hand the problems back instead of logging them."""
    table, questions, safe = (
        packaged(name) for name in ("pool.toml", "health.toml", "safety.toml")
    )
    words = vocabulary(table, questions)
    tips: dict[str, Tip] = {}
    problems: list[Problem] = []
    unreadable: set[str] = set()
    for file in tip_files(words, own):
        taken = set()
        for number, reading in enumerate(file.readings):
            if reading.tip is None:
                continue
            if reading.name in tips:
                taken.add(number)
            else:
                tips[reading.name] = reading.tip.tip
        problems += file.problems(frozenset(taken))
        if not file.readings:
            unreadable.add(file.name)
    order = {name: place for place, name in enumerate(words.categories)}
    pool = Pool(
        tips=tuple(sorted(tips.values(), key=lambda tip: order[tip.category])),
        categories=categories(table),
        questions=safety.questions(questions),
        red_flags=safety.red_flags(safe),
        levels=safety.levels(safe),
        safety=safety.texts(safe),
    )
    return PoolReading(pool, tuple(problems), frozenset(unreadable))


def read_tip(tip_id: str, own: Path | None = None) -> FullTip | None:
    """Read one whole tip; None when no file has it in order. Parses only files that name it."""
    return next((full for full in _full_tips(tip_id, own) if full.tip.id == tip_id), None)


def read_tips(own: Path | None = None) -> tuple[FullTip, ...]:
    """Read every whole tip that is in order, for a process that does not stay: the command line."""
    found: dict[str, FullTip] = {}
    for full in _full_tips("", own):
        found.setdefault(full.tip.id, full)
    return tuple(found.values())


def reminder_words(pool: Pool) -> frozenset[str]:
    """Everything that `tips` of a `[[reminder]]` may name: slots, categories and tip ids."""
    slots = {tip.slot for tip in pool.tips}
    return frozenset(slots | {one.id for one in pool.categories} | {tip.id for tip in pool.tips})


def _full_tips(naming: str, own: Path | None) -> Iterator[FullTip]:
    """Yield whole tips, the program's before one's own, from files that hold this word."""
    words = vocabulary(packaged("pool.toml"), packaged("health.toml"))
    files = packaged_files(words, naming)
    for file in files:
        yield from (reading.tip for reading in file.readings if reading.tip is not None)
    # TOML may spell an id with escapes, so an own file is not known by the word in it.
    for file in own_files(words, own) if own is not None else ():
        yield from (reading.tip for reading in file.readings if reading.tip is not None)
