"""The screen is locked, the machine sleeps: logind is played, the rest is real."""

from collections.abc import Iterator
from time import monotonic

import pytest

from tests.adapters.sensors.buses import running_bus
from tests.desktop.daemon import Daemon, quick_day
from tests.desktop.seat import Seat, seat_of
from tests.desktop.session import Server, Session
from tests.desktop.trouble import logged, tooltip_says, wait_for_fault
from tests.waiting import stays_false, wait_until


@pytest.fixture
def seat(desk: Session) -> Iterator[Seat]:
    with seat_of(desk) as seat:
        yield seat


def expect(daemon: Daemon, presence: str, deadline: float = 5.0) -> None:
    wait_until(lambda: daemon.status()["presence"] == presence, deadline, f"{presence} to be told")


def test_a_screen_that_was_locked_for_two_seconds_takes_two_seconds_off(
    desk: Session, seat: Seat
) -> None:
    """Safe Eyes #419 and others (peers 16): a short lock is no break, and resets no count."""
    daemon = desk.start_daemon(quick_day(every="60s"))  # as long as a full break: second for second
    desk.open_editor()
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["sat_s"] >= 12, 25, "twelve seconds of sitting")
    seat.lock()
    expect(daemon, "locked")
    before, began = daemon.status(), monotonic()
    stays_false(desk.notifications, 2, "a notification on a locked screen")
    seat.unlock()
    expect(daemon, "active")
    after, took = daemon.status(), monotonic() - began
    change = after["reminders"][0]["sat_s"] - before["reminders"][0]["sat_s"]
    assert abs(change) <= took + 1  # some two seconds, more where the machine is busy
    assert after["reminders"][0]["sat_s"] >= 12 - 2 - took
    assert after["sitting_now_s"] >= before["sitting_now_s"]


@pytest.mark.parametrize("desk", [Server.XFCE], indirect=True)
def test_a_tip_that_is_due_when_the_screen_is_locked_comes_after_it_is_unlocked(
    desk: Session, seat: Seat
) -> None:
    daemon = desk.start_daemon(quick_day(every="8s"))
    desk.open_editor()
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["state"] == "due", 20, "the reminder to be due")
        seat.lock()
    expect(daemon, "locked")
    stays_false(desk.notifications, 4, "a notification on a locked screen")
    assert daemon.status()["live"] is None
    seat.unlock()
    expect(daemon, "active")
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["state"] == "due", 15, "the reminder to be due again")
    desk.wait_for_notification(8)
    assert len(desk.notifications()) == 1


def test_a_machine_that_sleeps_is_nobody_at_the_desk_until_a_key_is_pressed(
    desk: Session, seat: Seat
) -> None:
    daemon = desk.start_daemon(quick_day(every="1h"))
    desk.open_editor()
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["sat_s"] >= 3, 15, "some sitting")
    seat.fall_asleep()
    expect(daemon, "asleep")
    stays_false(lambda: daemon.status()["presence"] != "asleep", 6, "somebody at the desk")
    seat.wake()
    expect(daemon, "away")
    with desk.hands.typing():
        expect(daemon, "active")
    seat.lock()
    seat.fall_asleep()
    expect(daemon, "asleep")
    seat.wake()
    expect(daemon, "locked")
    with desk.hands.typing():  # the password
        stays_false(lambda: daemon.status()["presence"] != "locked", 2, "an unlocked screen")
        seat.unlock()
    expect(daemon, "active")


def test_a_system_bus_that_goes_is_told_of_and_leaves_nobody_locked_out(
    desk: Session, seat: Seat
) -> None:
    daemon = desk.start_daemon(quick_day(every="1h"))
    seat.lock()
    expect(daemon, "locked")
    seat.lose_bus()
    line = wait_for_fault(daemon, "lock")
    assert line == "The system bus is gone; locking and sleep are noticed again when it is back."
    logged(daemon, "the system bus is gone")
    tooltip_says(desk, "locking and sleep")
    desk.open_editor()
    with desk.hands.typing():
        expect(daemon, "active")
    assert daemon.quit() == 0


def test_without_logind_nothing_is_missed_but_lock_and_sleep(desk: Session) -> None:
    folder = desk.folder / "system"
    folder.mkdir()
    with running_bus(folder) as (address, _):
        desk.environment["DBUS_SYSTEM_BUS_ADDRESS"] = address
        daemon = desk.start_daemon(quick_day(every="1h"))
        desk.open_editor()
        with desk.hands.typing():
            wait_until(lambda: daemon.reminder()["sat_s"] >= 2, 15, "some sitting")
        assert daemon.status()["faults"] == {}
        assert "WARNING" not in daemon.log
        assert daemon.quit() == 0
