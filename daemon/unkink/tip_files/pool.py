"""Reads all tip files: the light pool for the rules, or one whole tip for its page.

One file after the other, keeping only what the rules need: parsing 60 tips costs 13.5 ms and
140 kB of memory that stays, checking them 1 ms (Python 3.11, one core of a small server). In a
single file the same tips cost 15 ms and 640 kB, as the whole table is in memory at once; a JSON
cache would cost 1.5 ms and 290 kB, and be a second truth. So there is no cache, and figures stay
beside their tips. One whole tip costs 3 ms.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from unkink.assets import asset
from unkink.core.tips import Pool
from unkink.tip_files import safety
from unkink.tip_files.full_tip import FullTip
from unkink.tip_files.reading import Reading, read
from unkink.tip_files.vocabulary import Vocabulary, categories, packaged, vocabulary
from unkink.toml_text import Table, TomlError, decode, parse, read_text

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PoolReading:
    """The tips that can be used, and every problem as `file: tip id: what is wrong`."""

    pool: Pool
    problems: tuple[str, ...]


def read_pool(own: Path | None = None) -> Pool:
    """Read every tip that is in order; log the rest, which is left out.

    `own` is the folder with the person's own tips; it need not exist. Blocks for about 15 ms.
    Raises TomlError or OSError when the program's own question or safety file is damaged.
    """
    reading = check_pool(own)
    for problem in reading.problems:
        log.warning("%s", problem)
    return reading.pool


def check_pool(own: Path | None = None) -> PoolReading:
    """Read like `read_pool`, but hand the problems back instead of logging them."""
    table, questions, safe = (
        packaged(name) for name in ("pool.toml", "health.toml", "safety.toml")
    )
    words = vocabulary(table, questions)
    tips, problems = {}, []
    for file, reading in _readings(words, own, None):
        problems += [f"{file}: tip {reading.name}: {text}" for text in reading.problems]
        if reading.tip is None:
            continue
        if reading.name in tips:
            problems.append(f"{file}: tip {reading.name}: id: taken already; write another one")
            continue
        tips[reading.name] = reading.tip.tip
    order = {name: place for place, name in enumerate(words.categories)}
    pool = Pool(
        tips=tuple(sorted(tips.values(), key=lambda tip: order[tip.category])),
        categories=categories(table),
        questions=safety.questions(questions),
        red_flags=safety.red_flags(safe),
        levels=safety.levels(safe),
        safety=safety.texts(safe),
    )
    return PoolReading(pool, tuple(problems))


def read_tip(tip_id: str, own: Path | None = None) -> FullTip | None:
    """Read one whole tip; None when no file has it in order. Parses only files that name it."""
    return next(_full_tips(tip_id, own), None)


def read_tips(own: Path | None = None) -> tuple[FullTip, ...]:
    """Read every whole tip that is in order, for a process that does not stay: the command line."""
    found: dict[str, FullTip] = {}
    for full in _full_tips(None, own):
        found.setdefault(full.tip.id, full)
    return tuple(found.values())


def reminder_words(pool: Pool) -> frozenset[str]:
    """Everything that `tips` of a `[[reminder]]` may name: slots, categories and tip ids."""
    slots = {tip.slot for tip in pool.tips}
    return frozenset(slots | {one.id for one in pool.categories} | {tip.id for tip in pool.tips})


def _full_tips(tip_id: str | None, own: Path | None) -> Iterator[FullTip]:
    words = vocabulary(packaged("pool.toml"), packaged("health.toml"))
    for _, reading in _readings(words, own, tip_id):
        if reading.tip is not None and tip_id in (None, reading.name):
            yield reading.tip


def _readings(
    words: Vocabulary, own: Path | None, naming: str | None
) -> Iterator[tuple[str, Reading]]:
    """Read the program's tips first, so that no own tip can take the place of one."""
    for item in sorted(asset("config", "tips").iterdir(), key=lambda item: item.name):
        if item.name.endswith(".toml"):
            yield from _of_file(item, words, naming, own=False)
    try:
        own_files = sorted(own.iterdir()) if own else []
    except FileNotFoundError:
        return
    except OSError as error:
        yield str(own), Reading("folder", None, (f"cannot be read ({error.strerror})",))
        return
    for path in own_files:
        if path.suffix == ".toml":
            yield from _of_file(path, words, naming, own=True)


def _of_file(
    item: Traversable, words: Vocabulary, naming: str | None, *, own: bool
) -> Iterator[tuple[str, Reading]]:
    file = str(item) if own else f"tips/{item.name}"
    try:
        text = read_text(item) if isinstance(item, Path) else decode(item.read_bytes())
        if naming is not None and naming not in text:
            return
        tables = _tables(parse(text))
    except (TomlError, OSError) as error:
        yield file, Reading("file", None, (str(error),))
        return
    for number, table in enumerate(tables, start=1):
        yield file, read(table, number, words, own=own)


def _tables(table: Table) -> list[Table]:
    tips = table.get("tip", [])
    if not isinstance(tips, list) or not all(isinstance(one, dict) for one in tips):
        raise TomlError("tips are written under [[tip]], each its own")
    extra = sorted(set(table) - {"tip"})
    if extra:
        raise TomlError(f'"{extra[0]}" stands outside of any [[tip]]; move it below one')
    return tips
