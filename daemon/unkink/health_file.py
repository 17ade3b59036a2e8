"""The person's own `health.toml`: read at start and change, written only at the person's word.

Whoever writes holds the folder meanwhile and has read what stands there, so that no answer is lost
between the daemon, a command and an editor.

Nothing the person wrote ever appears in a problem, only its line: problems reach logs and
notifications, health answers must not (evidence part 4.3, rule 8).
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from unkink.core.health import SORE_TAG, HealthProfile
from unkink.core.moment import Duration
from unkink.core.values import dataclass
from unkink.folder_lock import PATIENCE, NotAlone, alone_in
from unkink.nearest import hint
from unkink.private_files import make_folders, replace_private
from unkink.settings_file.problems import Notes, Place, Problem
from unkink.toml_text import Table, TomlError, parse, read_text

_HEADER = """\
# Your health answers, as you gave them to `unkink profile` or on the health page.
# They stay on this computer; tips that do not suit you stay hidden.
"""
_KEYS = (
    "answered",
    "declined",
    "answered_on",
    "tags",
    "sore_on",
    "sore_days",
    "locked",
    "since",
)


UNREADABLE_TAG = "unreadable-file"
"""No question asks about it, so it hides every tip: what the file excludes nobody can tell."""
UNREADABLE = HealthProfile(tags=frozenset({UNREADABLE_TAG}))
UNREADABLE_WORDS = "The health answers cannot be read, so no tip is shown"


@dataclass(frozen=True, slots=True)
class HealthReading:
    """The answers, and what is wrong with the file; a doubtful file counts as unanswered."""

    profile: HealthProfile
    problems: tuple[Problem, ...] = ()
    seen: str = ""
    """What stands in the file, to be told from what stands there later; empty: there is none."""


def read_health(path: Path, known_tags: frozenset[str] | None = None) -> HealthReading:
    """Read the answers; no file means unanswered. Never raises, never touches the file.

    Fail closed: with anything wrong the answers count as not given, while every tag and lock that
    could be read still excludes. A tag nobody knows stays in, and hides every tip (`why_hidden`);
    so does a file that cannot be read at all, as it may hold anything.
    """
    try:
        text = read_text(path)
    except FileNotFoundError:
        return HealthReading(HealthProfile())
    except TomlError as error:
        if not path.parent.is_dir():
            return HealthReading(HealthProfile())  # no folder, and so no file
        return _broken(path, error.line, error.text)
    try:
        table = parse(text)
    except TomlError as error:
        why = 'is no TOML; write lines like tags = ["…", "…"]'
        return replace(_broken(path, error.line, why), seen=f"is: {text}")
    notes = Notes()
    profile = _profile(table, notes)
    if notes:
        profile = replace(profile, answered=False)
    _note_tags(table, known_tags, notes)
    _note_rights(path, notes)
    problems = notes.problems(str(path), text) if notes else ()
    return HealthReading(profile, tuple(map(_without_own_words, problems)), f"is: {text}")


def _broken(path: Path, line: int, text: str) -> HealthReading:
    return HealthReading(UNREADABLE, (Problem(str(path), line, "", text),), f"is not: {text}")


def _without_own_words(problem: Problem) -> Problem:
    """Drop the key where it is not one of ours: people may write `pregnancy = true`."""
    return problem if problem.key.split("[")[0] in _KEYS else replace(problem, key="")


def write_health(path: Path, profile: HealthProfile) -> str:
    """Replace the answers, all at once, readable by the user only (mode 0600). Raises OSError.

    Returns what a `HealthReading` calls `seen`.
    """
    text = health_text(profile)
    replace_private(path, text)
    return f"is: {text}"


@contextmanager
def writing_alone(path: Path, patience: Duration = PATIENCE) -> Iterator[None]:
    """Keep every other program of unkink from writing there meanwhile; reading first is yours.

    Raises OSError, also where others were busy all the time: whoever must not wait comes back.
    """
    make_folders(path.parent)
    try:
        with alone_in(path.parent, patience):
            yield
    except NotAlone as error:
        raise OSError(errno.EBUSY, "another unkink is writing there") from error


def keep_aside(path: Path) -> None:
    """Keep a file with mistakes in it as `health.toml.old`, for the user only. Raises OSError.

    It stays in its place as well until new answers take that, which a full disk may prevent.
    """
    old, target = path.with_suffix(".toml.old"), Path(os.path.realpath(path))
    fresh = old.with_name(f".{old.name}.{os.getpid()}")
    with suppress(FileNotFoundError):
        fresh.unlink()
    try:
        fresh.hardlink_to(target)
    except FileNotFoundError:
        return  # taken away since it was read
    except OSError:  # a folder, or a file system without such links
        path.rename(old)
    else:
        fresh.replace(old)
        with suppress(FileNotFoundError):
            fresh.unlink()  # it was kept there already, and two names of one file are not replaced
    if old.is_file():
        old.chmod(0o600)


def health_text(profile: HealthProfile) -> str:
    """Return the answers as the file holds them."""
    lines = [
        f"answered = {str(profile.answered).lower()}",
        f"tags = {_texts(profile.tags)}",
        f"locked = {_texts(profile.locked)}",
    ]
    if profile.declined:
        lines.append("declined = true")
    if profile.answered_on is not None:
        lines.append(f"answered_on = {profile.answered_on.isoformat()}")
    if profile.sore_on is not None:
        lines.append(f"sore_on = {profile.sore_on.isoformat()}")
    if profile.sore_days:
        lines.append(f"sore_days = [{', '.join(day.isoformat() for day in profile.sore_days)}]")
    if profile.since:
        lines += ["", "[since]"]
        lines += [f"{_text(tag)} = {day.isoformat()}" for tag, day in profile.since.items()]
    return _HEADER + "".join(f"{line}\n" for line in lines)


def _texts(words: frozenset[str]) -> str:
    return f"[{', '.join(map(_text, sorted(words)))}]"


def _text(word: str) -> str:
    import json  # 1.5 ms, and writing is rare

    # JSON's strings are TOML's, but for DEL, and for astral characters where ASCII is asked for.
    return json.dumps(word, ensure_ascii=False).replace("\x7f", "\\u007f")


def _profile(table: Table, notes: Notes) -> HealthProfile:
    for name in table:
        if name not in _KEYS:
            notes.add((name,), f"no such key; {hint(name, _KEYS)}")
    return HealthProfile(
        answered=_switch(table, "answered", notes),
        declined=_switch(table, "declined", notes),
        answered_on=_day(table, "answered_on", notes),
        tags=_words(table, "tags", notes),
        since=_since(table, notes),
        sore_on=_day(table, "sore_on", notes),
        sore_days=_days(table, notes),
        locked=_words(table, "locked", notes),
    )


def _switch(table: Table, name: str, notes: Notes) -> bool:
    value = table.get(name, False)
    if not isinstance(value, bool):
        notes.add((name,), "is neither on nor off; write true or false, without quotes")
    return value is True


def _words(table: Table, name: str, notes: Notes) -> frozenset[str]:
    value = table.get(name, [])
    if not isinstance(value, list):
        notes.add((name,), 'is no list; write words like ["…", "…"]')
        return frozenset()
    for number, one in enumerate(value):
        if not isinstance(one, str):
            notes.add((name, number), "is no word; write it in quotes")
    return frozenset(one for one in value if isinstance(one, str))


def _day(table: Table, name: str, notes: Notes) -> date | None:
    return None if name not in table else _date(table[name], (name,), notes)


def _date(value: object, place: Place, notes: Notes) -> date | None:
    # A date with a time of day is a date to Python, and would never equal one.
    if type(value) is date:
        return value
    notes.add(place, "is no date; write one like 2026-11-23, without quotes")
    return None


def _days(table: Table, notes: Notes) -> tuple[date, ...]:
    value = table.get("sore_days", [])
    if not isinstance(value, list):
        notes.add(("sore_days",), "is no list of dates; write [2026-11-23]")
        return ()
    days = [_date(one, ("sore_days", number), notes) for number, one in enumerate(value)]
    return tuple(sorted(day for day in days if day is not None))


def _since(table: Table, notes: Notes) -> dict[str, date]:
    value = table.get("since", {})
    if not isinstance(value, dict):
        notes.add(("since",), "is no table; write [since], and below it a date for each word")
        return {}
    days = {tag: _date(one, ("since", tag), notes) for tag, one in value.items()}
    return {tag: day for tag, day in days.items() if day is not None}


def _note_tags(table: Table, known: frozenset[str] | None, notes: Notes) -> None:
    """Note tags that exclude by being wrong; the answers still count."""
    value = table.get("tags", [])
    for number, tag in enumerate(value if isinstance(value, list) else []):
        place: Place = ("tags", number)
        if tag == SORE_TAG:
            notes.add(place, "is for one day only, here it never ends; write sore_on with a date")
        elif isinstance(tag, str) and known is not None and tag not in known:
            notes.add(
                place, "no question asks about this, so every tip stays hidden; mend the word"
            )


def _note_rights(path: Path, notes: Notes) -> None:
    try:
        mode = path.stat().st_mode
    except OSError:
        return  # gone again since it was read; the next change of the folder tells
    if mode & 0o077:
        notes.add((), "other users can read this file; run chmod 600 on it")
