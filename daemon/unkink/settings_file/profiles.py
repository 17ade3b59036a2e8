"""`[profile.NAME]`: other settings for some hours, or for as long as the person says."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from unkink.core.settings import EverySitting, ReminderSettings, Settings, SettingsProfile
from unkink.nearest import hint
from unkink.settings_file import clashes
from unkink.settings_file.hours import read_hours
from unkink.settings_file.kinds import Kind, Length, Name, TipWords, WrongValueError, shown
from unkink.settings_file.problems import Notes
from unkink.settings_file.reminders import NAME as REMINDER
from unkink.settings_file.reminders import POSTURE, SITTING_KEYS, read_tips
from unkink.settings_file.sections import ADAPT, HOLD, PROMPT, SITTING, TIPS, Keys, as_table
from unkink.settings_words import BY_HOURS, USUAL

NAME = "profile"
WHEN, ONLY = "when", "only"
SECTIONS = (SITTING, PROMPT, HOLD, ADAPT, TIPS)
"""The tables that a profile may change."""
CHANGEABLE: dict[str, Kind[object]] = {"tips": TipWords(), **SITTING_KEYS}
"""The keys of a reminder that a profile may change."""
KEYS = (WHEN, ONLY, REMINDER, *(one.name for one in SECTIONS))


def read_profiles(
    value: object, usual: Settings, known_tips: Collection[str] | None, notes: Notes
) -> tuple[SettingsProfile, ...]:
    """Read every profile, over the settings that hold without one; wrong ones are left out."""
    if not isinstance(value, dict):
        notes.add((NAME,), f"{shown(value)} is no table; write [{NAME}.NAME] with a name of yours")
        return ()
    return tuple(
        _profile(name, table, usual, known_tips, inside)
        for name, table in value.items()
        for inside in [notes.inside((NAME, name))]
        if _good(name, table, inside)
    )


def _good(name: str, table: object, notes: Notes) -> bool:
    if not isinstance(table, dict):
        notes.add((), f"{shown(table)} is no table; write [{NAME}.{name}] on a line of its own")
        return False
    try:
        Name().read(name)
    except WrongValueError as wrong:
        notes.add((), str(wrong))
        return False
    if name in (USUAL, BY_HOURS):
        notes.add((), "means something else to unkink use; write another name")
        return False
    return True


def _profile(
    name: str,
    table: dict[str, object],
    usual: Settings,
    known_tips: Collection[str] | None,
    notes: Notes,
) -> SettingsProfile:
    Keys(table, (), notes).leftovers(dict.fromkeys(KEYS))

    def part(key: str) -> dict[str, object]:
        return as_table(table[key], key, notes) if key in table else {}

    reminders = _changed(part(REMINDER), usual.reminders, known_tips, notes)
    settings = replace(
        usual,
        sitting=SITTING.read(part(SITTING.name), usual.sitting, notes),
        prompt=PROMPT.read(part(PROMPT.name), usual.prompt, notes),
        hold=HOLD.read(part(HOLD.name), usual.hold, notes),
        adapt=ADAPT.read(part(ADAPT.name), usual.adapt, notes),
        tips=TIPS.read(part(TIPS.name), usual.tips, notes),
        reminders=_only(table, reminders, notes),
    )
    clashes.note_prompt(settings.prompt, notes)
    clashes.note_changed_reminders(settings.reminders, settings.sitting, notes)
    return SettingsProfile(name, settings, read_hours(part(WHEN), notes, WHEN))


def _only(
    table: dict[str, object], reminders: tuple[ReminderSettings, ...], notes: Notes
) -> tuple[ReminderSettings, ...]:
    """Leave out the reminders that the profile does not name, where it names any."""
    if ONLY not in table:
        return reminders
    names = table[ONLY]
    if not isinstance(names, list):
        notes.add((ONLY,), f'{shown(names)} is no list; write names of reminders, like ["micro"]')
        return reminders
    known = [one.name for one in reminders]
    for number, name in enumerate(names):
        if name not in known:
            notes.add((ONLY, number), f"{_no_reminder(name, known)}")
    return tuple(one for one in reminders if one.name in names)


def _changed(
    table: dict[str, object],
    reminders: tuple[ReminderSettings, ...],
    known_tips: Collection[str] | None,
    notes: Notes,
) -> tuple[ReminderSettings, ...]:
    known = [one.name for one in reminders]
    for name in table:
        if name not in known:
            notes.add((REMINDER, name), _no_reminder(name, known))
    return tuple(
        _one_changed(one, table[one.name], known_tips, notes) if one.name in table else one
        for one in reminders
    )


def _one_changed(
    reminder: ReminderSettings, value: object, known_tips: Collection[str] | None, notes: Notes
) -> ReminderSettings:
    inside = notes.inside((REMINDER, reminder.name))
    if not isinstance(value, dict):
        inside.add((), f'{shown(value)} is no table; write {reminder.name}.every = "45m"')
        return reminder
    if not isinstance(reminder.trigger, EverySitting):
        inside.add((), "goes by the clock, and no profile changes that; name the others in only")
        return reminder
    keys = Keys(value, (), inside)
    keys.leftovers(CHANGEABLE)
    tips = read_tips(keys, (), TipWords(known_tips), inside)
    every, rest = keys.take("every", Length()), keys.take("rest", Length())
    full_break, merge = keys.take("full_break", Length()), keys.take("merge_within", Length())
    before = reminder.trigger
    trigger = replace(
        before,
        every=every or before.every,
        rest=rest or before.rest,
        full_break=full_break or before.full_break,
        merge_within=merge or before.merge_within,
        posture=keys.take("posture", POSTURE) or before.posture,
    )
    return replace(reminder, trigger=trigger, tips=tips or reminder.tips)


def _no_reminder(name: object, known: Iterable[str]) -> str:
    return f"no reminder is called {shown(name)}; {hint(str(name), known)}"
