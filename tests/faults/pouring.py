"""Commands that pour in faster than a person types, and how many the daemon has acknowledged."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from unkink.cli.client import NoAnswer, NotRunning, call
from unkink.protocol import Bare, Code, Now, Request

TIPS = ("neck-turns", "neck-nods", "neck-side-tilts")


@dataclass(slots=True)
class Pouring:
    """One person's commands, one after the other, each waited for."""

    socket: Path
    shown: list[str] = field(default_factory=list)
    """Tips that were asked for and acknowledged."""
    posture: str | None = None
    """The one that was acknowledged last."""
    promised: str | None = None
    """The one that was asked for last."""

    def prompts(self, number: int) -> None:
        """Have so many prompts shown, each answered in one of three ways."""
        for turn in range(number):
            self._prompt(turn, (Bare.DONE, Bare.SKIP, Bare.DONE)[turn % 3])

    def until(self, over: Callable[[], bool]) -> None:
        """Go on until the daemon hangs up, or it is over."""
        try:
            for turn in count():
                if over():
                    return
                self._prompt(turn, Bare.DONE)
                self._change_posture(turn)
        except (NotRunning, NoAnswer):
            return

    def _prompt(self, turn: int, answer: Request) -> None:
        tip = TIPS[turn % len(TIPS)]
        self._ask(Now(tip))
        self.shown.append(tip)
        self._ask(answer)

    def _change_posture(self, turn: int) -> None:
        request, self.promised = ((Bare.STAND, "standing"), (Bare.SIT, "sitting"))[turn % 2]
        self._ask(request)
        self.posture = self.promised

    def _ask(self, request: Request) -> None:
        reply = call(self.socket, request)
        assert reply.code is Code.DONE, reply
