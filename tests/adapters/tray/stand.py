"""A real desktop with the little program on it."""

import os
import sys
from pathlib import Path

from tests.desktop.session import Session
from tests.waiting import wait_until

PROGRAM = Path(__file__).parent / "little_program.py"


class Stand:
    """The little program on a desktop: what it printed, and orders to it."""

    def __init__(self, desk: Session, *options: str) -> None:
        """Start it and wait until its tray has started."""
        self.desk = desk
        self._orders = desk.folder / "orders"
        os.mkfifo(self._orders)
        command: list[str | Path] = [sys.executable, PROGRAM, "--orders", self._orders, *options]
        self.program = desk.start(command)
        self.expect("started")

    def expect(self, text: str, times: int = 1, deadline: float = 10.0) -> None:
        """Wait until it has printed this text so often."""
        what = f"{text!r} {times} times in {self.program.log!r}"
        wait_until(lambda: self.program.log.count(text) >= times, deadline, what)

    def order(self, order: str) -> None:
        """Tell it to show something, and wait until it has."""
        shown = self.program.log.count("shown")
        self._orders.write_text(order)
        self.expect("shown", shown + 1)
