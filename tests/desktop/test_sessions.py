"""Sessions of one person: one that ends, and two at once. logind is played, the rest is real."""

from collections.abc import Iterator

import pytest

from tests.desktop.daemon import COMMAND, Daemon, quick_day
from tests.desktop.processes import Program
from tests.desktop.screen import Screen
from tests.desktop.seat import Seat, seat_of
from tests.desktop.session import Session
from tests.waiting import wait_until
from unkink.protocol import Code

LONG_DAY = quick_day(every="1h")


@pytest.fixture
def seat(desk: Session) -> Iterator[Seat]:
    with seat_of(desk) as seat:
        yield seat


def expect(daemon: Daemon, presence: str) -> None:
    wait_until(lambda: daemon.status()["presence"] == presence, 15, f"{presence} to be told")


@pytest.fixture
def second(desk: Session) -> Iterator[Session]:
    """The same person once more: another display, and the same bus, home and runtime folder."""
    screen = Screen(desk.environment, desk.folder / "Xvfb-2.log")
    first = desk.environment["DISPLAY"]
    desk.environment["DISPLAY"] = screen.name
    yield desk
    desk.environment["DISPLAY"] = first
    screen.stop()


def test_after_a_logout_it_ends_though_the_person_lingers(desk: Session, seat: Seat) -> None:
    """aw-watcher-afk #27: the runtime folder, the bus and the socket all stay."""
    desk.environment["XDG_SESSION_ID"] = "c1"
    daemon = desk.start_daemon(LONG_DAY)
    seat.end_session()
    assert daemon.program.wait(10) == 0, daemon.log
    assert daemon.log.count("the session has ended, and so does unkink") == 1
    assert "Traceback" not in daemon.log


def test_a_display_that_goes_in_a_session_that_is_closing_ends_it(
    desk: Session, seat: Seat
) -> None:
    """logind keeps a session as long as any of its programs runs: here unkink itself."""
    desk.environment["XDG_SESSION_ID"] = "c1"
    daemon = desk.start_daemon(LONG_DAY)
    seat.leave_session()
    assert daemon.program.wait(10) == 0, daemon.log


def test_a_start_in_another_session_takes_over_where_nobody_is_any_more(
    desk: Session, second: Session
) -> None:
    """nwg-drawer #33: the second session was refused, and the first one watched for ever."""
    there = desk.environment["DISPLAY"]
    desk.environment["DISPLAY"] = desk.screen.name
    first = desk.start_daemon(LONG_DAY)
    expect(first, "away")
    desk.environment["DISPLAY"] = there
    taken = desk.new_daemon(LONG_DAY)
    assert first.program.wait(15) == 0, first.log
    taken.wait_ready()
    assert taken.status()["display"] == there
    assert f"leaves another session (display {desk.screen.name})" in taken.log


def test_another_name_of_the_same_display_is_no_other_session(desk: Session) -> None:
    first = desk.start_daemon(LONG_DAY)
    expect(first, "away")
    name = desk.environment["DISPLAY"]
    desk.environment["DISPLAY"] = f"{name}.0"
    second = desk.new_daemon(LONG_DAY)
    assert second.program.wait(20) == Code.ALREADY_RUNNING
    assert "another session" not in second.log
    assert first.status()["display"] == name


def test_looking_for_the_program_from_another_display_takes_it_from_no_desk(
    desk: Session, second: Session
) -> None:
    """`unkink` over `ssh -X`, by somebody who is away from the screen that it watches."""
    there = desk.environment["DISPLAY"]
    desk.environment["DISPLAY"] = desk.screen.name
    first = desk.start_daemon(LONG_DAY)
    expect(first, "away")
    desk.environment["DISPLAY"] = there
    looking = Program(COMMAND, desk.environment, desk.folder / "looking.log")
    assert looking.wait(20) == Code.ALREADY_RUNNING
    assert f"watches another session (display {desk.screen.name})" in looking.log
    assert first.status()["display"] == desk.screen.name


def test_where_somebody_is_it_says_so_and_comes_only_when_told_to(
    desk: Session, second: Session
) -> None:
    there = desk.environment["DISPLAY"]
    desk.environment["DISPLAY"] = desk.screen.name
    first = desk.start_daemon(LONG_DAY)
    desk.open_editor()
    with desk.hands.typing():
        expect(first, "active")
        desk.environment["DISPLAY"] = there
        refused = desk.new_daemon(LONG_DAY)
        assert refused.program.wait(20) == Code.ALREADY_RUNNING
        assert f"watches another session (display {desk.screen.name})" in refused.log
        assert '"unkink run --replace" brings it here' in refused.log
        assert "watches" in Daemon.say(refused, "status")
        taken = desk.new_daemon(LONG_DAY, "--replace")
        assert first.program.wait(15) == 0, first.log
    taken.wait_ready()
    assert taken.status()["display"] == there
