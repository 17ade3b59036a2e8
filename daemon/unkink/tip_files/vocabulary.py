"""The words tips are written in, from `config/pool.toml` and `config/health.toml`."""

from typing import cast

from unkink.assets import asset
from unkink.core.tips import Category
from unkink.core.values import dataclass
from unkink.toml_text import Table, decode, parse


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a tip may say where the field takes fixed words."""

    slots: frozenset[str]
    contexts: frozenset[str]
    body: frozenset[str]
    gates: frozenset[str]
    grades: frozenset[str]
    categories: tuple[str, ...]
    """In the order in which they are listed."""
    tags: frozenset[str]


def packaged(name: str) -> Table:
    """Read one of the program's own config files.

    Raises TomlError or OSError when the installation is damaged: without its safety texts and
    questions the program must not run.
    """
    return parse(decode(asset("config", name).read_bytes()))


def vocabulary(pool: Table, questions: Table) -> Vocabulary:
    """Collect the words from the tables of `pool.toml` and `health.toml`."""
    lists = cast("dict[str, list[str]]", pool["vocabulary"])
    return Vocabulary(
        slots=frozenset(lists["slots"]),
        contexts=frozenset(lists["contexts"]),
        body=frozenset(lists["body"]),
        gates=frozenset(lists["gates"]),
        grades=frozenset(cast("Table", pool["grade"])),
        categories=tuple(cast("Table", pool["category"])),
        tags=frozenset(cast("Table", questions["question"])),
    )


def categories(pool: Table) -> tuple[Category, ...]:
    """List the categories in the order of the file."""
    tables = cast("dict[str, dict[str, int | str]]", pool["category"])
    return tuple(
        Category(name, str(one["label"]), int(one["weight"]), int(one["max_per_day"]))
        for name, one in tables.items()
    )


def read_grades() -> dict[str, str]:
    """Return what each evidence grade means, by its letter; reads a file."""
    return cast("dict[str, str]", packaged("pool.toml")["grade"])
