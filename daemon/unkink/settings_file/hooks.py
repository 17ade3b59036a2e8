"""`[[hook]]`: what the person has run when something was decided."""

from unkink.core.effects import Decision
from unkink.core.settings import HookSettings
from unkink.nearest import hint
from unkink.settings_file.kinds import Kind, Length, WrongValueError, shown
from unkink.settings_file.problems import Notes
from unkink.settings_file.sections import Keys

NAME = "hook"


class Occasions:
    """Decisions of the journal."""

    words = tuple(one.value for one in Decision)
    wants = 'a word of the journal or a list of them, like "shown" or ["paused", "resumed"]'

    def read(self, value: object) -> tuple[str, ...]:
        """Read one word or several; raises WrongValueError."""
        words = value if isinstance(value, list) else [value]
        for word in words:
            if word not in self.words:
                near = hint(str(word), self.words)
                raise WrongValueError(f"{shown(word)} is no word of the journal; {near}")
        if not words:
            raise WrongValueError(f"the list is empty; write {self.wants}")
        return tuple(dict.fromkeys(words))


class Command:
    """A program and its arguments, never a line for a shell."""

    wants = 'a program and its arguments as a list, like ["notify-send", "hello"]'

    def read(self, value: object) -> tuple[str, ...]:
        """Read the list; raises WrongValueError."""
        if isinstance(value, str):
            raise WrongValueError(f"{shown(value)} is a line for a shell; write {self.wants}")
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise WrongValueError(f"{shown(value)} is no list of words; write {self.wants}")
        if not value or not value[0].strip():
            raise WrongValueError(f"no program is named; write {self.wants}")
        if any("\0" in one for one in value):
            raise WrongValueError("no program can be told a NUL; take it out")
        return tuple(value)


class Limit(Length):
    """How long a hook may take."""

    wants = 'a length from "1s" to "5m"'
    longest = 300.0


KEYS: dict[str, Kind[object]] = {"on": Occasions(), "run": Command(), "limit": Limit()}


def read_hooks(value: object, notes: Notes) -> tuple[HookSettings, ...]:
    """Read every hook in order; one that is wrong is left out."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        notes.add((NAME,), "write [[hook]] with two brackets, once for each hook")
        return ()
    found = (_hook(Keys(table, (NAME, number), notes)) for number, table in enumerate(value))
    return tuple(one for one in found if one is not None)


def _hook(keys: Keys) -> HookSettings | None:
    on, run, limit = (
        keys.need("on", Occasions()),
        keys.need("run", Command()),
        keys.take("limit", Limit()),
    )
    keys.leftovers(KEYS)
    if on is None or run is None:
        return None
    return HookSettings(on, run) if limit is None else HookSettings(on, run, limit)
