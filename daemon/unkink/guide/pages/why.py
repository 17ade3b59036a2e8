"""Why it is quiet: what the program waits for, and what it decided last."""

from collections.abc import Sequence
from html import escape

from unkink.guide.desk import GuideDesk
from unkink.guide.pages.frame import Page, template


def page(desk: GuideDesk) -> Page:
    """Show the reasons and the journal."""
    body = template("why.html").substitute(
        reasons=_items(desk.why()) or "<li>Nothing is being held back just now.</li>",
        journal=_items(desk.journal()) or "<li>Nothing has been decided yet.</li>",
    )
    return Page("Why quiet?", body, "why", styles=("library.css",))


def _items(lines: Sequence[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)
