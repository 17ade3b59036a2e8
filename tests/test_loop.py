"""The loop between the rules and the world, with every adapter a fake."""

import asyncio
import logging

import pytest

from tests.fakes import START, FakeLookout, FakeNotifier, FakeSensor
from tests.house import House
from unkink.core.effects import Decision
from unkink.core.events import (
    Blinded,
    Closing,
    Done,
    GuideRequested,
    Locked,
    Looked,
    PromptRequested,
    SensorChanged,
    SettingsChanged,
    Unlocked,
)
from unkink.core.presence import Presence
from unkink.core.settings import MICRO, Settings, SittingSettings
from unkink.faults import Part
from unkink.notices import PROMPT_SLOT, SENSORS_SLOT, WELCOME_SLOT, first_start_notice
from unkink.ports import ButtonPressed, Notification, NotificationClosed, TraySign

NO_BROWSER = "No browser could be opened. `unkink tip tall` prints the steps in a terminal."


@pytest.fixture
async def house() -> House:
    return House()


async def test_a_due_reminder_becomes_a_notification(house: House) -> None:
    await house.sit(minutes=32)
    assert house.notifier.shown == []
    await house.sit(minutes=1)
    [shown] = house.notifier.shown
    assert shown.slot == PROMPT_SLOT
    assert [button.label for button in shown.buttons] == ["Show me how", "In 5 min", "Skip it"]


async def test_who_watches_hears_of_every_event_and_of_each_minute_sat(house: House) -> None:
    class Audience:
        told = 0

        def changed(self) -> None:
            self.told += 1

    house.loop.world.audience = audience = Audience()
    await house.sit(minutes=10)
    assert audience.told == 10
    house.loop.report(Locked())
    assert audience.told == 11
    house.loop.faults.note(Part.SETTINGS, "The settings have a mistake")
    assert audience.told == 12


async def test_a_click_opens_the_guide_with_the_token_of_the_desktop(house: House) -> None:
    house.loop.report(PromptRequested("tall"))
    house.press("show", token="from the click")
    await house.loop.settle()
    assert house.browser.opened == [("http://127.0.0.1:1/tip/tall", "from the click")]


async def test_done_takes_the_notification_away_and_starts_the_count_anew(house: House) -> None:
    await house.sit(minutes=33)
    house.press("done")
    await house.loop.settle()
    assert house.notifier.on_screen == {}
    assert house.loop.snapshot().reminders[0].sat == 0


async def test_snooze_and_skip_reach_the_rules(house: House) -> None:
    await house.sit(minutes=33)
    house.press("snooze")
    await house.sit(minutes=8)
    house.press("skip")
    await house.loop.settle()
    outcomes = [one.why for one in house.journal.records if one.decision is Decision.OUTCOME]
    assert outcomes == ["snoozed", "skipped"]
    assert house.notifier.on_screen == {}


async def test_a_notification_that_went_away_leaves_the_prompt_waiting(house: House) -> None:
    await house.sit(minutes=33)
    house.loop.respond(NotificationClosed(PROMPT_SLOT, Closing.EXPIRED))
    assert house.loop.snapshot().live is not None
    assert house.tray.views[-1].sign is TraySign.OVERDUE


async def test_a_deadline_takes_a_fresh_reading_first(house: House) -> None:
    house.clock.advance(31 * 60)  # nobody touched anything since the start
    house.loop.wake()
    await house.loop.settle()
    assert house.loop.snapshot().presence is Presence.AWAY
    assert house.notifier.shown == []


async def test_the_sensor_is_asked_for_a_lull_only_while_one_is_awaited(house: House) -> None:
    await house.sit(minutes=31)
    assert house.sensor.asked == [frozenset({60.0}), frozenset({60.0, 10.0})]
    await house.sit(minutes=3)
    assert house.sensor.asked[-1] == frozenset({60.0})


async def test_a_sensor_that_dies_is_let_go_and_said_once(house: House) -> None:
    house.sensor.broken = True
    house.loop.wake()
    house.loop.wake()
    blind = [one.why for one in house.journal.records if one.decision is Decision.BLIND]
    assert blind == ["The display is gone."]
    assert house.sensor.closed
    assert house.tray.views[-1].sign is TraySign.BLIND


async def test_a_sensor_that_seeks_its_successor_is_kept_and_blindness_is_said_once(
    house: House,
) -> None:
    """Safe Eyes, Entracte (peers 18): the tray and the journal tell what became of the sensor."""
    house.sensor.last = None
    house.loop.report(Blinded("The compositor went away."))
    house.loop.wake()
    await house.loop.settle()
    assert [one.slot for one in house.notifier.shown] == [SENSORS_SLOT]
    assert [view.sign for view in house.tray.views][-1] is TraySign.BLIND
    assert not house.sensor.closed

    house.loop.report(SensorChanged("kwin-idle", "The compositor went away."))
    house.loop.report(Looked(house.clock.moment))
    await house.loop.settle()
    assert house.notifier.on_screen == {}
    assert [view.sign for view in house.tray.views][-1] is TraySign.SITTING
    told = [one.why for one in house.journal.records if one.decision is Decision.SENSOR]
    assert told == ["kwin-idle: The compositor went away."]


async def test_a_reading_that_is_not_known_at_once_makes_nobody_typing_or_away(
    house: House,
) -> None:
    """Entracte #67 (peers 14): what cannot be asked was read as typing, and held every tip."""
    house.sensor.last = None
    house.clock.advance(31 * 60)
    house.loop.wake()
    assert house.loop.snapshot().presence is Presence.ACTIVE
    house.loop.report(Looked(START))  # the silence is told, back to its beginning
    await house.loop.settle()
    assert house.loop.snapshot().presence is Presence.AWAY
    assert house.loop.snapshot().reminders[0].sat == 0
    assert house.notifier.shown == []


async def test_detection_goes_on_after_a_lock(house: House) -> None:
    """Workrave #588 (peers 15): locking and unlocking stopped detection altogether."""
    await house.sit(minutes=5)
    house.loop.report(Locked())
    house.clock.advance(2)
    house.loop.report(Unlocked())
    house.sensor.last = None
    house.clock.advance(5 * 60)
    house.loop.wake()
    # Ten minutes; two seconds of absence pay back twelve.
    assert house.loop.snapshot().reminders[0].sat == 588


async def test_a_broken_notifier_stops_nothing_else(house: House) -> None:
    house.notifier.broken = True
    await house.sit(minutes=33)
    assert house.loop.snapshot().live is not None
    assert house.store.kept[-1].live is not None


async def test_a_full_disk_and_a_broken_tray_stop_no_prompt(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.store.broken = True
    house.tray.broken = True
    with caplog.at_level(logging.CRITICAL):
        await house.sit(minutes=33)
    assert len(house.notifier.shown) == 1


async def test_a_browser_that_cannot_be_opened_is_told_to_who_asked(house: House) -> None:
    house.browser.broken = True
    house.loop.report(PromptRequested("tall"))
    assert await house.loop.perform(GuideRequested()) == NO_BROWSER


async def test_a_refused_click_is_told_by_a_notice(house: House) -> None:
    house.loop.report(Done())
    await house.loop.settle()
    assert [one.title for one in house.notifier.shown] == ["Not just now"]
    assert await house.loop.perform(Done()) == "No tip is waiting for an answer."


async def test_memory_is_written_at_least_every_five_minutes_of_sitting(house: House) -> None:
    written = len(house.store.kept)
    await house.sit(minutes=26)
    assert len(house.store.kept) - written == 5


async def test_an_event_reported_while_another_is_handled_waits_its_turn(house: House) -> None:
    class Eager(FakeSensor):
        def last_key(self) -> None:
            return None

        def listen_for(self, silences: frozenset[float]) -> None:
            super().listen_for(silences)
            house.loop.report(Looked(house.clock.moment))

    eager = Eager(house.clock)
    house.loop.world.sensor = eager
    house.clock.advance(50)
    shorter = Settings(sitting=SittingSettings(away_after=45.0), reminders=(MICRO,))
    house.loop.report(SettingsChanged(shorter))
    assert eager.asked == [frozenset({45.0})]
    assert house.loop.engine.silences() == frozenset({45.0})
    assert house.loop.snapshot().presence is Presence.ACTIVE


async def test_the_tray_is_told_only_what_is_new(house: House) -> None:
    before = len(house.tray.views)
    house.loop.report(Looked(house.clock.moment))
    house.loop.report(Looked(house.clock.moment))
    assert len(house.tray.views) == before


@pytest.mark.parametrize(
    ("slot", "key", "page"), [(WELCOME_SLOT, "welcome", "welcome"), (SENSORS_SLOT, "why", "why")]
)
async def test_the_button_of_a_notice_opens_its_page(
    house: House, slot: str, key: str, page: str
) -> None:
    house.loop.respond(ButtonPressed(slot, key, "from the click"))
    await house.loop.settle()
    assert house.browser.opened == [(f"http://127.0.0.1:1/{page}", "from the click")]


async def test_what_must_be_read_first_may_be_read_later(house: House) -> None:
    house.loop.tell(first_start_notice(1800))
    house.loop.respond(ButtonPressed(WELCOME_SLOT, "later", None))
    house.loop.respond(NotificationClosed(WELCOME_SLOT, Closing.DISMISSED))
    await house.loop.settle()
    assert [one.slot for one in house.notifier.shown] == [WELCOME_SLOT]
    assert house.browser.opened == []


async def test_the_end_waits_for_no_look_around_and_shows_nothing_more(house: House) -> None:
    house.loop.world.lookout = lookout = FakeLookout()
    ends = house.clock.moment + 35 * 60
    while house.clock.moment < ends and not lookout.looks:
        house.clock.advance(30)
        house.sensor.last = house.clock.moment
        house.loop.wake()
        await asyncio.sleep(0)
    assert lookout.looks == 1
    await house.loop.finish()
    assert house.notifier.shown == []


async def test_the_end_waits_a_little_only_for_a_notifier_that_hangs(house: House) -> None:
    class Hanging(FakeNotifier):
        async def show(self, notification: Notification) -> None:
            await asyncio.Event().wait()

    house.loop.world.notifier = Hanging()
    house.loop.report(PromptRequested("tall"))
    await house.loop.finish(patience=0.01)
