"""MATE's session manager is real; the others answer as the real ones did when they were asked."""

import os
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from dbus_fast import Variant
from dbus_fast.aio import MessageBus

from tests.adapters.sensors.buses import connect, leave, owned, running_bus
from tests.adapters.sensors.conftest import running_x_server
from tests.adapters.surroundings.stand_in import Answers, standing_in
from tests.around import told as words_of
from tests.desktop.home import new_home
from tests.desktop.processes import Program
from tests.waiting import wait_until_true
from unkink.adapters.surroundings.inhibitor import who_keeps_the_screen_on

GNOME = "org.gnome.SessionManager"
PLASMA = "org.kde.Solid.PowerManagement.PolicyAgent"
XFCE = "org.freedesktop.PowerManagement"
LOGIND = "org.freedesktop.login1"
IDLE, SUSPEND = 8, 4

Inhibitor = tuple[str, str, int]


class Desk:
    """A session bus, and a system bus of the desk's own."""

    def __init__(self, address: str, bus: MessageBus) -> None:
        self.address = address
        self.bus = bus
        self.environment = {"DBUS_SYSTEM_BUS_ADDRESS": address}

    async def look(self) -> str | None:
        return words_of(await who_keeps_the_screen_on(self.bus, self.environment))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    with running_bus(tmp_path) as (address, _):
        bus = await connect(address)
        yield Desk(address, bus)
        await leave(bus)


def session_manager(*inhibitors: Inhibitor) -> Answers:
    answers: dict[str, tuple[str, list[Any]]] = {}
    flags = 0
    paths = []
    for number, (program, reason, asked) in enumerate(inhibitors):
        path = f"/org/gnome/SessionManager/Inhibitor{number}"
        paths.append(path)
        flags |= asked
        answers[f"{path} GetAppId"] = ("s", [program])
        answers[f"{path} GetReason"] = ("s", [reason])
        answers[f"{path} GetFlags"] = ("u", [asked])
    answers["IsInhibited"] = ("b", [bool(flags & IDLE)])
    answers["GetInhibitors"] = ("ao", [paths])
    return answers


@contextmanager
def mate(address: str, folder: Path) -> Iterator[dict[str, str]]:
    """Run MATE's session manager, which nothing of MATE obeys here."""
    with running_x_server() as server:
        folder.mkdir()
        environment = new_home(folder)
        environment |= {"DISPLAY": server.display, "DBUS_SESSION_BUS_ADDRESS": address}
        command = ["mate-session", "--failsafe", "--disable-acceleration-check"]
        session = Program(command, environment, folder / "mate-session.log")
        try:
            yield environment
        finally:
            session.kill()


async def test_mate_tells_who_keeps_the_screen_on(desk: Desk, tmp_path: Path) -> None:
    with mate(desk.address, tmp_path / "home") as environment:
        await wait_until_true(lambda: owned(desk.bus, GNOME), 15, "MATE's session manager")
        assert await desk.look() is None
        command = ["mate-session-inhibit", "--app-id", "org.videolan.VLC", "--reason", "a film"]
        film = Program([*command, "sleep", "100"], environment, tmp_path / "inhibit.log")
        try:

            async def seen() -> bool:
                return await desk.look() == "VLC keeps the screen on"

            await wait_until_true(seen, 10, "VLC to keep the screen on")
        finally:
            film.kill()

        async def gone() -> bool:
            return await desk.look() is None

        await wait_until_true(gone, 10, "the screen to be left alone")


@pytest.mark.parametrize(
    ("inhibitors", "told"),
    [
        ([("org.gnome.Totem", "Playing a movie", IDLE | SUSPEND)], "Totem keeps the screen on"),
        ([("/opt/google/chrome/chrome", "Video Wake Lock", 12)], "chrome keeps the screen on"),
        ([("", "", IDLE)], "a program keeps the screen on"),
        ([("transmission-gtk", "BitTorrent activity", SUSPEND)], None),
        ([("caffeine-gnome-extension", "Inhibit by caffeine", IDLE)], None),
        ([("caffeine", "", IDLE), ("mpv", "a film", IDLE)], "mpv keeps the screen on"),
        ([("firefox", "audio-playing", IDLE)], None),
        ([("firefox", "video-playing", IDLE)], "firefox keeps the screen on"),
        ([], None),
    ],
    ids=[
        "a-film", "a-film-in-a-browser", "no-name", "no-sleep-only", "caffeine",
        "caffeine-and-a-film", "music-in-a-browser", "a-film-in-a-browser", "nobody",
    ],
)  # fmt: skip
async def test_gnome_tells_who_keeps_the_screen_on(
    desk: Desk, inhibitors: list[Inhibitor], told: str | None
) -> None:
    async with standing_in(desk.address, GNOME, session_manager(*inhibitors)):
        assert await desk.look() == told


async def test_a_video_that_plays_on_for_two_hours_is_still_named_and_caffeine_never_is(
    desk: Desk,
) -> None:
    """Workrave #181 (peers 10): what keeps the screen on is told with its name, so that the rules
    can give it its own limit; what is switched on for ever is no sign of a person.
    """
    film, caffeine = ("mpv", "a film", IDLE), ("caffeine", "", IDLE)
    async with standing_in(desk.address, GNOME, session_manager(caffeine, film)):
        assert [await desk.look() for _ in range(3)] == ["mpv keeps the screen on"] * 3
    async with standing_in(desk.address, GNOME, session_manager(caffeine)):
        assert await desk.look() is None


def plasma_5(*listed: tuple[str, str], screen: bool) -> Answers:
    """PowerDevil 5.27.5: its list does not tell what each one asked for."""
    return {
        "HasInhibition": ("b", [screen]),
        "ListInhibitions": ("a(ss)", [[list(one) for one in listed]]),
    }


def plasma_6(*listed: tuple[str, str, str]) -> Answers:
    """PowerDevil's interface file of 2025; ListInhibitions is there for old callers."""
    active = [[what, who, why, "block", 3] for what, who, why in listed]
    return {
        "HasInhibition": ("b", [any("idle" in what for what, _, _ in listed)]),
        "Get ActiveInhibitions": ("v", [Variant("a(ssssu)", active)]),
    }


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (plasma_5(("mpv", "a film"), screen=True), "mpv keeps the screen on"),
        (plasma_5(("chrome", "Downloading"), screen=False), None),
        (plasma_5(("plasmashell", "switched on"), screen=True), None),
        (
            plasma_5(("chromium", "Playing audio"), ("mpv", ""), screen=True),
            "mpv keeps the screen on",
        ),
        (plasma_6(("sleep", "ktorrent", ""), ("sleep:idle", "mpv", "")), "mpv keeps the screen on"),
        (plasma_6(("sleep", "ktorrent", "")), None),
    ],
    ids=["5", "5-no-sleep", "5-by-hand", "5-music-and-a-film", "6", "6-no-sleep"],
)  # fmt: skip
async def test_plasma_tells_who_keeps_the_screen_on(
    desk: Desk, answers: Answers, told: str | None
) -> None:
    async with standing_in(desk.address, PLASMA, answers):
        assert await desk.look() == told


@pytest.mark.parametrize(
    ("programs", "told"),
    [
        (["Parole"], "Parole keeps the screen on"),
        (["/usr/lib/chromium/chromium"], None),
        ([], None),
    ],
)
async def test_xfce_tells_who_keeps_the_screen_on(
    desk: Desk, programs: list[str], told: str | None
) -> None:
    async with standing_in(desk.address, XFCE, {"GetInhibitors": ("as", [programs])}):
        assert await desk.look() == told


def logind(what: str, who: str, *, mode: str = "block", user: int | None = None) -> Answers:
    entry = [what, who, "why", mode, os.getuid() if user is None else user, os.getpid()]
    return {"ListInhibitors": ("a(ssssuu)", [[entry]])}


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (logind("idle", "kodi"), "kodi keeps the screen on"),
        (logind("sleep:idle", "kodi", mode="block-weak"), "kodi keeps the screen on"),
        (logind("sleep:handle-lid-switch", "GNOME Shell"), None),
        (logind("idle", "kodi", mode="delay"), None),
        (logind("idle", "somebody else's", user=os.getuid() + 1), None),
        (logind("idle", "caffeine"), None),
    ],
)
async def test_logind_tells_who_keeps_the_screen_on(
    desk: Desk, answers: Answers, told: str | None
) -> None:
    async with standing_in(desk.address, LOGIND, answers):
        assert await desk.look() == told
        assert words_of(await who_keeps_the_screen_on(None, desk.environment)) == told


async def test_a_command_that_keeps_the_machine_awake_is_nobody(desk: Desk, tmp_path: Path) -> None:
    command = tmp_path / "systemd-inhibit"
    command.symlink_to("/bin/sleep")
    backup = subprocess.Popen([command, "100"])  # noqa: ASYNC220  # returns at once
    try:
        entry = ["idle", "rsync -a / /backup", "", "block", os.getuid(), backup.pid]
        async with standing_in(desk.address, LOGIND, {"ListInhibitors": ("a(ssssuu)", [[entry]])}):
            assert await desk.look() is None
    finally:
        backup.kill()
        backup.wait(10)


async def test_one_desktop_that_hangs_does_not_hide_the_next(desk: Desk) -> None:
    began = time.monotonic()
    async with (
        standing_in(desk.address, GNOME, {}, hangs=True),
        standing_in(desk.address, LOGIND, logind("idle", "kodi")),
    ):
        assert await desk.look() == "kodi keeps the screen on"
    assert time.monotonic() - began < 1


async def test_nonsense_is_nobody(desk: Desk) -> None:
    answers: Answers = {"IsInhibited": ("s", ["yes"]), "GetInhibitors": ("s", ["mpv"])}
    async with standing_in(desk.address, GNOME, answers):
        assert await desk.look() is None


async def test_a_look_leaves_no_connection_behind(desk: Desk) -> None:
    await desk.look()
    before = len(list(Path("/proc/self/fd").iterdir()))  # noqa: ASYNC240
    for _ in range(10):
        await desk.look()
    assert len(list(Path("/proc/self/fd").iterdir())) == before  # noqa: ASYNC240


async def test_where_nothing_can_be_asked_nobody_is_seen() -> None:
    nowhere = {"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"}
    assert words_of(await who_keeps_the_screen_on(None, nowhere)) is None
