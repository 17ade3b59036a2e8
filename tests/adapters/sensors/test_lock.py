from unkink.adapters.sensors.lock import Lock
from unkink.core.events import Event, Locked, Unlocked


def test_one_lock_told_by_two_witnesses_is_reported_once() -> None:
    heard: list[Event] = []
    lock = Lock(heard.append)
    lock.testify("logind", locked=True)
    lock.testify("screensaver", locked=True)
    lock.testify("screensaver", locked=True)
    assert heard == [Locked()]


def test_it_is_unlocked_when_no_witness_says_locked_any_more() -> None:
    heard: list[Event] = []
    lock = Lock(heard.append)
    lock.testify("logind", locked=True)
    lock.testify("screensaver", locked=True)
    lock.testify("logind", locked=False)
    assert heard == [Locked()]
    lock.testify("screensaver", locked=False)
    assert heard == [Locked(), Unlocked()]


def test_a_witness_that_never_saw_a_lock_reports_nothing() -> None:
    heard: list[Event] = []
    Lock(heard.append).testify("logind", locked=False)
    assert heard == []
