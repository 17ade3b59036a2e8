"""Notifications, input, tray and what surrounds a person, each against a scripted world."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from dbus_fast import Variant

from tests.adapters.notifiers.scripted_server import ScriptedServer
from tests.adapters.surroundings.stand_in import Answers, standing_in
from tests.doctor.conftest import ObligingPerson
from tests.fakes import FakeClock, FakeSensor
from tests.waiting import wait_until_true
from unkink.adapters.clock import SystemClock
from unkink.adapters.sensors import choice
from unkink.adapters.sensors.succession import Choose
from unkink.core.events import Blinded, Looked
from unkink.core.moment import Moment
from unkink.doctor.desktops import Desktop, desktop
from unkink.doctor.finding import Verdict, fails, partly, untried, works
from unkink.doctor.guide import guide
from unkink.doctor.logind import logind
from unkink.doctor.notifications import notifications
from unkink.doctor.place import Place
from unkink.doctor.session import session
from unkink.doctor.surroundings import calls, films, full_screen, quiet
from unkink.doctor.tray import tray
from unkink.doctor.watching import watching
from unkink.ports import InputSensor

WATCHER = "org.kde.StatusNotifierWatcher"


async def test_without_a_session_bus_the_doctor_says_where_to_run(place: Place) -> None:
    [found] = await session(place)
    assert (found.verdict, found.seen) == (Verdict.FAILS, "there is none")
    assert await notifications(place) == [untried("notifications", "need the session bus")]
    assert await quiet(place) == [untried("do not disturb", "needs the session bus")]


# ── notifications ─────────────────────────────────────────────────────────────────────────────


async def clicked(
    desk: Place, address: str, answers: str, *, name: str = "scripted"
) -> tuple[Verdict, str]:
    """Have somebody press the button ("press"), close it ("2") or let it expire ("1")."""
    server = ScriptedServer(address, name=name)
    await server.start()

    def act(_: str) -> None:
        number = server.notified[-1].number
        if answers == "press":
            server.press(number, "works")
        else:
            server.gone(number, int(answers))

    try:
        [found] = await notifications(replace(desk, person=ObligingPerson(acts=act)))
        return found.verdict, found.seen
    finally:
        await server.stop()


@pytest.mark.parametrize(
    ("answers", "verdict", "seen"),
    [
        ("press", Verdict.WORKS, "scripted 1 showed one, and the click came back"),
        ("2", Verdict.PARTLY, "scripted 1 showed one, closed without its button"),
        ("1", Verdict.FAILS, "scripted 1 took one, but no click came back"),
    ],
)
async def test_what_the_person_does_with_the_notification_decides(
    on_bus: Place, address: str, answers: str, verdict: Verdict, seen: str
) -> None:
    assert await clicked(on_bus, address, answers) == (verdict, seen)


async def test_with_nobody_there_the_notification_is_taken_away_at_once(
    on_bus: Place, address: str
) -> None:
    server = ScriptedServer(address)
    await server.start()
    [found] = await notifications(on_bus)
    assert found == works(
        "notifications", "scripted 1 took one, and knows actions, body, body-markup"
    )
    await wait_until_true(lambda: asyncio.sleep(0, server.closed == [1]), 5, "it to be taken away")
    await server.stop()


async def test_a_server_without_buttons_could_be_better(on_bus: Place, address: str) -> None:
    server = ScriptedServer(address, capabilities=("body",))
    await server.start()
    [found] = await notifications(on_bus)
    await server.stop()
    assert (found.verdict, found.seen) == (Verdict.PARTLY, "scripted 1 shows no buttons")


@pytest.mark.parametrize(
    ("environment", "advice"),
    [
        ({"DISPLAY": ":9"}, "Install a notification daemon, such as dunst, and start it."),
        ({"DISPLAY": ":9", "XDG_CURRENT_DESKTOP": "XFCE"}, "Install xfce4-notifyd."),
        (
            {"WAYLAND_DISPLAY": "w", "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"},
            "This desktop shows them itself: log out and in again.",
        ),
    ],
)
async def test_where_nobody_shows_notifications_the_desktop_decides_what_to_do(
    on_bus: Place, environment: dict[str, str], advice: str
) -> None:
    [found] = await notifications(replace(on_bus, environment=environment))
    assert found == fails(
        "notifications", "No notification service is running on this desktop.", advice
    )


# ── input ─────────────────────────────────────────────────────────────────────────────────────


def choosing(sensor: InputSensor | Blinded, places: list[choice.Place]) -> Choose:
    async def choose(where: choice.Place, shunned: str | None) -> InputSensor | Blinded:
        places.append(where)
        return sensor

    return choose


async def test_stillness_and_a_key_prove_the_sensor(place: Place) -> None:
    places: list[choice.Place] = []
    sensor = FakeSensor(FakeClock(), name="x11")

    def act(text: str) -> None:
        now = SystemClock().now().moment
        silent = "Hands off" in text
        places[0].report(Looked(Moment(now - 2.5) if silent else now))

    person = ObligingPerson(acts=act)
    found = await watching(replace(place, person=person), choosing(sensor, places))
    assert found == [
        works("sitting time", "x11 noticed that you kept still, and that you came back")
    ]
    assert sensor.asked == [frozenset({2.0})]
    assert sensor.closed
    assert person.told == [
        "Hands off keyboard and mouse for two seconds, please.",
        "Now touch a key or the mouse.",
    ]


async def test_a_sensor_that_dies_when_somebody_comes_back_fails(place: Place) -> None:
    places: list[choice.Place] = []

    def act(text: str) -> None:
        now = SystemClock().now().moment
        places[0].report(Looked(Moment(now - 3)) if "Hands off" in text else Blinded("It is gone."))

    person = ObligingPerson(acts=act)
    [found] = await watching(
        replace(place, person=person), choosing(FakeSensor(FakeClock()), places)
    )
    assert (found.verdict, found.seen) == (Verdict.FAILS, "fake noticed stillness, but no return")


async def test_blind_says_why(place: Place) -> None:
    [found] = await watching(place)
    assert found == fails(
        "sitting time",
        "blind: There is no display to watch.",
        "Run unkink doctor in a terminal inside your desktop.",
    )


@pytest.mark.parametrize(
    ("environment", "why", "advice"),
    [
        (
            {"WAYLAND_DISPLAY": "wayland-9"},
            "The Wayland compositor cannot be reached.",
            "Lock and sleep still count. What DISPLAY or WAYLAND_DISPLAY names has ended, or is "
            "another session's: run unkink doctor in a terminal inside your desktop.",
        ),
        (
            {"WAYLAND_DISPLAY": "wayland-9"},
            "This compositor tells nobody.",
            "Lock and sleep still count. Nothing to install: this compositor tells nobody when you "
            "type (it lacks ext-idle-notify).",
        ),
        (
            {"DISPLAY": ":9"},
            "the X server cannot be reached: nobody listens",
            "Lock and sleep still count. What DISPLAY or WAYLAND_DISPLAY names has ended, or is "
            "another session's: run unkink doctor in a terminal inside your desktop.",
        ),
        (
            {"DISPLAY": ":9"},
            "the X server does not count idle time",
            "Lock and sleep still count. Nothing to install: this X server counts no idle time.",
        ),
    ],
)
async def test_advice_follows_from_what_was_seen(
    place: Place, environment: dict[str, str], why: str, advice: str
) -> None:
    there = replace(place, environment=environment)
    [found] = await watching(there, choosing(Blinded(why), []))
    assert found == fails("sitting time", f"blind: {why}", advice)


# python-xlib leaves open the sockets by which it finds no display.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_an_environment_that_knows_of_xwayland_alone_is_a_trap(place: Place) -> None:
    environment = {"DISPLAY": ":9999", "XDG_SESSION_TYPE": "wayland"}
    trap, blind = await watching(replace(place, environment=environment))
    assert (trap.part, trap.verdict) == ("XWayland", Verdict.PARTLY)
    assert trap.seen == (
        "DISPLAY is known, WAYLAND_DISPLAY is not: that X server sees X11 windows alone"
    )
    assert blind.verdict is Verdict.FAILS
    assert blind.advice == trap.advice


# ── tray ──────────────────────────────────────────────────────────────────────────────────────


def on_gnome(desk: Place, *, answer: bool | None) -> Place:
    environment = {"WAYLAND_DISPLAY": "w", "XDG_CURRENT_DESKTOP": "GNOME"}
    person = ObligingPerson(answer)
    return replace(desk, environment=environment, person=person)


async def test_gnome_without_its_extension_is_told_to_install_it(on_bus: Place) -> None:
    [found] = await tray(on_gnome(on_bus, answer=None))
    assert found.verdict is Verdict.FAILS
    assert found.seen == "no panel here shows icons (no StatusNotifierWatcher)"
    assert "gnome-shell-extension-appindicator" in found.advice


@pytest.mark.parametrize(
    ("answer", "verdict", "seen"),
    [
        (True, Verdict.WORKS, "you saw it (StatusNotifierItem)"),
        (False, Verdict.FAILS, "the panel took it (StatusNotifierItem), but you did not see it"),
    ],
)
async def test_the_person_decides_whether_the_icon_is_seen(
    on_bus: Place, address: str, *, answer: bool, verdict: Verdict, seen: str
) -> None:
    async with standing_in(address, WATCHER, host(present=True)):
        [found] = await tray(on_gnome(on_bus, answer=answer))
    assert (found.verdict, found.seen) == (verdict, seen)


async def test_a_list_of_icons_that_no_panel_shows_is_told_apart(
    on_bus: Place, address: str
) -> None:
    async with standing_in(address, WATCHER, host(present=False)):
        [found] = await tray(on_gnome(on_bus, answer=None))
    assert found.seen == "somebody keeps a list of icons, but no panel shows it"


def host(*, present: bool) -> Answers:
    return {
        "RegisterStatusNotifierItem": ("", []),
        "Get IsStatusNotifierHostRegistered": ("v", [Variant("b", present)]),
    }


# ── the rest ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"XDG_CURRENT_DESKTOP": "Budgie:GNOME"}, Desktop.BUDGIE),
        ({"XDG_CURRENT_DESKTOP": "sway", "WAYLAND_DISPLAY": "w"}, Desktop.BARE_WAYLAND),
        ({"DISPLAY": ":1"}, Desktop.BARE_X11),
        ({}, Desktop.NONE),
    ],
)
def test_a_desktop_is_known_by_what_it_calls_itself(
    place: Place, environment: dict[str, str], expected: Desktop
) -> None:
    assert desktop(replace(place, environment=environment)) is expected


async def test_do_not_disturb_is_read_of_the_server_that_runs(on_bus: Place, address: str) -> None:
    assert await quiet(on_bus) == [untried("do not disturb", "no notification server runs yet")]
    server = ScriptedServer(address, name="gnome-shell")
    await server.start()
    assert await quiet(on_bus) == [
        partly(
            "do not disturb",
            "cannot be read of gnome-shell without gsettings",
            "Install gsettings.",
        )
    ]
    await server.stop()


async def test_without_pactl_microphones_cannot_be_seen(place: Place) -> None:
    [found] = await calls(replace(place, environment={"PULSE_SERVER": "there", "PATH": "/none"}))
    assert found.verdict is Verdict.PARTLY
    assert found.advice == "Install pactl (package pulseaudio-utils)."


async def test_a_compositor_that_tells_nothing_leaves_full_screen_to_the_person(
    place: Place, tmp_path: Path
) -> None:
    environment = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    [found] = await full_screen(replace(place, environment=environment))
    assert found.verdict is Verdict.PARTLY
    assert found.advice == "Before a talk: switch do-not-disturb on, or unkink pause 1h"


async def test_without_a_system_bus_sleep_and_lock_could_be_better(place: Place) -> None:
    nothing = {"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent/bus"}
    desk = replace(place, environment=nothing)
    assert [one.verdict for one in await logind(desk)] == [Verdict.PARTLY] * 2
    [found] = await films(desk)
    assert found.verdict is Verdict.PARTLY


async def test_a_page_is_served_and_fetched_and_nothing_is_cached(place: Place) -> None:
    assert await guide(place) == [works("guide", "the page can be served; no browser was opened")]
    assert not place.paths.cache.exists()
