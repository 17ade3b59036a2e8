"""The figures of the tip pool, as the tip files give them."""

import tomllib
from pathlib import Path
from typing import Any, TypeAlias

Table: TypeAlias = dict[str, Any]

ROOT = Path(__file__).parents[2]


def tips(folder: Path = ROOT / "config" / "tips") -> list[Table]:
    """All `[[tip]]` tables, file by file in order of name."""
    found: list[Table] = []
    for path in sorted(folder.glob("*.toml")):
        found += tomllib.loads(path.read_text(encoding="utf-8")).get("tip", [])
    return found


def figures() -> dict[str, Table]:
    """The `[tip.figure]` table of each tip that has one."""
    return {tip["id"]: tip["figure"] for tip in tips() if "figure" in tip}
