"""The week around a day: a line for each of its days, leading there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from unkink.core.days.day import DaySummary
from unkink.core.moment import HOUR
from unkink.core.values import dataclass
from unkink.day_words import dated
from unkink.guide.desk import GuideDesk
from unkink.guide.shapes import box
from unkink.time_words import WEEKDAYS, minutes

_WIDTH, _HEIGHT = 630, 18
_DAY = timedelta(days=1)
_NIGHT = 24.0
"""The hour at which a line ends: what lasts longer is told of the day on which it began."""


@dataclass(frozen=True, slots=True)
class _Hours:
    """The hours of the clock that all lines share."""

    begins: float
    ends: float

    def x(self, hour: float) -> float:
        return (hour - self.begins) / (self.ends - self.begins) * _WIDTH


def strip(desk: GuideDesk, day: date, root: str) -> str:
    """Show the days from Monday on, those to come left out."""
    today, monday = desk.today(), day - day.weekday() * _DAY
    last = min(monday + 6 * _DAY, max(today, monday))
    told = {one.date: one for one in desk.summaries(monday, last)}
    hours = _shared(list(told.values()))
    days = [monday + number * _DAY for number in range((last - monday).days + 1)]
    rows = "".join(_row(one, told, hours, day, root) for one in days)
    return (
        f'<ol class="week">{rows}</ol><p class="soft small">Each line goes from '
        f"{hours.begins:02.0f}:00 to {hours.ends:02.0f}:00. Nothing to beat here: any break "
        "helps, whenever it comes.</p>"
    )


def _row(one: date, told: Mapping[date, DaySummary], hours: _Hours, shown: date, root: str) -> str:
    mark = ' aria-current="date"' if one == shown else ""
    name = f'{WEEKDAYS[one.weekday()][:3]} {one.day}<span class="hidden-text">, {dated(one)}</span>'
    summary = told.get(one)
    return (
        f'<li><a href="{root}/today/{one.isoformat()}"{mark}>{name}</a>'
        f"{_line(summary, hours)}<span>{_sums(summary)}</span></li>"
    )


def _sums(summary: DaySummary | None) -> str:
    if summary is None:
        return "no record"
    longest = summary.longest
    bout = "" if longest is None else f", longest {minutes(longest.sat)}"
    return f'<span class="hidden-text">sitting </span>{minutes(summary.sitting)}{bout}'


def _line(summary: DaySummary | None, hours: _Hours) -> str:
    told = ""
    if summary is not None:
        bouts = (_bout(*_span(one.began, one.ended), hours) for one in summary.bouts)
        told = box("brk", 0, 7, _WIDTH, 4, rx=2) + "".join(bouts)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true">'
        f"{told}</svg>"
    )


def _bout(begins: float, ends: float, hours: _Hours) -> str:
    return box("sit", hours.x(begins), 0, max(1.5, hours.x(ends) - hours.x(begins)), _HEIGHT, rx=3)


def _span(began: datetime, ended: datetime) -> tuple[float, float]:
    """Return the hours of the clock; a bout is as long as it was, whatever the clock did."""
    hour = began.hour + began.minute / 60 + began.second / 3600
    return hour, min(_NIGHT, hour + (ended - began).total_seconds() / HOUR)


def _shared(days: Sequence[DaySummary]) -> _Hours:
    """Return the full hours around everything that is drawn; a usual day where nothing is."""
    spans = [_span(bout.began, bout.ended) for day in days for bout in day.bouts]
    if not spans:
        return _Hours(8, 18)
    begins, ends = min(one for one, _ in spans), max(one for _, one in spans)
    return _Hours(int(begins), min(_NIGHT, max(int(begins) + 1, -int(-ends // 1))))
