"""Where is it tight? What to do there, what rather not, and when somebody should see it."""

from html import escape

from unkink.core.tips import Tip
from unkink.guide.desk import GuideDesk
from unkink.guide.pages import tiles
from unkink.guide.pages.frame import Page, icon, template
from unkink.tip_files.areas import Area, read_areas

MOST = 4
"""Tips of one area: enough to choose from, few enough to begin."""


def page(desk: GuideDesk, root: str) -> Page:
    """Show the areas on a page of their own, for a day that is not sore."""
    body = template("tight.html").substitute(
        picker=picker(desk, root, "h1"),
        care=icon("care"),
        stop_rule=escape(desk.pool.safety.stop_rule),
        root=root,
    )
    data: dict[str, object] = {"act": f"{root}/act"}
    return Page("Where is it tight?", body, "", ("tiles.css", "tight.css"), ("tight.js",), data)


def picker(desk: GuideDesk, root: str, heading: str) -> str:
    """Return the map and the areas, each folded until it is chosen."""
    fitting = {tip.id: tip for tip, reason in desk.library() if reason is None}
    return template("tight-picker.html").substitute(
        heading=heading,
        areas="".join(_area(area, fitting, root, sore=desk.sore()) for area in read_areas()),
    )


def _area(area: Area, fitting: dict[str, Tip], root: str, *, sore: bool) -> str:
    tips = [fitting[one] for one in area.tips if one in fitting]
    return template("tight-area.html").substitute(
        id=escape(area.id),
        name=escape(area.name),
        place=escape(area.place),
        now=escape(area.sore if sore else area.now),
        rather_not=escape(area.rather_not),
        see=escape(area.see),
        care=icon("care"),
        tips=tiles.listed(tips[:MOST], root),
        root=root,
    )
