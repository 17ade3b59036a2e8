"""`[programs]`: what a program is to count for, where the rules take it for what it is not."""

from unkink.core.settings import ProgramSettings
from unkink.settings_file.kinds import Kind, Name, Switch, WrongValueError, shown
from unkink.settings_file.problems import Notes
from unkink.settings_file.sections import Keys

NAME = "programs"
KEYS: dict[str, Kind[object]] = {"call": Switch(), "fullscreen": Switch(), "screen_on": Switch()}
EXAMPLE = '"OBS" = { call = false }'


def read_programs(value: object, notes: Notes) -> tuple[ProgramSettings, ...]:
    """Read every row in order; one that is wrong is left out."""
    if not isinstance(value, dict):
        notes.add((NAME,), f"{shown(value)} is no table; write [{NAME}] on a line of its own")
        return ()
    found = (_program(name, row, notes) for name, row in value.items())
    return tuple(one for one in found if one is not None)


def _program(name: str, row: object, notes: Notes) -> ProgramSettings | None:
    if not isinstance(row, dict):
        notes.add((NAME, name), f"{shown(row)} is no row; write one like {EXAMPLE}")
        return None
    try:
        Name().read(name)
    except WrongValueError:
        notes.add((NAME, name), f"{shown(name)} is no program; write one like {EXAMPLE}")
        return None
    keys = Keys(row, (NAME, name), notes)
    said = {key: keys.take(key, Switch()) for key in KEYS}
    keys.leftovers(KEYS)
    if not row:
        notes.add((NAME, name), f"this row says nothing; write one like {EXAMPLE}")
    return ProgramSettings(name, **said)


def row_text(program: ProgramSettings) -> str:
    """Write a row as an inline table."""
    said = ((key, getattr(program, key)) for key in KEYS)
    pairs = (f"{key} = {str(value).lower()}" for key, value in said if value is not None)
    return f"{{ {', '.join(pairs)} }}"
