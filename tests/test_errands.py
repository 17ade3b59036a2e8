"""Slow work goes one after the other, and an end does not wait for ever for it."""

import asyncio

import pytest

from unkink.errands import Errands


class Desk:
    """Where errands leave their traces."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.given_up: list[str] = []
        self.way_is_clear = asyncio.Event()

    async def quick(self, name: str) -> None:
        self.done.append(name)

    async def slow(self, name: str) -> None:
        try:
            await self.way_is_clear.wait()
        except asyncio.CancelledError:
            self.given_up.append(name)
            raise
        self.done.append(name)


@pytest.fixture
async def desk() -> Desk:
    return Desk()


async def test_errands_are_done_in_the_order_in_which_they_were_begun(desk: Desk) -> None:
    errands = Errands()
    errands.begin(desk.slow("first"))
    errands.begin(desk.quick("second"))
    await asyncio.sleep(0)
    desk.way_is_clear.set()
    await errands.settle()
    assert desk.done == ["first", "second"]


async def test_what_takes_longer_than_there_is_patience_is_given_up_with_all_that_waits_for_it(
    desk: Desk,
) -> None:
    errands = Errands()
    first = errands.begin(desk.slow("first"))
    second = errands.begin(desk.quick("second"))
    await errands.settle(patience=0.01)
    assert (desk.done, desk.given_up) == ([], ["first"])
    assert first.cancelled()
    assert second.cancelled()


async def test_after_giving_up_errands_are_done_as_before(desk: Desk) -> None:
    errands = Errands()
    errands.begin(desk.slow("first"))
    await errands.settle(patience=0.01)
    errands.begin(desk.quick("second"))
    await errands.settle()
    assert desk.done == ["second"]
