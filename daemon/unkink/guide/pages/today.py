"""One day: its band, its sums, its prompts, and the week around it."""

from datetime import date, datetime, timedelta
from html import escape

from unkink.core.days.day import Day
from unkink.core.days.telling import summary_of
from unkink.day_view.words import (
    CANNOT_TELL,
    NO_DATE,
    clock_changes,
    dated,
    facts,
    named,
    not_recorded,
    read_date,
)
from unkink.guide.day_band import band
from unkink.guide.desk import GuideDesk
from unkink.guide.pages import day_tables
from unkink.guide.pages.day_key import key
from unkink.guide.pages.frame import Page, template
from unkink.guide.pages.week_strip import strip

_DAY = timedelta(days=1)


def page(desk: GuideDesk, root: str, asked: str) -> Page:
    """Show the day that `asked` names, such as "2026-11-20"; today where that is empty."""
    now = desk.now()
    today = now.date()
    day = read_date(asked, today)
    wrong = "" if day is not None else f'<p class="note">“{escape(asked)}” {NO_DATE}.</p>'
    shown = desk.told_day(day or today)
    live, recorded = shown.date == today, bool(shown.pieces or shown.showings)
    title, full = named(shown.date, today), dated(shown.date)
    body = template("today.html").substitute(
        live=" data-live" if live else "",
        title=title,
        date="" if full.startswith(title) else f"{full}. ",
        wrong=wrong,
        turn=_turn(desk, shown.date, today, root),
        told=_told(desk, shown, now, root) if recorded else _nothing(desk, shown, today),
        week="This week" if _monday(shown.date) == _monday(today) else "The week",
        strip=strip(desk, shown.date, root),
        cannot=CANNOT_TELL,
        root=root,
    )
    return Page(title, body, "today", ("today.css",), ("today.js",), form=True)


def _monday(day: date) -> date:
    return day - day.weekday() * _DAY


def _turn(desk: GuideDesk, day: date, today: date, root: str) -> str:
    """Lead to the day before and after, and to any other."""
    first = desk.first_recorded() or today
    before, after = day - _DAY, day + _DAY
    return template("day-turn.html").substitute(
        before=_link(root, before, "Day before") if before >= first else "",
        after=_link(root, after, "Next day") if after <= today else "",
        root=root,
        day=day.isoformat(),
        first=min(first, day).isoformat(),
        last=max(today, day).isoformat(),
    )


def _link(root: str, day: date, words: str) -> str:
    return f'<a class="btn small" href="{root}/today/{day.isoformat()}">{words}</a>'


def _nothing(desk: GuideDesk, day: Day, today: date) -> str:
    why = not_recorded(day.date, today, desk.first_recorded())
    return f'<section class="card nothing"><p>{why}</p></section>'


def _told(desk: GuideDesk, day: Day, now: datetime, root: str) -> str:
    live, summary = day.date == now.date(), summary_of(day)
    tiles = "".join(
        f"<div><dt>{one.name}</dt><dd>{one.value}</dd><dd>{one.more}</dd></div>"
        for one in facts(day, summary, now)
    )
    return template("day-told.html").substitute(
        facts=tiles,
        heading="The day so far" if live else "The day",
        changes=clock_changes(day),
        band=band(day, now if live else None),
        key=key(day),
        pieces=day_tables.band(day),
        prompts=day_tables.prompts(day, desk.pool, lambda tip: desk.hidden(tip) is None, root),
        holds=day_tables.holds(day),
        reminders=day_tables.reminders(summary),
    )
