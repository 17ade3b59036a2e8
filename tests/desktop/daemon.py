"""The daemon under test, started and asked as a user does: by its command line."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.desktop.processes import Program
from tests.waiting import wait_until

COMMAND = (sys.executable, "-m", "unkink")


def quick_day(
    every: str = "15s",
    *,
    max_defer: str = "20s",
    snooze: str = "3s",
    watching: bool = True,
    more: str = "",
) -> str:
    """Return a config in which a working day takes a minute; `more` is appended.

    A test has to answer a tip within `every`: hands off for that long is taking it.
    """
    return f"""
[sitting]
away_after = "5s"
watching = {str(watching).lower()}

[prompt]
lull = "2s"
max_defer = "{max_defer}"
snooze = "{snooze}"
min_gap = "1s"
first_after = "1s"

[hold]
settle = "1s"

[[reminder]]
name = "micro"
every = "{every}"
rest = "{every}"
full_break = "60s"
tips = ["micro"]
{more}
"""


class Daemon:
    """One `unkink run`, and the command line beside it."""

    def __init__(
        self, environment: Mapping[str, str], config: Path, options: Sequence[str] = ()
    ) -> None:
        """Start it; `config` is a file."""
        self._environment = dict(environment)
        self._config = config
        log = Path(environment["HOME"]) / "unkink.log"
        usual = Path(environment["XDG_CONFIG_HOME"]) / "unkink/config.toml"
        # In its place it is found as after a login: to be told of it costs the daemon memory.
        told = [] if config == usual else ["--config", str(config)]
        self.program = Program([*COMMAND, "run", *told, *options], environment, log)

    def wait_ready(self, deadline: float = 20.0) -> None:
        """Wait until it answers `unkink status`."""

        def answers() -> bool:
            if not self.program.running:
                raise RuntimeError(f"unkink run ended with {self.program.wait()}\n{self.log}")
            return self.cli("status", "--json").returncode == 0

        wait_until(answers, deadline, f"unkink to answer\n{self.log}")

    @property
    def log(self) -> str:
        """Everything it has printed."""
        return self.program.log

    def cli(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `unkink ARGUMENTS` in the same session; the exit code is the caller's to judge."""
        return subprocess.run(
            [*COMMAND, *arguments],
            env=self._environment,
            cwd=self._environment["HOME"],
            capture_output=True,
            text=True,
            timeout=30,
        )

    def say(self, *arguments: str) -> str:
        """Run `unkink ARGUMENTS`, insist on success and return what it printed."""
        done = self.cli(*arguments)
        assert done.returncode == 0, f"unkink {arguments}: {done.returncode}\n{done.stderr}"
        return done.stdout

    def status(self) -> dict[str, Any]:
        """Return `unkink status --json`."""
        status: dict[str, Any] = json.loads(self.say("status", "--json"))
        return status

    def reminder(self, name: str = "micro") -> dict[str, Any]:
        """Return what `status` says about one reminder."""
        found: dict[str, Any] = next(
            one for one in self.status()["reminders"] if one["name"] == name
        )
        return found

    def quit(self) -> int:
        """End it with `unkink quit` and return its exit code."""
        self.say("quit")
        return self.program.wait()

    def kill(self) -> None:
        """End it as a crash would."""
        self.program.kill()
