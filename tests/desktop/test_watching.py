"""A film runs and nobody types: MATE's real session manager tells who keeps the screen on."""

from collections.abc import Callable, Iterator

import pytest

from tests.desktop.daemon import Daemon, quick_day
from tests.desktop.processes import Program
from tests.desktop.session import Session
from tests.waiting import stays_false, wait_until

COMMAND = ("mate-session-inhibit", "--app-id", "org.videolan.VLC", "--reason", "a film")


@pytest.fixture
def film(desk: Session) -> Iterator[Callable[[], Program]]:
    """Begins a film: a program that keeps the screen on until it is stopped."""
    manager = desk.start(["mate-session", "--failsafe", "--disable-acceleration-check"])
    desk.bus.wait_for("org.gnome.SessionManager")
    films = []

    def begin() -> Program:
        films.append(desk.start([*COMMAND, "sleep", "300"]))
        return films[-1]

    yield begin
    for film in films:
        film.kill()
    manager.kill()


def presence(daemon: Daemon) -> str:
    return str(daemon.status()["presence"])


# A minute of this passes until somebody looks again whether the film goes on (WATCH_AGAIN).
def test_who_watches_a_film_sits_until_it_ends(desk: Session, film: Callable[[], Program]) -> None:
    daemon = desk.start_daemon(quick_day(every="1h"))
    running = film()  # what is on before unkink starts is no sign of anybody
    desk.open_editor()
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["sat_s"] >= 2, 15, "some sitting")
    wait_until(lambda: presence(daemon) == "watching", 15, "the film to be noticed")
    before = daemon.status()["sitting_now_s"]
    stays_false(lambda: presence(daemon) != "watching", 8, "an empty chair before a film")
    assert daemon.status()["sitting_now_s"] >= before + 8
    assert daemon.reminder()["sat_s"] >= before + 8

    running.kill()
    wait_until(lambda: presence(daemon) == "away", 65, "the end of the film to be noticed")


def test_where_watching_shall_not_count_a_film_keeps_nobody_at_the_desk(
    desk: Session, film: Callable[[], Program]
) -> None:
    daemon = desk.start_daemon(quick_day(every="1h", watching=False))
    running = film()
    desk.open_editor()
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["sat_s"] >= 2, 15, "some sitting")
    wait_until(lambda: presence(daemon) != "active", 15, "the silence to be noticed")
    assert presence(daemon) == "away"
    assert running.running
