"""A day as a band of characters, one for every ten minutes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from unkink.core.moment import HOUR, MINUTE, Duration, Moment
from unkink.core.presence import Posture, Presence
from unkink.core.timeline import Span

CELL: Duration = 10 * MINUTE
HOURS_A_LINE = 12
"""With their margin these fit into a terminal of 80 columns."""

SITTING, ON_FEET, AWAY, UNKNOWN, HELD, TIP = "#^.?h*"
LEGEND = "# sitting  ^ on your feet  . away  ? nobody can tell  h a tip is held back  * a tip"

Stretch = tuple[Moment, Moment]
_CELLS_AN_HOUR = round(HOUR / CELL)


class Band:
    """Ten-minute cells of one local day, from the hour in which it begins."""

    def __init__(self, begins: Moment, ends: Moment, wall: datetime) -> None:
        """`wall` is the local time at `begins`."""
        self._first_hour = wall.hour
        self._begins, self._ends = begins, ends
        into_hour = wall.minute * MINUTE + wall.second + wall.microsecond / 1e6
        self._zero = Moment(begins - into_hour)
        count = -int(-(ends - self._zero) // CELL)
        self._spent: list[dict[str, Duration]] = [{} for _ in range(count)]
        self._tips: set[int] = set()

    def spend(self, spans: Iterable[Span]) -> None:
        """Fill in what was done; spans may reach beyond the day."""
        for span in spans:
            self._fill(_sign(span), (span.begins, span.ends))

    def hold(self, stretches: Iterable[Stretch]) -> None:
        """Fill in when something was held back."""
        for stretch in stretches:
            self._fill(HELD, stretch)

    def show(self, moment: Moment) -> None:
        """Mark a tip."""
        self._tips.add(min(self._cell(moment), len(self._spent) - 1))

    def lines(self) -> list[str]:
        """Draw it: a ruler of hours and the cells below, twelve hours at a time."""
        cells = "".join(self._drawn(number) for number in range(len(self._spent)))
        width = HOURS_A_LINE * _CELLS_AN_HOUR
        lines = []
        for start in range(0, len(cells), width):
            part = cells[start : start + width]
            first = self._first_hour + start // _CELLS_AN_HOUR
            hours = range(first, first - (-len(part) // _CELLS_AN_HOUR))
            lines += ["".join(f"{hour:02}".ljust(_CELLS_AN_HOUR) for hour in hours).rstrip(), part]
        return lines

    def _fill(self, sign: str, stretch: Stretch) -> None:
        begins, ends = max(stretch[0], self._begins), min(stretch[1], self._ends)
        if ends <= begins:
            return
        for number in range(self._cell(begins), min(self._cell(ends) + 1, len(self._spent))):
            low = self._zero + number * CELL
            inside = min(ends, low + CELL) - max(begins, low)
            if inside > 0:
                spent = self._spent[number]
                spent[sign] = spent.get(sign, 0.0) + inside

    def _cell(self, moment: Moment) -> int:
        return int((moment - self._zero) // CELL)

    def _drawn(self, number: int) -> str:
        """Draw what took most of the cell; holds matter only while somebody is there."""
        if number in self._tips:
            return TIP
        spent = self._spent[number]
        held = spent.get(HELD, 0.0)
        rest = {sign: length for sign, length in spent.items() if sign != HELD}
        if not rest:
            return " "
        sign = max(rest, key=lambda one: rest[one])
        return HELD if sign != AWAY and held >= rest[sign] / 2 else sign


def _sign(span: Span) -> str:
    if span.presence.absent:
        return AWAY
    if span.posture is not Posture.SITTING:
        return ON_FEET
    return UNKNOWN if span.presence is Presence.UNKNOWN else SITTING


def until_absence(stretch: Stretch, spans: Sequence[Span]) -> Stretch:
    """Cut a hold off where the person left: an empty chair holds nothing back."""
    begins, ends = stretch
    # An absence may have begun before the hold was noted: it is noticed late, and backdated.
    left = (max(begins, one.begins) for one in spans if one.presence.absent and one.ends > begins)
    return begins, min(ends, min(left, default=ends))
