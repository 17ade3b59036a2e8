"""How a session can start this very unkink again, whichever way it is installed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

from unkink.adapters.autostart.starter import CannotStart
from unkink.options import AT_LOGIN
from unkink.version import VERSION

PATIENCE = 30.0


def start_command(called_as: str = sys.argv[0]) -> tuple[str, ...]:
    """Return the command that starts the daemon, tried as a session would run it.

    The script is named as it was called and not what it links to: pipx and its like keep the link
    and renew what lies behind it. Raises CannotStart when the session could not start it.
    """
    program = _program(called_as)
    _try(program, os.environ)
    return (*program, "run", AT_LOGIN)


def _program(called_as: str) -> tuple[str, ...]:
    if os.path.basename(called_as) == "__main__.py":  # noqa: PTH119 - a name, and no path yet
        # -P: a folder "unkink" where the session happens to start must not be taken for ours.
        return (sys.executable, "-P", "-m", "unkink")
    found = called_as if os.sep in called_as else shutil.which(called_as)
    return (os.path.abspath(found or called_as),)  # noqa: PTH100 - keeps links, as said above


def _try(program: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run it without what only this shell sets. Raises CannotStart."""
    bare = {key: value for key, value in environment.items() if not key.startswith("PYTHON")}
    try:
        done = subprocess.run(
            [*program, "--version"],
            check=False,
            env=bare,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotStart(f"{program[0]} cannot be started: {error}") from error
    if done.stdout.strip() != f"unkink {VERSION}":
        raise CannotStart(
            f'your session could not start this unkink by "{" ".join(program)}"; '
            "install it first, with pipx or in an environment of its own"
        )
