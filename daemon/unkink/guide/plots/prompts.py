"""What became of the prompts, and the breaks nobody asked for, side by side."""

from collections.abc import Callable

from unkink.core.days.totals import Totals
from unkink.core.effects import Outcome
from unkink.core.values import dataclass
from unkink.day_view.words import OUTCOMES
from unkink.guide.plots.bars import Bar
from unkink.guide.plots.panel import Panel, Table
from unkink.guide.plots.scale import of_counts
from unkink.guide.plots.strips import Strip, strips
from unkink.guide.plots.told import Told

_SAID = {
    Outcome.TAKEN: "taken",
    Outcome.NATURAL: "answered by a break of your own",
    Outcome.SNOOZED: "snoozed",
    Outcome.SKIPPED: "skipped",
    Outcome.IGNORED: "without an answer",
    Outcome.UNKNOWN: "of which nothing is known",
}


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    count: Callable[[Totals], int]


def panel(told: Told) -> Panel:
    """Show each outcome, and breaks without a prompt, for each part of the range."""
    columns = _columns(told.whole)
    rows = [
        Strip(
            column.name,
            str(column.count(told.whole)),
            [_bar(column, part, told) for part in told.parts],
        )
        for column in columns
    ]
    most = max(column.count(part) for column in columns for part in told.parts)
    return Panel(
        "prompts",
        "Breaks and prompts",
        _said(told.whole),
        strips(rows, told.slots, of_counts(most or 1), name="prompts"),
        _table(told, columns),
        wide=True,
    )


def _columns(whole: Totals) -> list[_Column]:
    columns = [_Column(OUTCOMES[outcome].capitalize(), _counter(outcome)) for outcome in _SAID]
    if whole.waiting:
        columns.append(_Column(OUTCOMES[None].capitalize(), lambda part: part.waiting))
    return [*columns, _Column("Unasked breaks", lambda part: part.own_breaks)]


def _counter(outcome: Outcome) -> Callable[[Totals], int]:
    return lambda part: part.count(outcome)


def _bar(column: _Column, part: Totals, told: Told) -> Bar:
    name = told.slots[told.parts.index(part)].name
    if not part.recorded:
        ahead = told.ahead(part)
        return Bar(None, f"{name}: {'still to come' if ahead else 'not recorded'}", ahead=ahead)
    count = column.count(part)
    return Bar(count, f"{name}, {column.name.lower()}: {count}", figure=str(count or ""))


def _said(whole: Totals) -> str:
    own = whole.own_breaks
    breaks = "1 break" if own == 1 else f"{own or 'no'} breaks"
    if not whole.shown:
        return f"No prompt was shown; {breaks} came without one."
    parts = {word: whole.count(outcome) for outcome, word in _SAID.items()}
    parts["still waiting"] = whole.waiting
    told = ", ".join(f"{count} {name}" for name, count in parts.items() if count)
    prompts = "1 prompt" if whole.shown == 1 else f"{whole.shown} prompts"
    return f"{prompts}: {told}. Besides, {breaks} came without a prompt."


def _table(told: Told, columns: list[_Column]) -> Table:
    rows = [
        [slot.name, *_cells(part, columns)]
        for part, slot in zip(told.parts, told.slots, strict=True)
        if not told.ahead(part)
    ]
    heads = (told.group.value.capitalize(), "Prompts", *(column.name for column in columns))
    return Table(heads, rows, ["Together", *_cells(told.whole, columns)])


def _cells(part: Totals, columns: list[_Column]) -> list[str]:
    if not part.recorded:
        return ["not recorded", *("" for _ in columns)]
    return [str(part.shown), *(str(column.count(part)) for column in columns)]
