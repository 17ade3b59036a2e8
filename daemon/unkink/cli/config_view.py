"""`unkink config show`, `diff`, `explain` and `schema`: what is set, and what can be."""

from argparse import Namespace
from collections.abc import Sequence
from itertools import groupby

from unkink.cli.config import ConfigFile
from unkink.cli.terminal import BOLD, DIM, complain, painted, print_json, say, table
from unkink.core.settings import Settings
from unkink.nearest import hint
from unkink.protocol import Code, Json
from unkink.settings_file import SettingsError, settings_of, settings_text
from unkink.settings_file.effective import Difference, Effective, differences, effective
from unkink.settings_file.explaining import Explanation, explanations
from unkink.settings_file.json_schema import schema_text
from unkink.settings_file.problems import Place
from unkink.settings_file.reminders import NAME as REMINDER
from unkink.tip_files import read_pool, reminder_words

PAIR = 44
"""Up to this many columns the sources stand under each other; longer lines push theirs out."""


def view(given: Namespace, file: ConfigFile) -> int:
    """Print what was asked for."""
    if given.action == "schema":
        say(schema_text().rstrip())
        return Code.DONE
    try:
        text = "" if file.missing else settings_text(file.path)
        settings = settings_of(text, str(file.path), reminder_words(read_pool(file.own_tips)))
    except SettingsError as error:
        complain("\n".join(map(str, error.problems)))
        return Code.BAD_USAGE
    match given.action:
        case "show":
            return _show(effective(settings, text), file, as_json=given.json)
        case "diff":
            return _diff(settings, text, as_json=given.json)
        case _:
            return _explain(given.key, effective(settings, text))


# ── show ──────────────────────────────────────────────────────────────────────────────────────


def _show(found: Sequence[Effective], file: ConfigFile, *, as_json: bool) -> int:
    """Print everything in use as a settings file, with where each value comes from."""
    if as_json:
        rows: list[Json] = [
            {"key": one.line.key, "value": one.line.text, "from": _source(one)} for one in found
        ]
        print_json(rows)
        return Code.DONE
    say(f"# In use: {file.path}{' (there is none)' if file.missing else ''}, else the defaults.")
    for place, group in groupby(found, lambda one: one.line.place[:-1]):
        say(f"\n{painted(_header(place), BOLD)}" if place else "")
        pairs = [(f"{one.line.name} = {one.line.text}", one) for one in group]
        width = min(PAIR, max(len(pair) for pair, _ in pairs))
        for pair, one in pairs:
            say(f"{pair:{width}}  {painted(f'# {_source(one)}', DIM)}")
    return Code.DONE


def _header(place: Place) -> str:
    return f"[[{place[0]}]]" if len(place) > 1 else f"[{place[0]}]"


def _source(one: Effective | Difference) -> str:
    if one.at is None:
        return "preset" if one.preset else "default"
    return f"line {one.at}"


# ── diff ──────────────────────────────────────────────────────────────────────────────────────


def _diff(settings: Settings, text: str, *, as_json: bool) -> int:
    """Print what is not at its default."""
    found = list(differences(settings, text))
    if as_json:
        rows: list[Json] = [
            {"key": one.key, "default": one.default, "value": one.now, "from": _source(one)}
            for one in found
        ]
        print_json(rows)
    elif found:
        say(table([_difference(one) for one in found], indent=""))
    else:
        say("everything is at its default")
    return Code.DONE


def _difference(one: Difference) -> tuple[str, ...]:
    if one.now is None:
        gone = "left out" if one.default is None else f"left out; the default is {one.default}"
        return (one.key, "", gone)
    default = "" if one.default is None else f"instead of {one.default}"
    return (one.key, one.now, ", ".join(filter(None, (default, _source(one)))))


# ── explain ───────────────────────────────────────────────────────────────────────────────────


def _explain(asked: str | None, found: Sequence[Effective]) -> int:
    """Print what one setting means, or those of one table; without a key their names."""
    known = explanations()
    if asked is None:
        say(table([(key, one.wants) for key, one in known.items()], indent=""))
        return Code.DONE
    chosen = [one for key, one in known.items() if _meant(asked, key)]
    if not chosen:
        near = hint(asked, known, "unkink config explain lists them all")
        complain(f'there is no setting "{asked}"; {near}')
        return Code.FAILED
    say("\n\n".join(_explanation(one, found) for one in chosen))
    return Code.DONE


def _meant(asked: str, key: str) -> bool:
    """Take "prompt.lull", "lull", all of "prompt", or "reminder.micro.every" as `show` says it."""
    table_name, _, name = key.rpartition(".")
    of_one = asked.startswith(f"{REMINDER}.") and key == f"{REMINDER}.{asked.rpartition('.')[2]}"
    return asked in (key, table_name, name) or of_one or (asked.partition(".")[0] == key == "hours")


def _explanation(one: Explanation, found: Sequence[Effective]) -> str:
    now = [line for line in found if _same(line, one.key)]
    used = ", ".join(f"{_of(line)}{line.line.text} ({_source(line)})" for line in now)
    facts = [("write", one.wants), ("as in", one.default), ("now", used or "not set")]
    return f"{painted(one.key, BOLD)}\n{one.about}\n{table(facts)}"


def _same(line: Effective, key: str) -> bool:
    place = line.line.place
    return key == place[0] or key == f"{place[0]}.{place[-1]}"


def _of(line: Effective) -> str:
    """Name the reminder, or the days, that a value is for."""
    inner = line.line.key.split(".")[1:]
    place = line.line.place
    if place[0] == REMINDER:
        return f"{'.'.join(inner[:-1])} "
    return f"{inner[0]} " if place[0] == "hours" else ""
