"""On which line of a TOML text each table, key and list entry stands; tomllib does not tell.

Written for text that tomllib has accepted: it checks nothing, it only finds its way (TOML 1.0).
"""

import re
import tomllib
from bisect import bisect_right
from contextlib import suppress
from io import StringIO

from unkink.settings_file.problems import Place

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_SCALAR = re.compile(
    r"\"\"\"(?:[^\\]|\\.)*?\"\"\"\"{0,2}"
    r"|'''.*?''''{0,2}"
    r"|\"(?:[^\"\\\n]|\\.)*\""
    r"|'[^'\n]*'"
    r"|[^,\]}#\n]*",
    re.DOTALL,
)


def split_lines(text: str) -> list[str]:
    """Return the lines with their ends, as TOML has lines: U+2028 and its like end none."""
    return list(StringIO(text, newline="\n"))


class LineIndex:
    """Finds the line of a place; where the place itself is missing, of what surrounds it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        self._offsets: dict[Place, int] = {}
        self._lists: dict[Place, int] = {}
        """How many tables each [[list]] has up to here."""
        with suppress(RecursionError):  # nested beyond reason; what was found so far is still right
            self._walk()

    def line(self, place: Place) -> int:
        """Return the line, counted from 1; 1 for the whole file."""
        return bisect_right(self._breaks, self.offset(place) - 1) + 1

    def offset(self, place: Place) -> int:
        """Return where the place begins, in characters from 0."""
        while place and place not in self._offsets:
            place = place[:-1]
        return self._offsets[place] if place else 0

    def _walk(self) -> None:
        table: Place = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _header(self) -> Place:
        start = self._at
        is_list = self._text.startswith("[[", start)
        self._at += 2 if is_list else 1
        *outer, last = self._dotted_key()
        self._at = self._text.find("]", self._at) + (2 if is_list else 1)
        table = self._inside(tuple(outer))
        if is_list:
            self._note((*table, last), start)
            number = self._lists.get((*table, last), -1) + 1
            self._lists[*table, last] = number
            table = (*table, last, number)
        else:
            table = self._inside((*table, last), done=len(table))
        self._note(table, start)
        return table

    def _inside(self, place: Place, done: int = 0) -> Place:
        """Follow a header's keys, from the part already followed, into the newest of each list."""
        inside = place[:done]
        for part in place[done:]:
            inside = (*inside, part)
            if inside in self._lists:
                inside = (*inside, self._lists[inside])
        return inside

    def _pair(self, table: Place) -> None:
        start = self._at
        place = table
        for part in self._dotted_key():
            place = (*place, part)
            self._note(place, start)
        self._at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(place)

    def _dotted_key(self) -> list[str]:
        parts = []
        while True:
            self._skip(_SPACE)
            found = self._skip(_KEY)
            parts.append(
                str(tomllib.loads(f"key = {found}")["key"]) if found[0] in "\"'" else found
            )
            self._skip(_SPACE)
            if self._at >= len(self._text) or self._text[self._at] != ".":
                return parts
            self._at += 1

    def _value(self, place: Place) -> None:
        if self._text.startswith("[", self._at):
            self._list(place)
        elif self._text.startswith("{", self._at):
            self._inline_table(place)
        else:
            self._skip(_SCALAR)

    def _list(self, place: Place) -> None:
        self._at += 1
        number = 0
        while not self._ends("]"):
            self._note((*place, number), self._at)
            self._value((*place, number))
            number += 1

    def _inline_table(self, place: Place) -> None:
        self._at += 1
        while not self._ends("}"):
            self._pair(place)

    def _ends(self, bracket: str) -> bool:
        """Step over space and commas; tell whether the bracket, or the text, ends here."""
        self._skip(_BLANK)
        while self._text.startswith(",", self._at):
            self._at += 1
            self._skip(_BLANK)
        if self._at < len(self._text) and self._text[self._at] != bracket:
            return False
        self._at += 1
        return True

    def _note(self, place: Place, offset: int) -> None:
        self._offsets.setdefault(place, offset)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise ValueError(f"no TOML at offset {self._at}")
        self._at = found.end()
        return found[0]
