"""`unkink` and `unkink run`: becomes the daemon, unless one is running."""

from unkink import protocol as ask
from unkink.adapters.single_instance import AlreadyRunning
from unkink.cli.client import NoAnswer, NotRunning, call
from unkink.cli.terminal import complain
from unkink.options import RunOptions
from unkink.paths import Paths
from unkink.protocol import Code, Request


def start(paths: Paths, options: RunOptions, *, bare: bool) -> int:
    """Run the daemon until it ends and return its exit code.

    Asks the socket first, which is quicker than loading the daemon only to find its lock taken;
    the lock decides all the same. Without any argument (`bare`) the person most likely looks for
    the program, so the running one opens its tip library.
    """
    question = ask.Bare.SHOW_LIBRARY if bare else ask.Bare.STATUS
    running = _running(paths, question)
    if running is None:
        from unkink.app import run  # the daemon with everything it needs

        try:
            return run(options)
        except AlreadyRunning as other:
            running = str(other)
            if bare:
                running = _running(paths, question) or running
    complain(running)
    return Code.ALREADY_RUNNING


def _running(paths: Paths, request: Request) -> str | None:
    """Say in one line that a daemon is running and what it was asked; None when none answers."""
    try:
        reply = call(paths.socket, request)
    except NotRunning:
        return None
    except NoAnswer as error:
        return f"unkink is already running, it seems: {error}"
    if request is ask.Bare.STATUS:
        return "unkink is already running"
    if reply.code is Code.DONE:
        return "unkink is already running; its tip library opens in your browser"
    return f"unkink is already running. {reply.text}"
