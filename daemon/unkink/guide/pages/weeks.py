"""Weeks and months side by side."""

from collections.abc import Mapping

from unkink.guide.desk import GuideDesk
from unkink.guide.pages.frame import Page


def page(desk: GuideDesk, root: str, asked: Mapping[str, str]) -> Page:
    """Show the weeks; `asked` is what stands in the address behind the question mark."""
    return Page("Weeks", "<h1>Weeks</h1>", "weeks", ("weeks.css",))
