"""The areas of "Where is it tight?", from `config/areas.toml`."""

from typing import cast

from unkink.core.values import dataclass
from unkink.tip_files.vocabulary import packaged
from unkink.toml_text import Table


@dataclass(frozen=True, slots=True)
class Area:
    """One place that can be tight, and what the evidence allows there."""

    id: str
    name: str
    place: str
    body: frozenset[str]
    """What the choice of tips prefers then; empty where rest is due."""
    exercise: bool
    """Whether tips that move, knead or load may stand here."""
    now: str
    sore: str
    """What to do on a sore day instead."""
    rather_not: str
    see: str
    """When somebody should see it."""
    tips: tuple[str, ...]
    """In the order in which they are offered, as far as nothing hides them."""


def read_areas() -> tuple[Area, ...]:
    """List the areas in the order of the file; reads it."""
    tables = cast("list[Table]", packaged("areas.toml")["area"])
    return tuple(map(_area, tables))


def _area(table: Table) -> Area:
    texts = {key: value for key, value in table.items() if isinstance(value, str)}
    return Area(
        **texts,
        body=frozenset(cast("list[str]", table["body"])),
        exercise=table["exercise"] is True,
        tips=tuple(cast("list[str]", table["tips"])),
    )
