"""The day as a band: what is drawn, where, and in which shape."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.guide.one_day import CALL, MONDAY, NOW, at, full_day, prompt, spans
from unkink.core.days.day import Day
from unkink.core.days.telling import days_of
from unkink.core.effects import Decision, Outcome
from unkink.core.entries import Entry
from unkink.day_view.parts import kept_back, merged
from unkink.day_view.words import KINDS, OUTCOMES
from unkink.guide.day_band import band
from unkink.guide.day_shapes import bar, mark
from unkink.guide.pages.day_key import key


def titles(day: Day) -> list[str]:
    return re.findall(r"<title>(.*?)</title>", band(day, NOW))


def drawn(svg: str, css: str) -> int:
    return svg.count(f'class="{css}"')


def test_every_stretch_and_every_prompt_is_drawn_and_tells_what_it_is() -> None:
    told = titles(full_day())
    assert told[:4] == [
        "Sitting 08:42 to 09:36, 54 min",
        "Break 09:36 to 09:41, 5 min",
        "Sitting 09:41 to 11:54, 2 h 13 min",
        "Break 11:54 to 12:10, 16 min",
    ]
    assert "Sitting 14:19 to 15:05, 46 min; no sensor could see" in told
    assert "Not recorded 15:40 to 15:52, 12 min" in told
    assert "10:12 micro: skipped" in told
    assert told[-1] == "16:20 micro: waiting"
    assert len(told) == len(merged(full_day().pieces)) + len(full_day().showings)


def test_typing_and_a_call_are_one_bar_and_what_was_held_is_hatched_over_it() -> None:
    day = full_day()
    assert drawn(band(day, NOW), "held") == 1
    assert list(kept_back(day)) == [(at("11:02"), at("11:45"))]


def test_what_lasted_seconds_is_left_to_the_table() -> None:
    told = "09:00 unseen, 09:01 sits, 12:00 off"
    [unseen, sat] = spans(told)
    short = replace(unseen, ends=unseen.begins + timedelta(seconds=2))
    day = days_of([short, replace(sat, begins=short.ends)], [])[MONDAY]
    assert len(merged(day.pieces)) == 2
    assert len(titles(day)) == 1
    assert "No sensor" not in key(day)
    begun = days_of([short], [], short.ends)[MONDAY]
    assert len(titles(begun)) == 1  # of a day that has only just begun, everything


def test_a_hold_is_hatched_once_however_many_reminders_wait_and_only_while_somebody_is_there() -> (
    None
):
    decided = [
        Entry(at("09:10"), Decision.HELD, "micro", why=CALL),
        Entry(at("09:20"), Decision.HELD, "active", why="paused"),
        Entry(at("09:40"), Decision.HELD, "shower", why="too-soon"),
        Entry(at("11:00"), Decision.RELEASED, "active"),
        Entry(at("11:30"), Decision.RELEASED, "micro"),
    ]
    day = days_of(spans("09:00 sits, 10:00 gone, 11:10 sits, 12:00 off"), decided)[MONDAY]
    hatched = [(f"{begins:%H:%M}", f"{ends:%H:%M}") for begins, ends in kept_back(day)]
    assert hatched == [("09:10", "10:00"), ("11:10", "11:30")]


def test_a_day_that_is_over_has_no_line_for_now() -> None:
    assert drawn(band(full_day(), NOW), "line") == 1
    assert "now 16:28" in band(full_day(), NOW)
    assert drawn(band(full_day(), None), "line") == 0


def test_prompts_close_together_stand_below_each_other() -> None:
    decided = [*prompt("09:00", "micro", "a", "skipped"), *prompt("09:02", "active", "b", "taken")]
    svg = band(days_of(spans("08:00 sits, 16:00 off"), decided)[MONDAY], None)
    assert len(set(re.findall(r'translate\(\S+ (\d+)\)"><title>09:0', svg))) == 2


def test_a_prompt_of_a_day_without_spans_is_not_lost() -> None:
    day = days_of([], prompt("09:00", "micro", "a", "taken"))[MONDAY]
    assert titles(day) == ["09:00 micro: taken"]


@pytest.mark.parametrize("shapes", [[bar(one, 0, 40) for one in KINDS], list(map(mark, OUTCOMES))])
def test_no_two_things_have_the_same_shape(shapes: list[str]) -> None:
    """Without its class, which is where the colours come from, each is still another drawing."""
    bare = [re.sub(r' class="(walk|sit|stand|brk)"', "", one) for one in shapes]
    assert len(set(bare)) == len(bare)


def test_what_no_sensor_saw_looks_another_way_than_what_one_did() -> None:
    for kind in list(KINDS)[:3]:
        assert bar(kind, 0, 40) != bar(kind, 0, 40, sure=False)


def test_the_key_explains_what_is_there_and_nothing_else() -> None:
    assert re.findall(r"</svg>([^<]+)", key(full_day())) == [
        *("Sitting", "Standing", "Walking", "Break", "Away", "Not recorded"),
        *("No sensor could see", "Prompt kept back"),
        *(f"Prompt: {OUTCOMES[one]}" for one in (*Outcome, None)),
    ]
    quiet = days_of(spans("09:00 sits, 10:00 off"), [])[MONDAY]
    assert re.findall(r"</svg>([^<]+)", key(quiet)) == ["Sitting"]
