"""The examination as a whole, and how it is told."""

import os
import re
import tomllib
from pathlib import Path

import pytest

from tests.cli.standin import Standin, serve
from unkink.cli.doctor import line, report_data, summary
from unkink.doctor.examination import examine
from unkink.doctor.finding import Finding, Verdict, fails, partly, untried, works
from unkink.doctor.person import AtTerminal, Nobody
from unkink.doctor.place import Place
from unkink.doctor.running import running
from unkink.doctor.speech import speech
from unkink.doctor.versions import LIBRARIES, versions

PROJECT = Path(__file__).parents[2]


async def test_a_check_that_breaks_leaves_the_others_their_turn(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")

    async def broken_part(_: Place) -> list[Finding]:
        raise KeyError("x")

    async def good_part(_: Place) -> list[Finding]:
        return [works("good", "here")]

    checks = (broken_part, good_part)
    found = [one async for one in examine(place.paths, {}, Nobody(), checks)]
    assert found == [
        fails(
            "broken part",
            "the check itself broke: KeyError: 'x'",
            "Please report this, with your desktop and its version.",
        ),
        works("good", "here"),
    ]


@pytest.mark.parametrize(
    ("typed", "answer"), [("y\n", True), ("No\n", False), ("what\ny\n", True), ("", None)]
)
async def test_an_answer_is_yes_or_no_or_none_at_the_end_of_input(
    typed: str, *, answer: bool | None
) -> None:
    keyboard, hand = os.pipe()
    said: list[str] = []
    for one in typed.splitlines(keepends=True):
        os.write(hand, one.encode())
    os.close(hand)
    assert await AtTerminal(said.append, keyboard).sees("Is it there?") is answer
    assert said[0] == " >>  Is it there? Type y or n, and Enter:"
    os.close(keyboard)


async def test_a_running_daemon_is_described(place: Place) -> None:
    server = await serve(place.paths, Standin())
    [found] = await running(place)
    await server.close()
    assert found.verdict is Verdict.WORKS
    assert re.match(r"runs with tray \w+, notifier \w+", found.seen)


async def test_none_running_is_no_fault(place: Place) -> None:
    assert await running(place) == [untried("running", "unkink is not running")]


async def test_without_a_voice_one_is_recommended(place: Place) -> None:
    assert await speech(place) == [
        partly(
            "speech",
            "no program here reads aloud",
            "Install espeak, or on Debian and Ubuntu espeak-ng-espeak.",
        )
    ]


async def test_every_library_of_the_project_is_looked_for(place: Place) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    named = {re.split(r"[><=; ]", one)[0] for one in project["dependencies"]}
    assert named == set(LIBRARIES)
    [found] = await versions(place)
    assert found.verdict is Verdict.WORKS


def test_each_line_has_a_sign_and_what_to_do_below() -> None:
    assert line(works("speech", "fine")) == "  ok  speech           fine"
    assert line(fails("tray icon", "none", "Run a panel.")) == (
        "  NO  tray icon        none\n                       -> Run a panel."
    )
    assert line(partly("calls", "cameras alone")).startswith("  ??  ")
    assert line(untried("state", "nothing yet")).startswith("  --  ")


def test_the_summary_counts() -> None:
    good, half, bad = works("a", ""), partly("b", ""), fails("c", "", "")
    assert summary([good]) == "Everything that was tried works."
    assert summary([good, half]) == "Everything that was tried works; 1 could be better (??)."
    assert summary([bad, half]) == "1 does not work (NO); 1 could be better (??)."
    assert summary([bad, bad]) == "2 do not work (NO)."


def test_the_report_for_programs_has_the_keys_that_help_promises() -> None:
    data = report_data([fails("c", "broken", "mend it"), works("a", "fine")])
    assert isinstance(data, dict)
    assert {key: data[key] for key in ("schema", "fails", "checks")} == {
        "schema": 1,
        "fails": 1,
        "checks": [
            {"part": "c", "verdict": "fails", "seen": "broken", "advice": "mend it"},
            {"part": "a", "verdict": "works", "seen": "fine", "advice": None},
        ],
    }
