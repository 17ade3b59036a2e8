"""Settings that are right each by itself, and wrong together."""

from collections.abc import Sequence
from datetime import time

from unkink.core.clock_times import bells
from unkink.core.hours import weekly
from unkink.core.settings import (
    AtClockTime,
    BeforeEndOfHours,
    EverySitting,
    OpenRange,
    PromptSettings,
    ReminderSettings,
    Settings,
    SittingSettings,
    SummaryAt,
    SummarySettings,
)
from unkink.settings_file.kinds import length_words
from unkink.settings_file.problems import Notes, Place
from unkink.settings_file.weekdays import DAYS

AWAY: Place = ("sitting", "away_after")


def note_prompt(prompt: PromptSettings, notes: Notes) -> None:
    """Waiting for a lull longer than the whole wait would never find one."""
    lull, most = ("prompt", "lull"), ("prompt", "max_defer")
    if prompt.lull > prompt.max_defer and not notes.about(lull, most):
        longest = length_words(prompt.max_defer)
        notes.add(lull, f'is longer than max_defer; write "{longest}" or less')


def note_summary(summary: SummarySettings, hours: tuple[OpenRange, ...], notes: Notes) -> None:
    """Hours that are not there, or never end, have no end at which a summary could come."""
    if notes.within("hours") or weekly(hours):
        return
    why = "hours never end" if hours else "there are no hours"
    for name, at in (("day", summary.day), ("week", summary.week)):
        if at is SummaryAt.END_OF_HOURS:
            notes.add(("summary", name), f'{why}; write a time like "17:30", or [hours] with spans')


def note_reminders(
    reminders: Sequence[ReminderSettings | None],
    sitting: SittingSettings,
    hours: tuple[OpenRange, ...],
    notes: Notes,
) -> None:
    """Look at the reminders of the file; None stands for one that is wrong already."""
    names: set[str] = set()
    for number, reminder in enumerate(reminders):
        if reminder is None:
            continue
        place: Place = ("reminder", number)
        if reminder.name in names:
            notes.add((*place, "name"), f'"{reminder.name}" is taken; write another name')
        names.add(reminder.name)
        match reminder.trigger:
            case EverySitting():
                _note_sitting(reminder.trigger, place, sitting, notes)
            case BeforeEndOfHours() if not notes.within("hours"):
                _note_end_of_hours(reminder.trigger, place, hours, notes)
            case AtClockTime() if hours and not notes.within("hours"):
                _note_outside_hours(reminder.trigger, place, hours, notes)
            case _:
                pass


def _note_sitting(
    trigger: EverySitting, place: Place, sitting: SittingSettings, notes: Notes
) -> None:
    every = length_words(trigger.every)
    if trigger.rest > trigger.every:
        notes.add((*place, "rest"), f'is longer than every; write "{every}" or less')
    if trigger.merge_within >= trigger.every:
        notes.add((*place, "merge_within"), f'is not shorter than every; write less than "{every}"')
    if trigger.full_break < sitting.away_after and not notes.about(AWAY):
        least = length_words(sitting.away_after)
        notes.add(
            (*place, "full_break"),
            f'is shorter than sitting.away_after, so no absence would be one; write "{least}" '
            "or more",
        )


def note_changed_reminders(
    reminders: Sequence[ReminderSettings], sitting: SittingSettings, notes: Notes
) -> None:
    """Look at the reminders of a profile, which are named by their tables."""
    for reminder in reminders:
        if isinstance(reminder.trigger, EverySitting):
            _note_sitting(reminder.trigger, ("reminder", reminder.name), sitting, notes)


def _note_end_of_hours(
    trigger: BeforeEndOfHours, place: Place, hours: tuple[OpenRange, ...], notes: Notes
) -> None:
    """The last prompt never comes where hours never end, or not on these days."""
    if not hours:
        notes.add((*place, "at"), "there are no hours; write [hours] with spans")
        return
    rung = bells(BeforeEndOfHours(), Settings(hours=hours))
    days = sorted(day for bell in rung for day in bell.weekdays)
    if not days:
        notes.add((*place, "at"), "hours never end; write [hours] that do, or take this out")
    elif trigger.weekdays.isdisjoint(days):
        ending = ", ".join(DAYS[day] for day in days)
        notes.add((*place, "weekdays"), f'no hours of these days end; write "{ending}" or fewer')


def _note_outside_hours(
    trigger: AtClockTime, place: Place, hours: tuple[OpenRange, ...], notes: Notes
) -> None:
    """A card waits for hours to open, but lapses with its day: then it would never come."""
    if not any(_open_after(hours, day, trigger.at) for day in trigger.weekdays):
        days = ", ".join(DAYS[day] for day in sorted({one.weekday for one in hours}))
        notes.add(
            (*place, "at"),
            f"no hours of these days are open then or later, so it would never come; write an "
            f"earlier time, or days among {days}",
        )


def _open_after(hours: tuple[OpenRange, ...], day: int, clock: time) -> bool:
    """Tell whether a span of this day, or one that runs into it, is open at this time or later."""
    for one in hours:
        crosses = one.ends <= one.begins
        if one.weekday == day and (crosses or one.ends > clock):
            return True
        if crosses and (one.weekday + 1) % 7 == day and one.ends > clock:
            return True
    return False


def note_away_after(
    sitting: SittingSettings, defaults: Sequence[ReminderSettings], notes: Notes
) -> None:
    """Hold `away_after` against the default reminders, where the file has none of its own."""
    breaks = [one.trigger.full_break for one in defaults if isinstance(one.trigger, EverySitting)]
    if sitting.away_after > min(breaks) and not notes.about(AWAY):
        longest = length_words(min(breaks))
        notes.add(
            AWAY, f'is longer than the break that clears a reminder; write "{longest}" or less'
        )
