"""Waiting for real things in tests: a condition and a deadline, never a bare sleep."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

INTERVAL = 0.05
"""Seconds between two looks; short beside every deadline in use, long beside the cost of a look."""


def wait_until(condition: Callable[[], T | None], deadline: float, what: str) -> T:
    """Look until `condition` returns something true and return that; `deadline` is in seconds.

    Raises TimeoutError with `what` when the deadline passes first.
    """
    ends = time.monotonic() + deadline
    while True:
        seen = condition()
        if seen:
            return seen
        if time.monotonic() >= ends:
            raise TimeoutError(f"waited {deadline:g} s for {what}")
        time.sleep(INTERVAL)


def stays_false(condition: Callable[[], object], lasting: float, what: str) -> None:
    """Look for `lasting` seconds and raise AssertionError with `what` if `condition` comes true."""
    ends = time.monotonic() + lasting
    while time.monotonic() < ends:
        if seen := condition():
            raise AssertionError(f"{what}: {seen!r}")
        time.sleep(INTERVAL)


async def wait_until_true(
    condition: Callable[[], Awaitable[bool]], deadline: float, what: str
) -> None:
    """Like `wait_until`, for a question that is itself asynchronous."""
    ends = time.monotonic() + deadline
    while not await condition():
        if time.monotonic() >= ends:
            raise TimeoutError(f"waited {deadline:g} s for {what}")
        await asyncio.sleep(INTERVAL)
