"""All tips, by category; hidden ones at the end with their reason, after a tap."""

from collections.abc import Mapping
from html import escape

from unkink.core.tips import Category, Tip
from unkink.guide.desk import GuideDesk
from unkink.guide.pages.frame import Page, icon, template
from unkink.guide.words import hidden_because, place, short_length


def page(desk: GuideDesk, root: str) -> Page:
    """Show what there is for this person today."""
    entries = desk.library()
    shown = [tip for tip, reason in entries if reason is None]
    hidden = [(tip, reason) for tip, reason in entries if reason is not None]
    grades = desk.grades()
    body = template("library.html").substitute(
        count="1 tip" if len(shown) == 1 else f"{len(shown)} tips",
        categories="".join(_section(one, shown, grades, root) for one in desk.pool.categories),
        hidden=_hidden(hidden),
    )
    return Page("Library", body, "library", ("library.css",))


def _section(category: Category, shown: list[Tip], grades: Mapping[str, str], root: str) -> str:
    tips = [tip for tip in shown if tip.category == category.id]
    if not tips:
        return ""
    name = escape(category.id)
    tiles = "".join(_tile(tip, grades.get(tip.id, ""), root) for tip in tips)
    return (
        f'<section aria-labelledby="c-{name}"><h2 id="c-{name}">{escape(category.label)}</h2>'
        f'<ul class="tiles">{tiles}</ul></section>\n'
    )


def _tile(tip: Tip, grade: str, root: str) -> str:
    letter = f' · <abbr title="Evidence {grade}, of A to D">{escape(grade)}</abbr>' if grade else ""
    return (
        f'<li><a class="tile" href="{root}/tip/{escape(tip.id)}">'
        f'<img src="{root}/figure/{escape(tip.id)}.svg" alt="" width="96" height="96" '
        f'loading="lazy"><span><b>{escape(tip.title)}</b><i>{escape(tip.notify)}</i>'
        f"<small>{short_length(tip.duration)} · {place(tip)}{letter}</small></span></a></li>\n"
    )


def _hidden(hidden: list[tuple[Tip, str]]) -> str:
    """Return the folded list of hidden tips, by reason."""
    if not hidden:
        return ""
    reasons = sorted({reason for _, reason in hidden})
    groups = "".join(
        f"<h3>{escape(hidden_because(reason))}</h3><ul>"
        + "".join(f"<li>{escape(tip.title)}</li>" for tip, why in hidden if why == reason)
        + "</ul>"
        for reason in reasons
    )
    count = "One tip is" if len(hidden) == 1 else f"{len(hidden)} tips are"
    return (
        f'<details class="card away"><summary>{icon("lock")}{count} put aside for now</summary>'
        f"{groups}</details>"
    )
