"""The sore day: first the red flags, then gentle tips only and where it is tight."""

from html import escape

from unkink.guide.desk import GuideDesk
from unkink.guide.pages import red_flags, tight, tiles
from unkink.guide.pages.frame import Page, icon, template

_FIRST = (
    '<section aria-labelledby="check"><h1 id="check" tabindex="-1">First, a short check</h1>',
    "</section>",
)
_AGAIN = ('<details class="check card"><summary>Look at the list again</summary>', "</details>")
"""The list is folded where it has been answered: what follows from it comes first then."""

_NONE = '<button type="button" class="btn primary" id="none" data-sends>None of these</button>'
_TIGHT = '<p class="acts"><a class="btn quiet" href="{root}/tight">Tight, but not sore</a></p>'
LONG = frozenset({"three-days"})
"""Ticked beforehand where the days themselves say so."""


def page(desk: GuideDesk, root: str, *, check: bool = False) -> Page:
    """Show the list, and on a sore day what is left for today.

    `check`: the list comes first even where the day is sore already.
    """
    pool = desk.pool
    answered = not check and (desk.sore() or bool(desk.locked()))
    before_check, after_check = _AGAIN if answered else _FIRST
    run = desk.health().sore_run(desk.today())
    number = desk.emergency_number
    body = template("sore.html").substitute(
        locked=_locked(desk, root),
        gentle=_gentle(desk, root) if desk.sore() and answered else "",
        before_check=before_check,
        after_check=after_check,
        check=red_flags.check(pool, _NONE, number, LONG if run >= 3 else frozenset()),
        tight="" if answered else _TIGHT.format(root=root),
        care=icon("care"),
        stop_rule=escape(pool.safety.stop_rule),
    )
    styles = ("red-flags.css", "tiles.css", "tight.css", "sore.css")
    data: dict[str, object] = {
        "act": f"{root}/act",
        "sore": f"{root}/sore",
        "mark": desk.health_mark(),
    }
    return Page("Sore day", body, "sore", styles, ("sore.js", "tight.js"), data)


def _locked(desk: GuideDesk, root: str) -> str:
    locked = desk.locked()
    if not locked:
        return ""
    return template("sore-locked.html").substitute(
        say=red_flags.standing_verdict(locked, desk.pool, desk.emergency_number),
        chips=red_flags.locked_chips(locked, desk.pool),
        root=root,
    )


def _gentle(desk: GuideDesk, root: str) -> str:
    """Return today's part: the comfort tips that nothing hides, and the areas."""
    tips = [tip for tip, reason in desk.library() if tip.slot == "sore" and reason is None]
    return template("sore-gentle.html").substitute(
        tips=tiles.listed(tips, root), picker=tight.picker(desk, root, "h2"), root=root
    )
