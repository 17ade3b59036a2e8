"""What a tip rests on: the citations behind the names its file uses, from `config/sources.toml`."""

import re
from collections.abc import Iterable
from typing import TypeVar, cast

from unkink.assets import asset
from unkink.core.values import dataclass
from unkink.toml_text import decode, parse


@dataclass(frozen=True, slots=True)
class Source:
    """A study, a review or official advice, and what we know of it."""

    name: str
    topic: str
    authors: str
    found: str
    seen: str
    """How well we know it: "read", "partly" or "named"."""
    year: int | None = None
    place: str = ""
    also: tuple[str, ...] = ()

    @property
    def citation(self) -> str:
        """Who, when and where, as far as it was noted."""
        year = f" {self.year}" if self.year else ""
        place = f", {self.place}" if self.place else ""
        return f"{self.authors}{year}{place}"

    def place_in(self, text: str) -> int:
        """Return where `text` first names it, or -1."""
        found = [text.find(name) for name in (self.name, *self.also)]
        return min((place for place in found if place >= 0), default=-1)


@dataclass(frozen=True, slots=True)
class Custom:
    """Something tips are drawn from that is no study, and says so."""

    name: str
    """A regular expression."""
    says: str

    def place_in(self, text: str) -> int:
        """Return where `text` first names it, or -1."""
        match = re.search(self.name, text)
        return match.start() if match else -1


@dataclass(frozen=True, slots=True)
class Grounds:
    """What one tip rests on, in the order in which the tip names it."""

    sources: tuple[Source, ...] = ()
    customs: tuple[Custom, ...] = ()


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Every source and every custom."""

    sources: tuple[Source, ...]
    customs: tuple[Custom, ...]

    def grounds(self, text: str) -> Grounds:
        """Find what `text` names, such as "Galinsky 2000, 2007; article L57"."""
        told = spelled_out(text)
        return Grounds(_named(self.sources, told), _named(self.customs, told))


def read_bibliography() -> Bibliography:
    """Read the file; a page does so each time, and lets go of it."""
    table = parse(decode(asset("config", "sources.toml").read_bytes()))
    sources = cast("list[dict[str, str | int | list[str]]]", table["source"])
    customs = cast("list[dict[str, str]]", table["custom"])
    return Bibliography(
        sources=tuple(map(_source, sources)),
        customs=tuple(Custom(one["name"], one["says"]) for one in customs),
    )


def spelled_out(text: str) -> str:
    """Repeat the name before each further year: "Galinsky 2000, 2007"."""
    while (short := re.sub(r"([A-Z][\w-]+) (\d{4}), (\d{4})", r"\1 \2, \1 \3", text)) != text:
        text = short
    return text


def _source(table: dict[str, str | int | list[str]]) -> Source:
    also = tuple(cast("list[str]", table.pop("also", [])))
    year = cast("int | None", table.pop("year", None))
    return Source(**cast("dict[str, str]", table), year=year, also=also)


_Ground = TypeVar("_Ground", Source, Custom)


def _named(grounds: Iterable[_Ground], text: str) -> tuple[_Ground, ...]:
    """Keep what `text` names, in its order."""
    places = ((one.place_in(text), one) for one in grounds)
    named = sorted((pair for pair in places if pair[0] >= 0), key=lambda pair: pair[0])
    return tuple(one for _, one in named)
