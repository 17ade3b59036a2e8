"""What the command line asks of the running program, answered by the real loop."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.house import House
from unkink import protocol as ask
from unkink.adapters.history.history_file import HistoryFile
from unkink.command_desk import CommandDesk
from unkink.commands import TipStanding, answer
from unkink.core.effects import Decision
from unkink.core.entries import Entry
from unkink.core.events import (
    Done,
    GuideRequested,
    Paused,
    PromptRequested,
    Resumed,
)
from unkink.core.health import HealthProfile
from unkink.faults import Part
from unkink.health_file import read_health
from unkink.journal import KeptJournal, RecentJournal
from unkink.protocol import Code

NINE = FakeClock().wall

TODAY_IN_WORDS = "No browser could be opened. `unkink today` helps in a terminal."
NO_BROWSER = "No browser could be opened. `unkink tip tall` prints the steps in a terminal."


class Office(House):
    """A house with a command desk in it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.file = folder / "kept" / "health.toml"
        self.stopped = False
        recent = RecentJournal()
        self.loop.world.journal = recent
        self.desk = CommandDesk(self.loop, recent, self.keeper(self.file), self.stop)

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    office = Office(tmp_path)
    yield office
    await office.loop.settle()


async def test_it_tells_how_things_stand_and_what_is_in_use(office: Office) -> None:
    await office.sit(minutes=12)
    assert office.desk.line() == "Sitting 12 min · next tip in about 18 min"
    assert office.desk.snapshot().bout == 720.0
    assert office.desk.adapters() == {"tray": "fake", "notifier": "fake", "input": "fake"}


async def test_a_part_that_is_not_there_is_called_none(office: Office) -> None:
    office.loop.world.tray = None
    office.loop.world.sensor = None
    assert office.desk.adapters() == {"tray": "none", "notifier": "fake", "input": "none"}


async def test_a_standing_fault_is_the_line(office: Office) -> None:
    office.loop.faults.note(Part.SETTINGS, "The settings have a mistake")
    assert office.desk.line() == "The settings have a mistake"


async def test_every_tip_with_its_standing(office: Office) -> None:
    office.loop.report(PromptRequested("tall"))
    standings = {one.id: one for one in office.desk.tips()}
    assert len(standings) == len(office.desk.pool().tips) == 11
    assert standings["tall"] == TipStanding("tall", None, introduced=True)
    assert standings["exhale"] == TipStanding("exhale", None, introduced=True)
    assert standings["cool-finish"].hidden == "screened"
    assert standings["tiny-turns"].hidden == "sore-day-only"


async def test_the_decisions_since_then_with_their_reasons(office: Office) -> None:
    office.loop.report(PromptRequested("tall"))
    office.clock.advance(60)
    office.loop.report(Done())
    assert office.desk.journal(NINE + timedelta(seconds=30)) == [
        Entry(NINE + timedelta(minutes=1), Decision.OUTCOME, "micro", "tall", "taken"),
        Entry(NINE + timedelta(minutes=1), Decision.BREAK, "micro", "tall", "taken"),
    ]
    told = [one.decision.value for one in office.desk.journal(NINE)]
    assert told == [
        "shown",
        "outcome",
        "break",
    ]


async def test_why_begins_with_how_things_stand(office: Office) -> None:
    await office.sit(minutes=12)
    reply = await answer(office.desk, ask.Why())
    assert isinstance(reply.data, dict)
    assert reply.data["quiet"] == [
        "“micro” has counted 12 min of 30 min sitting; 18 min to go.",
    ]


async def test_a_pause_is_one_and_the_same_line_by_whatever_door_it_came(office: Office) -> None:
    """Safe Eyes (peers 22) stored a pause made by one of its entry points and not by another."""
    await answer(office.desk, ask.Pause())  # the command line
    await answer(office.desk, ask.Bare.RESUME)
    office.loop.report(Paused())  # the tray
    office.loop.report(Resumed())
    paused, resumed, again, resumed_again = office.desk.journal(NINE)
    assert (paused, resumed) == (again, resumed_again)
    assert (paused.decision, resumed.decision) == (Decision.PAUSED, Decision.RESUMED)


async def test_health_answers_never_reach_the_journal(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    file = HistoryFile(path, lambda: 400)
    office.loop.world.journal = KeptJournal(file)
    office.loop.report(PromptRequested("neck-turns"))
    profile = HealthProfile(
        answered=True,
        tags=frozenset({"dizziness"}),
        sore_on=NINE.date(),
        locked=frozenset({"neck-warmup"}),
    )
    assert office.desk.keep_profile(profile) is None
    assert await office.desk.perform(PromptRequested("neck-turns")) is not None
    assert [one.decision.value for one in file.since(NINE)] == ["shown", "outcome"]
    file.close()
    kept = path.read_bytes()
    assert b"neck-turns" in kept
    for word in (b"dizziness", b"neck-warmup", b"sore", b"locked", b"health"):
        assert word not in kept


async def test_answers_are_written_and_used_at_once(office: Office) -> None:
    answers = HealthProfile(answered=True, tags=frozenset({"dizziness"}))
    assert office.desk.keep_profile(answers) is None
    assert office.desk.profile() == answers
    assert read_health(office.file).profile == answers
    hidden = [one.id for one in office.desk.tips() if one.hidden == "health"]
    assert hidden == ["neck-turns", "neck-nods"]


async def test_answers_that_cannot_be_written_are_told_and_used(office: Office) -> None:
    office.file.parent.write_text("in the way")
    told = office.desk.keep_profile(HealthProfile(answered=True))
    assert told is not None
    assert told.startswith("The answers hold, but could not be saved yet: ")
    assert office.desk.profile().answered


async def test_a_command_waits_for_what_it_opens_and_tells_why_it_did_not(office: Office) -> None:
    assert await office.desk.perform(GuideRequested("tall")) is None
    assert office.browser.opened == [("http://127.0.0.1:1/tip/tall", None)]
    office.browser.broken = True
    assert await office.desk.perform(GuideRequested("tall")) == NO_BROWSER
    assert await office.desk.perform(Done()) == "No tip is waiting for an answer."


async def test_a_command_line_is_answered_from_one_end_to_the_other(office: Office) -> None:
    shown = await answer(office.desk, ask.Now("tall"))
    assert shown.code is Code.DONE
    [notification] = office.notifier.shown
    assert notification.tip == "tall"
    hidden = await answer(office.desk, ask.Now("tiny-turns"))
    assert (hidden.code, hidden.text) == (
        Code.FAILED,
        "This tip is for sore days only: unkink sore on.",
    )


async def test_quit_begins_to_stop(office: Office) -> None:
    assert (await answer(office.desk, ask.Bare.QUIT)).text == "unkink stops now."
    assert office.stopped


async def test_a_recorded_day_is_told_or_its_page_opened(office: Office) -> None:
    await office.sit(minutes=12)
    told = (await answer(office.desk, ask.TellDay())).data
    assert isinstance(told, dict)
    assert told["day"]["seconds"] == {"sitting": 720}
    opened = await answer(office.desk, ask.ShowDay("yesterday"))
    assert opened.text == "Yesterday is open in your browser."
    assert office.browser.opened == [("http://127.0.0.1:1/today/2026-11-22", None)]
    office.browser.broken = True
    failed = await answer(office.desk, ask.ShowDay())
    assert (failed.code, failed.text) == (Code.FAILED, TODAY_IN_WORDS)
    assert failed.data == (await answer(office.desk, ask.TellDay())).data  # to print it instead


async def test_it_tells_of_the_span_of_time_that_goes_on(office: Office) -> None:
    await office.sit(minutes=12)
    reply = await answer(office.desk, ask.Bare.PRESENT)
    ends = office.desk.snapshot().wall
    assert reply.data == {
        "begins": (ends - timedelta(minutes=12)).isoformat(),
        "ends": ends.isoformat(),
        "presence": "active",
        "posture": "sitting",
    }
