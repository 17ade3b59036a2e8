"""One day: its band, its sums, its prompts, and the week around it."""

from unkink.guide.desk import GuideDesk
from unkink.guide.pages.frame import Page


def page(desk: GuideDesk, root: str, asked: str) -> Page:
    """Show the day that `asked` names, such as "2026-11-20"; today where that is empty."""
    return Page("Today", "<h1>Today</h1>", "today", ("today.css",), form=True)
