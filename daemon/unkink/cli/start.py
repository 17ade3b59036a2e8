"""`unkink` and `unkink run`: becomes the daemon, unless one is running.

One that runs in another session of the same person makes room where nobody is any more, and at a
login: it watches the screen of a session, and there can be one.
"""

import os
from typing import Any, cast

from unkink import protocol as ask
from unkink.adapters.single_instance import AlreadyRunning
from unkink.cli.client import NoAnswer, NotRunning, call
from unkink.cli.terminal import complain, say
from unkink.options import RunOptions
from unkink.paths import Paths
from unkink.protocol import Code
from unkink.session_place import display_of, same_display

IN_USE = frozenset({"active", "watching"})
"""Words of `presence`: somebody is at that screen."""

Data = dict[str, Any]


def start(paths: Paths, options: RunOptions, *, bare: bool) -> int:
    """Run the daemon until it ends and return its exit code.

    Asks the socket first, which is quicker than loading the daemon only to find its lock taken;
    the lock decides all the same. Without any argument (`bare`) the person most likely looks for
    the program, so the running one opens its tip library.
    """
    running = _running(paths, options, bare=bare)
    if running is None:
        from unkink.app import run  # the daemon with everything it needs

        try:
            return run(options)
        except AlreadyRunning as other:
            running = (_running(paths, options, bare=bare) if bare else None) or str(other)
    complain(running)
    return Code.ALREADY_RUNNING


def _running(paths: Paths, options: RunOptions, *, bare: bool) -> str | None:
    """Say in one line that a daemon is running; None when none answers, or it makes room."""
    try:
        data = cast("Data", call(paths.socket, ask.Bare.STATUS).data)
        there = data.get("display") if isinstance(data, dict) else None
        here = display_of(os.environ)
        if there is not None and here is not None and not same_display(there, here):
            return _elsewhere(paths, options, data, there, bare=bare)
        return _library(paths) if bare else "unkink is already running"
    except NotRunning:
        return None
    except NoAnswer as error:
        return f"unkink is already running, it seems: {error}"


def _elsewhere(
    paths: Paths, options: RunOptions, data: Data, there: str, *, bare: bool
) -> str | None:
    """Have one that watches another screen make room, or say where it is.

    Without any argument it makes room only where it sees nothing any more: whoever looks for the
    program over `ssh -X` is away from the screen that it watches, and wants it there.
    """
    in_use = data.get("presence") in IN_USE
    stays = in_use or (bare and data.get("blind") is None)
    if stays and not (options.replace or options.at_login):
        somebody = ", where somebody is" if in_use else ""
        return (
            f"unkink is already running, and watches another session (display {there}){somebody}; "
            '"unkink run --replace" brings it here'
        )
    call(paths.socket, ask.Bare.QUIT)
    say(f"unkink leaves another session (display {there}) and comes here")
    return None


def _library(paths: Paths) -> str:
    reply = call(paths.socket, ask.Bare.SHOW_LIBRARY)
    if reply.code is Code.DONE:
        return "unkink is already running; its tip library opens in your browser"
    return f"unkink is already running. {reply.text}"
