"""Reads JSON piece by piece from a file that may be larger than the memory.

Only objects and lists that are walked through are read in pieces; a value is read whole.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

_CHUNK = 1 << 16
_LONGEST = 1 << 20
"""Characters of one value; no event of ours is longer."""
_SPACE = re.compile(r"[ \t\n\r]*")
_AFTER = frozenset(",:]} \t\n\r")
"""What may follow a value. A number may go on in the next chunk."""


class BadJson(ValueError):  # noqa: N818 - reads better where it is raised
    """The file is no JSON, or not of the shape that was asked for; `line` says where."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


class JsonReader:
    """Walks through one document from the beginning to the end."""

    def __init__(self, file: TextIO) -> None:
        self.line = 1
        """Where the reader stands."""
        self._file = file
        self._text = ""
        self._at = 0
        self._ended = False
        self._decoder = json.JSONDecoder()

    def members(self) -> Iterator[str]:
        """Yield the keys of the object here; read or walk through each value before the next."""
        self._take("{", "an object")
        first = True
        while self._more("}", first=first):
            first = False
            key = self.value()
            if not isinstance(key, str):
                raise BadJson(self.line, "a key is missing here")
            self._take(":", "a colon")
            yield key

    def items(self) -> Iterator[Any]:
        """Yield the values of the list here."""
        self._take("[", "a list")
        first = True
        while self._more("]", first=first):
            first = False
            yield self.value()

    def value(self) -> Any:
        """Read the value here whole."""
        self._skip_space()
        while True:
            problem: Exception | None = None
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                problem = error
            else:
                if self._ended or self._text[end : end + 1] in _AFTER:
                    self._advance(end)
                    return value
            if self._ended or len(self._text) - self._at > _LONGEST:
                raise BadJson(self._line_of(problem), "this is no JSON") from problem
            self._fill()

    def end(self) -> None:
        """Make sure that nothing follows."""
        self._skip_space()
        if self._at < len(self._text):
            raise BadJson(self.line, "something follows after the end")

    def _more(self, end: str, *, first: bool) -> bool:
        """Step over what separates values; tell whether one follows."""
        sign = self._next()
        if sign == end:
            self._advance(self._at + 1)
            return False
        if not first:
            self._take(",", f"a comma or {end}")
        return True

    def _take(self, sign: str, what: str) -> None:
        if self._next() != sign:
            raise BadJson(self.line, f"{what} is missing here")
        self._advance(self._at + 1)

    def _next(self) -> str:
        self._skip_space()
        return self._text[self._at : self._at + 1]

    def _skip_space(self) -> None:
        while True:
            found = _SPACE.match(self._text, self._at)
            assert found is not None  # noqa: S101 - it matches nothing, too
            self._advance(found.end())
            if self._at < len(self._text) or self._ended:
                return
            self._fill()

    def _advance(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def _fill(self) -> None:
        more = self._file.read(_CHUNK)
        self._ended = not more
        self._text = self._text[self._at :] + more
        self._at = 0

    def _line_of(self, error: Exception | None) -> int:
        if not isinstance(error, json.JSONDecodeError):
            return self.line
        return self.line + self._text.count("\n", self._at, error.pos)
