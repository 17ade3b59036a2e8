"""Reads `config.toml` into settings, or names everything that is wrong with it."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from unkink.core.settings import OpenRange, ReminderSettings, Settings, SittingSettings
from unkink.nearest import nearest
from unkink.settings_file import clashes
from unkink.settings_file.hooks import NAME as HOOK
from unkink.settings_file.hooks import read_hooks
from unkink.settings_file.hours import NAME as HOURS
from unkink.settings_file.hours import read_hours
from unkink.settings_file.presets import KEY as PRESET
from unkink.settings_file.presets import TOP, Preset, preset_settings
from unkink.settings_file.problems import Notes, Problem, SettingsError
from unkink.settings_file.profiles import NAME as PROFILE
from unkink.settings_file.profiles import read_profiles
from unkink.settings_file.programs import NAME as PROGRAMS
from unkink.settings_file.programs import read_programs
from unkink.settings_file.reminders import NAME as REMINDER
from unkink.settings_file.reminders import read_reminders
from unkink.settings_file.sections import (
    ADAPT,
    BELONGS_TO_REMINDER,
    HISTORY,
    HOLD,
    OF_REMINDERS,
    PLAIN,
    PROMPT,
    SAFETY,
    SITTING,
    SUMMARY,
    TIPS,
    TRAY,
    Keys,
    as_table,
)
from unkink.toml_text import Table, TomlError, decode, parse, read_bytes

TABLES = (
    SITTING.name,
    PROMPT.name,
    HOLD.name,
    ADAPT.name,
    HOURS,
    TIPS.name,
    TRAY.name,
    HISTORY.name,
    SUMMARY.name,
    SAFETY.name,
)
HEADERS = {name: f"[{name}]" for name in TABLES}
HEADERS |= {
    REMINDER: "[[reminder]]",
    HOOK: "[[hook]]",
    PROGRAMS: f"[{PROGRAMS}]",
    PROFILE: "[profile.NAME]",
}


def read_settings(path: Path, known_tips: Collection[str] | None = None) -> Settings:
    """Read a settings file; blocks for a millisecond or two, and never writes.

    `known_tips` are the words `tips` may name (`tip_files.reminder_words`); None takes any word.
    Raises SettingsError with all problems at once, also when there is no such file.
    """
    return settings_of(settings_text(path), str(path), known_tips)


def settings_text(path: Path) -> str:
    """Read a settings file as text with plain line ends. Raises SettingsError."""
    return decode(raw_settings(path).encode())


def raw_settings(path: Path) -> str:
    """Read a settings file word for word, with its own line ends. Raises SettingsError."""
    try:
        data = read_bytes(path)
        decode(data)
        return data.decode()
    except FileNotFoundError as error:
        problem = Problem(str(path), 1, "", "there is no such file; unkink config init writes one")
        raise SettingsError((problem,)) from error
    except TomlError as error:
        raise _no_toml(str(path), error) from error


def settings_of(text: str, file: str, known_tips: Collection[str] | None = None) -> Settings:
    """Read settings from text that `file` holds. Raises SettingsError."""
    table = table_of(text, file)
    notes = Notes()
    settings = _settings(table, known_tips, notes)
    if notes:
        raise SettingsError(notes.problems(file, text))
    return settings


def table_of(text: str, file: str) -> Table:
    """Read text as TOML, whatever its keys mean. Raises SettingsError."""
    try:
        return parse(text)
    except TomlError as error:
        raise _no_toml(file, error) from error


def _no_toml(file: str, error: TomlError) -> SettingsError:
    return SettingsError((Problem(file, error.line, "", error.text),))


def _settings(table: Table, known_tips: Collection[str] | None, notes: Notes) -> Settings:
    for name in table:
        if name not in HEADERS and name not in TOP:
            notes.add((name,), _unknown(name))
    chosen = Keys(table, (), notes).take(PRESET, TOP[PRESET])
    base = preset_settings(chosen or Preset.STANDARD)

    def part(name: str) -> Table:
        return as_table(table[name], name, notes) if name in table else {}

    sitting = SITTING.read(part(SITTING.name), base.sitting, notes)
    prompt = PROMPT.read(part(PROMPT.name), base.prompt, notes)
    clashes.note_prompt(prompt, notes)
    hours = read_hours(part(HOURS), notes)
    summary = SUMMARY.read(part(SUMMARY.name), base.summary, notes)
    clashes.note_summary(summary, hours, notes)
    settings = Settings(
        sitting=sitting,
        prompt=prompt,
        hold=HOLD.read(part(HOLD.name), base.hold, notes),
        adapt=ADAPT.read(part(ADAPT.name), base.adapt, notes),
        tips=TIPS.read(part(TIPS.name), base.tips, notes),
        tray=TRAY.read(part(TRAY.name), base.tray, notes),
        history=HISTORY.read(part(HISTORY.name), base.history, notes),
        summary=summary,
        safety=SAFETY.read(part(SAFETY.name), base.safety, notes),
        hours=hours,
        reminders=_reminders(table, known_tips, base.reminders, sitting, hours, notes),
        hooks=read_hooks(table[HOOK], notes) if HOOK in table else (),
        programs=read_programs(table[PROGRAMS], notes) if PROGRAMS in table else (),
    )
    if PROFILE not in table:
        return settings
    return replace(settings, profiles=read_profiles(table[PROFILE], settings, known_tips, notes))


def _reminders(
    table: Table,
    known_tips: Collection[str] | None,
    defaults: tuple[ReminderSettings, ...],
    sitting: SittingSettings,
    hours: tuple[OpenRange, ...],
    notes: Notes,
) -> tuple[ReminderSettings, ...]:
    """Read the file's reminders; a file without any has the preset's."""
    if REMINDER not in table:
        clashes.note_away_after(sitting, defaults, notes)
        return defaults
    found = read_reminders(table[REMINDER], known_tips, notes)
    clashes.note_reminders(found, sitting, hours, notes)
    return tuple(one for one in found if one is not None)


def _unknown(name: str) -> str:
    for section in PLAIN:
        if name in section.kinds:
            return f"belongs to a table; write [{section.name}] above it"
    if name in OF_REMINDERS:
        return BELONGS_TO_REMINDER
    near = nearest(name, HEADERS)
    return f"no such table; write {HEADERS[near] if near else ', '.join(HEADERS.values())}"
