"""Settings as the file would say them: every key with its value as TOML text.

What `settings_of` reads back is what was written; a test holds that.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import time
from enum import Enum
from typing import assert_never

from unkink.core.settings import (
    EVERY_DAY,
    AtClockTime,
    AtFirstUse,
    BeforeEndOfHours,
    EverySitting,
    OpenRange,
    ReminderSettings,
    Settings,
    SettingsProfile,
)
from unkink.core.values import dataclass
from unkink.settings_file.hooks import NAME as HOOK
from unkink.settings_file.hours import NAME as HOURS
from unkink.settings_file.kinds import length_words
from unkink.settings_file.problems import Place
from unkink.settings_file.profiles import NAME as PROFILE
from unkink.settings_file.programs import NAME as PROGRAMS
from unkink.settings_file.programs import row_text
from unkink.settings_file.reminders import END_OF_HOURS, FIRST_USE
from unkink.settings_file.reminders import NAME as REMINDER
from unkink.settings_file.sections import PLAIN
from unkink.settings_file.weekdays import DAYS


@dataclass(frozen=True, slots=True)
class Line:
    """One key and its value."""

    place: Place
    """Where it would stand in a file that says everything."""
    key: str
    """As `unkink config` names it: "prompt.lull", "hours.mon-fri", "reminder.micro.every"."""
    text: str
    """The value as TOML."""

    @property
    def name(self) -> str:
        """The last part of the place: what stands before the equals sign."""
        return str(self.place[-1])


def lines_of(settings: Settings) -> Iterator[Line]:
    """Yield every setting, in the order of the file."""
    for section in PLAIN:
        values = getattr(settings, section.name)
        for field in fields(values):
            text = value_text(getattr(values, field.name))
            yield Line((section.name, field.name), f"{section.name}.{field.name}", text)
        if section.name == "adapt":
            yield from hours_lines(settings.hours)
    for number, reminder in enumerate(settings.reminders):
        yield from _reminder_lines(number, reminder)
    for profile in settings.profiles:
        yield from _profile_lines(profile, settings)
    for program in settings.programs:
        yield Line((PROGRAMS, program.name), f"{PROGRAMS}.{program.name}", row_text(program))
    for number, hook in enumerate(settings.hooks):
        for field in fields(hook):
            place = (HOOK, number, field.name)
            text = value_text(getattr(hook, field.name))
            yield Line(place, f"{HOOK}.{number + 1}.{field.name}", text)


def _profile_lines(profile: SettingsProfile, usual: Settings) -> Iterator[Line]:
    """Yield what a profile says: its hours, and what it changes."""
    outer: Place = (PROFILE, profile.name)

    def line(*place: str, text: str) -> Line:
        return Line((*outer, *place), ".".join((PROFILE, profile.name, *place)), text)

    for one in hours_lines(profile.hours):
        yield line("when", one.name, text=one.text)
    names = tuple(one.name for one in profile.settings.reminders)
    if names != tuple(one.name for one in usual.reminders):
        yield line("only", text=value_text(names))
    before = {
        _by_name(one): one.text
        for one in lines_of(replace(usual, profiles=(), hooks=(), programs=()))
    }
    for one in lines_of(replace(profile.settings, profiles=(), hooks=(), programs=())):
        place = _by_name(one)
        if before.get(place) != one.text:
            yield line(*place, text=one.text)


def _by_name(line: Line) -> tuple[str, ...]:
    """Name a reminder's line by the reminder, not by its number."""
    if line.place[0] != REMINDER:
        return tuple(map(str, line.place))
    name = line.key.removeprefix(f"{REMINDER}.").removesuffix(f".{line.name}")
    return (REMINDER, name, line.name)


def value_text(value: object) -> str:
    """Word one value as TOML."""
    match value:
        case bool():
            return str(value).lower()
        case Enum():
            return value_text(value.value)
        case time():
            return quoted(f"{value:%H:%M}")
        case int():
            return str(value)
        case float():
            return f'"{length_words(value)}"'
        case str():
            return quoted(value)
        case tuple():
            return f"[{', '.join(map(value_text, value))}]"
        case _:
            raise TypeError(f"no setting is a {type(value).__name__}")


def quoted(text: str) -> str:
    """Write a TOML basic string."""
    import json  # JSON's strings are TOML's, but for DEL

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def hours_lines(hours: tuple[OpenRange, ...]) -> Iterator[Line]:
    """Yield the spans of each day, days in a row that share them together."""
    spans = [tuple(_span(one) for one in hours if one.weekday == day) for day in range(len(DAYS))]
    day = 0
    while day < len(DAYS):
        last = day
        while last + 1 < len(DAYS) and spans[last + 1] == spans[day]:
            last += 1
        if spans[day]:
            name = DAYS[day] if last == day else f"{DAYS[day]}-{DAYS[last]}"
            yield Line((HOURS, name), f"{HOURS}.{name}", value_text(spans[day]))
        day = last + 1


def _span(one: OpenRange) -> str:
    ends = "24:00" if one.ends == time(0) else f"{one.ends:%H:%M}"
    return f"{one.begins:%H:%M}-{ends}"


def _reminder_lines(number: int, reminder: ReminderSettings) -> Iterator[Line]:
    pairs = {"name": reminder.name, **_trigger(reminder), "tips": reminder.tips}
    for name, value in pairs.items():
        key = f"{REMINDER}.{reminder.name}.{name}"
        yield Line((REMINDER, number, name), key, value_text(value))


def _trigger(reminder: ReminderSettings) -> dict[str, object]:
    trigger = reminder.trigger
    match trigger:
        case EverySitting(every, rest, full_break, merge_within, posture):
            pairs = {"every": every, "rest": rest, "full_break": full_break, "posture": posture}
            return pairs | {"merge_within": merge_within} if merge_within else pairs
        case AtClockTime(at, weekdays):
            return {"at": f"{at:%H:%M}", **_weekdays(weekdays)}
        case AtFirstUse(begins, ends, weekdays):
            span = _span(OpenRange(0, begins, ends))
            return {"at": f"{FIRST_USE} {span}", **_weekdays(weekdays)}
        case BeforeEndOfHours(weekdays):
            return {"at": END_OF_HOURS, **_weekdays(weekdays)}
        case _:
            assert_never(trigger)


def _weekdays(weekdays: frozenset[int]) -> dict[str, object]:
    if weekdays == EVERY_DAY:
        return {}
    return {"weekdays": ", ".join(DAYS[day] for day in sorted(weekdays))}
