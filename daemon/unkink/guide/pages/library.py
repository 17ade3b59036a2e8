"""All tips, by category, to look through, filter and search; hidden ones at the end."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from unkink.core.taste import Liking
from unkink.core.tips import Category
from unkink.guide.desk import GuideDesk, Shelved
from unkink.guide.pages import health_card, paths
from unkink.guide.pages.frame import Page, icon, template
from unkink.guide.pages.put_aside import put_aside
from unkink.guide.words import days_ago, place, short_length

AREAS = {
    "neck": "Neck",
    "shoulders": "Shoulders",
    "upper-back": "Upper back",
    "lower-back": "Lower back",
    "chest": "Chest",
    "arms": "Arms",
    "wrists-hands": "Wrists and hands",
    "jaw-face": "Jaw and face",
    "eyes": "Eyes",
    "legs": "Legs",
    "whole-body": "Whole body",
    "mind": "Calm",
}
"""The words for `body` in `config/pool.toml`, from the head down."""

_LENGTHS = (("", "Any length"), ("1", "A minute"), ("5", "Up to 5 min"), ("long", "Longer"))
_PLACES = (("", "Anywhere"), ("desk", "Desk"), ("standing", "Standing"), ("home", "Home"))
_REST = (
    '<p class="rest-day">No tip is for you just now. Rest is fine; what is put aside, and why, '
    "stands below.</p>"
)
"""What stands where the tips would be when health has locked them all."""
_LATELY = 7
"""Days for which a tile says that its tip was done."""


def page(desk: GuideDesk, root: str) -> Page:
    """Show what there is for this person today; what is hidden is named only, and folded away."""
    shelf = desk.shelf()
    shown = [one for one in shelf if one.hidden is None and one.liking is not Liking.NOT]
    today = desk.today()
    body = template("library.html").substitute(
        count=f"{tips(len(shown))} for you today",
        i_search=icon("search"),
        i_filter=icon("filter"),
        areas=_areas(shown),
        lengths=_pills("minutes", _LENGTHS),
        places=_pills("place", _PLACES),
        paths=paths.paths(shelf, today, root),
        categories="".join(_section(one, shown, today, root) for one in desk.pool.categories)
        or _REST,
        health_card=health_card.card(desk, root),
        hidden=put_aside(shelf, root),
        root=root,
    )
    data: dict[str, object] = {"act": f"{root}/act"}
    return Page("Library", body, "library", ("library.css",), ("library.js",), data)


def tips(count: int) -> str:
    """Say a number of tips."""
    return "1 tip" if count == 1 else f"{count} tips"


def _areas(shown: Iterable[Shelved]) -> str:
    """Offer the areas that some tip is for."""
    known = {area for one in shown for area in one.tip.body}
    return "".join(
        f'<option value="{area}">{label}</option>' for area, label in AREAS.items() if area in known
    )


def _pills(name: str, choices: Sequence[tuple[str, str]]) -> str:
    return "".join(
        f'<label class="pill"><input type="radio" name="{name}" value="{value}"'
        f"{'' if value else ' checked'}><span>{label}</span></label>"
        for value, label in choices
    )


def _section(category: Category, shown: list[Shelved], today: date, root: str) -> str:
    here = [one for one in shown if one.tip.category == category.id]
    if not here:
        return ""
    name = escape(category.id)
    tiles = "".join(_tile(one, category, today, root) for one in here)
    return (
        f'<section class="category" aria-labelledby="c-{name}"><h2 id="c-{name}">'
        f'{escape(category.label)}</h2><ul class="tiles">{tiles}</ul></section>\n'
    )


def _tile(one: Shelved, category: Category, today: date, root: str) -> str:
    tip = one.tip
    words = " ".join((category.label, *(AREAS.get(area, area) for area in tip.body)))
    return (
        f'<li data-area="{escape(" ".join(tip.body))}" '
        f'data-place="{escape(" ".join(sorted(tip.contexts)))}" data-seconds="{tip.duration}" '
        f'data-needs="{len(one.needs)}" data-words="{escape(words)}">'
        f'<a class="tile" href="{root}/tip/{escape(tip.id)}">'
        f'<img src="{root}/figure/{escape(tip.id)}.svg" alt="" width="112" height="112" '
        f'loading="lazy"><span><b>{escape(tip.title)}</b><i>{escape(tip.notify)}</i>'
        f"<small>{short_length(tip.duration)} · {place(tip)}{_letter(one)}</small>"
        f"{_marks(one, today)}</span></a></li>\n"
    )


def _letter(one: Shelved) -> str:
    if one.own or not one.evidence:
        return ""
    return f' · <abbr title="Evidence {one.evidence}, of A to D">{escape(one.evidence)}</abbr>'


def _marks(one: Shelved, today: date) -> str:
    """Say what is special about this tip for this person."""
    marks = []
    if one.liking is Liking.MORE:
        marks.append(f"{icon('heart')}you like it")
    if one.own:
        marks.append("your own")
    if one.practised is not None and (today - one.practised.last).days < _LATELY:
        marks.append(f"{icon('check')}done {days_ago(one.practised.last, today)}")
    if not marks:
        return ""
    return '<span class="marks">' + "".join(f"<em>{mark}</em>" for mark in marks) + "</span>"
