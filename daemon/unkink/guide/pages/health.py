"""The health questions: one press keeps the answers, on this computer only."""

from html import escape

from unkink.core.health import SORE_TAG, HealthProfile
from unkink.core.tips import Pool, Question
from unkink.guide.desk import GuideDesk
from unkink.guide.pages import red_flags
from unkink.guide.pages.frame import Page, icon, template
from unkink.health_answers import shown_words
from unkink.health_file import UNREADABLE_TAG, UNREADABLE_WORDS


def page(desk: GuideDesk, root: str) -> Page:
    """Show the questions with the answers of now; answers leave the page by POST alone."""
    pool, profile = desk.pool, desk.health()
    body = template("health.html").substitute(
        trouble=_trouble(profile),
        rows="".join(_row(one, profile, root) for one in pool.questions),
        none=_ticked(profile.answered and not profile.tags),
        declined=_ticked(profile.declined),
        soon=red_flags.verdict("soon", pool),
        shown=escape(shown_words(profile, pool, desk.today())),
        words="".join(_word(one) for one in pool.questions if one.tag != SORE_TAG),
        root=root,
    )
    styles = ("red-flags.css", "health.css")
    data: dict[str, object] = {"act": f"{root}/act", "mark": desk.health_mark()}
    return Page("Health questions", body, "health", styles, ("health.js",), data)


def _row(question: Question, profile: HealthProfile, root: str) -> str:
    if question.tag == SORE_TAG:
        return _today(question, root)
    return (
        '<label class="choice"><input type="checkbox" name="tag" '
        f'value="{escape(question.tag)}"{_ticked(question.tag in profile.tags)}>'
        f"<span>{escape(question.ask)}</span></label>\n"
    )


def _today(question: Question, root: str) -> str:
    """Return the row of what counts for today only: its answer is a sore day, list first."""
    return (
        f'<a class="choice today" href="{root}/sore"><span class="sign">{icon("next")}</span>'
        f"<span>{escape(question.ask)}<small>Counts until midnight: opens the sore day</small>"
        "</span></a>\n"
    )


def _ticked(yes: bool) -> str:  # noqa: FBT001 - an attribute that is there or not
    return " checked" if yes else ""


def _word(question: Question) -> str:
    return f"<dt><code>{escape(question.tag)}</code></dt><dd>{escape(question.ask)}</dd>\n"


def _trouble(profile: HealthProfile) -> str:
    """Say that the file is damaged; saving keeps it beside the new one."""
    if UNREADABLE_TAG not in profile.tags:
        return ""
    words = f"{UNREADABLE_WORDS}. Saving begins anew and keeps the old file beside the new one."
    return f'<p class="note">{icon("care")}<span>{escape(words)}</span></p>'


def waiting(pool: Pool, profile: HealthProfile) -> int:
    """Return how many tips wait for the questions alone."""
    hidden = (tip for tip in pool.tips if tip.gate != "open" and tip.slot != "sore")
    return 0 if profile.answered else sum(1 for _ in hidden)
