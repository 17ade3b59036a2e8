"""A tip played in a terminal: by a clock and keys of the test, and once on a real one."""

import asyncio
import os
import pty
import re
import signal
import sys
import termios
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.cli.standin import Standin
from tests.waiting import wait_until
from unkink.cli.guide import play_through
from unkink.cli.play import Ending, Stage, play
from unkink.cli.speech import Speech, can_speak
from unkink.core.events import TipDone
from unkink.tip_files import FullTip, read_tip

NECK = "neck-turns"


class Screen(StringIO):
    """A terminal that keeps everything that was written."""

    def isatty(self) -> bool:
        return True

    @property
    def steps(self) -> list[int]:
        """The numbers of the steps, in the order in which they were shown."""
        return [int(number) for number in re.findall(r"\r +(\d)\. ", self.getvalue())]


@dataclass
class Room:
    """A clock, hands that press keys at their times, and a voice that takes notes."""

    presses: dict[float, str] = field(default_factory=dict)
    speaks_for: float = 0.0
    time: float = 0.0
    said: list[str] = field(default_factory=list)
    hushed: int = 0
    silent_at: float = 0.0

    def now(self) -> float:
        return self.time

    def wait(self, longest: float) -> str | None:
        due = min((at for at in self.presses if at <= self.time + longest), default=None)
        self.time = self.time + longest if due is None else max(self.time, due)
        return None if due is None else self.presses.pop(due)

    @property
    def busy(self) -> bool:
        return self.time < self.silent_at

    def say(self, text: str) -> None:
        self.said.append(text)
        self.silent_at = self.time + self.speaks_for

    def hush(self) -> None:
        self.hushed += 1
        self.silent_at = 0.0


@pytest.fixture
def neck() -> FullTip:
    tip = read_tip(NECK)
    assert tip is not None
    return tip


def test_each_step_lasts_its_time_and_no_shorter_than_it_is_read(neck: FullTip) -> None:
    room, screen = Room(), Screen()
    assert play(neck, Stage(screen, room.now, room.wait)) is Ending.DONE
    # 54 s of moves; steps two and three are shorter than their own sentences.
    reading = sum(max(0, len(s) / 15 - t) for s, t in zip(neck.steps, neck.step_s, strict=True))
    assert room.time == pytest.approx(54 + reading, abs=1.5)
    assert screen.getvalue().endswith("\nThat was it.\n" + "\r" + " " * 79 + "\r")
    assert (
        "     6 s · 54 s left   space: pause · enter: next · b: back · q: stop" in screen.getvalue()
    )


def test_a_pause_lasts_as_long_as_it_likes(neck: FullTip) -> None:
    room, screen = Room({2.0: " ", 3602.0: " "}), Screen()
    assert play(neck, Stage(screen, room.now, room.wait)) is Ending.DONE
    assert room.time > 3600 + 54
    assert "     4 s · paused" in screen.getvalue()


def test_keys_lead_on_and_back_and_who_leafs_through_has_not_done_it(neck: FullTip) -> None:
    keys = {float(at): key for at, key in enumerate("\nb\n\n\n\n\n", start=1)}
    room, screen = Room(keys), Screen()
    assert play(neck, Stage(screen, room.now, room.wait)) is Ending.LEAFED
    assert screen.steps == [1, 2, 1, 2, 3, 4, 5]
    assert room.time < 10


def test_q_stops_and_leaves_a_clean_line(neck: FullTip) -> None:
    room, screen = Room({3.0: "q"}), Screen()
    assert play(neck, Stage(screen, room.now, room.wait, width=40)) is Ending.STOPPED
    assert screen.getvalue().endswith("\r" + " " * 39 + "\r")


def test_the_voice_is_heard_out_before_the_time_runs(neck: FullTip) -> None:
    room, screen = Room(speaks_for=4.0), Screen()
    assert play(neck, Stage(screen, room.now, room.wait, room)) is Ending.DONE
    assert room.said[0] == f"{neck.tip.title}. {neck.steps[0]}"
    assert room.said[1:] == [*neck.steps[1:], "That was it."]
    assert room.time == pytest.approx(54 + 5 * 4 + 4, abs=2)
    assert "     6 s · listen" in screen.getvalue()


def test_a_pause_hushes_the_voice_which_then_begins_anew(neck: FullTip) -> None:
    room, screen = Room({1.0: " ", 2.0: " ", 3.0: "q"}, speaks_for=4.0), Screen()
    play(neck, Stage(screen, room.now, room.wait, room))
    assert room.said == [f"{neck.tip.title}. {neck.steps[0]}", neck.steps[0]]
    assert room.hushed == 2


def test_a_named_number_of_times_is_counted() -> None:
    rolls = read_tip("shoulder-rolls")
    assert rolls is not None
    room, screen = Room(), Screen()
    play(rolls, Stage(screen, room.now, room.wait))
    assert all(f"{now} of 5" in screen.getvalue() for now in range(1, 6))


# ── on a real terminal ────────────────────────────────────────────────────────────────────────

SPEAKER = """#!/bin/sh
printf '%s\\n' "$1" >> "$HOME/said"
"""


@dataclass
class Terminal:
    """A terminal with a program in it."""

    handle: int
    keyboard: int
    process: asyncio.subprocess.Process
    shown: str = ""

    @property
    def mode(self) -> int:
        local: int = termios.tcgetattr(self.keyboard)[3]
        return local & (termios.ICANON | termios.ECHO)

    async def sees(self, text: str) -> None:
        async with asyncio.timeout(30):
            while text not in self.shown:
                try:
                    more = await asyncio.to_thread(os.read, self.handle, 1 << 16)
                except OSError:
                    more = b""
                assert more, self.shown
                self.shown += more.decode()

    def press(self, keys: str) -> None:
        os.write(self.handle, keys.encode())


@pytest.fixture
def hands() -> Iterator[tuple[int, int]]:
    ours, theirs = pty.openpty()
    yield ours, theirs
    os.close(ours)
    os.close(theirs)


async def typed(desk: Desk, hands: tuple[int, int], *arguments: str) -> Terminal:
    ours, theirs = hands
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "unkink", *arguments),
        env={**desk.environment, "COLUMNS": "80"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    return Terminal(ours, theirs, process)


def speaker(folder: Path) -> None:
    folder.mkdir(parents=True)
    program = folder / "espeak"
    program.write_text(SPEAKER)
    program.chmod(0o755)


def with_speaker(desk: Desk, folder: Path) -> Desk:
    speaker(folder)
    (folder.parent / "home").mkdir()
    return desk.where(PATH=f"{folder}:{desk.environment['PATH']}")


async def test_without_a_desktop_a_tip_is_played_and_the_terminal_left_as_it_was(
    desk: Desk, hands: tuple[int, int]
) -> None:
    terminal = await typed(desk, hands, "tip", NECK)
    await terminal.sees("Take care: ")
    await terminal.sees("space: pause")
    assert terminal.mode == 0
    terminal.press("\r")
    await terminal.sees("  2. Turn your head slowly")
    terminal.press("q")
    assert await terminal.process.wait() == 0
    assert terminal.mode == termios.ICANON | termios.ECHO


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_whatever_ends_it_the_terminal_is_left_as_it_was(
    desk: Desk, hands: tuple[int, int], number: signal.Signals
) -> None:
    terminal = await typed(desk, hands, "tip", NECK, "--play")
    await terminal.sees("space: pause")
    terminal.process.send_signal(number)
    assert await terminal.process.wait() == 128 + number
    assert terminal.mode == termios.ICANON | termios.ECHO
    await asyncio.to_thread(termios.tcdrain, terminal.keyboard)


async def test_a_tip_played_to_its_end_is_told_to_the_daemon(
    desk: Desk, daemon: Standin, neck: FullTip
) -> None:
    room = Room()
    stage = Stage(Screen(), room.now, room.wait)
    await asyncio.to_thread(play_through, desk.paths, neck, stage)
    assert daemon.performed == [TipDone(NECK)]
    room.presses = {room.time + 1: "q"}
    await asyncio.to_thread(play_through, desk.paths, neck, stage)
    assert daemon.performed == [TipDone(NECK)]


async def test_without_a_daemon_a_tip_is_played_all_the_same(desk: Desk, neck: FullTip) -> None:
    room, screen = Room(), Screen()
    await asyncio.to_thread(play_through, desk.paths, neck, Stage(screen, room.now, room.wait))
    assert "That was it." in screen.getvalue()


async def test_the_steps_are_read_aloud_by_the_program_that_is_there(
    desk: Desk, hands: tuple[int, int], tmp_path: Path
) -> None:
    terminal = await typed(with_speaker(desk, tmp_path / "bin"), hands, "tip", NECK, "--say")
    said = tmp_path / "home/said"
    await terminal.sees("  1. Sit tall")
    await asyncio.to_thread(wait_until, said.exists, 30, "the title to be spoken")
    terminal.press("q")
    assert await terminal.process.wait() == 0
    assert said.read_text().startswith("Look over each shoulder. Sit tall with both feet")


def test_a_sentence_that_looks_like_an_option_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker(tmp_path / "bin")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    speech = Speech()
    speech.say("-w/etc/passwd")
    wait_until(lambda: not speech.busy, 30, "it to be spoken")
    assert (tmp_path / "said").read_text() == "w/etc/passwd\n"


def test_the_real_program_speaks_and_can_be_cut_short() -> None:
    assert can_speak()
    speech = Speech()
    speech.say("Sit tall. " * 200)
    assert speech.busy
    speech.hush()
    assert not speech.busy


async def test_where_nothing_can_speak_the_package_is_named(desk: Desk) -> None:
    seen = await desk.where(PATH="/nowhere").types("tip", NECK, "--say")
    assert (seen.code, seen.out) == (1, "")
    assert seen.err == (
        'nothing here can read aloud; install the package "espeak", or on Debian and Ubuntu '
        '"espeak-ng-espeak"\n'
    )


async def test_behind_a_pipe_the_steps_are_printed(desk: Desk) -> None:
    seen = await desk.types("tip", NECK, "--play")
    assert seen.code == 0
    assert "  1. Sit tall with both feet on the floor and let your shoulders hang.  6 s" in seen.out


async def test_a_hidden_tip_is_not_played_either(desk: Desk) -> None:
    await desk.types("profile", "set", "neck-condition")
    seen = await desk.types("tip", NECK, "--say")
    assert (seen.code, seen.out) == (1, "")
    assert seen.err == "This tip is hidden by your health answers.\n"


async def test_with_a_daemon_its_word_counts_for_what_is_played(
    desk: Desk, daemon: Standin
) -> None:
    await desk.types("profile", "set", "dizziness")
    seen = await desk.types("tip", NECK, "--play")
    assert (seen.code, seen.out) == (1, "")
    assert daemon.performed == []
