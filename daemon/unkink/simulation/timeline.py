"""The readable output of `unkink simulate`: what was decided, the day as a band, and the sums.

Given day by day, as soon as a day is complete, so that a year needs no more memory than a day.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from unkink.core.effects import Decision, Effect, Record, Spent
from unkink.core.entries import entry_of
from unkink.core.moment import Instant, Moment, midnight, when
from unkink.core.timeline import Span
from unkink.journal_words import Line
from unkink.journal_words import lines as journal_lines
from unkink.simulation.band import LEGEND, Band, Stretch, until_absence
from unkink.simulation.record_line import whole_second
from unkink.simulation.totals import Totals
from unkink.time_words import WEEKDAYS

Paint = Callable[[str, str], str]
"""Colours a text for whoever looks; `cli.terminal.painted`."""
BOLD, DIM = "1", "2"
MARGIN = "  "


@dataclass(slots=True)
class _Day:
    """What happened on one local day, in one time zone."""

    begins: Moment
    wall: datetime
    """Local time at `begins`."""
    ends: Moment
    """Its midnight, or when the next one begins."""
    records: list[Record] = field(default_factory=list)


class Timeline:
    """Turns what happens into lines."""

    def __init__(
        self, begins: Instant, totals: Totals, titles: Mapping[str, str], paint: Paint
    ) -> None:
        self._totals = totals
        self._titles = titles
        self._paint = paint
        self._zone = begins.wall.utcoffset()
        self._days: deque[_Day] = deque([_day(begins, begins.moment)])
        self._spans: list[Span] = []
        self._booked = begins.moment
        self._held: dict[str, Moment] = {}
        """Since when each reminder that is held back is."""

    def lines(self, happened: Iterable[tuple[Instant, Effect]]) -> Iterator[str]:
        """Give the lines of each day, then the sums."""
        for now, effect in happened:
            self._totals.add(effect)
            if isinstance(effect, Spent):
                self._spans.append(effect.span)
                self._booked = effect.span.ends
            if isinstance(effect, Record | Spent):
                self._turn_day(now)
            if isinstance(effect, Record):
                self._days[-1].records.append(effect)
            while len(self._days) > 1 and self._booked >= self._days[0].ends:
                yield from self._told()
        self._days[-1].ends = min(self._days[-1].ends, self._booked)
        while self._days:
            yield from self._told()
        yield from map(self._dim, (LEGEND, ""))
        yield from self._totals.lines()

    def _turn_day(self, now: Instant) -> None:
        """Begin another day where the date or the time zone is another."""
        last = self._days[-1]
        if now.wall.date() == last.wall.date() and now.wall.utcoffset() == self._zone:
            return
        self._zone = now.wall.utcoffset()
        last.ends = min(last.ends, now.moment)
        self._days.append(_day(now, max(midnight(now), last.ends)))

    def _told(self) -> Iterator[str]:
        day = self._days.popleft()
        yield self._paint(_heading(day), BOLD)
        yield ""
        for line in journal_lines(map(entry_of, day.records), self._titles.get):
            yield MARGIN + self._row(line)
        if day.records:
            yield ""
        yield from (MARGIN + line for line in self._band(day).lines())
        yield ""
        self._spans = [one for one in self._spans if one.ends > day.ends]

    def _row(self, line: Line) -> str:
        time = f"{whole_second(line.time):%H:%M:%S}"
        return f"{self._dim(time)}  {self._paint(line.text, BOLD) if line.tip else line.text}"

    def _band(self, day: _Day) -> Band:
        band = Band(day.begins, day.ends, day.wall)
        band.spend(self._spans)
        band.hold(self._holds(day))
        for record in day.records:
            if record.decision is Decision.SHOWN:
                band.show(record.at.moment)
        return band

    def _holds(self, day: _Day) -> Iterator[Stretch]:
        """Give each stretch in which a reminder was held back; it ends with its next record."""
        for record in day.records:
            name, at = record.reminder or "", record.at.moment
            since = self._held.pop(name, None)
            if since is not None:
                yield until_absence((since, at), self._spans)
            if record.decision is Decision.HELD:
                self._held[name] = at
        for name, since in [*self._held.items()]:
            stretch = until_absence((since, day.ends), self._spans)
            if stretch[1] < day.ends:
                del self._held[name]
            yield stretch

    def _dim(self, text: str) -> str:
        return self._paint(text, DIM) if text else text


def _day(now: Instant, begins: Moment) -> _Day:
    wall = now.wall + timedelta(seconds=begins - now.moment)
    next_day = datetime.combine(now.wall.date() + timedelta(days=1), datetime.min.time())
    return _Day(begins, wall, when(next_day.replace(tzinfo=now.wall.tzinfo), now))


def _heading(day: _Day) -> str:
    zone = f"{day.wall:%z}"
    return f"{WEEKDAYS[day.wall.weekday()]} {day.wall.date()}, {zone[:3]}:{zone[3:5]}"
