"""`unkink sore`: the red-flag list comes first here too, and a sign on it locks what it must."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence

from unkink import protocol as ask
from unkink.cli.profile import asked
from unkink.cli.terminal import BOLD, painted, report, say, wrapped
from unkink.core.tips import Pool, RedFlag
from unkink.paths import Paths
from unkink.protocol import Code
from unkink.settings_file import SettingsError, read_settings
from unkink.tip_files import check_pool

QUESTION = "Please check this list. Do any of these apply now?"


def sore(paths: Paths, given: Namespace) -> int:
    """Switch sore-day mode; on only by way of the list, which a script is shown as well."""
    if given.switch == "off":
        reply = asked(paths, ask.Sore(on=False))
        if reply.code is Code.DONE:
            say("The sore day is over; all tips are back.")
        return report(reply)
    pool = check_pool().pool
    if given.signs:
        return _begin(paths, pool, tuple(given.signs))
    say(_list(pool))
    if sys.stdin.isatty() and sys.stdout.isatty():
        return _begin(paths, pool, _answer(pool.red_flags))
    code = _begin(paths, pool, ())
    say(wrapped("If a sign of the list applies, say so: unkink sore on SIGN"))
    return code


def _begin(paths: Paths, pool: Pool, signs: tuple[str, ...]) -> int:
    """Lock what the signs lock; after an emergency there is no sore day to begin."""
    if signs:
        reply = asked(paths, ask.RedFlags(signs))
        if reply.code is not Code.DONE:
            return report(reply)
    level = worst(pool, signs)
    if level is not None:
        say("\n" + painted(wrapped(pool.levels[level].say), BOLD))
    if level == "emergency":
        say(_call(paths))
        return Code.DONE
    reply = asked(paths, ask.Sore(on=True))
    if reply.code is not Code.DONE:
        return report(reply)
    say("\nSore day until midnight: gentle tips only.")
    return Code.DONE


def worst(pool: Pool, signs: Iterable[str]) -> str | None:
    """Return the most urgent level of these signs; levels stand in that order in the file."""
    ticked = {flag.level for flag in pool.red_flags if flag.id in set(signs)}
    return next((level for level in pool.levels if level in ticked), None)


def _list(pool: Pool) -> str:
    """Word the list letter for letter, each level with what to do."""
    parts = [painted(QUESTION, BOLD)]
    numbers = {flag.id: number for number, flag in enumerate(pool.red_flags, start=1)}
    for name, level in pool.levels.items():
        flags = [one for one in pool.red_flags if one.level == name]
        lines = [
            wrapped(f"{one.text} ({one.id})", f"  {numbers[one.id]:2}  ", "      ") for one in flags
        ]
        parts.append("\n".join([*lines, wrapped(level.say, "  ", "  ")]))
    return "\n\n".join(parts)


def _answer(flags: Sequence[RedFlag]) -> tuple[str, ...]:
    """Ask which numbers apply, until it is understood."""
    while True:
        words = input("\nNumbers that apply, or Enter for none: ").replace(",", " ").split()
        if all(one.isdecimal() and 1 <= int(one) <= len(flags) for one in words):
            return tuple(flags[int(one) - 1].id for one in words)
        say(f"Write numbers from 1 to {len(flags)}, such as: 3 8")


def _call(paths: Paths) -> str:
    try:
        number = read_settings(paths.config_file).safety.emergency_number
    except SettingsError:
        number = ""  # it is not known then, and never guessed
    call = f"Call {number}." if number else "Call your emergency number."
    return wrapped(
        f"{call} All tips are off until a health professional has cleared you; "
        "then: unkink profile cleared"
    )
