"""Figures of several programs side by side."""

import statistics
from collections.abc import Mapping, Sequence

from tests.bench.cost import Look

Figures = dict[str, float | None]
"""Figures by name; None is what was not measured."""
NOT_MEASURED = "not measured"


def spent(before: Look, after: Look, seconds: float, doing: str) -> Figures:
    """Return what was used up between two looks, by the minute."""
    per_minute = 60 / seconds
    more = (now - before.switches.get(thread, 0) for thread, now in after.switches.items())
    switches = sum(more) * per_minute
    processor = (after.processor_s - before.processor_s) * per_minute * 1000
    return {
        f"processor ms a minute, {doing}": round(processor, 1),
        f"context switches a minute, {doing}": round(switches),
    }


def medians(runs: Sequence[Figures]) -> Figures:
    """Return the median of each figure; None when a run lacks it."""
    return {name: _median([run.get(name) for run in runs]) for name in runs[0]}


def markdown(columns: Mapping[str, Figures]) -> str:
    """Return a Markdown table with a column for each program."""
    names = dict.fromkeys(name for figures in columns.values() for name in figures)
    head = ["", *columns]
    rows = [[name, *(_cell(one.get(name)) for one in columns.values())] for name in names]
    rule = ["---", *("---:" for _ in columns)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, rule, *rows])


def _median(values: Sequence[float | None]) -> float | None:
    present = [value for value in values if value is not None]
    return round(statistics.median(present), 1) if len(present) == len(values) else None


def _cell(value: float | None) -> str:
    if value is None:
        return NOT_MEASURED
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"
