"""The desktop notifier on real notification servers, clicked with a real pointer."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from dbus_fast.aio import MessageBus
from PIL import Image

from tests.adapters.notifiers.listener import PROMPT, Listener, until
from tests.adapters.notifiers.scripted_server import connect, hang_up
from tests.desktop.session import Server, Session
from unkink.adapters.notifiers.chain import NotifierChain
from unkink.adapters.notifiers.freedesktop import FreedesktopNotifier
from unkink.core.events import Closing
from unkink.figure.png import small_picture
from unkink.ports import AdapterError, ButtonPressed, NotificationClosed
from unkink.tip_files import read_tip

SHOWN = replace(PROMPT, lasts=60)
"""Stays for as long as a slow machine may need to find and click it."""
BODY_TEXT = "Look over each shoulder"

on = pytest.mark.parametrize


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Iterator[Session]:
    """A desktop without a tray, with the server that the test is for."""
    with Session(getattr(request, "param", Server.MATE), tray=False) as session:
        yield session


@pytest.fixture
async def connection(desk: Session) -> AsyncIterator[MessageBus]:
    """The daemon's connection to the desk's session bus."""
    bus = await connect(desk.bus.address)
    yield bus
    await hang_up(bus)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
async def chain(connection: MessageBus, listener: Listener) -> AsyncIterator[NotifierChain]:
    """The chain with the desktop notifier alone, put together as the program does it."""
    chain = NotifierChain(listener.respond)
    chain.add(FreedesktopNotifier(connection, chain.respond, chain.try_again))
    yield chain
    await chain.close()


async def click(desk: Session, text: str, button: int = 1) -> None:
    """Find this text on the notification and click it; in a thread, as the daemon must run on."""
    where = await asyncio.to_thread(desk.wait_for_notification)
    await asyncio.to_thread(desk.click_on, text, where, button)


async def gone(desk: Session) -> None:
    """Wait until no notification is on the screen."""
    await asyncio.to_thread(desk.wait_for_no_notification)


@on(
    ("desk", "text", "key"),
    [
        (Server.MATE, BODY_TEXT, "show"),
        (Server.MATE, "Show me how", "show"),
        (Server.MATE, "In 5 min", "snooze"),
        (Server.MATE, "Skip it", "skip"),
        (Server.XFCE, "Show me how", "show"),
        (Server.XFCE, "In 5 min", "snooze"),
        (Server.XFCE, "Skip it", "skip"),
    ],
    indirect=["desk"],
)
async def test_a_click_with_the_pointer_arrives_as_its_button(
    desk: Session, chain: NotifierChain, listener: Listener, text: str, key: str
) -> None:
    await chain.show(SHOWN)
    await click(desk, text)
    await until(lambda: listener.responses, f"the click on {text}")
    await gone(desk)
    assert listener.responses == [ButtonPressed("prompt", key, token=None)]


@on("desk", [Server.MATE, Server.XFCE], indirect=True)
async def test_each_button_is_visible_exactly_once(desk: Session, chain: NotifierChain) -> None:
    await chain.show(SHOWN)
    where = await asyncio.to_thread(desk.wait_for_notification)
    await asyncio.to_thread(desk.screen.wait_for_text, "Skip it", where)
    words = await asyncio.to_thread(desk.screen.read, where)
    await asyncio.to_thread(desk.screen.screenshot, f"notification with {chain.name}")
    # The recognition may read "In S min".
    found = [
        len(re.findall(label, words)) for label in ("Show me how", "In ?[5S] ?min", "Skip ?it")
    ]
    assert found == [1, 1, 1], words


@on("desk", [Server.MATE, Server.XFCE, Server.DUNST], indirect=True)
async def test_the_picture_of_the_pose_is_on_the_screen(
    desk: Session, chain: NotifierChain, tmp_path: Path
) -> None:
    full = read_tip("neck-turns")
    assert full is not None
    assert full.figure is not None
    picture = tmp_path / "neck-turns.png"
    picture.write_bytes(small_picture(full.figure, 128))
    await chain.show(replace(SHOWN, picture=picture))
    where = await asyncio.to_thread(desk.wait_for_notification)
    await asyncio.to_thread(desk.screen.wait_for_text, "over each shoulder", where)
    name = f"picture with {chain.name}"
    screenshot = Image.open(await asyncio.to_thread(desk.screen.screenshot, name))
    colours = screenshot.convert("RGB").crop(where.corners).getcolors(1 << 24) or []
    shirt = sum(count for count, colour in colours if _near(colour, (95, 168, 166)))
    assert shirt > 150  # at 48 pixels, the smallest of them, it has 276


def _near(colour: object, other: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(one - two) < 6 for one, two in zip(colour, other, strict=True))


@on("desk", [Server.DUNST], indirect=True)
async def test_dunst_shows_the_guide_on_its_middle_click(
    desk: Session, chain: NotifierChain, listener: Listener
) -> None:
    await chain.show(SHOWN)
    await click(desk, BODY_TEXT, button=2)
    await until(lambda: listener.responses, "the middle click")
    assert listener.responses == [ButtonPressed("prompt", "show", token=None)]


@on(
    ("desk", "text"),
    [(Server.XFCE, BODY_TEXT), (Server.DUNST, BODY_TEXT)],
    indirect=["desk"],
)
async def test_a_click_that_only_closes_is_no_answer(
    desk: Session, chain: NotifierChain, listener: Listener, text: str
) -> None:
    await chain.show(SHOWN)
    await click(desk, text)
    await until(lambda: listener.responses, "the closing")
    assert listener.responses == [NotificationClosed("prompt", Closing.DISMISSED)]


@on("desk", [Server.MATE, Server.XFCE, Server.DUNST], indirect=True)
async def test_what_runs_out_is_reported_as_expired(
    desk: Session, chain: NotifierChain, listener: Listener
) -> None:
    await chain.show(replace(PROMPT, lasts=1))
    await until(lambda: listener.responses, "the expiry")
    await gone(desk)
    assert listener.responses == [NotificationClosed("prompt", Closing.EXPIRED)]


@on("desk", [Server.MATE, Server.XFCE, Server.DUNST], indirect=True)
async def test_a_newer_prompt_takes_the_place_of_the_older(
    desk: Session, chain: NotifierChain, listener: Listener
) -> None:
    await chain.show(SHOWN)
    await asyncio.to_thread(desk.wait_for_notification)
    await chain.show(replace(SHOWN, body="Nod slowly: chin to chest & back."))
    where = await asyncio.to_thread(desk.wait_for_notification)
    await asyncio.to_thread(desk.screen.wait_for_text, "chin to chest & back", where)
    assert len(desk.notifications()) == 1
    assert listener.responses == []


@on("desk", [Server.MATE, Server.XFCE, Server.DUNST], indirect=True)
async def test_withdrawing_clears_the_screen_without_a_response(
    desk: Session, chain: NotifierChain, listener: Listener
) -> None:
    await chain.show(SHOWN)
    await asyncio.to_thread(desk.wait_for_notification)
    await chain.withdraw("prompt")
    await gone(desk)
    assert listener.responses == []


@on(
    ("desk", "kind", "text", "button"),
    [
        (Server.MATE, Server.MATE, BODY_TEXT, 1),
        (Server.XFCE, Server.XFCE, "Show me how", 1),
        (Server.DUNST, Server.DUNST, BODY_TEXT, 2),
    ],
    indirect=["desk"],
)
async def test_a_killed_server_that_comes_back_shows_the_prompt_again_and_its_click_works(
    desk: Session, chain: NotifierChain, listener: Listener, kind: Server, text: str, button: int
) -> None:
    """Class of desktop-notifier #175 (peers 28): after a restart of the server no click works."""
    await chain.show(SHOWN)
    await asyncio.to_thread(desk.wait_for_notification)
    assert desk.server
    desk.server.kill()
    await until(lambda: listener.responses, "the loss")
    await gone(desk)
    await asyncio.to_thread(desk.start_server, kind)
    await click(desk, text, button)
    await until(lambda: len(listener.responses) == 2, "the click")
    assert listener.responses == [
        NotificationClosed("prompt", Closing.LOST),
        ButtonPressed("prompt", "show", token=None),
    ]


async def test_a_prompt_before_the_server_started_shows_up_when_it_does(
    desk: Session, chain: NotifierChain, listener: Listener
) -> None:
    assert desk.server
    desk.server.stop()
    await asyncio.to_thread(desk.bus.wait_gone, "org.freedesktop.Notifications")
    with pytest.raises(AdapterError, match="No notification service"):
        await chain.show(SHOWN)
    await asyncio.to_thread(desk.start_server, Server.MATE)
    await click(desk, "Skip it")
    await until(lambda: listener.responses, "the click")
    assert listener.responses == [ButtonPressed("prompt", "skip", token=None)]
