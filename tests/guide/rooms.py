"""Every kind of page, listed once for the checks that all of them must pass."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tests.guide.desks import TODAY, RecordingDesk
from tests.guide.one_day import full_day
from tests.guide.some_days import some_days
from unkink.core.practice import Practice, Practised
from unkink.core.taste import Liking, Taste
from unkink.guide.desk import JournalDay
from unkink.journal_words import Line

HIDDEN = "strength-blade-squeeze"
"""A tip that `furnish` hides by a health answer."""

PAGES = (
    "welcome",
    "library",
    "today",
    "today/2026-11-20",
    "weeks",
    "tip/neck-turns",
    "tip/contrast-starter",
    "sore",
    "sore/check",
    "tight",
    "health",
    "why",
    "evidence",
    f"tip/{HIDDEN}",
    "nowhere",
)


@dataclass(frozen=True)
class State:
    """A page as somebody left it: opened, then clicked on in this order."""

    page: str
    clicks: tuple[str, ...] = ()
    typed: str = ""
    """What stands in the library's search."""

    def __str__(self) -> str:
        return " ".join((self.page, *self.clicks, self.typed)).strip()


def _table_of(panel: str) -> str:
    """Select what opens the table of a plot."""
    return f".panel[aria-labelledby={panel}] .figures summary"


STATES = (
    *map(State, PAGES),
    State("library", ("[name=place][value=desk]", "[name=bare]"), "neck"),
    State("library", typed="zebra"),
    State("library", ("#away summary",)),
    State("library", ("#away summary", "[data-back]")),
    State("today", ("#table summary",)),
    State("tip/neck-turns", ("#open-evidence",)),
    State("tip/neck-turns", ("#stop", "#stopped input[value=arm-signs]")),
    State("tip/neck-turns", ("#stop", "#stopped input[value=chest-pain]")),
    State("tip/neck-turns", ("#next",) * 5),
    State("sore", ("input[value=stroke-signs]",)),
    State("sore", ("#none",)),
    State("health", ("input[value=arm-symptoms]", "#save")),
    State("health", ("#none", "#save")),
    State("tight", ("details.area summary",)),
    State("welcome", ("input[value=arm-signs]",)),
    State("weeks", (".ranges a:nth-child(2)", *map(_table_of, ("sitting", "prompts", "hours")))),
    State("weeks", (".ranges a:nth-child(4)", *map(_table_of, ("weekdays", "felt", "tips")))),
)


def furnish(desk: RecordingDesk) -> None:
    """Give the desk something of everything that pages can show."""
    desk.prompt = ("neck-turns", 3)
    desk.profile = replace(desk.profile, tags=frozenset({"shoulder-arm-problem"}))
    desk.taste = Taste().rated("neck-nods", Liking.MORE).rated("habit-mineral-food", Liking.NOT)
    desk.practice = Practice(
        (
            Practised("relax-quiet-fifteen", 4, TODAY - timedelta(days=3)),
            Practised("neck-nods", 2, TODAY),
        )
    )
    desk.days = {**some_days(), TODAY: full_day()}
    desk.lines = ["Waiting for your call to end."]
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    desk.decisions = [JournalDay("Today", [Line(noon, "shown: Tall")])]
