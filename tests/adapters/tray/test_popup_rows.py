"""The menu of XEmbed trays as flat rows."""

from dataclasses import replace

from tests.snapshots import SITTING
from unkink.adapters.tray.popup_picture import PopupPicture
from unkink.adapters.tray.popup_rows import Mark, popup_rows
from unkink.core.snapshot import Snapshot
from unkink.menu_model import Menu
from unkink.tray_menu import MenuActions, build


def nothing(*_: object) -> None:
    pass


def menu(snapshot: Snapshot) -> Menu:
    return build(lambda: snapshot, MenuActions(*[nothing] * 7))


def test_submenus_are_written_out_and_hidden_rows_left_out() -> None:
    assert [row.text or "-" for row in popup_rows(menu(SITTING))] == [
        "Sitting 12 min · next tip in about 18 min",
        "-",
        "Tip library",
        "Tip now",
        "Done",
        "Snooze 5 min",
        "Skip",
        "Pause: 30 minutes",
        "Pause: 1 hour",
        "Pause: 2 hours",
        "Pause: until tomorrow",
        "-",
        "Sitting",
        "Standing",
        "Walking",
        "-",
        "Today",
        "I am sore today",
        "Health questions",
        "Why quiet?",
        "Edit config",
        "-",
        "Quit",
    ]


def test_rows_know_whether_they_are_on_and_can_be_chosen() -> None:
    rows = {row.text: row for row in popup_rows(menu(replace(SITTING, sore=True)))}
    assert [rows[text].enabled for text in ("Tip now", "Done")] == [True, False]
    marks = [rows[text].mark for text in ("Sitting", "Standing", "I am sore today", "Quit")]
    assert marks == [Mark.RADIO, Mark.NONE, Mark.CHECK, Mark.NONE]


def test_a_point_finds_the_row_under_it_unless_it_is_grey_or_a_line() -> None:
    picture = PopupPicture(popup_rows(menu(SITTING)), 1.0)
    assert [picture.row_at(y) for y in (0, 10, 36, 45, 75, 100)] == [None, None, None, 2, 3, None]
    assert picture.row_at(picture.height + 5) is None


def test_the_menu_grows_with_the_desktops_text() -> None:
    rows = popup_rows(menu(SITTING))
    small, large = PopupPicture(rows, 1.0), PopupPicture(rows, 2.0)
    assert 1.9 < large.width / small.width < 2.1
    assert large.height == 2 * small.height
    assert len(large.draw(3)) == large.width * large.height * 4
