"""Programs of the person's own, really run."""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.waiting import wait_until_true
from unkink.adapters.hooks import MOST_AT_ONCE, MOST_WAITING, UserHooks
from unkink.core.effects import Decision, Record
from unkink.core.moment import Instant, Moment
from unkink.core.settings import HookSettings

AT = Instant(Moment(5.0), datetime(2026, 11, 26, 9, 30, tzinfo=UTC), 0.0)
SHOWN = Record(AT, Decision.SHOWN, "micro", "neck-turns", "due")
TELL = "import json, os, sys; json.dump([sys.argv[1:], dict(os.environ)], open(sys.argv[1], 'w'))"


def hooks(*settings: HookSettings) -> UserHooks:
    return UserHooks(lambda: settings, {"neck-turns": "Look over each shoulder"}.get)


def impatient(*settings: HookSettings) -> UserHooks:
    """Hooks that are given no moment at the end."""
    return UserHooks(lambda: settings, lambda _: None, grace=0.0)


def shell(command: str, limit: float = 0.5) -> HookSettings:
    return HookSettings(("shown",), ("sh", "-c", command), limit)


def said_number(file: Path) -> int | None:
    text = file.read_text().strip() if file.exists() else ""
    return int(text) if text else None


def resident_kb() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") // 1024


def python(on: str, *arguments: str, limit: float = 30.0) -> HookSettings:
    return HookSettings((on,), (sys.executable, *arguments), limit)


async def wait_until(condition: Callable[[], bool]) -> None:
    async def asked() -> bool:
        return condition()

    await wait_until_true(asked, 30, "a hook")


def said(file: Path) -> Callable[[], bool]:
    def there() -> bool:
        try:
            json.loads(file.read_text())
        except (OSError, ValueError):
            return False
        return True

    return there


async def test_a_program_learns_what_happened_from_its_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNKINK_WHY", "left over from somewhere")
    file = tmp_path / "told"
    hostile = "$(touch pwned); `id` && *"
    users = hooks(python("shown", "-c", TELL, str(file), hostile))
    users.decided(SHOWN)
    await wait_until(said(file))
    arguments, environment = json.loads(file.read_text())
    assert arguments == [str(file), hostile]
    assert {name: one for name, one in environment.items() if name.startswith("UNKINK_")} == {
        "UNKINK_WHAT": "shown",
        "UNKINK_TIME": "2026-11-26T09:30:00+00:00",
        "UNKINK_REMINDER": "micro",
        "UNKINK_TIP": "neck-turns",
        "UNKINK_TITLE": "Look over each shoulder",
        "UNKINK_WHY": "due",
    }
    await users.close()


async def test_only_the_decisions_it_asked_for_run_a_program(tmp_path: Path) -> None:
    paused, shown = tmp_path / "paused", tmp_path / "shown"
    users = hooks(
        python("paused", "-c", TELL, str(paused)), python("shown", "-c", TELL, str(shown))
    )
    users.decided(SHOWN)
    await wait_until(said(shown))
    await users.close()
    assert not paused.exists()


async def test_a_tilde_is_the_persons_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    script, file = tmp_path / "light", tmp_path / "told"
    script.write_text('#!/bin/sh\necho \'"on"\' > "$1"\n')
    script.chmod(0o755)
    users = hooks(HookSettings(("shown",), ("~/light", str(file))))
    users.decided(SHOWN)
    await wait_until(said(file))
    await users.close()


async def test_a_program_that_takes_too_long_is_ended_with_all_it_started(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "child"
    command = f'sleep 1000 & echo $! > "{file}"; wait'
    users = hooks(HookSettings(("shown",), ("sh", "-c", command), 0.5))
    users.decided(SHOWN)
    await wait_until(lambda: "took more than 0.5 s and was ended" in caplog.text)
    child = int(file.read_text())
    await wait_until(lambda: not running(child))
    await users.close()


def running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


async def test_a_failure_is_logged_once_with_its_words_until_it_works_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good = tmp_path / "good"
    users = hooks(
        HookSettings(("shown",), ("sh", "-c", f'test -e "{good}" || {{ echo oh no >&2; exit 3; }}'))
    )

    async def show() -> None:
        users.decided(SHOWN)
        await wait_until(lambda: not users.running)

    await show()
    await show()
    assert warnings(caplog) == ["hook sh ended with code 3: oh no"]
    good.touch()
    await show()
    good.unlink()
    await show()
    assert warnings(caplog) == ["hook sh ended with code 3: oh no"] * 2


async def test_a_program_that_is_not_there_is_named(caplog: pytest.LogCaptureFixture) -> None:
    users = hooks(HookSettings(("shown",), ("no-such-program",)))
    users.decided(SHOWN)
    await wait_until(lambda: bool(warnings(caplog)))
    assert warnings(caplog) == ["hook no-such-program cannot be started: No such file or directory"]


async def test_no_more_than_a_few_run_at_once_and_those_that_never_began_are_told_of(
    caplog: pytest.LogCaptureFixture,
) -> None:
    users = impatient(HookSettings(("shown",), ("sleep", "1000"), 300.0))
    for _ in range(MOST_AT_ONCE + 3):
        users.decided(SHOWN)
    assert (users.running, users.waiting) == (MOST_AT_ONCE, 3)
    await users.close()
    assert (users.running, users.waiting) == (0, 0)
    assert warnings(caplog) == ["3 hooks had not begun when unkink ended"]


async def test_six_hooks_on_one_decision_all_run_each_time(tmp_path: Path) -> None:
    lines = tmp_path / "lines"
    users = hooks(*(shell(f'echo {one} >> "{lines}"', limit=300.0) for one in "abcdef"))
    for _ in range(3):
        users.decided(SHOWN)
    await wait_until(lambda: not users.running)
    assert sorted(lines.read_text().split()) == sorted("abcdef" * 3)
    await users.close()


async def test_what_comes_beyond_a_long_queue_is_left_out_and_said_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    users = impatient(HookSettings(("shown",), ("sleep", "1000"), 300.0))
    for _ in range(MOST_WAITING + MOST_AT_ONCE + 5):
        users.decided(SHOWN)
    assert (users.running, users.waiting) == (MOST_AT_ONCE, MOST_WAITING)
    assert warnings(caplog) == ["hooks are left out until some of the 100 that wait have run"]
    await users.close()


async def test_a_hook_is_over_when_its_program_is_whatever_it_left_in_the_background(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    left = tmp_path / "left"
    users = hooks(shell(f'sleep 1000 & echo $! > "{left}"; exit 0', limit=300.0))
    users.decided(SHOWN)
    await wait_until(lambda: not users.running)
    assert running(int(left.read_text()))
    await users.close()
    os.kill(int(left.read_text()), signal.SIGKILL)
    assert warnings(caplog) == []


async def test_a_hook_whose_descendant_left_its_group_is_ended_in_time_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = tmp_path / "stranger"
    users = hooks(shell(f"setsid sh -c 'echo $$ > \"{stranger}\"; exec sleep 1000' & sleep 1000"))
    users.decided(SHOWN)
    await wait_until(lambda: said_number(stranger) is not None)
    await wait_until(lambda: not users.running)
    assert warnings(caplog) == ["hook sh took more than 0.5 s and was ended"]
    async with asyncio.timeout(20):  # and not until the stranger's end
        await users.close()
    os.kill(int(stranger.read_text()), signal.SIGKILL)


async def test_a_flood_of_complaints_costs_no_memory_and_its_end_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    users = hooks(
        shell("head -c 1500000 /dev/zero | tr '\\0' a >&2; echo the end >&2; exit 3", 300)
    )
    before = resident_kb()
    users.decided(SHOWN)
    await wait_until(lambda: not users.running)
    assert resident_kb() - before < 2000
    [line] = warnings(caplog)
    assert line.startswith("hook sh ended with code 3: aaaa")
    assert line.endswith("athe end")
    assert len(line) < 600
    await users.close()


async def test_what_runs_at_the_end_has_a_moment_to_come_to_its_own(tmp_path: Path) -> None:
    done = tmp_path / "done"
    users = hooks(shell(f'echo yes > "{done}"', limit=300.0))
    users.decided(SHOWN)
    await users.close()
    assert done.read_text() == "yes\n"


async def test_what_still_runs_at_the_end_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "me"
    users = impatient(
        HookSettings(("shown",), ("sh", "-c", f'echo $$ > "{file}"; sleep 1000'), 300.0)
    )
    users.decided(SHOWN)
    await wait_until(lambda: file.exists() and file.read_text().strip() != "")
    await users.close()
    assert not running(int(file.read_text()))
    users.decided(SHOWN)
    assert users.running == 0


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.levelno == logging.WARNING]
