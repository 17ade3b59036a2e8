"""`[[reminder]]`: what is offered, and when."""

from collections.abc import Collection
from dataclasses import replace
from datetime import time

from unkink.core.moment import MINUTE, Duration
from unkink.core.presence import Posture
from unkink.core.settings import (
    AtClockTime,
    AtFirstUse,
    BeforeEndOfHours,
    EverySitting,
    ReminderSettings,
    Trigger,
)
from unkink.settings_file.kinds import Choice, Kind, Length, Name, TipWords, WrongValueError, shown
from unkink.settings_file.problems import Notes, Place
from unkink.settings_file.sections import Keys
from unkink.settings_file.weekdays import read_clock, read_days, read_span

NAME = "reminder"
REST: Duration = MINUTE
FULL_BREAK: Duration = 5 * MINUTE
"""What a reminder has that says neither; those of the default "micro" (evidence part 2.5)."""

FIRST_USE = "first use"
END_OF_HOURS = "last prompt before end of hours"


class At:
    """A time of day, or an occasion of the day."""

    wants = f'"12:30", "{FIRST_USE} 05:00-10:00" or "{END_OF_HOURS}"'

    def read(self, value: object) -> AtClockTime | AtFirstUse | BeforeEndOfHours:
        """Read the trigger; raises WrongValueError."""
        words = " ".join(value.lower().split()) if isinstance(value, str) else ""
        if words == END_OF_HOURS:
            return BeforeEndOfHours()
        if words.startswith(FIRST_USE):
            return self._first_use(words.removeprefix(FIRST_USE))
        clock = read_clock(words)
        if clock is None:
            quoted = ", in quotes" if isinstance(value, time) else ""
            raise WrongValueError(f"{shown(value)} is no time of day; write {self.wants}{quoted}")
        return AtClockTime(clock)

    def _first_use(self, words: str) -> AtFirstUse:
        return AtFirstUse(*read_span(words.strip()))


class Weekdays:
    """Days of the week."""

    wants = 'days like "mon-fri" or "sat-sun"'

    def read(self, value: object) -> frozenset[int]:
        """Read the days; raises WrongValueError."""
        if not isinstance(value, str):
            raise WrongValueError(f"{shown(value)} are no days; write {self.wants}")
        return frozenset(read_days(value))


POSTURE = Choice("posture", Posture)
SITTING_KEYS: dict[str, Kind[object]] = {
    "every": Length(),
    "rest": Length(),
    "full_break": Length(),
    "merge_within": Length(),
    "posture": POSTURE,
}
KEYS: dict[str, Kind[object]] = {
    "name": Name(),
    "tips": TipWords(),
    "at": At(),
    "weekdays": Weekdays(),
    **SITTING_KEYS,
}


def read_reminders(
    value: object, known_tips: Collection[str] | None, notes: Notes
) -> tuple[ReminderSettings | None, ...]:
    """Read every reminder in order; None stands for one that is wrong."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        notes.add((NAME,), "write [[reminder]] with two brackets, once for each reminder")
        return ()
    return tuple(
        _reminder(Keys(table, (NAME, number), notes), (NAME, number), known_tips, notes)
        for number, table in enumerate(value)
    )


def _reminder(
    keys: Keys, place: Place, known_tips: Collection[str] | None, notes: Notes
) -> ReminderSettings | None:
    name = keys.need("name", Name())
    tips = read_tips(keys, place, TipWords(known_tips), notes)
    if not keys.has("tips"):
        notes.add(place, f"tips is missing; write tips = {TipWords.wants}")
    trigger = _trigger(keys, place, notes)
    keys.leftovers(KEYS)
    if name is None or tips is None or trigger is None:
        return None
    return ReminderSettings(name, trigger, tips)


def read_tips(keys: Keys, place: Place, kind: TipWords, notes: Notes) -> tuple[str, ...] | None:
    """Read what a reminder draws from, where that is said; each unknown word is noted."""
    words = keys.take("tips", kind)
    for number, word in enumerate(words or ()):
        if (why := kind.unknown(word)) is not None:
            notes.add((*place, "tips", number), why)
    return words


def _trigger(keys: Keys, place: Place, notes: Notes) -> Trigger | None:
    if not keys.has("at"):
        return _every_sitting(keys, place, notes)
    for name in SITTING_KEYS:
        if keys.has(name):
            notes.add((*place, name), "goes with sitting, not with at; take one of them out")
    return _at(keys, place, notes)


def _at(keys: Keys, place: Place, notes: Notes) -> Trigger | None:
    trigger, weekdays = keys.take("at", At()), keys.take("weekdays", Weekdays())
    return trigger if weekdays is None or trigger is None else replace(trigger, weekdays=weekdays)


def _every_sitting(keys: Keys, place: Place, notes: Notes) -> EverySitting | None:
    if not keys.has("every"):
        notes.add(place, 'says not when; write every = "30m", or at = "12:30"')
    if keys.has("weekdays"):
        notes.add((*place, "weekdays"), 'goes with at = "12:30"; take it out, [hours] sets days')
    every, rest = keys.take("every", Length()), keys.take("rest", Length())
    full_break, merge = keys.take("full_break", Length()), keys.take("merge_within", Length())
    if every is None:
        return None
    return EverySitting(
        every=every,
        rest=rest or min(REST, every),
        full_break=full_break or FULL_BREAK,
        merge_within=merge or 0.0,
        posture=keys.take("posture", POSTURE) or Posture.SITTING,
    )
