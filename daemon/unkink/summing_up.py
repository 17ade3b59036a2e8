"""The quiet notice with what a day, or seven days, were like: a few numbers, and no verdict."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from unkink.core.days.breaks import Breaks, breaks_of
from unkink.core.days.day import Day, DaySummary
from unkink.core.days.telling import summary_of
from unkink.core.entries import Stretch
from unkink.core.moment import Duration
from unkink.core.outcomes import LATER
from unkink.core.summary import Period
from unkink.core.tips import Pool
from unkink.core.values import dataclass
from unkink.notices import LOOK_AT_TODAY, SUMMARY_SLOT
from unkink.ports import History, Notification
from unkink.recorded_days import told_days
from unkink.time_words import minutes

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Sums:
    """The numbers of some days."""

    sitting: Duration
    days: int
    """On how many somebody sat."""
    longest: Duration
    """The longest bout."""
    breaks: Breaks


def summary_of_periods(
    history: History,
    periods: Sequence[Period],
    reminders: Collection[str],
    pool: Pool,
    present: Stretch,
) -> Notification | None:
    """Word what is recorded of these periods, which end now; None where nobody sat.

    `reminders` are those whose prompts ask for a break. Reads a week in a few milliseconds.
    """
    later = {tip.id for tip in pool.tips if tip.slot in LATER}
    count = DAYS_A_WEEK if Period.WEEK in periods else 1
    today = present.ends.date()
    days = told_days(history, today - timedelta(days=count - 1), today, present)
    day = (
        sums_of([one for one in days if one.date == today], reminders, later)
        if Period.DAY in periods
        else None
    )
    week = sums_of(days, reminders, later) if Period.WEEK in periods else None
    return summary_notice(day, week)


def sums_of(days: Sequence[Day], reminders: Collection[str], later: Collection[str]) -> Sums | None:
    """Add up; None where nobody sat."""
    sat = [one for one in map(summary_of, days) if one.sitting > 0]
    if not sat:
        return None
    return Sums(
        sum(one.sitting for one in sat),
        len(sat),
        max(map(_longest, sat)),
        breaks_of(days, reminders, later),
    )


def _longest(day: DaySummary) -> Duration:
    return 0.0 if day.longest is None else day.longest.sat


# ── words ─────────────────────────────────────────────────────────────────────────────────────────


def summary_notice(day: Sums | None, week: Sums | None) -> Notification | None:
    """Word a day, seven days, or both in one notice."""
    if day is not None and week is not None:
        title = "Today and the last 7 days"
        body = f"Today {_day(day, briefly=True)} 7 days: {_week(week, briefly=True)}"
    elif day is not None:
        title, body = "Today", _first_large(_day(day))
    elif week is not None:
        title, body = "The last 7 days", _first_large(_week(week))
    else:
        return None
    return Notification(SUMMARY_SLOT, title, body, (LOOK_AT_TODAY,), quiet=True)


def _day(sums: Sums, *, briefly: bool = False) -> str:
    """Word a day; briefly where seven more have their place behind it."""
    breaks = _taken(sums.breaks) if briefly else _breaks(sums.breaks)
    return _sentence([*breaks, f"longest bout {minutes(sums.longest)}"])


def _week(sums: Sums, *, briefly: bool = False) -> str:
    parts = [*_taken(sums.breaks), f"{minutes(sums.sitting)} of sitting"]
    if not briefly:
        if sums.days > 1:
            parts[-1] += f" on {sums.days} days"
            parts.append(f"{minutes(sums.sitting / sums.days)} a day")
        parts.append(f"longest bout {minutes(sums.longest)}")
    return _sentence(parts)


def _sentence(parts: list[str]) -> str:
    return f"{', '.join(parts)}."


def _breaks(breaks: Breaks) -> list[str]:
    taken = _taken(breaks)
    if not breaks.own:
        return taken
    if taken:
        return [*taken, f"{breaks.own} more of your own"]
    return [f"{breaks.own} {_plural(breaks.own)} of your own"]


def _taken(breaks: Breaks) -> list[str]:
    if not breaks.prompts:
        return []
    return [f"{breaks.taken} of {breaks.prompts} {_plural(breaks.prompts)}"]


def _plural(number: int) -> str:
    return "break" if number == 1 else "breaks"


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
