"""Sitting per day, with the longest bout; of weeks and months, the average day."""

from unkink.core.days.day import Bout, Kind
from unkink.core.days.ranges import Group
from unkink.core.days.totals import Totals
from unkink.core.moment import HOUR, MINUTE, Duration
from unkink.day_view.words import dated
from unkink.guide.plots.bars import Bar
from unkink.guide.plots.drawing import KEY_BAR, KEY_MARK, KEY_VOID, key, plot
from unkink.guide.plots.panel import Panel, Table
from unkink.guide.plots.scale import of_time
from unkink.guide.plots.slots import Slot
from unkink.guide.plots.told import Told
from unkink.time_words import minutes

_NONE = "not recorded"
_HEADS = (
    *("Sitting", "Longest bout", "Standing and walking"),
    *("Days with somebody there", "Sitting on an average day"),
)


def panel(told: Told, root: str) -> Panel:
    """Show how much was sat in each part of the range."""
    bars = [_bar(part, slot, told) for part, slot in zip(told.parts, told.slots, strict=True)]
    most = max((value for bar in bars for value in (bar.value, bar.mark) if value), default=HOUR)
    by_day = told.group is Group.DAY
    return Panel(
        "sitting",
        "Sitting per day" if by_day else f"Sitting on an average day of each {told.group.value}",
        _said(told),
        plot(bars, told.slots, of_time(most), name="sitting", height=220)
        + _key(told, by_day=by_day),
        _table(told, root),
        wide=True,
    )


def _bar(part: Totals, slot: Slot, told: Told) -> Bar:
    if not part.recorded:
        ahead = told.ahead(part)
        return Bar(None, f"{slot.name}: {'still to come' if ahead else _NONE}", ahead=ahead)
    longest, average = part.longest, part.sitting_a_day or 0.0
    if longest is None and not average:
        return Bar(0.0, f"{slot.name}: no sitting")
    a_day = "" if told.group is Group.DAY else " on an average day"
    mark = f", longest bout {minutes(longest.sat)}" if longest else ""
    return Bar(
        average,
        f"{slot.name}: {minutes(average)} of sitting{a_day}{mark}",
        figure=_figure(average),
        mark=longest.sat if longest else None,
    )


def _figure(spent: Duration) -> str:
    """Word a length for a narrow slot: "5 h 42"."""
    if spent < MINUTE:
        return ""
    hours, rest = divmod(spent, HOUR)
    return f"{hours:.0f} h {int(rest // MINUTE):02}" if hours else minutes(spent)


def _key(told: Told, *, by_day: bool) -> str:
    entries = [
        (KEY_BAR, "Sitting" if by_day else "Sitting, average day"),
        (KEY_MARK, "Longest bout"),
    ]
    if any(not part.recorded and not told.ahead(part) for part in told.parts):
        entries.append((KEY_VOID, "Not recorded"))
    return key(*entries)


def _said(told: Told) -> str:
    whole = told.whole
    if not whole.present:
        return "Nothing was recorded of anybody sitting here."
    days = "1 day" if whole.present == 1 else f"{whole.present} days"
    average = whole.sitting_a_day or 0.0
    spread = f", {minutes(average)} on an average one" if whole.present > 1 else ""
    pieces = [f"{minutes(whole.sitting)} of sitting on {days}{spread}."]
    if whole.longest is not None:
        pieces.append(_longest(whole.longest))
    missing = whole.seconds.get(Kind.UNRECORDED, 0.0)
    if missing >= MINUTE:
        pieces.append(f"unkink did not run for {minutes(missing)} in the middle of these days.")
    if whole.unsure >= MINUTE:
        pieces.append(f"For {minutes(whole.unsure)} no sensor could see who was there.")
    return " ".join(pieces)


def _longest(bout: Bout) -> str:
    began = bout.began
    return f"The longest bout was {minutes(bout.sat)}, on {dated(began.date())} at {began:%H:%M}."


def _table(told: Told, root: str) -> Table:
    over = [
        (slot.name, part)
        for part, slot in zip(told.parts, told.slots, strict=True)
        if not told.ahead(part)
    ]
    return Table(
        (told.group.value.capitalize(), *_HEADS),
        [_row(name, part) for name, part in over],
        _row("Together", told.whole),
        [_closer(part, root) for _, part in over],
    )


def _closer(part: Totals, root: str) -> str:
    """Return where a part of the range can be looked at by itself."""
    if not part.recorded:
        return ""
    first, last = part.within.first, part.within.last
    return f"{root}/today/{first}" if first == last else f"{root}/weeks?from={first}&to={last}"


def _row(name: str, part: Totals) -> list[str]:
    if not part.recorded:
        return [name, _NONE, "", "", "0", ""]
    average, longest = part.sitting_a_day, part.longest
    afoot = sum(part.seconds.get(kind, 0.0) for kind in (Kind.STANDING, Kind.WALKING))
    return [
        name,
        minutes(part.sitting),
        "" if longest is None else minutes(longest.sat),
        minutes(afoot) if afoot else "",
        str(part.present),
        "" if average is None else minutes(average),
    ]
