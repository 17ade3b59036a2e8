"""The pool's files as they are written, for tests that look at every tip."""

import tomllib
from pathlib import Path
from typing import NotRequired, TypedDict

CONFIG = Path(__file__).parents[2] / "config"

Frame = dict[str, float | str]


class FigureTable(TypedDict):
    view: str
    base: str
    cycle_s: float
    props: list[str]
    frames: list[Frame]
    steps: NotRequired[list[list[float]]]


class TipTable(TypedDict):
    id: str
    category: str
    slot: str
    title: str
    notify: str
    why: str
    steps: list[str]
    step_s: list[int]
    duration_s: int
    contexts: list[str]
    body: list[str]
    needs: list[str]
    caution: str
    contra: list[str]
    gate: str
    source: str
    evidence: str
    grade_for: str
    figure: FigureTable


def tip_tables() -> list[TipTable]:
    tables: list[TipTable] = []
    for path in sorted((CONFIG / "tips").glob("*.toml")):
        tables += tomllib.loads(path.read_text("utf-8"))["tip"]
    return tables


TIPS = tip_tables()
POOL = tomllib.loads((CONFIG / "pool.toml").read_text("utf-8"))
HEALTH = tomllib.loads((CONFIG / "health.toml").read_text("utf-8"))
SAFETY = tomllib.loads((CONFIG / "safety.toml").read_text("utf-8"))
VOCABULARY: dict[str, list[str]] = POOL["vocabulary"]
CATEGORIES = frozenset[str](POOL["category"])
TAGS = frozenset[str](HEALTH["question"])
