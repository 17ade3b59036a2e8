"""The machine under a desk: it locks its screen and sleeps when told to."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from tests.adapters.sensors.buses import running_bus
from tests.adapters.sensors.played_logind import Machine, playing_logind
from tests.desktop.session import Session


class Seat:
    """A graphical session as logind knows it."""

    def __init__(self, runner: asyncio.Runner, machine: Machine) -> None:
        self._runner = runner
        self._machine = machine

    def lose_bus(self) -> None:
        """Kill the system bus, and with it all word of logind."""
        self._machine.daemon.kill()

    def lock(self) -> None:
        """Tell what a locker tells when the screen is locked."""
        self._runner.run(self._machine.hint("c1", locked=True))

    def unlock(self) -> None:
        """Tell what a locker tells when somebody typed the password."""
        self._runner.run(self._machine.hint("c1", locked=False))

    def end_session(self) -> None:
        """Tell what is told when the session is gone."""
        self._runner.run(self._machine.end_session("c1"))

    def leave_session(self) -> None:
        """Tell what is told when its person has left, and one of its programs runs on."""
        self._runner.run(self._machine.leave_session("c1"))

    def fall_asleep(self) -> None:
        """Tell what is told before a suspend; the clocks run on all the same."""
        self._runner.run(self._machine.sleep(asleep=True))

    def wake(self) -> None:
        """Tell what is told after a suspend."""
        self._runner.run(self._machine.sleep(asleep=False))


@contextmanager
def seat_of(desk: Session) -> Iterator[Seat]:
    """Give a desk a system bus with a logind on it; the daemon starts after that."""
    folder = desk.folder / "system"
    folder.mkdir()
    with running_bus(folder) as (address, daemon), asyncio.Runner() as runner:
        desk.environment["DBUS_SYSTEM_BUS_ADDRESS"] = address
        playing = playing_logind(address, daemon)
        machine = runner.run(playing.__aenter__())
        try:
            runner.run(machine.begin_session("c1", "x11"))
            yield Seat(runner, machine)
        finally:
            runner.run(playing.__aexit__(None, None, None))
