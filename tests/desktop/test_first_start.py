"""The first start: what must be read once is offered, in words and by a real click."""

from pathlib import Path

import pytest

from tests.desktop.daemon import Daemon, quick_day
from tests.desktop.home import new_home, state_file
from tests.desktop.session import Server, Session
from tests.waiting import stays_false, wait_until

LONG_DAY = quick_day(every="1h")
FIRST_WORDS = "These tips are for adults who feel generally well."
ALL_WORDS = (
    f"{FIRST_WORDS} They do not diagnose, treat or prevent any disease and do not replace a doctor "
    "or physiotherapist. You do everything at your own pace and risk. Answer the health questions "
    "so that unsuitable tips stay hidden; the answers stay on this computer. "
    "The health questions: unkink profile"
)


@pytest.mark.parametrize("desk", [Server.XFCE], indirect=True)
def test_the_first_start_leads_to_the_welcome_page_and_no_other_does(desk: Session) -> None:
    desk.browser.start()
    desk.never_started()
    daemon = desk.start_daemon(LONG_DAY)
    note = desk.wait_for_notification()
    desk.screen.screenshot("first-start")
    assert FIRST_WORDS in daemon.log
    desk.click_on("Read this first", note)
    opened = desk.browser.wait_for_page()
    assert opened.address.endswith("/welcome")
    desk.browser.show(opened.address)
    assert "Welcome to unkink" in desk.browser.driver.page_source
    assert "After 60 min of sitting" in desk.browser.driver.page_source
    desk.wait_for_no_notification()

    assert daemon.quit() == 0
    desk.start_daemon(LONG_DAY)  # adds to the same log
    stays_false(desk.notifications, 3, "a second welcome")
    assert daemon.log.count(FIRST_WORDS) == 1


@pytest.mark.parametrize("desk", [Server.XFCE], indirect=True)
def test_a_login_with_a_mistake_in_the_settings_says_so_and_opens_the_file(desk: Session) -> None:
    daemon = desk.start_daemon(LONG_DAY.replace('lull = "2s"', 'lull = "oops"'), "--at-login")
    note = desk.wait_for_notification()
    desk.screen.screenshot("login-with-a-mistake")
    assert desk.screen.wait_for_text("default settings are in use", note)
    assert daemon.status()["faults"] == {"settings": "The settings have a mistake, line 7"}
    (desk.folder / "config/unkink/config.toml").write_text(LONG_DAY)
    wait_until(lambda: not daemon.status()["faults"], 10, "the mended settings to be in force")
    desk.screen.wait_for_text("Settings are fine again", desk.wait_for_notification())


def test_a_stop_takes_the_welcome_away(desk: Session) -> None:
    desk.never_started()
    daemon = desk.start_daemon(LONG_DAY)
    desk.wait_for_notification()
    assert daemon.quit() == 0
    desk.wait_for_no_notification()


def test_on_a_text_console_the_words_stand_below_the_announcement(tmp_path: Path) -> None:
    environment = new_home(tmp_path)
    state_file(tmp_path).unlink()
    config = tmp_path / "config.toml"
    config.write_text(LONG_DAY)
    daemon = Daemon(environment, config)
    try:
        daemon.wait_ready()
        wait_until(lambda: "unkink profile" in daemon.log, 5, "the first words")
        _, _, below = daemon.log.partition("unkink quit\n")
        assert below.split() == ALL_WORDS.split()
    finally:
        daemon.program.stop()
