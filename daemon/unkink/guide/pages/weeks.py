"""Weeks and months side by side: plots of what was recorded, and what they cannot tell."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from html import escape

from unkink.core.days.day import DaySummary
from unkink.core.days.ranges import Range, months_until, week_of
from unkink.core.taste import Liking
from unkink.guide.desk import GuideDesk
from unkink.guide.pages.frame import Page, icon, template
from unkink.guide.plots import bouts, hours, prompts, sitting, stiffness, tips
from unkink.guide.plots.date_words import range_name
from unkink.guide.plots.panel import html
from unkink.guide.plots.told import Told, told

_QUICK = (("Week", 0), ("Month", 1), ("3 months", 3), ("Year", 12))
"""Words, and how many months they are; 0 is the week."""
_BACK_AT_MOST = 12
"""Years; the journal keeps ten."""


def page(desk: GuideDesk, root: str, asked: Mapping[str, str]) -> Page:
    """Show the range that `asked` names with "from" and "to"; this week where it names none."""
    today = desk.today()
    within, complaint = _asked(asked, today)
    first = desk.first_recorded()
    shown = told(_days(desk, within, first, today), within, today)
    body = template("weeks.html").substitute(
        range=escape(range_name(within)),
        complaint=f'<p class="note">{icon("info")}{escape(complaint)}</p>' if complaint else "",
        quick=_quick(within, today, root),
        way=_way(within, first, today, root),
        first=within.first.isoformat(),
        last=within.last.isoformat(),
        action=f"{root}/weeks",
        panels=_panels(shown, desk, root) if shown.days else _empty(within, first, today),
    )
    return Page("Weeks", body, "weeks", ("weeks.css",), form=True)


def _asked(asked: Mapping[str, str], today: date) -> tuple[Range, str]:
    """Return the range asked for, and what is wrong with it; the dates may come in any order."""
    words = [asked[name] for name in ("from", "to") if asked.get(name)]
    dates = []
    for word in words:
        with suppress(ValueError):
            dates.append(date.fromisoformat(word))
    if len(dates) < len(words):
        return week_of(today), "These are no dates; here is this week instead."
    if any(abs(day.year - today.year) > _BACK_AT_MOST for day in dates):
        return week_of(today), "Nothing is kept of so far away; here is this week instead."
    if len(dates) < 2:
        return week_of(dates[0] if dates else today), ""
    return Range(min(dates), max(dates)), ""


def _days(desk: GuideDesk, within: Range, first: date | None, today: date) -> list[DaySummary]:
    """Ask only for days that can have been recorded."""
    begins, ends = max(within.first, first or today), min(within.last, today)
    return list(desk.summaries(begins, ends)) if begins <= ends else []


def _quick(within: Range, today: date, root: str) -> str:
    """Offer the ranges around today."""
    ranges = [
        (word, months_until(today, count) if count else week_of(today)) for word, count in _QUICK
    ]
    return "".join(_to(one, word, root, current=one == within) for word, one in ranges)


def _way(within: Range, first: date | None, today: date, root: str) -> str:
    """Lead to the range before and the one after, where anything can be recorded there."""
    before, after = within.shifted(-1), within.shifted(1)
    earlier = _to(before, "Earlier", root) if first is not None and before.last >= first else ""
    later = _to(after, "Later", root) if after.first <= today else ""
    return earlier + later


def _to(one: Range, word: str, root: str, *, current: bool = False) -> str:
    mark = ' aria-current="true"' if current else ""
    return (
        f'<a class="btn small" href="{root}/weeks?from={one.first}&amp;to={one.last}"'
        f'{mark}>{escape(word)}<span class="hidden-text">: {escape(range_name(one))}</span></a>'
    )


def _panels(shown: Told, desk: GuideDesk, root: str) -> str:
    by_weekday = hours.week_panel(shown)
    panels = (
        sitting.panel(shown, root),
        prompts.panel(shown),
        bouts.panel(shown),
        hours.panel(shown),
        by_weekday,
        stiffness.panel(shown, wide=by_weekday is None),
        tips.panel(shown, lambda tip: _known(desk, tip), root),
    )
    return "".join(html(one) for one in panels if one is not None)


def _known(desk: GuideDesk, tip_id: str) -> tips.Known | None:
    tip = desk.pool.tip(tip_id)
    if tip is None:
        return None
    offered = desk.hidden(tip_id) is None and desk.liking(tip_id) is not Liking.NOT
    return tips.Known(tip.title, offered)


def _empty(within: Range, first: date | None, today: date) -> str:
    if within.first > today:
        why = "This is still to come."
    elif first is None:
        why = "Nothing is recorded yet. Come back in a day or two."
    elif within.last < first:
        why = f"The record begins on {range_name(Range(first, first))}."
    else:
        why = "Nothing was recorded in this time: the computer was off, or unkink did not run."
    return f'<section class="card whole nothing"><p>{escape(why)}</p></section>'
