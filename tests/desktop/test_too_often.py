"""Tips that nobody answers come less often, and once it is asked whether that is right."""

import pytest

from tests.desktop.boxes import Box
from tests.desktop.daemon import quick_day
from tests.desktop.session import Server, Session
from tests.waiting import stays_false, wait_until


def question(desk: Session) -> Box | None:
    """Return where it is asked, once all of it is there."""
    for note in desk.notifications():
        if desk.screen.find_text("Tips too often?", note.box) and desk.screen.find_text(
            "As before", note.box
        ):
            return note.box
    return None


@pytest.mark.parametrize("desk", [Server.XFCE], indirect=True)
def test_after_three_tips_without_an_answer_a_click_brings_them_as_before(desk: Session) -> None:
    daemon = desk.start_daemon(quick_day(every="8s", max_defer="2s"))
    desk.open_editor()
    with desk.hands.typing():  # right through four tips: each ends the wait for the one before
        note = wait_until(lambda: question(desk), 90, "the question")
        desk.screen.screenshot("too-often")
        assert daemon.reminder()["every_s"] == 8 + 15 * 60
    desk.screen.wait_for_text("Keep it so", note)
    desk.click_on("As before", note)
    wait_until(lambda: daemon.reminder()["every_s"] == 8, 5, "the usual interval")
    told = daemon.say("why")
    assert told.count("not answered") == 3
    assert "went by without an answer" in told
    stays_false(lambda: question(desk), 3, "the question again")
