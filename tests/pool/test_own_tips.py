"""Tips that people write themselves: what is taken, what is refused and in which words."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.own_tips import PACING
from unkink.core.health import HealthProfile, why_hidden
from unkink.tip_files import check_pool, read_grades, read_pool, read_tip, read_tips, reminder_words


def problems(folder: Path, text: str) -> list[str]:
    (folder / "mine.toml").write_text(text, "utf-8")
    return [str(one).removeprefix(f"{folder}/mine.toml:") for one in check_pool(folder).problems]


def test_an_own_tip_joins_the_pool_without_grade_source_or_figure(tmp_path: Path) -> None:
    assert problems(tmp_path, PACING) == []
    full = read_tip("pacing", tmp_path)
    assert full is not None
    assert (full.own, full.figure, full.evidence, full.needs) == (True, None, "D", ())
    assert (full.steps[1], full.step_s[1]) == ("Walk to the far wall.", 15)
    assert len(read_pool(tmp_path).tips) == 61


def test_an_own_tip_waits_for_the_health_questions_whatever_its_gate_says(tmp_path: Path) -> None:
    problems(tmp_path, PACING)
    pool = read_pool(tmp_path)
    tip = pool.tip("pacing")
    assert tip is not None
    assert tip.gate == "screened"
    assert why_hidden(tip, HealthProfile(), date(2026, 11, 23), pool.tags) == "screened"


@pytest.mark.parametrize("key", ["contra", "gate", "caution"])
def test_a_tip_without_its_safety_fields_is_not_loaded(tmp_path: Path, key: str) -> None:
    text = "\n".join(line for line in PACING.splitlines() if not line.startswith(key))
    assert problems(tmp_path, text) == [f"2: tip pacing: {key}: is missing; write {key} = …"]
    assert read_pool(tmp_path).tip("pacing") is None
    assert read_tip("pacing", tmp_path) is None


def test_an_empty_caution_is_none(tmp_path: Path) -> None:
    text = PACING.replace('"Hold on to something if you feel unsteady."', '"  "')
    assert problems(tmp_path, text) == ["13: tip pacing: caution: has 0 characters; write 1 to 140"]


def test_a_tag_no_question_asks_about_hides_the_tip_from_everyone(tmp_path: Path) -> None:
    text = PACING.replace("balance-problem", "balance-problems")
    assert problems(tmp_path, text) == [
        '14: tip pacing: contra: no question asks about "balance-problems", so the tip stays '
        'hidden; write "balance-problem"'
    ]
    pool = read_pool(tmp_path)
    tip = pool.tip("pacing")
    assert tip is not None
    profile = HealthProfile(answered=True)
    assert why_hidden(tip, profile, date(2026, 11, 23), pool.tags) == "health"


def test_everything_wrong_with_a_tip_is_said_at_once(tmp_path: Path) -> None:
    text = (
        PACING.replace('"pacing"', '"Pacing!"')
        .replace('"habit"', '"habits"')
        .replace("[5, 15, 15]", "[5, 15]")
        .replace("duration_s = 35", "duration_s = 36\ncolour = 1")
    )
    assert problems(tmp_path, text) == [
        '3: tip number 1: id: "Pacing!": write small letters, digits and single hyphens',
        '4: tip number 1: category: nobody knows "habits"; write "habit"',
        "9: tip number 1: step_s: 2 numbers for 3 steps; write one each",
        "10: tip number 1: duration_s: the steps take 20 s; write 20",
        "11: tip number 1: colour: no such field; take it out",
    ]


def test_wrong_kinds_of_value_are_problems_not_tracebacks(tmp_path: Path) -> None:
    text = """
[[tip]]
id = 7
category = ["habit"]
slot = true
title = 2026-11-23
notify = {}
steps = "one"
step_s = [true, -1, 2.5]
duration_s = 1e3
contexts = [1]
body = {}
caution = 0
contra = "none"
gate = nan
figure = []
"""
    assert problems(tmp_path, text) == [
        '3: tip number 1: id: 7 is no text; write id = "…"',
        '4: tip number 1: category: a list is no text; write category = "…"',
        '5: tip number 1: slot: true is no text; write slot = "…"',
        '6: tip number 1: title: 2026-11-23 is no text; write title = "…"',
        '7: tip number 1: notify: a table is no text; write notify = "…"',
        '8: tip number 1: steps: "one" is no list of texts; write it like ["…", "…"]',
        "9: tip number 1: step_s[1]: true is not possible; write a whole number, 1 to 3600",
        "10: tip number 1: duration_s: 1000.0 is not possible; write a whole number, 1 to 3600",
        '11: tip number 1: contexts: is no list of texts; write it like ["…", "…"]',
        '12: tip number 1: body: a table is no list of texts; write it like ["…", "…"]',
        '13: tip number 1: caution: 0 is no text; write caution = "…"',
        '14: tip number 1: contra: "none" is no list of texts; write it like ["…", "…"]',
        '15: tip number 1: gate: nan is no text; write gate = "…"',
        "16: tip number 1: figure: a list is no table; write [tip.figure]",
    ]


def test_a_broken_file_costs_only_its_own_tips(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "good.toml").write_text(PACING, "utf-8")
    (tmp_path / "bad.toml").write_text("[[tip]\n", "utf-8")
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9\n")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / ".good.toml").write_text("what an editor left", "utf-8")
    (tmp_path / "readme.txt").write_text("not a tip", "utf-8")
    assert len(read_pool(tmp_path).tips) == 61
    assert [message.removeprefix(f"{tmp_path}/") for message in caplog.messages] == [
        "bad.toml:1: Expected ']]' at the end of an array declaration",
        "folder.toml:1: this is a folder; write a text file of this name",
        "latin.toml:1: this line is not UTF-8; save the file as UTF-8",
    ]


def test_an_own_tip_cannot_take_the_place_of_one_of_the_programs(tmp_path: Path) -> None:
    found = problems(tmp_path, PACING.replace('"pacing"', '"neck-turns"'))
    assert found == ["3: tip neck-turns: id: is taken already; write another one"]
    full = read_tip("neck-turns", tmp_path)
    assert full is not None
    assert not full.own


def test_text_outside_of_any_tip_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path, "# mine\ntitle = 'x'\n" + PACING) == [
        '2: "title" stands outside of any [[tip]]; move it below one'
    ]
    assert problems(tmp_path, "\ntip = 3") == [
        "2: tips are written under [[tip]], each its own; write [[tip]]"
    ]


def test_no_folder_of_own_tips_is_no_problem(tmp_path: Path) -> None:
    assert check_pool(tmp_path / "none").problems == ()


def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "tips").write_text("", "utf-8")
    (problem,) = check_pool(tmp_path / "tips").problems
    assert str(problem) == (
        f"{tmp_path}/tips:1: cannot be read (Not a directory); "
        "make it a folder that your user may read"
    )


def test_every_tip_of_the_pool_can_be_read_whole() -> None:
    pool = read_pool()
    assert {full.tip for full in read_tips()} == set(pool.tips)
    for tip in pool.tips:
        full = read_tip(tip.id)
        assert full is not None
        assert full.tip == tip
        assert full.figure is not None
        assert full.evidence in read_grades()


def test_a_tip_nobody_wrote_is_none() -> None:
    assert read_tip("neck") is None


def test_reminders_may_name_slots_categories_and_tips() -> None:
    words = reminder_words(read_pool())
    assert {"micro", "active", "home", "note", "sore", "eyes", "neck-turns"} <= words
    assert len(words) == 5 + 11 + 60


READING = """
import sys
from pathlib import Path
from unkink.tip_files import check_pool
assert check_pool(Path(sys.argv[1])).problems == ()
print(*sorted({"PIL", "difflib", "unicodedata", "unkink.figure", "unkink.settings_file.lines"}
              & set(sys.modules)))
"""


def test_tips_without_mistakes_and_figures_load_nothing_heavy(tmp_path: Path) -> None:
    """The daemon keeps what it has once imported."""
    problems(tmp_path, PACING)
    told = subprocess.run(
        [sys.executable, "-c", READING, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert told.stdout == "\n"
