"""Changes one setting in the text of a settings file, at the person's word; all else stays.

For the command line only: tomlkit, which keeps comments, order and spacing, takes 30 ms to import.
"""

import re
from collections.abc import MutableMapping
from datetime import date, time
from itertools import groupby
from typing import cast

from unkink.core.settings import Settings
from unkink.nearest import hint
from unkink.settings_file.explaining import kinds_in_words
from unkink.settings_file.hooks import NAME as HOOK
from unkink.settings_file.hours import NAME as HOURS
from unkink.settings_file.lines import LineIndex, split_lines
from unkink.settings_file.placing import with_line, with_table, without_line
from unkink.settings_file.problems import Place
from unkink.settings_file.programs import KEYS as PROGRAM_KEYS
from unkink.settings_file.programs import NAME as PROGRAMS
from unkink.settings_file.reminders import KEYS
from unkink.settings_file.reminders import NAME as REMINDER
from unkink.settings_file.writing import lines_of, quoted
from unkink.toml_text import Table, TomlError, parse

_WRITTEN_OUT = "# The default reminders, written out because one of them was changed."


class ChangeError(Exception):
    """A change that cannot be made; the text says why, and what to do."""


def with_setting(text: str, key: str, value: str) -> str:
    """Return the file's text with `key` set to `value`, as TOML or as a bare word.

    A default that stands there commented out is uncommented in its place. Whether the value makes
    sense is for `settings_of` to say. Raises ChangeError.
    """
    import tomlkit

    outer, name = _place(key)
    if outer[0] == REMINDER:
        text = _with_reminders(text, outer[1])
    if outer[0] == PROGRAMS:
        return _with_program(text, outer[1], name, _toml(value))
    document = tomlkit.parse(text)
    table, written = _table(document, outer), _toml(value)
    if table is None or name not in table:
        changed = _uncommented(text, outer[0], name, written) if len(outer) == 1 else None
        if changed is not None:
            return changed
    if table is None:
        return with_table(text, outer[0], name, written)
    if name not in table:
        changed = with_line(text, _in_document(text, outer), name, written)
        if changed is not None:
            return changed
    table[name] = tomlkit.value(written)
    return tomlkit.dumps(document)


def without_setting(text: str, key: str) -> str:
    """Return the file's text with `key` commented out at its default, or else without it.

    Raises ChangeError.
    """
    import tomlkit

    key = full_key(key)
    outer, name = _place(key)
    document = tomlkit.parse(text)
    table = _table(document, outer)
    if outer[0] == PROGRAMS and table is not None and [*table] == [name]:
        name, outer = outer[1], (PROGRAMS,)  # a row that says nothing is none
        table = _table(document, outer)
    if table is None or name not in table:
        raise ChangeError(f"the file does not set {key}; its default counts already")
    del table[name]
    if (changed := _commented(text, key, document.unwrap())) is not None:
        return changed
    changed = without_line(text, _in_document(text, outer), name)
    return tomlkit.dumps(document) if changed is None else changed


def _commented(text: str, key: str, wanted: Table) -> str | None:
    """Put the commented default in the place of a value on one line; None where that is not it."""
    default = next((line for line in lines_of(Settings()) if line.key == key), None)
    if default is None or default.place[0] == REMINDER:
        return None
    lines = split_lines(text)
    at = LineIndex(text).line(default.place) - 1
    ending = lines[at][len(lines[at].rstrip("\r\n")) :]
    lines[at] = f"# {default.name} = {default.text}{ending}"
    changed = "".join(lines)
    try:
        return changed if parse(changed) == wanted else None
    except TomlError:
        return None  # the value went on over more lines


def _with_program(text: str, program: str, name: str, written: str) -> str:
    """Set one key of a row, or write the row, or its table."""
    import tomlkit

    document = tomlkit.parse(text)
    table, row = _table(document, (PROGRAMS,)), f"{{ {name} = {written} }}"
    if table is None:
        return with_table(text, PROGRAMS, _key_text(program), row)
    known = table.get(program)
    if isinstance(known, MutableMapping):
        known[name] = tomlkit.value(written)
        return tomlkit.dumps(document)
    changed = with_line(text, (PROGRAMS,), _key_text(program), row)
    if changed is not None:
        return changed
    table[program] = tomlkit.value(row)
    return tomlkit.dumps(document)


def _key_text(name: str) -> str:
    return name if re.fullmatch(r"[\w-]+", name, re.ASCII) else quoted(name)


def _with_reminders(text: str, name: str) -> str:
    """Write the default reminders out where the file has none and one of them shall change."""
    defaults = Settings().reminders
    if REMINDER in parse(text) or name not in {one.name for one in defaults}:
        return text
    written = [_WRITTEN_OUT]
    for place, block in groupby(lines_of(Settings()), lambda line: line.place[:-1]):
        if place[0] == REMINDER:
            written += [f"[[{REMINDER}]]", *(f"{line.name} = {line.text}" for line in block), ""]
    return "\n".join([text.rstrip("\n"), "", *written])


def full_key(key: str) -> str:
    """Return the key that was meant: "lull" alone is "prompt.lull". Raises ChangeError."""
    outer, _, name = key.rpartition(".")
    if outer == HOURS or (outer.startswith(f"{REMINDER}.") and name in KEYS):
        return key
    if outer.startswith(f"{PROGRAMS}.") and name in PROGRAM_KEYS:
        return key
    if key.startswith(f"{PROGRAMS}."):
        raise ChangeError(f"write {PROGRAMS}.NAME.call, .fullscreen or .screen_on, true or false")
    if key == HOURS:
        raise ChangeError("hours go by days; write hours.mon-fri, hours.sat and so on")
    blocks = (REMINDER, HOOK)
    known = [one for one in kinds_in_words() if "." in one and not one.startswith(blocks)]
    meant = [one for one in known if key in (one, one.rpartition(".")[2])]
    if len(meant) != 1:
        near = hint(key, known, "unkink config explain lists them all")
        raise ChangeError(f'there is no setting "{key}"; {near}')
    return meant[0]


def _place(key: str) -> tuple[tuple[str, ...], str]:
    """Take "prompt.lull" or "reminder.micro.every" apart; raises ChangeError."""
    outer, _, name = full_key(key).rpartition(".")
    if outer.startswith(f"{REMINDER}."):
        return (REMINDER, outer.removeprefix(f"{REMINDER}.")), name
    if outer.startswith(f"{PROGRAMS}."):
        return (PROGRAMS, outer.removeprefix(f"{PROGRAMS}.").strip('"')), name
    return (outer,), name


def _table(
    document: MutableMapping[str, object], outer: tuple[str, ...]
) -> MutableMapping[str, object] | None:
    """Return the table of a setting; None where the file has none yet. Raises ChangeError."""
    if outer[0] == REMINDER:
        reminders = document.get(REMINDER)
        found = reminders if isinstance(reminders, list) else []
        named = [one for one in found if one.get("name") == outer[1]]
        if named and isinstance(named[0], MutableMapping):
            return named[0]
        raise ChangeError(
            f'there is no reminder "{outer[1]}"; write its block first (unkink config edit)'
        )
    table = document.get(outer[0])
    if outer[0] == PROGRAMS and len(outer) > 1 and isinstance(table, MutableMapping):
        table = table.get(outer[1])
    return table if isinstance(table, MutableMapping) else None


def _in_document(text: str, outer: tuple[str, ...]) -> Place:
    """Return where a table that is there stands: a reminder by its number."""
    if outer[0] != REMINDER:
        return outer
    blocks = cast("list[Table]", parse(text)[REMINDER])
    return (REMINDER, next(at for at, one in enumerate(blocks) if one.get("name") == outer[1]))


def _toml(value: str) -> str:
    """Take a value as TOML where it is, else as a word: `15s` needs no quotes on a command line.

    No setting is a time of TOML's own, which newer versions of it take 17:30 for.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        read = tomlkit.value(value.strip()).unwrap()
    except (TOMLKitError, ValueError):
        return quoted(value)
    return quoted(value) if isinstance(read, date | time) else value.strip()


def _uncommented(text: str, table: str, name: str, value: str) -> str | None:
    """Set the default that stands commented out under its table's header; None where none does."""
    lines = split_lines(text)
    header = re.compile(rf"\[{re.escape(table)}\]\s*(#.*)?")
    begins = next((at for at, line in enumerate(lines) if header.fullmatch(line.rstrip())), None)
    if begins is None:
        return None
    setting = re.compile(rf"#\s?{re.escape(name)}\s*=")
    for at in range(begins + 1, len(lines)):
        if lines[at].startswith("["):
            return None
        if setting.match(lines[at]):
            ending = lines[at][len(lines[at].rstrip("\r\n")) :]
            lines[at] = f"{name} = {value}{ending}"
            return "".join(lines)
    return None
