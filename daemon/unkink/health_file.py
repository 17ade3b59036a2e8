"""The person's own `health.toml`: read at start and change, written only at the person's word.

Nothing the person wrote ever appears in a problem, only its line: problems reach logs and
notifications, health answers must not (evidence part 4.3, rule 8).
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from unkink.core.health import SORE_TAG, HealthProfile
from unkink.nearest import hint
from unkink.private_files import replace_private
from unkink.settings_file.problems import Notes, Place, Problem
from unkink.toml_text import Table, TomlError, parse, read_text

_HEADER = """\
# Your health answers, as you gave them to `unkink profile` or on the health page.
# They stay on this computer; tips that do not suit you stay hidden.
"""
_KEYS = ("answered", "tags", "sore_on", "locked")


UNREADABLE_TAG = "unreadable-file"
"""No question asks about it, so it hides every tip: what the file excludes nobody can tell."""
UNREADABLE = HealthProfile(tags=frozenset({UNREADABLE_TAG}))
UNREADABLE_WORDS = "The health answers cannot be read, so no tip is shown"


@dataclass(frozen=True, slots=True)
class HealthReading:
    """The answers, and what is wrong with the file; a doubtful file counts as unanswered."""

    profile: HealthProfile
    problems: tuple[Problem, ...] = ()


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
        return _broken(path, error.line, error.text)
    try:
        table = parse(text)
    except TomlError as error:
        return _broken(path, error.line, 'is no TOML; write lines like tags = ["…", "…"]')
    notes = Notes()
    profile = _profile(table, notes)
    if notes:
        profile = replace(profile, answered=False)
    _note_tags(table, known_tags, notes)
    _note_rights(path, notes)
    problems = notes.problems(str(path), text) if notes else ()
    return HealthReading(profile, tuple(map(_without_own_words, problems)))


def _broken(path: Path, line: int, text: str) -> HealthReading:
    return HealthReading(UNREADABLE, (Problem(str(path), line, "", text),))


def _without_own_words(problem: Problem) -> Problem:
    """Drop the key where it is not one of ours: people may write `pregnancy = true`."""
    return problem if problem.key.split("[")[0] in _KEYS else replace(problem, key="")


def write_health(path: Path, profile: HealthProfile) -> None:
    """Replace the answers, all at once, readable by the user only (mode 0600). Raises OSError."""
    replace_private(path, health_text(profile))


def set_aside(path: Path) -> None:
    """Keep a file with mistakes in it as `health.toml.old`, for the user only. Raises OSError."""
    old = path.with_suffix(".toml.old")
    try:
        path.rename(old)
    except FileNotFoundError:
        return  # taken away since it was read
    if old.is_file():
        old.chmod(0o600)


def health_text(profile: HealthProfile) -> str:
    """Return the answers as the file holds them."""
    lines = [
        f"answered = {str(profile.answered).lower()}",
        f"tags = {_texts(profile.tags)}",
        f"locked = {_texts(profile.locked)}",
    ]
    if profile.sore_on is not None:
        lines.append(f"sore_on = {profile.sore_on.isoformat()}")
    return _HEADER + "".join(f"{line}\n" for line in lines)


def _texts(words: frozenset[str]) -> str:
    import json  # 1.5 ms, and writing is rare

    # JSON's strings are TOML's, but for DEL, and for astral characters where ASCII is asked for.
    return json.dumps(sorted(words), ensure_ascii=False).replace("\x7f", "\\u007f")


def _profile(table: Table, notes: Notes) -> HealthProfile:
    for name in table:
        if name not in _KEYS:
            notes.add((name,), f"no such key; {hint(name, _KEYS)}")
    answered = table.get("answered", False)
    if not isinstance(answered, bool):
        notes.add(("answered",), "is neither on nor off; write true or false, without quotes")
    return HealthProfile(
        answered=answered is True,
        tags=_words(table, "tags", notes),
        sore_on=_day(table, notes),
        locked=_words(table, "locked", notes),
    )


def _words(table: Table, name: str, notes: Notes) -> frozenset[str]:
    value = table.get(name, [])
    if not isinstance(value, list):
        notes.add((name,), 'is no list; write words like ["…", "…"]')
        return frozenset()
    for number, one in enumerate(value):
        if not isinstance(one, str):
            notes.add((name, number), "is no word; write it in quotes")
    return frozenset(one for one in value if isinstance(one, str))


def _day(table: Table, notes: Notes) -> date | None:
    value = table.get("sore_on")
    # A date with a time of day is a date to Python, and would never equal one.
    if value is None or type(value) is date:
        return value
    notes.add(("sore_on",), "is no date; write one like 2026-11-23, without quotes")
    return None


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
