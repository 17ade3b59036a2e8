"""Plays a tip's steps in a terminal: each on a line of its own, the time below it in place."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TextIO

from unkink.cli.course import Course
from unkink.cli.keyboard import END_OF_INPUT, Wait, no_keys
from unkink.cli.terminal import wrapped
from unkink.core.moment import Duration
from unkink.repeats import repeats
from unkink.tip_files import FullTip

BEAT: Duration = 0.2
HINT = "space: pause · enter: next · b: back · q: stop"
LAST_WORDS = "That was it."
_INDENT = "     "
_NEXT = ("\n", "\r", "\x1b[C")
_BACK = ("b", "B", "\x1b[D")
_STOP = ("q", "Q", END_OF_INPUT)


class Ending(Enum):
    """How it ended."""

    DONE = "done"
    LEAFED = "leafed"
    """It came to its end, but most steps were passed over."""
    STOPPED = "stopped"


class Voice(Protocol):
    """Reads aloud."""

    @property
    def busy(self) -> bool:
        """Whether it still speaks."""

    def say(self, text: str) -> None:
        """Begin to say this instead of what was being said."""

    def hush(self) -> None:
        """Fall silent."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a tip is played on."""

    out: TextIO
    now: Callable[[], Duration]
    keys: Wait | None
    """None where nobody can press one."""
    voice: Voice | None = None
    width: int = 80

    @classmethod
    def here(cls, keys: Wait | None, voice: Voice | None) -> "Stage":
        """Play on this terminal, in real time."""
        import shutil  # neither is needed by the quick commands
        import time

        columns = shutil.get_terminal_size().columns
        return cls(sys.stdout, time.monotonic, keys, voice, columns)


def play(tip: FullTip, stage: Stage) -> Ending:
    """Play the steps from first to last; falls silent however it ends."""
    playing = _Playing(tip, stage)
    try:
        return playing.run()
    finally:
        playing.clean_up()


class _Playing:
    def __init__(self, tip: FullTip, stage: Stage) -> None:
        self._tip = tip
        self._stage = stage
        self._course = Course(tip.steps, tip.step_s)
        self._paused = False
        self._wait = stage.keys or no_keys
        self._on_screen = stage.out.isatty()

    def run(self) -> Ending:
        course, stage = self._course, self._stage
        self._begin_step(f"{self._tip.tip.title}. ")
        last = stage.now()
        while not course.over:
            self._draw()
            place, key = course.place, self._wait(BEAT)
            now = stage.now()
            if not (self._paused or self._speaking):
                course.advance(now - last)
            last = now
            if key in _STOP:
                return Ending.STOPPED
            if not course.over:
                self._obey(key)
            if course.place != place and not course.over:
                self._begin_step()
        self._wipe()
        self._end()
        return Ending.DONE if course.whole else Ending.LEAFED

    def clean_up(self) -> None:
        """Leave no half line on the screen, and nobody talking."""
        self._wipe()
        if self._stage.voice is not None:
            self._stage.voice.hush()

    @property
    def _speaking(self) -> bool:
        return self._stage.voice is not None and self._stage.voice.busy

    def _obey(self, key: str | None) -> None:
        if key == " ":
            self._paused = not self._paused
            self._fall_silent_or_begin_anew()
        elif key in _NEXT:
            self._course.forward()
        elif key in _BACK:
            self._course.back()

    def _fall_silent_or_begin_anew(self) -> None:
        voice = self._stage.voice
        if voice is None:
            return
        if self._paused:
            voice.hush()
        else:
            voice.say(self._tip.steps[self._course.place])

    def _begin_step(self, before: str = "") -> None:
        place = self._course.place
        step = self._tip.steps[place]
        self._wipe()
        self._print(wrapped(step, f"{place + 1:3}. ", _INDENT) + "\n")
        if self._stage.voice is not None:
            self._course.reading = 0.0  # who hears it need not read it
            self._stage.voice.say(before + step)

    def _end(self) -> None:
        voice = self._stage.voice
        self._print(f"\n{LAST_WORDS}\n")
        if voice is not None:
            voice.say(LAST_WORDS)
            while voice.busy:
                self._wait(BEAT)

    # ── the line that changes ─────────────────────────────────────────────────────────────────

    def _draw(self) -> None:
        """Write the time over what stands there, in plain letters that every terminal knows."""
        if self._on_screen:
            room = self._stage.width - 1
            self._print("\r" + self._line()[:room].ljust(room))

    def _wipe(self) -> None:
        if self._on_screen:
            self._print("\r" + " " * (self._stage.width - 1) + "\r")

    def _line(self) -> str:
        course = self._course
        parts = [f"{-int(-course.left // 1)} s"]
        count = repeats(self._tip.steps[course.place], self._tip.step_s[course.place])
        if count is not None:
            parts.append(f"{min(count, int(course.passed * count) + 1)} of {count}")
        parts.append(self._state())
        hint = f"   {HINT}" if self._stage.keys is not None else ""
        return f"{_INDENT}{' · '.join(parts)}{hint}"

    def _state(self) -> str:
        if self._paused:
            return "paused"
        if self._speaking:
            return "listen"
        return (
            "read" if self._course.reading > 0 else f"{-int(-self._course.remaining // 1)} s left"
        )

    def _print(self, text: str) -> None:
        self._stage.out.write(text)
        self._stage.out.flush()
