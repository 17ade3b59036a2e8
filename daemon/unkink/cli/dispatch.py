"""Leads each command to the code that does it; every branch imports only what it needs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from unkink import protocol as ask
from unkink.cli.client import NoAnswer, NotRunning, call
from unkink.cli.terminal import complain, report, say
from unkink.options import AT_LOGIN, RunOptions
from unkink.paths import Paths, PathsError, user_paths
from unkink.protocol import Code, Request

if TYPE_CHECKING:
    from argparse import Namespace


def execute(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    try:
        if list(arguments) in ([], ["run"], ["run", AT_LOGIN]):
            # As a login starts it: argparse with what it needs would stay in memory all day.
            options = RunOptions(at_login=AT_LOGIN in arguments)
            return _start(user_paths(), options, bare=not arguments)
        return _parsed(arguments)
    except NotRunning:
        complain(_nobody())
        return Code.NOT_RUNNING
    except (NoAnswer, PathsError) as error:
        complain(str(error))
        return Code.FAILED


def _nobody() -> str:
    """Say that no daemon answers here, and where one is that was not asked."""
    from unkink.adapters.single_instance import holder

    paths = user_paths()
    for lock in (paths.lock, *paths.home_locks):
        if (other := holder(lock)) is None:
            continue
        if lock != paths.lock or other.ending:
            return str(other)
        return (
            f"unkink runs{other.process}, but its socket cannot be found; wait a moment, or quit it"
        )
    return 'unkink is not running; start it with "unkink"'


def _start(paths: Paths, options: RunOptions, *, bare: bool) -> int:
    from unkink.cli.start import start

    return start(paths, options, bare=bare)


def _parsed(arguments: Sequence[str]) -> int:
    from unkink.cli.parser import read

    try:
        given = read(arguments)
    except SystemExit as end:  # argparse has printed the help, or what is wrong
        return int(end.code or 0)
    return _command(given)


def _command(given: "Namespace") -> int:
    if given.version:
        from unkink.version import VERSION

        say(f"unkink {VERSION}")
        return Code.DONE
    paths = user_paths()
    match given.command:
        case None:
            return _start(paths, RunOptions(), bare=True)
        case "run":
            options = RunOptions(
                given.config,
                given.tray,
                given.notifier,
                given.verbose,
                given.replace,
                given.at_login,
            )
            return _start(paths, options, bare=False)
        case "status":
            from unkink.cli.answers import status

            return status(paths, as_json=given.json)
        case "watch":
            from unkink.cli.watch import watch

            return watch(paths, as_json=given.json)
        case "why":
            from unkink.cli.why import why

            return why(paths, given.last, as_json=given.json)
        case _:
            return _on_files(given, paths)


def _on_files(given: "Namespace", paths: Paths) -> int:
    """Commands that work without a daemon too, and the plain ones that do not."""
    match given.command:
        case "use" if given.name is None:
            from unkink.cli.answers import profiles

            return profiles(paths)
        case "tips":
            from unkink.cli.tips import tips

            return tips(paths, as_json=given.json, hidden_too=given.all)
        case "today":
            from unkink.cli.today import today

            return today(paths, given.day, here=given.here, as_json=given.json)
        case "tip":
            from unkink.cli.guide import guide

            return guide(paths, given.id, played=given.play, aloud=given.say)
        case "sore":
            from unkink.cli.sore import sore

            return sore(paths, given)
        case "profile":
            from unkink.cli.profile import profile

            return profile(paths, given)
        case "config":
            from unkink.cli.config import config

            return config(given, paths)
        case "autostart":
            from unkink.cli.autostart import autostart

            return autostart(given)
        case "completions":
            from unkink.cli.completions import completions

            return completions(given.shell)
        case "manual":
            from unkink.cli.manual import manual

            return manual()
        case "words":
            from unkink.cli.suggestions import suggest

            return suggest(paths, given.kind)
        case "doctor":
            from unkink.cli.doctor import doctor

            return doctor(given, paths)
        case "stats":
            from unkink.cli.stats import stats

            return stats(given, paths)
        case "history":
            from unkink.cli.history import history

            return history(given, paths)
        case "simulate":
            from unkink.cli.simulate import simulate

            return simulate(given, paths)
        case _:
            return report(call(paths.socket, _request(given)))


def _request(given: "Namespace") -> Request:
    """Turn a command that the daemon alone can do into its request."""
    match given.command:
        case "now":
            return ask.Now(given.what)
        case "snooze":
            return ask.Snooze(" ".join(given.words) or None)
        case "use":
            return ask.Use(given.name, " ".join(given.words) or None)
        case "pause":
            return ask.Pause(" ".join(given.words) or None)
        case "here":
            return ask.Here(" ".join(given.words) or None)
        case "done" if given.id is not None:
            return ask.Did(given.id)
        case "rate":
            return ask.Rate(given.id, given.liking)
        case "felt":
            return ask.Felt(given.id, given.stiffness)
        case "tight":
            return ask.Tight(tuple(one for one in given.body if one != "nowhere"))
        case plain:
            return ask.Bare(plain)
