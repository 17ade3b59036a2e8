"""The week around a day: a line for each of its days, leading there."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil, floor

from unkink.core.days.day import Bout, DaySummary
from unkink.core.moment import HOUR
from unkink.core.values import dataclass
from unkink.day_view.words import dated
from unkink.guide.desk import GuideDesk
from unkink.guide.shapes import box
from unkink.time_words import WEEKDAYS, minutes

Span = tuple[float, float]
"""From which hour of the clock to which."""

_WIDTH, _HEIGHT = 630, 18
_LEAST = 8
"""Fewer hours would make a short morning look like a whole day."""
_DAY = timedelta(days=1)
_NIGHT = 24
"""The hour at which a line ends; what lasts longer goes on in the next one."""


@dataclass(frozen=True, slots=True)
class _Hours:
    """The hours of the clock that all lines share."""

    begins: float
    ends: float

    def x(self, hour: float) -> float:
        return (hour - self.begins) / (self.ends - self.begins) * _WIDTH


def strip(desk: GuideDesk, day: date, root: str) -> str:
    """Show the days from Monday on, those to come left out."""
    today, monday = desk.now().date(), day - day.weekday() * _DAY
    last = min(monday + 6 * _DAY, max(today, monday))
    told = {one.date: one for one in desk.summaries(monday - _DAY, last)}
    spans = {one: _spans(one, told) for one in _days(monday, last)}
    hours = _shared([span for of_day in spans.values() for span in of_day])
    rows = "".join(
        _row(one, told.get(one), [_bout(hours, *span) for span in spans[one]], day, root)
        for one in spans
    )
    return (
        f'<ol class="week">{rows}</ol><p class="soft small">Each line goes from '
        f"{hours.begins:02.0f}:00 to {hours.ends:02.0f}:00. Nothing to beat here: any break "
        "helps, whenever it comes.</p>"
    )


def _days(first: date, last: date) -> Sequence[date]:
    return [first + number * _DAY for number in range((last - first).days + 1)]


def _row(
    one: date, summary: DaySummary | None, bouts: Sequence[str], shown: date, root: str
) -> str:
    mark = ' aria-current="date"' if one == shown else ""
    name = f'{WEEKDAYS[one.weekday()][:3]} {one.day}<span class="hidden-text">, {dated(one)}</span>'
    return (
        f'<li><a href="{root}/today/{one.isoformat()}"{mark}>{name}</a>'
        f"{'' if summary is None else _line(bouts)}<span>{_sums(summary)}</span></li>"
    )


def _sums(summary: DaySummary | None) -> str:
    if summary is None:
        return "no record"
    if not summary.sitting:
        return "no sitting"
    sums = f'<span class="hidden-text">sitting </span>{minutes(summary.sitting)}'
    longest = summary.longest
    if longest is None:
        return sums
    over = " over midnight" if longest.ended.date() > longest.began.date() else ""
    return f"{sums}, longest {minutes(longest.sat)}{over}"


def _line(bouts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true">'
        f"{box('brk', 0, 7, _WIDTH, 4, rx=2)}{''.join(bouts)}</svg>"
    )


def _bout(hours: _Hours, begins: float, ends: float) -> str:
    return box("sit", hours.x(begins), 0, max(1.5, hours.x(ends) - hours.x(begins)), _HEIGHT, rx=3)


def _spans(day: date, told: Mapping[date, DaySummary]) -> Sequence[Span]:
    """Return the bouts of a day, and what of the evening before reached into it."""
    here, before = told.get(day), told.get(day - _DAY)
    spans = [] if here is None else [_hours_of(bout) for bout in here.bouts]
    late = [] if before is None else [_hours_of(bout) for bout in before.bouts]
    over: list[Span] = [(0, ends - _NIGHT) for _, ends in late if ends > _NIGHT]
    return [*over, *((begins, min(_NIGHT, ends)) for begins, ends in spans)]


def _hours_of(bout: Bout) -> Span:
    """Return the hours of the clock; a bout is as long as it was, whatever the clock did."""
    began = bout.began
    hour = began.hour + began.minute / 60 + began.second / 3600
    return hour, hour + (bout.ended - began).total_seconds() / HOUR


def _shared(spans: Sequence[Span]) -> _Hours:
    """Return the full hours around everything that is drawn; a usual day where nothing is."""
    if not spans:
        return _Hours(8, 18)
    begins, ends = floor(min(one for one, _ in spans)), ceil(max(one for _, one in spans))
    ends = min(_NIGHT, max(ends, begins + _LEAST))
    return _Hours(max(0, min(begins, ends - _LEAST)), ends)
