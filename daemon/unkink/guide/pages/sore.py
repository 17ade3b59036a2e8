"""The sore day: first the red flags, then gentle tips only."""

from html import escape

from unkink.core.tips import Tip
from unkink.guide.desk import GuideDesk
from unkink.guide.pages import red_flags
from unkink.guide.pages.frame import Page, icon, template
from unkink.guide.words import short_length

_FIRST = (
    '<section aria-labelledby="check"><h1 id="check" tabindex="-1">First, a short check</h1>',
    "</section>",
)
_AGAIN = ('<details class="check card"><summary>Look at the list again</summary>', "</details>")
"""The list is folded where it has been answered: what follows from it comes first then."""

_NONE = '<button type="button" class="btn primary" id="none">None of these</button>'


def page(desk: GuideDesk, root: str) -> Page:
    """Show the list, and on a sore day what is left for today."""
    pool = desk.pool
    known = desk.sore() or bool(desk.locked())
    before_check, after_check = _AGAIN if known else _FIRST
    body = template("sore.html").substitute(
        locked=_locked(desk, root),
        gentle=_gentle(desk, root) if desk.sore() else "",
        before_check=before_check,
        after_check=after_check,
        check=red_flags.check(pool, _NONE),
        care=icon("care"),
        stop_rule=escape(pool.safety.stop_rule),
    )
    styles = ("red-flags.css", "sore.css")
    return Page("Sore day", body, "sore", styles, ("sore.js",), {"act": f"{root}/act"})


def _locked(desk: GuideDesk, root: str) -> str:
    locked = desk.locked()
    if not locked:
        return ""
    return template("sore-locked.html").substitute(
        say=red_flags.standing_verdict(locked, desk.pool),
        chips=red_flags.locked_chips(locked, desk.pool),
        root=root,
    )


def _gentle(desk: GuideDesk, root: str) -> str:
    """Return today's part: the comfort tips that nothing hides."""
    tips = [tip for tip, reason in desk.library() if tip.slot == "sore" and reason is None]
    return template("sore-gentle.html").substitute(
        tips="".join(_tile(tip, root) for tip in tips), root=root
    )


def _tile(tip: Tip, root: str) -> str:
    return (
        f'<li><a class="tile" href="{root}/tip/{escape(tip.id)}">'
        f'<img src="{root}/figure/{escape(tip.id)}.svg" alt="" width="104" height="104" '
        f'loading="lazy"><span><b>{escape(tip.title)}</b>'
        f"<i>{escape(tip.notify)}</i><small>{short_length(tip.duration)}</small></span></a></li>\n"
    )
