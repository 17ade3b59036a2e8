"""The JSON Schema of `config.toml`, for editors that complete and check while one types.

`python -m unkink.settings_file.json_schema` prints what `config/config.schema.json` holds; a test
complains when they differ. Draft 7, as Taplo and the editors built on it read. Editors see one key
at a time: what clashes between keys only `unkink config check` can tell.
"""

import json
import sys
from collections.abc import Mapping

from unkink.protocol import Json
from unkink.settings_file.explaining import explanations
from unkink.settings_file.hooks import KEYS as HOOK_KEYS
from unkink.settings_file.hooks import NAME as HOOK
from unkink.settings_file.hooks import Command, Occasions
from unkink.settings_file.hours import NAME as HOURS
from unkink.settings_file.kinds import (
    Choice,
    Count,
    Kind,
    Length,
    Name,
    PhoneNumber,
    Places,
    Switch,
    TipWords,
)
from unkink.settings_file.presets import TOP
from unkink.settings_file.profiles import CHANGEABLE, ONLY, SECTIONS, WHEN
from unkink.settings_file.profiles import NAME as PROFILE
from unkink.settings_file.programs import KEYS as PROGRAM_KEYS
from unkink.settings_file.programs import NAME as PROGRAMS
from unkink.settings_file.reminders import END_OF_HOURS, FIRST_USE, KEYS, At, Weekdays
from unkink.settings_file.reminders import NAME as REMINDER
from unkink.settings_file.sections import PLAIN
from unkink.settings_file.summary import END_OF_HOURS as AT_END_OF_HOURS
from unkink.settings_file.summary import OFF, Telling

_LENGTH = (
    r"^\s*(?=.*[1-9])([0-9]+\s*[hH][a-z]*\s*)?([0-9]+\s*[mM][a-z]*\s*)?([0-9]+\s*[sS][a-z]*\s*)?$"
)
_DAY = "(mon|tue|wed|thu|fri|sat|sun)"
_DAYS = rf"^\s*{_DAY}\s*(-\s*{_DAY}\s*)?(,\s*{_DAY}\s*(-\s*{_DAY}\s*)?)*$"
_CLOCK = r"\s*([01]?[0-9]|2[0-3]):[0-5][0-9]\s*"
_SPAN = rf"{_CLOCK}-({_CLOCK}|\s*24:00\s*)"
_TELLING = rf"^({_CLOCK}|\s*{OFF}\s*|\s*{AT_END_OF_HOURS}\s*)$"
_AT = rf"^({_CLOCK}|\s*{FIRST_USE}\s*{_SPAN}|\s*{END_OF_HOURS}\s*)$"

Schema = dict[str, Json]


def schema() -> Schema:
    """Return the schema of the whole file."""
    about = {key: one.about for key, one in explanations().items()}
    tables: dict[str, Json] = {one.name: _keys(one.name, one.kinds, about) for one in PLAIN}
    tables |= {name: {"description": about[name], **_of(kind)} for name, kind in TOP.items()}
    tables[HOURS] = {
        "type": "object",
        "description": about[HOURS],
        "additionalProperties": False,
        "patternProperties": {
            _DAYS: {"type": "array", "items": {"type": "string", "pattern": f"^{_SPAN}$"}}
        },
    }
    tables[REMINDER] = {"type": "array", "items": _reminder(about)}
    tables[PROFILE] = _profiles(tables, about)
    hook = _keys(HOOK, HOOK_KEYS, about) | {"required": ["on", "run"]}
    tables[PROGRAMS] = {
        "type": "object",
        "description": about[PROGRAMS],
        "additionalProperties": {
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "properties": {name: _of(kind) for name, kind in PROGRAM_KEYS.items()},
        },
    }
    tables[HOOK] = {"type": "array", "items": hook}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of unkink",
        "type": "object",
        "additionalProperties": False,
        "properties": tables,
    }


def _profiles(tables: Mapping[str, Json], about: Mapping[str, str]) -> Schema:
    """Say what a profile may change: the tables of the usual settings, and some reminders."""
    one = _keys(REMINDER, CHANGEABLE, about)
    inside: Schema = {
        WHEN: tables[HOURS],
        ONLY: {"type": "array", "items": {"type": "string"}},
        REMINDER: {"type": "object", "additionalProperties": one},
        **{section.name: tables[section.name] for section in SECTIONS},
    }
    profile: Schema = {"type": "object", "additionalProperties": False, "properties": inside}
    return {"type": "object", "description": about[PROFILE], "additionalProperties": profile}


def _reminder(about: Mapping[str, str]) -> Schema:
    """Say that a reminder counts sitting or goes by the clock, never both."""
    return _keys(REMINDER, KEYS, about) | {
        "required": ["name", "tips"],
        "oneOf": [{"required": ["every"]}, {"required": ["at"]}],
    }


def _keys(table: str, kinds: Mapping[str, Kind[object]], about: Mapping[str, str]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {"description": f"{about[f'{table}.{name}']}\nWrite {kind.wants}.", **_of(kind)}
            for name, kind in kinds.items()
        },
    }


def _of(kind: Kind[object]) -> Schema:
    match kind:
        case Length():
            return {"type": "string", "pattern": _LENGTH}
        case Count():
            return {"type": "integer", "minimum": kind.least, "maximum": kind.most}
        case Switch():
            return {"type": "boolean"}
        case Choice():
            return {"enum": [one.value for one in kind.members]}
        case Name():
            return {"type": "string", "minLength": 1, "maxLength": 40}
        case PhoneNumber():
            return {"type": "string", "pattern": r"^\s*(\+?( *[0-9] *){2,15})?$"}
        case Places():
            return {"type": "array", "items": {"type": "string", "pattern": "^(~/|/)"}}
        case TipWords():
            return {"type": "array", "minItems": 1, "items": {"type": "string"}}
        case Occasions():
            word: Schema = {"enum": list(kind.words)}
            return {"oneOf": [word, {"type": "array", "minItems": 1, "items": word}]}
        case Command():
            return {"type": "array", "minItems": 1, "items": {"type": "string"}}
        case At():
            return {"type": "string", "pattern": _AT}
        case Telling():
            return {"type": "string", "pattern": _TELLING}
        case Weekdays():
            return {"type": "string", "pattern": _DAYS}
        case _:
            raise TypeError(f"no schema for {type(kind).__name__}")


def schema_text() -> str:
    """Return the schema as its file holds it."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
