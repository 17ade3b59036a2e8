"""The figures of the tip pool, as the tip files give them."""

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

from unkink.figure.keyframes import Figure

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


def moments(figure: Figure, rate: int = 8) -> list[float]:
    """Seconds of the cycle, `rate` a second, and the last instant before each keyframe."""
    seconds: list[float] = []
    for a, b in pairwise(figure.frames):
        count = max(1, round((b.t - a.t) * rate))
        seconds += [a.t + (b.t - a.t) * n / count for n in range(count)]
        seconds.append(b.t - 0.001)
    return [*seconds, figure.frames[-1].t]
