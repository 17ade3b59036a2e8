"""A systemd user unit, for sessions that reach `graphical-session.target`."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from unkink.adapters.autostart.desktop_files import config_home
from unkink.adapters.autostart.starter import MARK, CannotStart, Kind, Starter, missing_program
from unkink.private_files import make_folders, replace_private

NAME = "unkink.service"
TARGET = "graphical-session.target"
PATIENCE = 10.0

_SYSTEM = ("/etc/systemd/user", "/usr/local/lib/systemd/user", "/usr/lib/systemd/user")


class UserUnits:
    """The unit of that name, and the link that switches it on."""

    kind = Kind.SYSTEMD_UNIT

    def __init__(
        self, environment: Mapping[str, str], system: Sequence[str | Path] = _SYSTEM
    ) -> None:
        """Look nothing up yet; `system` are the folders of units that count for everybody."""
        self._folder = config_home(environment) / "systemd/user"
        self._system = [Path(one) for one in system]
        self.own = self._folder / NAME
        self._link = self._folder / f"{TARGET}.wants" / NAME

    def found(self) -> list[Starter]:
        """Return what is there, the one that counts first."""
        paths = [folder / NAME for folder in (self._folder, *self._system)]
        return [self._read(path) for path in paths if os.path.lexists(path)]

    def write(self, command: Sequence[str]) -> None:
        """Write our unit and switch it on. Raises CannotStart or OSError."""
        if shutil.which("systemctl") is None:
            raise CannotStart("systemd does not run here; unkink autostart on does without it")
        replace_private(self.own, unit(command))
        make_folders(self._link.parent)
        self._link.unlink(missing_ok=True)
        self._link.symlink_to(self.own)
        _systemctl("daemon-reload")

    def remove(self) -> None:
        """Switch our unit off and take it away; a running unkink runs on."""
        self._link.unlink(missing_ok=True)
        self.own.unlink()
        _systemctl("daemon-reload")

    def switch_off(self) -> None:
        """Leave the system's unit to systemd. Raises CannotStart."""
        raise CannotStart("the unit is not unkink's own; systemctl --user mask unkink stops it")

    @property
    def reached(self) -> bool | None:
        """Whether this session has reached the target; None where nobody can tell."""
        return {"active": True, "inactive": False}.get(_systemctl("is-active", TARGET))

    def _read(self, path: Path) -> Starter:
        text = ""
        with suppress(OSError):
            text = path.read_text(encoding="utf-8", errors="replace")
        command = executed(text)
        return Starter(
            kind=self.kind,
            path=path,
            ours=MARK in text,
            for_everybody=path != self.own,
            on=self._wanted() and path.resolve() != Path(os.devnull),
            command=command,
            problem=missing_program(command),
        )

    def _wanted(self) -> bool:
        folders = [one for one in (self._folder, *self._system) if one.is_dir()]
        links = (link for folder in folders for link in folder.glob(f"*.[wr]*s/{NAME}"))
        return any(os.path.lexists(link) for link in links)


def unit(command: Sequence[str]) -> str:
    """Word a unit that runs this command. Raises CannotStart where none can."""
    if not all(one.isprintable() for one in command) or set(command[0]) & set("\\\"'"):
        # systemd takes no program with a quote or a backslash in its path, however it is written.
        raise CannotStart(f"{command[0]!r}: a systemd unit cannot name such a path")
    program, *rest = (one.replace("%", "%%") for one in command)
    words = [_quoted(program), *(_quoted(one.replace("$", "$$")) for one in rest)]
    return f"""\
# {MARK}
[Unit]
Description=unkink, one good tip at a good moment
Documentation=man:unkink(1)
PartOf={TARGET}
After={TARGET}

[Service]
ExecStart={" ".join(words)}
Restart=on-failure
# Settings with a mistake, or an unkink that runs already: trying again changes nothing. The others
# are of an end that was asked for, however it went.
RestartPreventExitStatus=2 3 5 129 130 143 SIGALRM

[Install]
WantedBy={TARGET}
"""


def _quoted(argument: str) -> str:
    if re.fullmatch(r"[\w@%+=:,./$-]+", argument, re.ASCII):
        return argument
    return '"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"'


def executed(text: str) -> tuple[str, ...]:
    """Read the command of a unit; nothing where it has none that can be read."""
    line = re.search(r"^ExecStart=[@:+!-]*(.*)$", text, re.MULTILINE)
    try:
        program, *rest = shlex.split(line[1]) if line else []
    except ValueError:
        return ()
    return tuple(
        one.replace("%%", "%") for one in (program, *(one.replace("$$", "$") for one in rest))
    )


def _systemctl(*arguments: str) -> str:
    """Ask the person's service manager, which may not run; whatever it says is no failure."""
    with suppress(OSError, subprocess.TimeoutExpired):
        return subprocess.run(
            ["systemctl", "--user", *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        ).stdout.strip()
    return ""
