"""The chain of notifiers: who delivers, who stands in, and that no prompt is lost on the way."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from dbus_fast.aio import MessageBus

from tests.adapters.notifiers.listener import PROMPT, Listener, until
from tests.adapters.notifiers.scripted_server import ScriptedServer, connect, hang_up
from unkink.adapters.notifiers.chain import NotifierChain
from unkink.adapters.notifiers.freedesktop import FreedesktopNotifier
from unkink.adapters.notifiers.terminal import TerminalNotifier
from unkink.core.events import Closing
from unkink.ports import AdapterError, ButtonPressed, Notification, NotificationClosed

SETTINGS = Notification("settings", "Settings are fine again", "The new settings are in use.")


class Screen:
    """A notifier that keeps what it was told, and fails when it is told to."""

    clickable = True

    def __init__(self, name: str, *, broken: bool = False) -> None:
        self.name = name
        self.broken = broken
        self.breakdowns = 0
        """How many of the next showings fail."""
        self.shown: list[str] = []
        self.withdrawn: list[str] = []
        self.closed = False
        self.open_for_business = asyncio.Event()
        self.open_for_business.set()

    async def show(self, notification: Notification) -> None:
        await self.open_for_business.wait()
        if self.broken or self.breakdowns:
            self.breakdowns = max(0, self.breakdowns - 1)
            raise AdapterError(f"{self.name} is broken.")
        self.shown.append(notification.slot)

    async def withdraw(self, slot: str) -> None:
        self.withdrawn.append(slot)

    async def close(self) -> None:
        self.closed = True


class Unforeseeable(Screen):
    """A notifier that has to be tried."""

    async def reachable(self) -> bool | None:
        return None


@pytest.fixture
def listener() -> Listener:
    return Listener()


def chained(listener: Listener, *screens: Screen) -> NotifierChain:
    chain = NotifierChain(listener.respond)
    for screen in screens:
        chain.add(screen)
    return chain


async def repeated(chain: NotifierChain) -> None:
    """Say that it is worth trying again and wait until that was done."""
    chain.try_again()
    await asyncio.sleep(0)
    await chain.withdraw("takes its turn behind the repeat")


# ── who delivers ──────────────────────────────────────────────────────────────────────────────


async def test_the_first_that_delivers_is_the_only_one_used(listener: Listener) -> None:
    best, next_best = Screen("best"), Screen("next best")
    chain = chained(listener, best, next_best)
    await chain.show(PROMPT)
    assert (best.shown, next_best.shown) == (["prompt"], [])
    assert chain.name == "best"


async def test_the_next_one_stands_in_for_one_that_fails(listener: Listener) -> None:
    best, next_best = Screen("best", broken=True), Screen("next best")
    next_best.clickable = False
    chain = chained(listener, best, next_best)
    assert (chain.name, chain.clickable) == ("best", True)
    await chain.show(PROMPT)
    assert next_best.shown == ["prompt"]
    assert (chain.name, chain.clickable) == ("next best", False)


async def test_when_all_fail_each_reason_is_told(listener: Listener) -> None:
    chain = chained(listener, Screen("dbus", broken=True), Screen("plyer", broken=True))
    with pytest.raises(AdapterError, match=r"^dbus is broken\. plyer is broken\.$"):
        await chain.show(PROMPT)


async def test_a_chain_of_nothing_says_so(listener: Listener) -> None:
    chain = chained(listener)
    assert (chain.name, chain.clickable) == ("none", False)
    with pytest.raises(AdapterError, match="no way to show notifications"):
        await chain.show(PROMPT)


async def test_looking_ahead_names_who_would_deliver_and_shows_nothing(
    address: str, connection: MessageBus, listener: Listener
) -> None:
    terminal = Screen("terminal")
    chain = NotifierChain(listener.respond)
    chain.add(FreedesktopNotifier(connection, chain.respond, chain.try_again))
    chain.add(Unforeseeable("plyer"))
    chain.add(terminal)
    await chain.look()
    assert chain.name == "terminal"
    server = ScriptedServer(address, capabilities=("body",))
    await server.start()
    await chain.look()
    assert (chain.name, chain.clickable) == ("dbus (scripted)", False)
    assert (server.notified, terminal.shown) == ([], [])
    await chain.close()
    await server.stop()


async def test_looking_ahead_falls_back_on_one_that_only_trying_can_tell_of_and_then_on_nothing(
    connection: MessageBus, listener: Listener
) -> None:
    log = TerminalNotifier(io.StringIO(), {}, only_terminal=True)
    chain = NotifierChain(listener.respond)
    chain.add(FreedesktopNotifier(connection, chain.respond, chain.try_again))
    chain.add(log)
    await chain.look()
    assert chain.name == "none"
    chain.add(Unforeseeable("plyer"))
    await chain.look()
    assert chain.name == "plyer"
    await chain.close()


async def test_withdrawing_goes_to_whoever_showed_it(listener: Listener) -> None:
    best, next_best = Screen("best", broken=True), Screen("next best")
    chain = chained(listener, best, next_best)
    await chain.show(PROMPT)
    await chain.withdraw("prompt")
    await chain.withdraw("prompt")
    assert (best.withdrawn, next_best.withdrawn) == ([], ["prompt"])


async def test_a_prompt_that_moves_to_another_notifier_leaves_the_first(
    listener: Listener,
) -> None:
    best, next_best = Screen("best"), Screen("next best")
    chain = chained(listener, best, next_best)
    await chain.show(PROMPT)
    best.broken = True
    await chain.show(PROMPT)
    assert (next_best.shown, best.withdrawn) == (["prompt"], ["prompt"])


async def test_a_failing_notifier_is_logged_once_until_it_works_again(
    listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    best = Screen("best", broken=True)
    chain = chained(listener, best, Screen("next best"))
    for broken in (True, True, False, False, True):
        best.broken = broken
        await chain.show(PROMPT)
    assert caplog.messages == [
        "notifications by best do not work: best is broken.",
        "notifications by best work again",
        "notifications by best do not work: best is broken.",
    ]


async def test_the_person_is_told_while_the_best_notifier_does_not_work(listener: Listener) -> None:
    said: list[str | None] = []
    chain = NotifierChain(listener.respond, said.append)
    best, next_best = Screen("best", broken=True), Screen("next best", broken=True)
    chain.add(best)
    chain.add(next_best)
    with pytest.raises(AdapterError):
        await chain.show(PROMPT)
    assert said == ["Notifications: best is broken."]
    next_best.broken = False
    await chain.show(PROMPT)
    assert said[1:] == ["Notifications: best is broken."]
    best.broken = False
    await chain.show(PROMPT)
    assert said[2:] == [None]


async def test_a_lost_bus_is_told_by_who_keeps_it_and_not_once_more_here(
    listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    said: list[str | None] = []
    chain = NotifierChain(listener.respond, said.append)
    chain.add(FreedesktopNotifier(None, chain.respond, chain.try_again))
    stand_in = Screen("stand-in")
    chain.add(stand_in)
    await chain.show(PROMPT)
    assert (stand_in.shown, said, caplog.messages) == (["prompt"], [], [])


async def test_a_withdrawal_waits_for_the_showing_before_it(listener: Listener) -> None:
    slow = Screen("slow")
    slow.open_for_business.clear()
    chain = chained(listener, slow)
    showing = asyncio.create_task(chain.show(PROMPT))
    withdrawing = asyncio.create_task(chain.withdraw("prompt"))
    await asyncio.sleep(0)
    assert slow.withdrawn == []
    slow.open_for_business.set()
    await asyncio.gather(showing, withdrawing)
    assert (slow.shown, slow.withdrawn) == (["prompt"], ["prompt"])


# ── nothing is lost ───────────────────────────────────────────────────────────────────────────


async def test_responses_are_passed_on(listener: Listener) -> None:
    chain = chained(listener, Screen("best"))
    await chain.show(PROMPT)
    chain.respond(ButtonPressed("prompt", "snooze", token="token-1"))
    assert listener.responses == [ButtonPressed("prompt", "snooze", token="token-1")]


async def test_a_lost_prompt_is_shown_again_once_for_each_appearance(listener: Listener) -> None:
    best = Screen("best")
    chain = chained(listener, best)
    await chain.show(PROMPT)
    chain.respond(NotificationClosed("prompt", Closing.LOST))
    await repeated(chain)
    await repeated(chain)
    assert best.shown == ["prompt", "prompt"]
    assert listener.responses == [NotificationClosed("prompt", Closing.LOST)]


async def test_a_loss_in_the_middle_of_showing_again_is_made_good_too(listener: Listener) -> None:
    best = Screen("best")
    chain = chained(listener, best)
    await chain.show(PROMPT)
    chain.respond(NotificationClosed("prompt", Closing.LOST))
    best.open_for_business.clear()
    chain.try_again()
    await asyncio.sleep(0)
    best.breakdowns = 1
    chain.respond(NotificationClosed("prompt", Closing.LOST))
    chain.try_again()
    best.open_for_business.set()
    await until(lambda: len(best.shown) == 2, "the second try")


async def test_a_prompt_that_brings_the_server_down_is_given_up_after_three_repeats(
    listener: Listener,
) -> None:
    best = Screen("best")
    chain = chained(listener, best)
    await chain.show(PROMPT)
    for _ in range(10):
        chain.respond(NotificationClosed("prompt", Closing.LOST))
        await repeated(chain)
    assert best.shown == ["prompt"] * 4
    await chain.show(PROMPT)
    assert best.shown == ["prompt"] * 5


@pytest.mark.parametrize(
    "settled",
    [
        ButtonPressed("prompt", "skip", token=None),
        NotificationClosed("prompt", Closing.DISMISSED),
        NotificationClosed("prompt", Closing.EXPIRED),
    ],
)
async def test_what_was_answered_or_closed_is_not_shown_again(
    listener: Listener, settled: ButtonPressed | NotificationClosed
) -> None:
    best = Screen("best")
    chain = chained(listener, best)
    await chain.show(PROMPT)
    chain.respond(settled)
    await repeated(chain)
    assert best.shown == ["prompt"]


async def test_a_withdrawn_prompt_is_not_shown_again(listener: Listener) -> None:
    best = Screen("best")
    chain = chained(listener, best)
    await chain.show(PROMPT)
    chain.respond(NotificationClosed("prompt", Closing.LOST))
    await chain.withdraw("prompt")
    await repeated(chain)
    assert best.shown == ["prompt"]


async def test_a_better_notifier_that_comes_back_takes_the_prompt_over(
    listener: Listener,
) -> None:
    best, next_best = Screen("best", broken=True), Screen("next best")
    chain = chained(listener, best, next_best)
    await chain.show(PROMPT)
    best.broken = False
    await repeated(chain)
    assert (best.shown, next_best.withdrawn) == (["prompt"], ["prompt"])
    assert chain.name == "best"


async def test_what_is_well_shown_is_left_alone(listener: Listener) -> None:
    best, next_best = Screen("best"), Screen("next best")
    chain = chained(listener, best, next_best)
    await chain.show(PROMPT)
    await repeated(chain)
    assert (best.shown, next_best.shown) == (["prompt"], [])


async def test_a_prompt_nobody_could_show_is_shown_when_somebody_can(listener: Listener) -> None:
    best = Screen("best", broken=True)
    chain = chained(listener, best)
    with pytest.raises(AdapterError):
        await chain.show(PROMPT)
    best.broken = False
    await repeated(chain)
    assert best.shown == ["prompt"]


async def test_a_change_nobody_could_show_is_shown_by_whoever_has_the_old_words(
    listener: Listener,
) -> None:
    only = Screen("only")
    chain = chained(listener, only)
    await chain.show(PROMPT)
    only.broken = True
    with pytest.raises(AdapterError):
        await chain.show(PROMPT)
    only.broken = False
    await repeated(chain)
    assert only.shown == ["prompt", "prompt"]


async def test_nothing_comes_back_after_closing(listener: Listener) -> None:
    best, next_best = Screen("best"), Screen("next best")
    chain = chained(listener, best, next_best)
    await chain.show(PROMPT)
    await chain.close()
    chain.respond(NotificationClosed("prompt", Closing.LOST))
    chain.try_again()
    await asyncio.sleep(0)
    assert (best.closed, next_best.closed) == (True, True)
    assert (best.shown, listener.responses) == (["prompt"], [])


# ── with a server on a real bus ───────────────────────────────────────────────────────────────


@pytest.fixture
async def chain(connection: MessageBus, listener: Listener) -> AsyncIterator[NotifierChain]:
    chain = NotifierChain(listener.respond)
    chain.add(FreedesktopNotifier(connection, chain.respond, chain.try_again))
    chain.add(Screen("stand-in"))
    yield chain
    await chain.close()


async def test_all_that_was_on_a_crashed_server_is_on_the_next_one(
    address: str, server: ScriptedServer, chain: NotifierChain, listener: Listener
) -> None:
    await chain.show(PROMPT)
    await chain.show(SETTINGS)
    await server.stop()
    second = ScriptedServer(address, first_number=40)
    await second.start()
    await until(lambda: len(second.notified) == 2, "both notifications")
    assert [one.title for one in second.notified] == [PROMPT.title, SETTINGS.title]
    second.press(40, "snooze")
    await until(lambda: len(listener.responses) == 3, "the click")
    assert listener.responses == [
        NotificationClosed("prompt", Closing.LOST),
        NotificationClosed("settings", Closing.LOST),
        ButtonPressed("prompt", "snooze", token=None),
    ]
    await second.stop()


async def test_a_server_that_shows_up_late_takes_over_from_the_stand_in(
    address: str, chain: NotifierChain
) -> None:
    await chain.show(PROMPT)
    assert chain.name == "stand-in"
    server = ScriptedServer(address)
    await server.start()
    await until(lambda: server.notified, "the prompt")
    await until(lambda: chain.name == "dbus (scripted)", "the change of notifier")
    await server.stop()


async def test_if_no_server_follows_a_crash_the_stand_in_shows_the_prompt(
    server: ScriptedServer, chain: NotifierChain
) -> None:
    await chain.show(PROMPT)
    await server.stop()
    await until(lambda: chain.name == "stand-in", "the stand-in")


async def test_a_server_is_believed_to_work_again_when_nothing_waits_to_be_shown(
    address: str, connection: MessageBus, listener: Listener
) -> None:
    said: list[str | None] = []
    chain = NotifierChain(listener.respond, said.append)
    chain.add(FreedesktopNotifier(connection, chain.respond, chain.try_again))
    chain.add(Screen("stand-in"))
    await chain.show(PROMPT)
    await chain.withdraw(PROMPT.slot)
    assert said == ["Notifications: No notification service is running on this desktop."]
    server = ScriptedServer(address)
    await server.start()
    await until(lambda: said[1:] == [None], "the good news")
    assert chain.name == "dbus (scripted)"
    await chain.close()
    await server.stop()


async def test_what_was_on_a_bus_that_went_is_on_the_server_of_the_next_one(
    address: str, server: ScriptedServer, listener: Listener
) -> None:
    chain, first = NotifierChain(listener.respond), await connect(address)
    notifier = FreedesktopNotifier(first, chain.respond, chain.try_again)
    chain.add(notifier)
    await chain.show(PROMPT)
    await notifier.use(None)
    assert listener.responses == [NotificationClosed("prompt", Closing.LOST)]
    second = await connect(address)
    await notifier.use(second)
    await until(lambda: len(server.notified) == 2, "the prompt")
    server.press(server.notified[1].number, "snooze")
    await until(lambda: len(listener.responses) == 2, "the click")
    await chain.close()
    for bus in (first, second):
        await hang_up(bus)


async def test_three_restarts_in_a_row_lose_nothing(
    address: str, server: ScriptedServer, chain: NotifierChain
) -> None:
    await chain.show(replace(PROMPT, title="Still here"))
    for _ in range(3):
        await server.stop()
        server = ScriptedServer(address)
        await server.start()
        seen = server.notified
        await until(seen.copy, "the prompt")
        assert [one.title for one in seen] == ["Still here"]
    await server.stop()
