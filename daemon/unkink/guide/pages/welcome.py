"""What to read once before the first tip: limits, red flags, the health questions."""

from html import escape

from unkink.core.moment import Duration
from unkink.guide.desk import GuideDesk
from unkink.guide.pages import red_flags
from unkink.guide.pages.frame import Page, icon, template
from unkink.guide.words import length

_NONE = '<a class="btn" id="none" href="#questions">None of these</a>'


def page(desk: GuideDesk, root: str) -> Page:
    """Show the safety texts letter for letter, in one page (evidence part 4.1)."""
    safety = desk.pool.safety
    body = template("welcome.html").substitute(
        promise=_promise(desk.first_tip_after),
        locked=_locked(desk, root),
        first_start=escape(safety.first_start),
        care=icon("care"),
        stop_rule=escape(safety.stop_rule),
        driving_rule=escape(safety.driving_rule),
        check=red_flags.check(desk.pool, _NONE, desk.emergency_number),
        questions=_questions(desk),
        root=root,
    )
    data: dict[str, object] = {"act": f"{root}/act", "sore": f"{root}/sore"}
    styles = ("red-flags.css", "welcome.css")
    return Page("Welcome", body, "welcome", styles, ("welcome.js",), data)


def _promise(first: Duration | None) -> str:
    """Say what the program does, in two sentences."""
    counts = "unkink counts how long you have been sitting, and sees when you get up."
    if first is None:
        return f"{counts} No reminder in the settings waits for that; a tip is there when you ask."
    pause = "at a pause in your typing"
    return f"{counts} After {length(first)} of sitting it offers one small tip, {pause}."


def _questions(desk: GuideDesk) -> str:
    """Say what the answers change, or that they are there."""
    if desk.health().answered:
        return "They are answered. You can change your answers at any time."
    return (
        "They take a minute. While they are unanswered, the tips that depend on them most stay "
        "hidden, and unkink cannot tell which of the others do not suit you: please read the care "
        "line of each tip first."
    )


def _locked(desk: GuideDesk, root: str) -> str:
    """Repeat what was answered to the list before, and lead to where it is taken back."""
    say = red_flags.standing_verdict(desk.locked(), desk.pool, desk.emergency_number)
    return f'{say}<p><a href="{root}/sore">What is locked, and what is left</a></p>' if say else ""
