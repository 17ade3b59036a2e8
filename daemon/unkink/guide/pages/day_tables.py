"""The tables of a day: how each reminder went, and its band for who does not see it."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from unkink.core.days.day import Answers, Day, DaySummary, Held, Piece, Showing
from unkink.core.moment import MINUTE
from unkink.core.tips import Pool
from unkink.day_view.parts import merged
from unkink.day_view.words import KINDS, OUTCOMES, clocks, counts, why_held
from unkink.time_words import minutes

Row = Sequence[str]


def reminders(summary: DaySummary) -> str:
    """Tell of each reminder how often it was shown, and what became of that."""
    if not summary.reminders:
        return '<p class="soft">No prompt was shown.</p>'
    outcomes = [word.capitalize() for word in OUTCOMES.values()]
    head = ("Reminder", "Shown", *outcomes, "Unasked breaks")
    rows = [_answers(name, one) for name, one in sorted(summary.reminders.items())]
    return _table("How each reminder went", head, rows, named=True)


def _answers(name: str, answers: Answers) -> Row:
    return (escape(name), *map(str, (answers.shown, *counts(answers), answers.own)))


def band(day: Day) -> str:
    """Tell the band of a day row by row."""
    rows = [_piece(one) for one in merged(day.pieces)]
    return _table("What the day was spent with", ("When", "What", "How long"), rows)


def _piece(piece: Piece) -> Row:
    unseen = "" if piece.sure else ", no sensor could see"
    return clocks(piece.begins, piece.ends), KINDS[piece.kind] + unseen, minutes(piece.length)


def prompts(day: Day, pool: Pool, is_open: Callable[[str], bool], root: str) -> str:
    """List the prompts; tips that may be opened are linked."""

    def row(one: Showing) -> Row:
        tip = pool.tip(one.tip)
        title = escape(one.tip if tip is None else tip.title)
        if tip is not None and is_open(tip.id):
            title = f'<a href="{root}/tip/{escape(tip.id)}">{title}</a>'
        return f"{one.at:%H:%M}", escape(one.reminder), title, OUTCOMES[one.outcome]

    head = ("Shown", "Reminder", "Tip", "What came of it")
    return _table("Each prompt", head, [row(one) for one in day.showings])


def holds(day: Day) -> str:
    """List what kept a reminder back for a minute or more."""
    rows = [_held(one) for one in day.holds if (one.ends - one.begins).total_seconds() >= MINUTE]
    return _table("Kept back", ("When", "Reminder", "Why"), rows)


def _held(one: Held) -> Row:
    return clocks(one.begins, one.ends), escape(one.reminder or ""), escape(why_held(one))


def _table(caption: str, head: Row, rows: Iterable[Row], *, named: bool = False) -> str:
    """Build a table that scrolls in itself, out of cells that are HTML; nothing without rows."""
    told = "".join(_row(row, named=named) for row in rows)
    if not told:
        return ""
    heads = "".join(f'<th scope="col">{one}</th>' for one in head)
    return (
        f'<div class="sideways" tabindex="0" role="region" aria-label="{caption}">'
        f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{told}</tbody></table></div>"
    )


def _row(cells: Row, *, named: bool) -> str:
    first, *rest = cells
    name = f'<th scope="row">{first}</th>' if named else f"<td>{first}</td>"
    return f"<tr>{name}{''.join(f'<td>{one}</td>' for one in rest)}</tr>"
