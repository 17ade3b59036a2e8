"""Health questions, red flags, their levels and the safety texts, letter for letter."""

from typing import cast

from unkink.core.tips import Level, Question, RedFlag, SafetyTexts
from unkink.toml_text import Table

Texts = dict[str, str]


def questions(table: Table) -> tuple[Question, ...]:
    """List the questions of `health.toml` in the order of the file."""
    tables = cast("dict[str, Texts]", table["question"])
    return tuple(Question(tag, one["ask"], one["kind"]) for tag, one in tables.items())


def red_flags(table: Table) -> tuple[RedFlag, ...]:
    """List the signs of `safety.toml`, the gravest first as in the file."""
    tables = cast("list[Texts]", table["red_flag"])
    return tuple(RedFlag(one["id"], one["level"], one["text"]) for one in tables)


def levels(table: Table) -> dict[str, Level]:
    """Return what each level of red flag says and locks, by its name."""
    tables = cast("dict[str, Table]", table["level"])
    return {
        name: Level(cast("str", one["say"]), frozenset(cast("list[str]", one["lock"])))
        for name, one in tables.items()
    }


def texts(table: Table) -> SafetyTexts:
    """Return the texts that every page and the first start show."""
    text = cast("Texts", table["text"])
    return SafetyTexts(text["short"], text["first_start"], text["stop_rule"], text["driving_rule"])
