"""The readable view of `unkink stats`, by rich: tables and bars for any width, colour or none."""

import sys
from collections.abc import Iterator, Mapping
from typing import Literal, assert_never

from rich.console import Console, ConsoleOptions, RenderableType
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from unkink.cli.stats_told import Told
from unkink.cli.stats_words import CANNOT_TELL, class_name, limits, said
from unkink.cli.terminal import colour_wanted
from unkink.core.days.ranges import Group, Range
from unkink.core.days.spread import by_length, tips_told
from unkink.core.days.totals import Totals
from unkink.core.effects import Outcome
from unkink.core.moment import Duration
from unkink.core.taste import Stiffness
from unkink.day_view.words import OUTCOMES
from unkink.guide.plots.date_words import range_name, short_day, short_month
from unkink.time_words import minutes

NARROWEST, WIDEST = 60, 100
"""Columns. A narrower terminal breaks the lines; a wider one would pull the rows apart."""
PIPED = 80
TIPS = 8
"""Tips told of; `--json` has them all."""
LONGEST_BAR = 40

_WHOLE, _EIGHTHS = "█", "▏▎▍▌▋▊▉"
_HEADS = {
    Group.DAY: ("", "sitting"),
    Group.WEEK: ("week of", "a day"),
    Group.MONTH: ("", "a day"),
    Group.YEAR: ("", "a day"),
}
_INDENT = 2
_GAP = 2


def print_view(told: Told, titles: Mapping[str, str]) -> None:
    """Print it; `titles` names the tips."""
    colours: Literal["auto"] | None = "auto" if colour_wanted() else None
    console = Console(color_system=colours, highlight=False, markup=False, emoji=False)
    seen = console.width if sys.stdout.isatty() else PIPED
    console.width = min(max(seen, NARROWEST), WIDEST)
    with console.capture() as printed:
        console.print(Text(range_name(told.whole.within), style="bold"))
        for part in _parts(told, titles, console.width - _INDENT):
            console.print(part)
    for line in printed.get().splitlines():
        sys.stdout.write(f"{line.rstrip()}\n")  # tables are filled up with blanks


def _parts(told: Told, titles: Mapping[str, str], room: int) -> Iterator[RenderableType]:
    whole = told.whole
    yield from (Text(line) for line in said(told))
    if whole.recorded:
        yield from _headed("Sitting and unasked breaks", _by_part(told))
    if whole.bouts:
        yield from _headed("Bouts by length", _by_length(whole))
        yield from _headed("Sitting by the hour of the day", _by_hour(whole))
    if whole.reminders:
        yield from _headed("Tips and breaks by reminder", _by_reminder(whole))
    if whole.tips or whole.felt or whole.rated:
        yield from _headed("Tips", _by_tip(whole, titles, room))
    if whole.recorded:
        words = Text("\n".join([*limits(told), *CANNOT_TELL]))
        yield from _headed("What this cannot tell", words)


def _headed(title: str, body: RenderableType) -> Iterator[RenderableType]:
    yield Text(f"\n{title}", style="bold")
    yield Padding(body, (0, 0, 0, _INDENT), expand=False)


def _table(*heads: str, bars: bool = False) -> Table:
    """Begin a table: words to the left, figures to the right, nothing drawn."""
    plain = not any(heads)
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="dim")
    table.show_header = not plain
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left", no_wrap=True)
    if bars:
        table.add_column("")  # takes what room there is, as it alone may be narrower
    return table


def _by_part(told: Told) -> Table:
    table = _table(*_HEADS[told.group], "longest", "breaks", "taken", bars=True)
    most = max((one.sitting_a_day or 0.0 for one in told.parts), default=0.0)
    for one in told.parts:
        name = _part_name(one.within, told.group)
        longest, average = one.longest, one.sitting_a_day
        if average is None:
            table.add_row(name, Text("nobody there" if one.recorded else "not recorded", "dim"))
            continue
        table.add_row(
            name,
            minutes(average),
            "" if longest is None else minutes(longest.sat),
            str(one.own_breaks),
            f"{one.count(Outcome.TAKEN)} of {one.shown}",
            _Bar(average, most),
        )
    return table


def _part_name(part: Range, group: Group) -> str:
    """Name a part in few columns; its heading says what it is."""
    first = part.first
    match group:
        case Group.DAY:
            return short_day(first)
        case Group.WEEK:
            return f"{first.day} {short_month(first)}"
        case Group.MONTH:
            return f"{short_month(first)} {first.year}"
        case Group.YEAR:
            return str(first.year)
        case other:
            assert_never(other)


def _by_length(whole: Totals) -> Table:
    table = _table("", "bouts", "sitting", bars=True)
    classes = by_length(whole.bouts)
    most = max(one.bouts for one in classes)
    for one in classes:
        sat = minutes(one.sat) if one.bouts else ""
        table.add_row(class_name(one), str(one.bouts), sat, _Bar(one.bouts, most))
    return table


def _by_hour(whole: Totals) -> Table:
    """Tell the hours from the first to the last in which anybody sat."""
    hours = [hour for hour, sat in enumerate(whole.sitting_by_hour) if sat]
    table = _table("", "", bars=True)
    for hour in range(min(hours), max(hours) + 1):
        sat = whole.sitting_by_hour[hour]
        bar = _Bar(sat, max(whole.sitting_by_hour))
        table.add_row(f"{hour:02d}:00", minutes(sat) if sat else "", bar)
    return table


def _by_reminder(whole: Totals) -> Table:
    """Tell what became of the tips of each reminder; outcomes that never were are left out."""
    table = _table("", *whole.reminders)
    answers = whole.reminders.values()
    table.add_row("shown", *(str(one.shown) for one in answers))
    for outcome in Outcome:
        if whole.count(outcome):
            counts = (str(one.outcomes.get(outcome, 0)) for one in answers)
            table.add_row(f"  {OUTCOMES[outcome]}", *counts)
    table.add_row("unasked breaks", *(str(one.own) for one in answers))
    return table


def _by_tip(whole: Totals, titles: Mapping[str, str], room: int) -> Table:
    """Tell of the tips that were done most; answers that nobody gave are left out."""
    tips = tips_told(whole)
    felt = [one for one in Stiffness if any(tip.felt[one] for tip in tips)]
    heads = ("shown", "taken", "unasked", *(one.value for one in felt))
    table = _table("", *heads)
    title_room = room - sum(len(head) + _GAP for head in heads) - _GAP
    for tip in tips[:TIPS]:
        title = Text(titles.get(tip.tip, tip.tip))
        title.truncate(title_room, overflow="ellipsis")
        counts = (tip.shown, tip.taken, tip.unasked, *(tip.felt[one] for one in felt))
        table.add_row(title, *map(str, counts))
    if len(tips) > TIPS:
        table.add_row(Text(f"and {len(tips) - TIPS} more", "dim"))
    return table


class _Bar:
    """A value beside others, as long as there is room; in eighths of a column where signs for that
    can be written.
    """

    def __init__(self, value: Duration, most: Duration) -> None:
        self._share = value / most if most else 0.0

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(1, min(options.max_width, LONGEST_BAR))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        columns = self._share * min(options.max_width, LONGEST_BAR)
        if "utf" not in (sys.stdout.encoding or "").lower():
            yield Text("#" * round(columns))
            return
        whole, eighths = divmod(round(columns * 8), 8)
        yield Text(_WHOLE * whole + (_EIGHTHS[eighths - 1] if eighths else ""), style="cyan")
