"""Where in a settings file a line is put in or taken out, so that nothing else moves.

tomlkit keeps what it reads, but puts a new key behind the comments that belong to the next table.
Here a place is tried and read again: the first at which the file says just what it should is right.
"""

from collections.abc import Iterator
from typing import cast

from unkink.settings_file.lines import LineIndex, split_lines
from unkink.settings_file.problems import Place
from unkink.toml_text import Table, TomlError, parse


def with_line(text: str, table: Place, name: str, written: str) -> str | None:
    """Put `name = written` behind the last value of this table; None: it has no header of its own.

    `written` is TOML. The table must be there, and the name must not.
    """
    wanted = parse(text)
    _at(wanted, table)[name] = parse(f"value = {written}")["value"]
    lines = _lines(text)
    for place in range(_last_line(text, table), len(lines) + 1):
        changed = "".join([*lines[:place], f"{name} = {written}\n", *lines[place:]])
        if _says(changed, wanted):
            return changed
    return None


def without_line(text: str, table: Place, name: str) -> str | None:
    """Take out the line, or lines, that set `name`; None: they hold something else as well."""
    wanted = parse(text)
    del _at(wanted, table)[name]
    lines = _lines(text)
    first = LineIndex(text).line((*table, name)) - 1
    for behind in range(first + 1, len(lines) + 1):
        changed = "".join([*lines[:first], *lines[behind:]])
        if _says(changed, wanted):
            return changed
    return None


def with_table(text: str, table: str, name: str, written: str) -> str:
    """Add a table with this one setting at the end."""
    lines = _lines(text)
    space = "\n" if lines and lines[-1].strip() else ""
    return "".join([*lines, space, f"[{table}]\n{name} = {written}\n"])


def _lines(text: str) -> list[str]:
    """Return the lines, the last one with its end too."""
    lines = split_lines(text)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return lines


def _at(document: Table, place: Place) -> Table:
    """Return this table of a document, for a change."""
    found: object = document
    for step in place:
        found = cast("Table", found)[cast("str", step)]
    return cast("Table", found)


def _last_line(text: str, table: Place) -> int:
    """Return the line on which the last value of a table begins, counted from 1."""
    index = LineIndex(text)
    begins = [index.line(table), *(index.line(one) for one in _values(text, table))]
    return max(begins)


def _values(text: str, table: Place) -> Iterator[Place]:
    for name, value in _at(parse(text), table).items():
        if not isinstance(value, dict):
            yield (*table, name)


def _says(text: str, wanted: Table) -> bool:
    try:
        return parse(text) == wanted
    except TomlError:
        return False
