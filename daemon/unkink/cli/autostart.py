"""`unkink autostart`: starts with the session from now on, or not; and whether that works."""

import os
import shlex
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from unkink.adapters.autostart.desktop_files import DesktopFiles
from unkink.adapters.autostart.start_command import start_command
from unkink.adapters.autostart.starter import CannotStart, Kind, Starter
from unkink.adapters.autostart.user_units import TARGET, UserUnits
from unkink.cli.terminal import complain, print_json, say
from unkink.protocol import Code, Json

SCHEMA = 1
"""Raised when a key of `status --json` goes or changes its meaning."""

Way = DesktopFiles | UserUnits

NOT_REACHED = (
    f"Note: this session has not reached {TARGET}. Where it never does, unkink autostart on\n"
    "without --systemd is the way."
)


def autostart(given: Namespace) -> int:
    """Do what was asked; every failure is told, and nothing is half done."""
    ways = (DesktopFiles(os.environ), UserUnits(os.environ))
    try:
        match given.action:
            case "on":
                way, other = ways if not given.systemd else ways[::-1]
                return _on(way, other, force=given.force)
            case "off":
                return _off(ways, force=given.force)
            case _:
                return _status(ways, as_json=given.json)
    except CannotStart as error:
        complain(str(error))
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}")
    return Code.FAILED


# ── on ────────────────────────────────────────────────────────────────────────────────────────


def _on(way: Way, other: Way, *, force: bool) -> int:
    if twin := _counting(other):
        complain(f"{twin.path} starts unkink already; two ways at once would be one too many.")
        complain("To change over: unkink autostart off, and then on again.")
        return Code.FAILED
    found = way.found()
    own = next((one for one in found if one.path == way.own), None)
    system = next((one for one in found if one.path != way.own), None)
    if system is not None and system.works and (own is None or (own.ours and not own.on)):
        if own is not None:
            own.path.unlink()  # what we had switched it off with
        say(f"unkink starts when you log in: {system.path} does that for everybody.")
        return Code.DONE
    if own is not None and not own.ours:
        if own.works and not force:
            say(
                f"unkink starts when you log in: {own.path} does that. It is not unkink's own file,"
            )
            say("and stays as it is.")
            return Code.DONE
        if not _aside(own, force=force):
            return Code.FAILED
    command = start_command()
    way.write(command)
    say(f"unkink starts when you log in.\n  {way.own}\n  runs {shlex.join(command)}")
    if isinstance(way, UserUnits) and way.reached is False:
        say(NOT_REACHED)
    return Code.DONE


def _counting(way: Way) -> Starter | None:
    """Return the file of this way that a session heeds."""
    return next((one for one in way.found()[:1] if one.on), None)


def _aside(own: Starter, *, force: bool) -> bool:
    """Put somebody else's file aside if the person wants that; say what became of it."""
    if not force:
        state = own.problem or ("it is switched off" if not own.on else "it starts something")
        complain(f"{own.path} is not unkink's own file, and stays as it is; {state}.")
        complain("With --force it is put aside.")
        return False
    kept = _free_name(own.path)
    own.path.rename(kept)
    say(f"{own.path} was not unkink's own file; it is kept as {kept.name}.")
    return True


def _free_name(path: Path) -> Path:
    number = 1
    while os.path.lexists(kept := path.with_name(f"{path.name}.kept-{number}")):
        number += 1
    return kept


# ── off ───────────────────────────────────────────────────────────────────────────────────────


def _off(ways: Sequence[Way], *, force: bool) -> int:
    counting = [(way, one) for way in ways if (one := _counting(way))]
    if not counting:
        say("unkink does not start when you log in; there was nothing to change.")
        return Code.DONE
    left = [one for way, one in counting if not _switched_off(way, one, force=force)]
    if left:
        return Code.FAILED
    say("unkink does not start when you log in any more. One that runs now runs on.")
    return Code.DONE


def _switched_off(way: Way, one: Starter, *, force: bool) -> bool:
    if one.for_everybody:
        way.switch_off()
        say(f"{one.path} counts for everybody; {way.own} switches it off for you.")
        return True
    if not one.ours:
        return _aside(one, force=force)
    way.remove()
    return True


# ── status ────────────────────────────────────────────────────────────────────────────────────


def _status(ways: Sequence[Way], *, as_json: bool) -> int:
    found = [one for way in ways for one in way.found()[:1]]
    if as_json:
        print_json(status_data(found))
    else:
        say(status_text(found))
    return Code.DONE


def status_data(found: Sequence[Starter]) -> Json:
    """Describe it for programs; the keys are a promise."""
    return {
        "schema": SCHEMA,
        "on": any(one.on for one in found),
        "works": any(one.works for one in found),
        "twice": sum(one.works for one in found) > 1,
        "files": [
            {
                "kind": one.kind.value,
                "path": str(one.path),
                "on": one.on,
                "works": one.works,
                "problem": one.problem,
                "by_unkink": one.ours,
                "for_everybody": one.for_everybody,
                "command": list(one.command),
            }
            for one in found
        ],
    }


def status_text(found: Sequence[Starter]) -> str:
    """Say whether unkink starts with the session, by what, and what is wrong with it."""
    if not found:
        return "unkink does not start when you log in; unkink autostart on changes that."
    lines = [_headline(found)]
    for one in found:
        lines += [f"  {one.path}", *(f"    {fact}" for fact in _facts(one))]
    return "\n".join(lines)


def _headline(found: Sequence[Starter]) -> str:
    if sum(one.works for one in found) > 1:
        return "unkink would start twice when you log in; unkink autostart off, then on, mends it."
    if any(one.works for one in found):
        return "unkink starts when you log in."
    if any(one.on for one in found):
        return "unkink should start when you log in, and cannot; unkink autostart on mends it."
    return "unkink does not start when you log in; it is switched off."


def _facts(one: Starter) -> list[str]:
    kinds = {Kind.DESKTOP_FILE: "a desktop file", Kind.SYSTEMD_UNIT: "a systemd user unit"}
    author = "for everybody" if one.for_everybody else "" if one.ours else "not unkink's own"
    facts = [f"{kinds[one.kind]}{f', {author}' if author else ''}{'' if one.on else ', off'}"]
    if one.command and one.on:
        facts.append(f"runs {shlex.join(one.command)}")
    if one.on and one.problem is not None:
        facts.append(f"but {one.problem}")
    return facts
