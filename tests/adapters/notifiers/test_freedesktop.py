"""The desktop notifier against a scripted server on a real session bus."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from dbus_fast import Message
from dbus_fast.aio import MessageBus

from tests.adapters.notifiers.listener import BODY, BUTTONS, PROMPT, Listener, until
from tests.adapters.notifiers.scripted_server import NAME, PATH, ScriptedServer, connect, hang_up
from unkink import notices
from unkink.adapters.notifiers.freedesktop import FreedesktopNotifier, actions
from unkink.adapters.notifiers.notification_service import Server
from unkink.core.events import Closing
from unkink.notices import SHOW, SKIP
from unkink.ports import AdapterError, Button, ButtonPressed, NotificationClosed

LOST = NotificationClosed("prompt", Closing.LOST)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
async def notifier(
    connection: MessageBus, listener: Listener
) -> AsyncIterator[FreedesktopNotifier]:
    notifier = FreedesktopNotifier(connection, listener.respond, listener.available)
    yield notifier
    await notifier.close()


async def settled(notifier: FreedesktopNotifier, server: ScriptedServer) -> None:
    """Wait until everything that the server has sent so far was received."""
    await notifier.show(replace(PROMPT, slot="after all that"))
    server.notified.pop()


# ── what is said ──────────────────────────────────────────────────────────────────────────────


async def test_a_prompt_arrives_with_its_words_and_buttons(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    await notifier.show(PROMPT)
    (seen,) = server.notified
    assert (seen.app_name, seen.title, seen.body) == ("unkink", "A minute for your neck", BODY)
    assert seen.actions == [
        *("default", "Show me how"),
        *("show", "Show me how"),
        *("snooze", "In 5 min"),
        *("skip", "Skip it"),
    ]
    assert seen.expires == -1
    assert seen.hints == {"urgency": 1, "desktop-entry": "unkink", "suppress-sound": True}


async def test_what_is_in_no_hurry_says_so(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    await notifier.show(replace(PROMPT, quiet=True))
    (seen,) = server.notified
    assert seen.hints == {"urgency": 0, "desktop-entry": "unkink", "suppress-sound": True}


async def test_a_sound_is_asked_for_only_when_wanted(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    await notifier.show(replace(PROMPT, sound=True, lasts=7.5))
    (seen,) = server.notified
    assert seen.hints["suppress-sound"] is False
    assert seen.hints["sound-name"] == "message-new-instant"
    assert seen.expires == 7500


async def test_a_body_is_escaped_for_servers_that_read_markup(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    await notifier.show(replace(PROMPT, title="Q & A", body="a < b & b > c"))
    assert server.notified[0].title == "Q & A"
    assert server.notified[0].body == "a &lt; b &amp; b &gt; c"


async def test_a_body_is_left_alone_for_servers_that_do_not(
    address: str, notifier: FreedesktopNotifier
) -> None:
    server = ScriptedServer(address, capabilities=("actions", "body"))
    await server.start()
    await notifier.show(replace(PROMPT, body="a < b & b > c"))
    assert server.notified[0].body == "a < b & b > c"
    await server.stop()


@pytest.mark.parametrize("name", ["Xfce Notify Daemon", "lxqt-notificationd", "dunst"])
def test_servers_that_show_the_default_action_get_it_once(name: str) -> None:
    laid_out = actions(BUTTONS, Server(name, "1", frozenset({"actions"})))
    assert laid_out == ["default", "Show me how", "snooze", "In 5 min", "skip", "Skip it"]


async def test_a_server_without_actions_gets_none_and_counts_as_not_clickable(
    address: str, notifier: FreedesktopNotifier
) -> None:
    server = ScriptedServer(address, name="plain", capabilities=("body",))
    await server.start()
    await notifier.show(PROMPT)
    assert server.notified[0].actions == []
    assert not notifier.clickable
    assert notifier.name == "dbus (plain)"
    await server.stop()


async def test_a_picture_is_named_to_a_server_that_shows_pictures(
    address: str, notifier: FreedesktopNotifier, tmp_path: Path
) -> None:
    server = ScriptedServer(address, capabilities=("actions", "body", "icon-static"))
    await server.start()
    await notifier.show(replace(PROMPT, picture=tmp_path / "neck turns.png"))
    await notifier.show(PROMPT)
    assert server.notified[0].hints["image-path"] == f"file://{tmp_path}/neck%20turns.png"
    assert "image-path" not in server.notified[1].hints
    await server.stop()


async def test_a_server_without_pictures_hears_of_none(
    server: ScriptedServer, notifier: FreedesktopNotifier, tmp_path: Path
) -> None:
    await notifier.show(replace(PROMPT, picture=tmp_path / "neck-turns.png"))
    assert "image-path" not in server.notified[0].hints


async def test_a_server_is_asked_about_itself_only_once(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    for _ in range(3):
        await notifier.show(PROMPT)
    assert server.asked == ["GetCapabilities", "GetServerInformation", "Notify", "Notify", "Notify"]


# ── one per slot ──────────────────────────────────────────────────────────────────────────────


async def test_twenty_prompts_use_one_place_on_the_screen(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    """Stretchly #966, #1088 (peers 24): notifications pile up and never close."""
    for _ in range(20):
        await notifier.show(PROMPT)
    assert [one.replaces for one in server.notified] == [0] + [1] * 19
    assert {one.number for one in server.notified} == {1}


async def test_another_slot_has_a_place_of_its_own(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    await notifier.show(PROMPT)
    await notifier.show(replace(PROMPT, slot="settings"))
    assert [one.replaces for one in server.notified] == [0, 0]


async def test_a_server_that_cannot_replace_is_told_to_close_the_old_one(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    server.keeps_numbers = False
    await notifier.show(PROMPT)
    await notifier.show(PROMPT)
    await until(lambda: server.closed == [1], "the first to be closed")


async def test_withdrawing_closes_it_once(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    await notifier.show(PROMPT)
    await notifier.withdraw("prompt")
    await notifier.withdraw("prompt")
    await notifier.withdraw("never shown")
    await settled(notifier, server)
    assert server.closed == [1]


async def test_closing_the_notifier_takes_everything_off_the_screen(
    connection: MessageBus, server: ScriptedServer, listener: Listener
) -> None:
    notifier = FreedesktopNotifier(connection, listener.respond, listener.available)
    await notifier.show(PROMPT)
    await notifier.close()
    await until(lambda: server.closed == [1], "the notification to be closed")
    server.press(1, "show")
    await server.stop()
    assert listener.responses == []
    assert connection.connected


# ── what comes back ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("action", "key"),
    [("default", "show"), ("show", "show"), ("snooze", "snooze"), ("skip", "skip")],
)
async def test_a_click_comes_back_as_the_key_of_its_button(
    server: ScriptedServer,
    notifier: FreedesktopNotifier,
    listener: Listener,
    action: str,
    key: str,
) -> None:
    await notifier.show(PROMPT)
    server.press(1, action)
    await until(lambda: listener.responses, "a response")
    assert listener.responses == [ButtonPressed("prompt", key, token=None)]


async def test_the_activation_token_comes_with_the_click(
    server: ScriptedServer, notifier: FreedesktopNotifier, listener: Listener
) -> None:
    await notifier.show(PROMPT)
    server.press(1, "default", token="token-1")
    await until(lambda: listener.responses, "a response")
    assert listener.responses == [ButtonPressed("prompt", "show", token="token-1")]


async def test_the_closing_after_a_click_is_not_reported_on_top(
    server: ScriptedServer, notifier: FreedesktopNotifier, listener: Listener
) -> None:
    await notifier.show(PROMPT)
    server.press(1, "snooze")
    server.gone(1, reason=2)
    server.press(1, "snooze")
    await settled(notifier, server)
    assert listener.responses == [ButtonPressed("prompt", "snooze", token=None)]


@pytest.mark.parametrize(
    ("reason", "closing"),
    [(1, Closing.EXPIRED), (2, Closing.DISMISSED), (3, Closing.EXPIRED), (4, Closing.EXPIRED)],
)
async def test_going_away_is_reported_with_how(
    server: ScriptedServer,
    notifier: FreedesktopNotifier,
    listener: Listener,
    reason: int,
    closing: Closing,
) -> None:
    await notifier.show(PROMPT)
    server.gone(1, reason)
    server.gone(1, reason)
    await settled(notifier, server)
    assert listener.responses == [NotificationClosed("prompt", closing)]


async def test_a_click_in_the_history_after_it_expired_still_counts(
    server: ScriptedServer, notifier: FreedesktopNotifier, listener: Listener
) -> None:
    await notifier.show(PROMPT)
    server.gone(1, reason=1)
    server.press(1, "show")
    await settled(notifier, server)
    assert listener.responses == [
        NotificationClosed("prompt", Closing.EXPIRED),
        ButtonPressed("prompt", "show", token=None),
    ]


async def test_what_expired_is_not_replaced_but_shown_anew(
    server: ScriptedServer, notifier: FreedesktopNotifier, listener: Listener
) -> None:
    await notifier.show(PROMPT)
    server.gone(1, reason=1)
    await until(lambda: listener.responses, "the expiry")
    await notifier.show(PROMPT)
    assert [one.replaces for one in server.notified] == [0, 0]


async def test_a_signal_right_behind_the_answer_is_not_missed(
    server: ScriptedServer, notifier: FreedesktopNotifier, listener: Listener
) -> None:
    server.right_after_notify = lambda number: server.gone(number, reason=2)
    await notifier.show(PROMPT)
    await until(lambda: listener.responses, "the closing")
    assert listener.responses == [NotificationClosed("prompt", Closing.DISMISSED)]


async def test_numbers_of_other_programs_and_old_numbers_are_ignored(
    server: ScriptedServer, notifier: FreedesktopNotifier, listener: Listener
) -> None:
    """desktop-notifier #175, #185; opencloud #200 (peers 27): it reacts to the clicks of others."""
    await notifier.show(PROMPT)
    await notifier.withdraw("prompt")
    await notifier.show(PROMPT)
    for number in (1, 77):
        server.press(number, "default")
        server.gone(number, reason=2)
    server.press(2, "not one of ours")
    await settled(notifier, server)
    assert listener.responses == []


async def test_signals_that_do_not_come_from_the_server_are_ignored(
    server: ScriptedServer,
    notifier: FreedesktopNotifier,
    listener: Listener,
    address: str,
    connection: MessageBus,
) -> None:
    await notifier.show(PROMPT)
    stranger = await connect(address)
    forged = Message.new_signal(PATH, NAME, "ActionInvoked", "us", [1, "show"])
    forged.destination = connection.unique_name
    await stranger.send(forged)
    await hang_up(stranger)
    await settled(notifier, server)
    assert listener.responses == []


# ── servers that fail, come and go ────────────────────────────────────────────────────────────


async def test_without_a_server_the_person_is_told_so(notifier: FreedesktopNotifier) -> None:
    with pytest.raises(AdapterError, match="No notification service is running"):
        await notifier.show(PROMPT)


async def test_a_refusal_carries_the_servers_words(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    server.refusal = "too many notifications"
    with pytest.raises(AdapterError, match="refused: too many notifications"):
        await notifier.show(PROMPT)
    server.refusal = None
    await notifier.show(PROMPT)
    assert len(server.notified) == 1


async def test_a_server_that_never_answers_is_given_up_after_five_seconds(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    server.silent = True
    loop = asyncio.get_running_loop()
    begun = loop.time()
    with pytest.raises(AdapterError, match="did not answer within 5 s"):
        await notifier.show(PROMPT)
    assert 4.9 < loop.time() - begun < 6


async def test_a_notification_that_comes_after_all_is_taken_away_and_worth_another_try(
    server: ScriptedServer, notifier: FreedesktopNotifier, listener: Listener
) -> None:
    await notifier.show(PROMPT)
    await notifier.withdraw("prompt")
    server.silent = True
    with pytest.raises(AdapterError, match="did not answer"):
        await notifier.show(PROMPT)
    assert listener.availabilities == 0
    server.answer_late()
    await until(lambda: server.closed == [1, 2], "the late one to be closed")
    assert listener.availabilities == 1


async def test_a_server_that_starts_later_is_announced_and_used(
    address: str, notifier: FreedesktopNotifier, listener: Listener
) -> None:
    with pytest.raises(AdapterError):
        await notifier.show(PROMPT)
    server = ScriptedServer(address)
    await server.start()
    await until(lambda: listener.availabilities == 1, "the word that it is there")
    await notifier.show(PROMPT)
    assert len(server.notified) == 1
    await server.stop()


async def test_a_crash_of_the_server_is_a_loss_and_numbers_start_afresh(
    address: str, server: ScriptedServer, notifier: FreedesktopNotifier, listener: Listener
) -> None:
    """libnotify (peers 28): the numbers of a server that restarted are taken for new ones."""
    await notifier.show(PROMPT)
    await notifier.show(replace(PROMPT, slot="settings"))
    await server.stop()
    await until(lambda: len(listener.responses) == 2, "both losses")
    assert listener.responses == [LOST, NotificationClosed("settings", Closing.LOST)]
    second = ScriptedServer(address, name="second", capabilities=("body",), first_number=5)
    await second.start()
    await notifier.show(PROMPT)
    assert [(one.number, one.replaces, one.actions) for one in second.notified] == [(5, 0, [])]
    second.press(1, "show")
    second.gone(5, reason=2)
    await until(lambda: len(listener.responses) == 3, "the closing")
    assert listener.responses[2] == NotificationClosed("prompt", Closing.DISMISSED)
    await second.stop()


async def test_after_a_crash_it_says_when_to_try_again_even_if_nobody_comes(
    server: ScriptedServer, notifier: FreedesktopNotifier, listener: Listener
) -> None:
    await notifier.show(PROMPT)
    await server.stop()
    await until(lambda: listener.responses == [LOST], "the loss")
    assert listener.availabilities == 0
    await until(lambda: listener.availabilities == 1, "the word to try again", deadline=3)


async def test_a_server_that_leaves_an_empty_screen_is_nothing_to_report(
    address: str, server: ScriptedServer, notifier: FreedesktopNotifier, listener: Listener
) -> None:
    await notifier.show(PROMPT)
    await notifier.withdraw("prompt")
    await server.stop()
    second = ScriptedServer(address)
    await second.start()
    await until(lambda: listener.availabilities, "the second server")
    assert listener.responses == []
    await second.stop()


async def test_a_server_that_dies_while_it_is_asked_is_a_failure_not_a_hang(
    server: ScriptedServer, notifier: FreedesktopNotifier
) -> None:
    server.silent = True
    showing = asyncio.create_task(notifier.show(PROMPT))
    await until(lambda: server.asked, "the question")
    await server.stop()
    with pytest.raises(AdapterError, match="refused"):
        await asyncio.wait_for(showing, 3)


async def test_a_lost_session_bus_is_a_failure_and_withdrawing_stays_quiet(
    address: str, server: ScriptedServer, listener: Listener
) -> None:
    bus = await connect(address)
    notifier = FreedesktopNotifier(bus, listener.respond, listener.available)
    await notifier.show(PROMPT)
    await hang_up(bus)
    with pytest.raises(AdapterError, match="session bus is gone"):
        await notifier.show(PROMPT)
    await notifier.withdraw("prompt")
    await notifier.close()


async def test_signals_that_make_no_sense_leave_neither_trace_nor_traceback(
    server: ScriptedServer,
    notifier: FreedesktopNotifier,
    listener: Listener,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await notifier.show(PROMPT)
    for member in ("ActionInvoked", "ActivationToken", "NotificationClosed"):
        server.emit(member, "")
        server.emit(member, "u", 1)
        server.emit(member, "s", "default")
        server.emit(member, "uas", 1, ["default"])
    server.press(1, "default")
    await settled(notifier, server)
    assert listener.responses == [ButtonPressed("prompt", "show", token=None)]
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []


@pytest.mark.parametrize("token", ["x" * 200_000, "to\nken", "tök", ""])
async def test_a_token_that_is_none_does_not_come_with_the_click(
    server: ScriptedServer, notifier: FreedesktopNotifier, listener: Listener, token: str
) -> None:
    await notifier.show(PROMPT)
    server.emit("ActivationToken", "us", 1, token)
    server.press(1, "default")
    await until(lambda: listener.responses, "a response")
    assert listener.responses == [ButtonPressed("prompt", "show", token=None)]


async def test_a_button_that_is_told_twice_was_pressed_once(
    server: ScriptedServer, notifier: FreedesktopNotifier, listener: Listener
) -> None:
    await notifier.show(PROMPT)
    server.press(1, "default")
    server.press(1, "default")
    await settled(notifier, server)
    assert listener.responses == [ButtonPressed("prompt", "show", token=None)]


def test_buttons_that_are_narrow_have_words_that_fit() -> None:
    """LXQt's are 65 pixels wide when there are three, and cut what is longer."""
    lxqt = Server("lxqt-notificationd", "2.4.0", frozenset({"actions"}))
    usual = Server("mako", "1.11", frozenset({"actions"}))
    buttons = (SHOW, Button("snooze", "In 5 min"), SKIP)
    assert actions(buttons, lxqt) == ["default", "Show", "snooze", "In 5 min", "skip", "Skip it"]
    assert actions(buttons, usual)[:4] == ["default", "Show me how", "show", "Show me how"]
    every = [one for one in vars(notices).values() if isinstance(one, Button)]
    assert [one for one in every if len(one.short or one.label) > 8] == []
