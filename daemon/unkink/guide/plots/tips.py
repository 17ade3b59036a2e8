"""Which tips were taken, liked, and felt better after: a table, as names have no axis."""

from collections.abc import Callable, Sequence
from html import escape

from unkink.core.days.spread import TipTold, tips_told
from unkink.core.taste import Liking, Stiffness
from unkink.core.values import dataclass
from unkink.guide.pages.frame import icon
from unkink.guide.plots.panel import Panel
from unkink.guide.plots.stiffness import WORDS
from unkink.guide.plots.told import Told

FIRST = 10
"""Tips shown at once; the rest is folded away."""
_LIKED = {
    Liking.MORE: ("more", "“more like this”"),
    Liking.USUAL: ("same", "“as often as others”"),
    Liking.NOT: ("not", "“not for me”"),
}
_FELT = {Stiffness.BETTER: "better", Stiffness.SAME: "same", Stiffness.WORSE: "worse"}
"""Names of icons."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the pool knows of a tip."""

    title: str
    shown: bool
    """Whether its page may be offered to this person now; a hidden tip is named, and no more."""


def panel(told: Told, known: Callable[[str], Known | None], root: str) -> Panel:
    """List the tips, those that were done most first; one that is gone goes by its id."""
    tips = tips_told(told.whole)
    if not tips:
        return Panel("tips", "Tips", "No tip was shown or opened.", "", None, wide=True)
    rows = [_row(one, known(one.tip), root) for one in tips]
    return Panel("tips", "Tips", _said(tips), _tables(rows), None, wide=True)


def _said(tips: Sequence[TipTold]) -> str:
    kinds = "One tip" if len(tips) == 1 else f"{len(tips)} different tips"
    shown, taken = sum(one.shown for one in tips), sum(one.taken for one in tips)
    unasked = sum(one.unasked for one in tips)
    besides = f", and {_times(unasked)} one was done unasked" if unasked else ""
    return f"{kinds}, shown {_times(shown)}. {_times(taken).capitalize()} one was taken{besides}."


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _tables(rows: Sequence[str]) -> str:
    first = _table(rows[:FIRST], "Tips, the first ones")
    if len(rows) <= FIRST:
        return first
    return (
        f'{first}<details class="figures"><summary>{len(rows) - FIRST} more</summary>'
        f"{_table(rows[FIRST:], 'More tips')}</details>"
    )


def _table(rows: Sequence[str], label: str) -> str:
    heads = ("Tip", "Taken", "Felt after")
    cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return (
        f'<div class="sideways" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="tips"><thead><tr>{cells}</tr></thead><tbody>{"".join(rows)}</tbody>'
        "</table></div>"
    )


def _row(one: TipTold, known: Known | None, root: str) -> str:
    return (
        f'<tr><th scope="row">{_name(one.tip, known, root)}{_notes(one)}</th>'
        f"<td>{one.taken} of {one.shown}</td><td>{_felt(one)}</td></tr>"
    )


def _notes(one: TipTold) -> str:
    """Tell below the name what is told of few tips."""
    notes = []
    if one.unasked:
        notes.append(f"{icon('check')}done {_times(one.unasked)} unasked")
    if one.liking is not None:
        picture, words = _LIKED[one.liking]
        notes.append(f"{icon(picture)}{words}")
    return "".join(f"<small>{note}</small>" for note in notes)


def _felt(one: TipTold) -> str:
    answers = "".join(
        f"<li>{icon(_FELT[answer])}{count} {WORDS[answer].lower()}</li>"
        for answer, count in one.felt.items()
        if count
    )
    return f'<ul class="felt">{answers}</ul>' if answers else ""


def _name(tip: str, known: Known | None, root: str) -> str:
    if known is None:
        return escape(tip)
    title = escape(known.title)
    return f'<a href="{root}/tip/{escape(tip)}">{title}</a>' if known.shown else title
