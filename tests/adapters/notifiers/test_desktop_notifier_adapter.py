"""What is asked of desktop-notifier and made of its answers, with a fake of the library."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import pytest

from tests.adapters.notifiers.listener import BODY, PROMPT, Listener, until
from unkink.adapters.notifiers.desktop_notifier_adapter import DesktopNotifierAdapter
from unkink.core.events import Closing
from unkink.ports import AdapterError, ButtonPressed, NotificationClosed

Callback = Callable[[], object]


@dataclass(frozen=True)
class FakeButton:
    title: str
    on_pressed: Callback


@dataclass(frozen=True)
class Sent:
    title: str
    message: str
    buttons: list[FakeButton]
    on_clicked: Callback
    on_dismissed: Callback
    sound: str | None
    timeout: int


@dataclass
class FakeCentre:
    """Behaves as the documentation and source of desktop-notifier 6.2 say."""

    allowed: bool = True
    works: bool = True
    capabilities: frozenset[str] = frozenset({"title"})
    sent: list[Sent] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)

    async def get_capabilities(self) -> frozenset[str]:
        return self.capabilities

    async def request_authorisation(self) -> bool:
        return self.allowed

    async def send(
        self,
        *,
        title: str,
        message: str,
        buttons: list[FakeButton],
        on_dispatched: Callback,
        on_clicked: Callback,
        on_dismissed: Callback,
        sound: str | None,
        timeout: int,  # noqa: ASYNC109 - the library's name for how long it is shown
    ) -> str:
        if self.works:
            self.sent.append(
                Sent(title, message, buttons, on_clicked, on_dismissed, sound, timeout)
            )
            on_dispatched()
        return f"id-{len(self.sent)}"

    async def clear(self, identifier: str) -> None:
        self.cleared.append(identifier)


@pytest.fixture
def centre() -> FakeCentre:
    return FakeCentre()


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def adapter(centre: FakeCentre, listener: Listener) -> DesktopNotifierAdapter:
    library = SimpleNamespace(
        DesktopNotifier=lambda app_name: centre if app_name == "unkink" else None,
        Button=FakeButton,
        DEFAULT_SOUND="default sound",
    )
    return DesktopNotifierAdapter(listener.respond, load=lambda: library)


async def test_a_prompt_arrives_with_words_and_buttons(
    adapter: DesktopNotifierAdapter, centre: FakeCentre
) -> None:
    await adapter.show(PROMPT)
    (sent,) = centre.sent
    assert (sent.title, sent.message) == ("A minute for your neck", BODY)
    assert [button.title for button in sent.buttons] == ["Show me how", "In 5 min", "Skip it"]
    assert (sent.sound, sent.timeout) == (None, -1)


async def test_sound_and_time_are_passed_on(
    adapter: DesktopNotifierAdapter, centre: FakeCentre
) -> None:
    await adapter.show(replace(PROMPT, sound=True, lasts=7.6))
    assert (centre.sent[0].sound, centre.sent[0].timeout) == ("default sound", 8)


async def test_a_click_on_the_body_is_the_first_button(
    adapter: DesktopNotifierAdapter, centre: FakeCentre, listener: Listener
) -> None:
    await adapter.show(PROMPT)
    centre.sent[0].on_clicked()
    await until(lambda: listener.responses, "the click")
    assert listener.responses == [ButtonPressed("prompt", "show", token=None)]


async def test_a_button_pressed_on_another_thread_is_reported_on_the_loops_own(
    adapter: DesktopNotifierAdapter, centre: FakeCentre, listener: Listener
) -> None:
    await adapter.show(PROMPT)
    main_thread = threading.Thread(target=centre.sent[0].buttons[1].on_pressed)
    main_thread.start()
    await asyncio.to_thread(main_thread.join)
    await until(lambda: listener.responses, "the button")
    assert listener.responses == [ButtonPressed("prompt", "snooze", token=None)]


async def test_a_dismissal_is_reported_once_and_not_after_a_button(
    adapter: DesktopNotifierAdapter, centre: FakeCentre, listener: Listener
) -> None:
    await adapter.show(PROMPT)
    centre.sent[0].on_dismissed()
    centre.sent[0].on_dismissed()
    await until(lambda: listener.responses, "the dismissal")
    await adapter.show(PROMPT)
    centre.sent[1].buttons[2].on_pressed()
    centre.sent[1].on_dismissed()
    await until(lambda: len(listener.responses) > 1, "the button")
    assert listener.responses == [
        NotificationClosed("prompt", Closing.DISMISSED),
        ButtonPressed("prompt", "skip", token=None),
    ]


async def test_a_newer_prompt_clears_the_older_whose_clicks_no_longer_count(
    adapter: DesktopNotifierAdapter, centre: FakeCentre, listener: Listener
) -> None:
    await adapter.show(PROMPT)
    await adapter.show(PROMPT)
    assert centre.cleared == ["id-1"]
    centre.sent[0].on_clicked()
    centre.sent[1].on_clicked()
    await until(lambda: listener.responses, "the click")
    assert listener.responses == [ButtonPressed("prompt", "show", token=None)]


async def test_withdrawing_and_closing_clear_what_is_there(
    adapter: DesktopNotifierAdapter, centre: FakeCentre
) -> None:
    await adapter.show(PROMPT)
    await adapter.show(replace(PROMPT, slot="settings"))
    await adapter.withdraw("prompt")
    await adapter.withdraw("prompt")
    await adapter.close()
    assert centre.cleared == ["id-1", "id-2"]


async def test_what_the_system_swallows_is_a_failure(
    adapter: DesktopNotifierAdapter, centre: FakeCentre
) -> None:
    centre.works = False
    with pytest.raises(AdapterError, match="did not take the notification"):
        await adapter.show(PROMPT)


async def test_a_centre_that_can_do_nothing_is_a_failure(
    adapter: DesktopNotifierAdapter, centre: FakeCentre
) -> None:
    centre.capabilities = frozenset()
    with pytest.raises(AdapterError, match="need the app bundle"):
        await adapter.show(PROMPT)


async def test_a_refused_permission_is_a_failure_until_it_is_given(
    adapter: DesktopNotifierAdapter, centre: FakeCentre
) -> None:
    centre.allowed = False
    with pytest.raises(AdapterError, match="does not allow"):
        await adapter.show(PROMPT)
    centre.allowed = True
    await adapter.show(PROMPT)
    assert len(centre.sent) == 1


async def test_a_library_that_is_not_there_is_a_failure(listener: Listener) -> None:
    adapter = DesktopNotifierAdapter(listener.respond)
    with pytest.raises(AdapterError, match="desktop-notifier does not work here"):
        await adapter.show(PROMPT)
