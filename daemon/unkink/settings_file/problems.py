"""What is wrong with a settings file, and where."""

import re

from unkink.core.values import dataclass

Place = tuple[str | int, ...]
"""Keys from the outermost table inwards; a number is the place in a list, from 0."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend; `str()` gives `file:line: key: what is wrong; write …`."""

    file: str
    line: int
    key: str
    """Dotted, the nth of a list as `[n]`; empty where the file itself is at fault."""
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.fault}"

    @property
    def fault(self) -> str:
        """All but the place: for a notice, which names the file in its own way."""
        return f"{self.key}: {self.text}" if self.key else self.text


class SettingsError(Exception):
    """A settings file that cannot be used; all its problems, sorted by line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Notes:
    """Collects problems by their place in the file while it is read."""

    def __init__(self, found: list[tuple[Place, str]] | None = None, within: Place = ()) -> None:
        self._all: list[tuple[Place, str]] = [] if found is None else found
        self._within = within

    def __bool__(self) -> bool:
        return any(place[: len(self._within)] == self._within for place, _ in self._all)

    def inside(self, place: Place) -> "Notes":
        """Return notes of what stands inside this place, which they go on from."""
        return Notes(self._all, (*self._within, *place))

    def add(self, place: Place, text: str) -> None:
        """Note one problem."""
        self._all.append(((*self._within, *place), text))

    def about(self, *places: Place) -> bool:
        """Whether something is wrong at any of these very places."""
        whole = [(*self._within, *place) for place in places]
        return any(place in whole for place, _ in self._all)

    def within(self, table: str) -> bool:
        """Whether something is wrong with a table or anywhere in it."""
        return bool(self.inside((table,)))

    def problems(self, file: str, text: str) -> tuple[Problem, ...]:
        """Look up the lines in the file's text, which is only done when something is wrong."""
        from unkink.settings_file.lines import LineIndex  # its patterns take 2 ms to compile

        lines = LineIndex(text)
        found = sorted(self._all, key=lambda note: lines.offset(note[0]))
        return tuple(Problem(file, lines.line(place), _key(place), why) for place, why in found)


def _key(place: Place) -> str:
    key = ""
    for part in place:
        if isinstance(part, int):
            key += f"[{part + 1}]"
        else:
            key += f".{_word(part)}" if key else _word(part)
    return key


def _word(part: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", part):
        return part
    return repr(part if len(part) <= 60 else part[:60] + "…")
