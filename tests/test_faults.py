"""What does not work is kept while it lasts, and whoever shows it hears of each change once."""

import pytest

from unkink.faults import Faults, Part


class Desk:
    """The faults, and how often somebody was told that they changed."""

    def __init__(self) -> None:
        self.changes = 0
        self.faults = Faults(self._changed)

    def _changed(self) -> None:
        self.changes += 1


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_each_part_has_a_line_while_it_does_not_work(desk: Desk) -> None:
    desk.faults.note(Part.BUS, "The bus is gone.")
    desk.faults.note(Part.TRAY, "No panel shows the icon.")
    assert desk.faults.lines == ("The bus is gone.", "No panel shows the icon.")
    desk.faults.note(Part.BUS, None)
    assert desk.faults.by_part == {"tray": "No panel shows the icon."}
    desk.faults.note(Part.TRAY, None)
    assert not desk.faults.lines
    assert desk.changes == 4


def test_what_is_known_already_is_no_change(desk: Desk) -> None:
    desk.faults.note(Part.TRAY, None)
    assert desk.changes == 0
    for _ in range(3):
        desk.faults.note(Part.NOTIFIER, "Notifications: nobody answers.")
    assert desk.changes == 1


def test_the_newest_words_about_a_part_are_those_that_are_shown(desk: Desk) -> None:
    desk.faults.note(Part.NOTIFIER, "Notifications: nobody answers.")
    desk.faults.note(Part.NOTIFIER, "Notifications: nobody is there.")
    assert desk.faults.lines == ("Notifications: nobody is there.",)
    assert desk.changes == 2
