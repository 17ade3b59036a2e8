"""`[hours]`: spans for each day."""

from unkink.core.settings import OpenRange
from unkink.settings_file.kinds import WrongValueError, shown
from unkink.settings_file.problems import Notes, Place
from unkink.settings_file.weekdays import open_ranges, overlap, read_days, read_span

NAME = "hours"


def read_hours(table: dict[str, object], notes: Notes, name: str = NAME) -> tuple[OpenRange, ...]:
    """Read all spans; an empty table, which is called `name`, is as if it were absent."""
    found: list[tuple[OpenRange, Place]] = []
    for days, spans in table.items():
        found += _day_spans((name, days), days, spans, notes)
    _note_overlaps(found, notes)
    if table and not found and not notes:
        notes.add((name,), "no day has a span, so no reminder would ever come; write one")
    return tuple(sorted((span for span, _ in found), key=lambda one: (one.weekday, one.begins)))


def _day_spans(
    place: Place, days: str, spans: object, notes: Notes
) -> list[tuple[OpenRange, Place]]:
    try:
        weekdays = read_days(days)
    except WrongValueError as wrong:
        notes.add(place, str(wrong))
        return []
    if not isinstance(spans, list):
        notes.add(place, f'{shown(spans)} is no list; write one like ["08:00-18:30"]')
        return []
    found: list[tuple[OpenRange, Place]] = []
    for number, text in enumerate(spans):
        try:
            begins, ends = read_span(text)
        except WrongValueError as wrong:
            notes.add((*place, number), str(wrong))
            continue
        for weekday in weekdays:
            ranges = open_ranges(weekday, begins, ends)
            found += [(one, (*place, number)) for one in ranges]
    return found


def _note_overlaps(found: list[tuple[OpenRange, Place]], notes: Notes) -> None:
    """Note each entry once that runs into an earlier one."""
    noted: set[Place] = set()
    for at, (span, place) in enumerate(found):
        for earlier, other in found[:at]:
            if place not in noted and overlap(span, earlier):
                noted.add(place)
                notes.add(place, f"overlaps {_key(other)}; write spans that do not share time")


def _key(place: Place) -> str:
    return ".".join(str(part) for part in place if isinstance(part, str))
