"""One quiet card that offers the health questions, for pages on which tips are looked at."""

from unkink.guide.desk import GuideDesk
from unkink.guide.pages.frame import template
from unkink.guide.pages.health import waiting


def card(desk: GuideDesk, root: str) -> str:
    """Return the card, or nothing once the questions were answered or declined."""
    profile = desk.health()
    if not profile.unanswered:
        return ""
    number = waiting(desk.pool, profile)
    tips = "One tip waits" if number == 1 else f"{number} tips wait"
    return template("health-card.html").substitute(tips=tips, root=root)
