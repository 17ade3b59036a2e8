"""The tip files one after the other: the program's own first, then the person's.

A person's folder may hold anything: it is looked at within limits, and what is no tip file of
reasonable size is named and left alone.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from unkink.assets import asset
from unkink.core.plain_text import printable
from unkink.core.values import dataclass
from unkink.settings_file.kinds import shown
from unkink.settings_file.problems import Problem
from unkink.tip_files.fields import Fault
from unkink.tip_files.reading import Reading, read
from unkink.tip_files.vocabulary import Vocabulary
from unkink.toml_text import Table, TomlError, decode, parse, read_text

MOST_BYTES = 128 << 10
"""Of one own file; the program's sixty tips take 95 kB."""
MOST_FILES = 32
MOST_TIPS = 200
"""Of one's own, in all files together; they stay in memory, half a kilobyte each."""
MOST_NAMES = 10_000
"""In the folder; beyond that nobody looks for tips."""
MOST_PROBLEMS = 40
"""Told of one file."""


@dataclass(frozen=True, slots=True)
class TipFile:
    """What came of one file; a file that is no TOML at all has no readings."""

    name: str
    readings: tuple[Reading, ...]
    text: str = ""
    fault: tuple[int, str] | None = None
    """The line, and what is wrong with the file as a whole."""

    def problems(self, taken: frozenset[int] = frozenset()) -> tuple[Problem, ...]:
        """Name everything to mend, in the order of the lines; `taken` are tips whose id is not
        free, by their place in the file.
        """
        if self.fault is not None:
            return (Problem(self.name, self.fault[0], "", self.fault[1]),)
        found = [
            (number, reading.name, fault)
            for number, reading in enumerate(self.readings)
            for fault in (*reading.faults, *([TAKEN] if number in taken else []))
        ]
        return tuple(self._placed(found[:MOST_PROBLEMS])) if found else ()

    def _placed(self, found: list[tuple[int, str, Fault]]) -> list[Problem]:
        from unkink.settings_file.lines import LineIndex  # its patterns take 2 ms to compile

        lines = LineIndex(self.text)
        problems = []
        for number, name, fault in found:
            place = ("tip", number, *fault.place)
            key = ": ".join(part for part in (f"tip {name}", _key(fault)) if part)
            problems.append(Problem(self.name, lines.line(place), key, fault.text))
        return sorted(problems, key=lambda problem: problem.line)


TAKEN = Fault(("id",), "is taken already; write another one")


def tip_files(words: Vocabulary, own: Path | None) -> Iterator[TipFile]:
    """Read all files, the program's first, so that no own tip can take the place of one."""
    yield from packaged_files(words)
    if own is not None:
        yield from own_files(words, own)


def packaged_files(words: Vocabulary, naming: str = "") -> Iterator[TipFile]:
    """Read the program's own files, as far as they hold this word."""
    for item in sorted(asset("config", "tips").iterdir(), key=lambda item: item.name):
        if item.name.endswith(".toml"):
            yield from _packaged(item, words, naming)


def own_files(words: Vocabulary, folder: Path) -> Iterator[TipFile]:
    """Read the person's files, within limits; a folder that is not there holds none."""
    try:
        names = sorted(path.name for path in islice(folder.iterdir(), MOST_NAMES) if is_tips(path))
    except FileNotFoundError:
        return
    except OSError as error:
        why = f"cannot be read ({error.strerror}); make it a folder that your user may read"
        yield TipFile(printable(str(folder)), (), fault=(1, why))
        return
    left = MOST_TIPS
    for name in names[:MOST_FILES]:
        for file in _own(folder / name, words, left):
            left -= len(file.readings)
            yield file
    if len(names) > MOST_FILES:
        why = f"holds {len(names)} files, and {MOST_FILES} are read; put more tips into each"
        yield TipFile(printable(str(folder)), (), fault=(1, why))


def is_tips(path: Path) -> bool:
    """Tell whether a file of this name is read; hidden ones are what editors leave about."""
    return path.suffix == ".toml" and not path.name.startswith(".")


def _packaged(item: Path, words: Vocabulary, naming: str) -> Iterator[TipFile]:
    name = f"tips/{item.name}"
    try:
        text = decode(item.read_bytes())
        if naming in text:
            yield _file(name, text, words, own=False)
    except TomlError as error:
        yield TipFile(name, (), fault=(error.line, error.text))


def _own(path: Path, words: Vocabulary, left: int) -> Iterator[TipFile]:
    name = printable(str(path))
    try:
        file = _file(name, read_text(path, MOST_BYTES), words, own=True, most=left)
    except FileNotFoundError:
        if path.is_symlink():
            why = "this link leads nowhere; mend it or take it away"
            yield TipFile(name, (), fault=(1, why))
        return  # it went between the look into the folder and now
    except TomlError as error:
        yield TipFile(name, (), fault=(error.line, printable(error.text)))
        return
    yield file


def _file(name: str, text: str, words: Vocabulary, *, own: bool, most: int = MOST_TIPS) -> TipFile:
    tables = _tables(parse(text), text)
    if own and len(tables) > most:
        raise TomlError(f"with this file there are more than {MOST_TIPS} tips; take some out")
    readings = (read(table, number, words, own=own) for number, table in enumerate(tables, start=1))
    return TipFile(name, tuple(readings), text)


def _tables(table: Table, text: str) -> list[Table]:
    tips = table.get("tip", [])
    if not isinstance(tips, list) or not all(isinstance(one, dict) for one in tips):
        raise _misplaced("tip", "tips are written under [[tip]], each its own; write [[tip]]", text)
    extra = next((key for key in table if key != "tip"), None)
    if extra is not None:
        told = f"{shown(extra)} stands outside of any [[tip]]; move it below one"
        raise _misplaced(extra, told, text)
    return tips


def _misplaced(key: str, told: str, text: str) -> TomlError:
    from unkink.settings_file.lines import LineIndex  # as above

    return TomlError(told, LineIndex(text).line((key,)))


def _key(fault: Fault) -> str:
    key = ""
    for part in fault.place:
        if isinstance(part, int):
            key += f"[{part + 1}]"
        else:
            word = printable(part if len(part) <= 60 else part[:60] + "…")
            key += f".{word}" if key else word
    return key
