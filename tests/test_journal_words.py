"""Every decision in plain words, and what belongs together in one line."""

from datetime import UTC, datetime, timedelta

import pytest

from unkink.core.effects import Decision, Occasion, Outcome
from unkink.core.entries import Entry
from unkink.core.holds import Hold
from unkink.journal_words import lines, newest_first, nothing

TEN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TITLES = {"neck-turns": "Look over each shoulder", "tall": "Sit tall"}


def entry(
    minute: float,
    decision: Decision,
    why: str = "",
    reminder: str | None = "micro",
    *,
    tip: str | None = None,
    seconds: float | None = None,
) -> Entry:
    time = TEN + timedelta(minutes=minute)
    return Entry(time, decision, reminder, tip, why, seconds)


def told(*entries: Entry) -> list[str]:
    return [f"{line.time:%H:%M}  {line.text}" for line in lines(entries, TITLES.get)]


def test_a_call_and_a_tip_taken_after_it() -> None:
    assert told(
        entry(40, Decision.DUE),
        entry(40.1, Decision.HELD, "call: microphone in use by Firefox"),
        entry(65, Decision.RELEASED, "call", seconds=1500),
        entry(66, Decision.SHOWN, "after-hold", tip="neck-turns"),
        entry(69, Decision.OUTCOME, "taken", tip="neck-turns"),
        entry(69, Decision.BREAK, "taken", tip="neck-turns"),
        entry(72, Decision.BACK, reminder=None, seconds=250),
    ) == [
        "10:40  micro was due; held: microphone in use by Firefox",
        "11:05  released: the call is over (25 min)",
        "11:06  shown: Look over each shoulder",
        "11:09  taken, 4 min away",
    ]


def test_a_break_that_is_understood_on_return_is_one_line_too() -> None:
    back = entry(9, Decision.BACK, reminder=None, seconds=420)
    taken = entry(9, Decision.OUTCOME, "taken", tip="tall")
    assert told(back, taken, entry(9, Decision.BREAK, "taken", tip="tall")) == [
        "10:09  micro taken: Sit tall, 7 min away"
    ]


def test_a_return_from_another_absence_stands_alone() -> None:
    taken = entry(1, Decision.OUTCOME, "taken", tip="tall")
    first = entry(3, Decision.BACK, reminder=None, seconds=180)
    second = entry(30, Decision.BACK, reminder=None, seconds=300)
    assert told(taken, first, second) == [
        "10:01  micro taken: Sit tall, 3 min away",
        "10:30  back after 5 min away",
    ]
    assert told(taken, second)[1] == "10:30  back after 5 min away"


def test_due_and_shown_in_one_minute_are_one_line_and_later_are_two() -> None:
    due = entry(0, Decision.DUE)
    shown = entry(0.5, Decision.SHOWN, "due", tip="tall")
    assert told(due, shown) == ["10:00  micro was due; shown: Sit tall"]
    later = entry(2, Decision.SHOWN, "due", tip="tall")
    assert told(due, later) == ["10:00  micro was due", "10:02  shown: Sit tall"]


def test_a_reminder_is_named_whenever_another_had_the_word_before() -> None:
    assert told(
        entry(0, Decision.HELD, "call"),
        entry(1, Decision.HELD, "locked", "active"),
        entry(2, Decision.RELEASED, "call"),
        entry(3, Decision.BACK, reminder=None, seconds=60),
        entry(4, Decision.HELD, "too-soon"),
    ) == [
        "10:00  micro held: you are in a call",
        "10:01  active held: the screen is locked",
        "10:02  micro released: the call is over",
        "10:03  back after 1 min away",
        "10:04  held: the last tip was a short while ago",
    ]


def test_newest_first_every_line_names_what_it_is_about() -> None:
    newest = [
        entry(4, Decision.OUTCOME, "skipped", tip="tall"),
        entry(1, Decision.SHOWN, "due", tip="tall"),
        entry(1, Decision.DUE),
    ]
    assert [line.text for line in newest_first(newest, TITLES.get)] == [
        "micro skipped: Sit tall",
        "micro was due; shown: Sit tall",
    ]


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (entry(0, Decision.DUE), "micro was due"),
        (entry(0, Decision.HELD, "paused"), "micro held: tips are paused"),
        (
            entry(0, Decision.RELEASED, "off-hours", seconds=7260),
            "micro released: your hours have begun (2 h 1 min)",
        ),
        (entry(0, Decision.SHOWN, "asked", tip="tall"), "micro shown, as you asked: Sit tall"),
        (entry(0, Decision.SHOWN, "last-snooze", tip="tall"), "micro shown a last time: Sit tall"),
        (entry(0, Decision.SHOWN, "card", tip="tall"), "micro shown, for later today: Sit tall"),
        (entry(0, Decision.SHOWN, "due", tip="gone-by"), "micro shown: gone-by"),
        (entry(0, Decision.MERGED, "into active"), "micro joins active: one tip for both"),
        (entry(0, Decision.MERGED, "into: active"), "micro joins active: one tip for both"),
        (entry(0, Decision.OUTCOME, "natural"), "micro answered by a break of your own"),
        (entry(0, Decision.OUTCOME, "snoozed", seconds=300), "micro snoozed for 5 min"),
        (entry(0, Decision.OUTCOME, "skipped", tip="tall"), "micro skipped: Sit tall"),
        (entry(0, Decision.OUTCOME, "ignored"), "micro not answered"),
        (
            entry(0, Decision.OUTCOME, "unknown", None, tip="tall"),
            "left open: Sit tall",
        ),
        (entry(0, Decision.OUTCOME, "the day ended"), "micro lapsed: the day ended"),
        (entry(0, Decision.BREAK, "taken"), "micro answered by a break"),
        (
            entry(0, Decision.NATURAL_BREAK, "while it was snoozed", seconds=360),
            "micro paid back by a break of your own while it was snoozed, 6 min away",
        ),
        (entry(0, Decision.BACK, reminder=None, seconds=5040), "back after 1 h 24 min away"),
        (
            entry(0, Decision.QUIET, "call: microphone in use by Zoom", seconds=3600),
            "micro waits in the tray and does not pop up: microphone in use by Zoom (1 h)",
        ),
        (
            entry(0, Decision.BACK, "standing", reminder=None, seconds=1200),
            "back after 20 min standing",
        ),
        (
            entry(0, Decision.ASKED, "longer", seconds=2700),
            "micro went by without an answer a few times: today it comes every 45 min",
        ),
        (
            entry(0, Decision.MISSED, "too-late: 12:30"),
            "micro missed, as the computer was off or asleep at its time: 12:30",
        ),
        (entry(0, Decision.MISSED, "day-over"), "micro lapsed: its day is over"),
        (
            entry(0, Decision.MISSED, "had-its-card"),
            "micro lapsed: no other card is due so soon",
        ),
        (entry(0, Decision.SHOWN, "again", tip="tall"), "micro shown once more: Sit tall"),
        (
            entry(0, Decision.RELEASED, "call: held long enough", seconds=3600),
            "micro released: held long enough (1 h)",
        ),
        (entry(0, Decision.PAUSED, reminder=None), "paused"),
        (entry(0, Decision.PAUSED, reminder=None, seconds=3600), "paused for 1 h"),
        (entry(0, Decision.PAUSED, "until 14:00", None), "paused until 14:00"),
        (entry(0, Decision.RESUMED, "on request", None), "resumed, as you asked"),
        (entry(0, Decision.RESUMED, "the pause is over", None), "resumed: the pause is over"),
        (
            entry(0, Decision.BLIND, "The display is gone.", None),
            "cannot see whether you type: The display is gone.",
        ),
        (
            entry(0, Decision.SENSOR, "xsync: it answers again", None),
            "sees whether you type by way of xsync: it answers again",
        ),
        (entry(0, Decision.SUMMARY, "week told", None), "summary of the week shown"),
        (
            entry(0, Decision.SUMMARY, "day held: call: microphone in use by Firefox", None),
            "summary of the day held: microphone in use by Firefox",
        ),
        (
            entry(0, Decision.SUMMARY, "day held: paused", None),
            "summary of the day held: tips are paused",
        ),
        (
            entry(0, Decision.SUMMARY, "day too-late: 17:30", None),
            "summary of the day left out: nobody was here at 17:30, nor soon after",
        ),
        (
            entry(0, Decision.SUMMARY, "day day-over", None),
            "summary of the day left out: its day was over before anything let it through",
        ),
        (
            entry(0, Decision.SUMMARY, "day no-sitting", None),
            "summary of the day left out: nobody sat that day",
        ),
    ],
)
def test_each_decision_in_words(one: Entry, text: str) -> None:
    assert [line.text for line in lines([one], TITLES.get)] == [text]


@pytest.mark.parametrize("decision", list(Decision))
def test_no_decision_is_without_words_and_none_needs_a_reason(decision: Decision) -> None:
    """Safe Eyes (peers 43) said "Disabled until restart" of one who was merely idle."""
    [line] = lines([entry(0, decision)], TITLES.get)
    assert line.text.strip()


@pytest.mark.parametrize("hold", list(Hold))
def test_each_hold_has_words_of_its_own_when_it_begins_and_when_it_ends(hold: Hold) -> None:
    """Safe Eyes (peers 43): away, paused and locked must not be mistaken for one another."""
    others = [other for other in Hold if other is not hold]
    for decision in (Decision.HELD, Decision.RELEASED):
        [line] = lines([entry(0, decision, hold.value)], TITLES.get)
        rest = [lines([entry(0, decision, one.value)], TITLES.get)[0].text for one in others]
        assert line.text not in rest
        assert not line.text.endswith(": ")


@pytest.mark.parametrize("word", [*Occasion, *Outcome])
def test_each_occasion_and_outcome_is_known(word: Occasion | Outcome) -> None:
    decision = Decision.SHOWN if isinstance(word, Occasion) else Decision.OUTCOME
    [line] = lines([entry(0, decision, word.value, tip="tall")], TITLES.get)
    assert line.text.endswith(": Sit tall")
    assert "lapsed" not in line.text


def test_words_of_another_version_are_printed_as_they_came() -> None:
    assert told(entry(0, Decision.HELD, "full-moon"), entry(1, Decision.RELEASED, "full-moon")) == [
        "10:00  micro held: full-moon",
        "10:01  released: full-moon",
    ]


def test_nothing_tells_how_far_back_there_is_something() -> None:
    assert nothing(None) == "Nothing was decided in that time. The journal is still empty."
    assert nothing(TEN) == (
        "Nothing was decided in that time. The journal begins on Monday 2026-03-02 at 10:00."
    )
