"""The machine's clock must not be set by a test, so a cancelled timer is played by a stand-in;
everything else here is the real thing.
"""

import asyncio
import errno
import os
import select
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from unkink.adapters.clock_steps import ClockSteps, ClockWatch, ZoneWatch


class Changes:
    """Counts the changes that were told."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1

    async def wait_for(self, count: int) -> None:
        await until(lambda: self.count >= count)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(3):
        while not condition():  # noqa: ASYNC110  # any condition, with a deadline
            await asyncio.sleep(0.01)


@pytest.fixture
async def changes() -> Changes:
    return Changes()


@pytest.fixture
async def steps(changes: Changes) -> AsyncIterator[ClockSteps]:
    steps = ClockSteps(changes)
    yield steps
    steps.close()


class CancelledClock(ClockWatch):
    """A real timer in which the kernel's answer to a clock that was set is played."""

    def __init__(self) -> None:
        super().__init__()
        self._reader, self._writer = os.pipe()

    def fileno(self) -> int:
        return self._reader

    def cancel(self) -> None:
        os.write(self._writer, b"!")

    def _read(self) -> None:
        os.read(self._reader, 1)
        raise OSError(errno.ECANCELED, "the clock was set")

    def close(self) -> None:
        super().close()
        os.close(self._reader)
        os.close(self._writer)


async def test_each_time_the_clock_is_set_is_told(changes: Changes, steps: ClockSteps) -> None:
    clock = CancelledClock()
    steps.watch(clock)
    clock.cancel()
    await changes.wait_for(1)
    clock.cancel()
    await changes.wait_for(2)


async def test_a_timer_that_runs_out_is_no_change_and_is_armed_again(
    changes: Changes, steps: ClockSteps
) -> None:
    watch = ClockWatch(length=0.1)
    arms = 0
    arm = watch._arm

    def counted() -> None:
        nonlocal arms
        arms += 1
        arm()

    watch._arm = counted  # type: ignore[method-assign]  # counts the real thing
    steps.watch(watch)
    await until(lambda: arms >= 2)
    assert changes.count == 0


async def test_the_real_clock_and_zone_can_be_watched_and_wake_nobody(
    changes: Changes, steps: ClockSteps
) -> None:
    assert steps.start()
    watches = [watch.fileno() for watch in steps._watches]
    assert len(watches) == 2
    assert await asyncio.to_thread(select.select, watches, [], [], 0.5) == ([], [], [])
    assert changes.count == 0


async def test_another_zone_is_told(changes: Changes, steps: ClockSteps, tmp_path: Path) -> None:
    local_time = tmp_path / "localtime"
    local_time.symlink_to("/usr/share/zoneinfo/Europe/Berlin")
    steps.watch(ZoneWatch(local_time))

    # As timedatectl does it: a new link, moved over the old one.
    fresh = tmp_path / ".#localtime"
    fresh.symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
    fresh.rename(local_time)
    await changes.wait_for(1)

    # As ln -sf does it.
    local_time.unlink()
    local_time.symlink_to("/usr/share/zoneinfo/America/Lima")
    await changes.wait_for(2)


async def test_other_files_beside_the_zone_are_no_change(
    changes: Changes, steps: ClockSteps, tmp_path: Path
) -> None:
    steps.watch(ZoneWatch(tmp_path / "localtime"))
    (tmp_path / "resolv.conf").write_text("")
    (tmp_path / "localtime2").write_text("")
    (tmp_path / "localtime").write_text("")
    await changes.wait_for(1)
    assert changes.count == 1


async def test_a_folder_that_is_not_there_cannot_be_watched(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        ZoneWatch(tmp_path / "nowhere" / "localtime")


async def test_nothing_is_told_after_close_and_no_descriptor_is_left(
    changes: Changes, tmp_path: Path
) -> None:
    before = set(os.listdir("/proc/self/fd"))  # noqa: PTH208  # names only
    steps = ClockSteps(changes)
    steps.start()
    steps.watch(ZoneWatch(tmp_path / "localtime"))
    steps.close()
    (tmp_path / "localtime").write_text("")
    await asyncio.sleep(0.1)
    assert changes.count == 0
    assert set(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
