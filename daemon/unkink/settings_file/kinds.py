"""What a setting can be: each kind reads one TOML value, or says what to write instead.

Plain classes: as dataclasses they would cost the start of the daemon 4 ms.
"""

from collections.abc import Collection
from datetime import date, time
from enum import Enum
from typing import Generic, Protocol, TypeVar

from unkink.core.moment import HOUR, Duration
from unkink.nearest import hint
from unkink.time_words import parse_length

Read_co = TypeVar("Read_co", covariant=True)


class WrongValueError(Exception):
    """A value that will not do; the text says why, and what to write."""


class Kind(Protocol[Read_co]):
    """One kind of value."""

    @property
    def wants(self) -> str:
        """What to write, for messages and for `unkink config explain`."""

    def read(self, value: object) -> Read_co:
        """Turn a TOML value into ours; raises WrongValueError."""


def shown(value: object) -> str:
    """Word a TOML value for a message."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            text = value if len(value) <= 40 else value[:40] + "…"
            return f'"{text}"' if text.isprintable() else repr(text)
        case int():
            # str() of an integer beyond 4300 digits raises ValueError, and hexadecimal ones get in.
            return str(value) if abs(value) < 10**18 else "this number"
        case list():
            return "a list"
        case dict():
            return "a table"
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


class Length:
    """A length of time, 1 second to a day."""

    wants = 'a length like "90s", "25m" or "1h30m", up to 24 h'
    longest: Duration = 24 * HOUR

    def read(self, value: object) -> Duration:
        """Read "1h30m" into seconds."""
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000:
            raise WrongValueError(f'{value} has no unit; write "{value}s" or "{value}m"')
        length = parse_length(value) if isinstance(value, str) else None
        if length is None:
            raise WrongValueError(
                f"{shown(value)} is no length of time from 1 s up; write {self.wants}"
            )
        if length > self.longest:
            raise WrongValueError(f"{shown(value)} is too long; write {self.wants}")
        return float(length)


class Count:
    """A whole number within bounds."""

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most
        self.wants = f"a whole number from {least} to {most}"

    def read(self, value: object) -> int:
        """Read a TOML integer."""
        if isinstance(value, bool) or not isinstance(value, int):
            raise WrongValueError(f"{shown(value)} is no whole number; write {self.wants}")
        if not self.least <= value <= self.most:
            raise WrongValueError(f"{shown(value)} is out of range; write {self.wants}")
        return value


class Switch:
    """On or off."""

    wants = "true or false"

    def read(self, value: object) -> bool:
        """Read a TOML boolean; words in quotes are none."""
        if not isinstance(value, bool):
            raise WrongValueError(
                f"{shown(value)} is neither on nor off; write {self.wants}, without quotes"
            )
        return value


Member = TypeVar("Member", bound=Enum)


class Choice(Generic[Member]):
    """One of a few words."""

    def __init__(self, what: str, members: type[Member]) -> None:
        self.what = what
        """What each of them is, for messages: "ink"."""
        self.members = members
        *most, last = (f'"{one.value}"' for one in members)
        self.wants = f"{', '.join(most)} or {last}"

    def read(self, value: object) -> Member:
        """Read the word."""
        try:
            return self.members(value)
        except ValueError as error:
            raise WrongValueError(
                f"{shown(value)} is no {self.what}; write {self.wants}"
            ) from error


class Name:
    """What a reminder is called in the tray and on the command line."""

    wants = 'a short name like "micro"'

    def read(self, value: object) -> str:
        """Read a name of 1 to 40 printable characters."""
        fits = isinstance(value, str) and value == value.strip() and 1 <= len(value) <= 40
        if not isinstance(value, str) or not fits:
            raise WrongValueError(f"{shown(value)} is no name; write {self.wants}")
        if not value.isprintable():
            raise WrongValueError(f"{shown(value)} has hidden characters; write {self.wants}")
        return value


class PhoneNumber:
    """A telephone number, or none."""

    wants = 'a number to call like "112", or "" for none'

    def read(self, value: object) -> str:
        """Read digits, with spaces and a plus where people write them."""
        digits = value.replace(" ", "").removeprefix("+") if isinstance(value, str) else "?"
        if not isinstance(value, str) or (value and not _can_be_called(digits)):
            raise WrongValueError(f"{shown(value)} is no number to call; write {self.wants}")
        return value.strip()


def _can_be_called(digits: str) -> bool:
    return 2 <= len(digits) <= 15 and digits.isascii() and digits.isdecimal()


class Places:
    """Files and folders."""

    wants = 'a list of files and folders, like ["~/.calendars/work.ics"]'

    def read(self, value: object) -> tuple[str, ...]:
        """Read a list, which may be empty; whether anything is there, who uses it finds out."""
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise WrongValueError(f"{shown(value)} is no list of words; write {self.wants}")
        if not all(one.strip() and "\0" not in one for one in value):
            raise WrongValueError(f"one of them names nothing; write {self.wants}")
        if not all(one.startswith(("/", "~/")) for one in value):
            first = next(one for one in value if not one.startswith(("/", "~/")))
            raise WrongValueError(f"{shown(first)} begins nowhere; write it from / or ~/ on")
        return tuple(dict.fromkeys(value))


class TipWords:
    """Slots, categories or tips that a reminder draws from."""

    wants = 'a list of slots, categories or tips, like ["micro"]'

    def __init__(self, known: Collection[str] | None = None) -> None:
        self.known = known
        """None where nobody can say which words there are; then each is taken."""

    def read(self, value: object) -> tuple[str, ...]:
        """Read a list that is not empty; whether its words are known is asked by `unknown`."""
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise WrongValueError(f"{shown(value)} is no list of words; write {self.wants}")
        if not value:
            raise WrongValueError(f"the list is empty; write {self.wants}")
        return tuple(dict.fromkeys(value))

    def unknown(self, word: str) -> str | None:
        """Say what is wrong with one word of the list; None when nothing is."""
        if self.known is None or word in self.known:
            return None
        near = hint(word, self.known, "unkink tips lists what there is")
        return f"no slot, category or tip is called {shown(word)}; {near}"


def length_words(length: Duration) -> str:
    """Word a length the way the file does: "90s", "25m", "1h30m"."""
    hours, rest = divmod(int(length), 3600)
    minutes, seconds = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0s"
