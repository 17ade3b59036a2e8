"""The programs that are compared: unkink and two others of its kind."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from tests.desktop.daemon import COMMAND

PACKAGES = ("workrave", "safeeyes", "gir1.2-ayatanaappindicator3-0.1", "xprintidle", "strace")
"""Debian's names: the programs, what Safe Eyes recommends, and what counts their children."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to measure."""

    name: str
    command: tuple[str, ...]
    package: str | None = None
    """Debian's name for it; None: it is run from these sources."""

    @property
    def version(self) -> str:
        """What is installed."""
        if self.package is None:
            return _output([*COMMAND, "--version"]).split()[-1]
        return _output(["dpkg-query", "-W", "-f", "${Version}", self.package])


PEERS = (
    Peer("unkink", (*COMMAND, "run")),
    Peer("Workrave", ("workrave",), "workrave"),
    Peer("Safe Eyes", ("safeeyes",), "safeeyes"),
)


def install() -> None:
    """Install the others from Debian."""
    before = [] if os.geteuid() == 0 else ["sudo"]
    options = ["install", "-y", "--no-install-recommends"]
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    subprocess.run([*before, "apt-get", "-qq", "update"], check=True)
    subprocess.run([*before, *environment, "apt-get", "-qq", *options, *PACKAGES], check=True)


def missing() -> list[str]:
    """Return the programs that are not there."""
    programs = [peer.command[0] for peer in PEERS] + ["strace", "xprintidle"]
    return [program for program in programs if shutil.which(program) is None]


def _output(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
