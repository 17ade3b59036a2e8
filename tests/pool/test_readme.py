"""What `config/README.md` tells the writer of a tip is so."""

import re
import tomllib
from pathlib import Path

from tests.pool.files import CONFIG, VOCABULARY, TipTable
from tests.pool.test_figures import FREE, RANGES, WORDS
from unkink.figure.portfolio import portfolio
from unkink.notices import tips_broken_notice
from unkink.settings_file import default_text
from unkink.tip_files import check_pool, read_tip
from unkink.tip_files.files import MOST_BYTES, MOST_FILES, MOST_TIPS
from unkink.tip_files.own_figure import RANGES as OWN_RANGES
from unkink.tip_files.own_figure import figure_fault

README = (CONFIG / "README.md").read_text("utf-8")


def example() -> str:
    """The tip that the page says can be copied."""
    blocks: list[str] = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    return next(one for one in blocks if "[[tip]]" in one)


def test_the_example_tip_is_in_order_and_draws_itself(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(example(), "utf-8")
    reading = check_pool(tmp_path)
    assert reading.problems == ()
    assert reading.pool.tip("pace-the-room") is not None
    full = read_tip("pace-the-room", tmp_path)
    assert full is not None
    assert full.figure is not None
    assert portfolio(full.figure)["stills"]


def test_the_commands_about_the_example_name_it() -> None:
    assert "`unkink tip pace-the-room`" in README
    assert "`unkink now pace-the-room`" in README
    assert tips_broken_notice("", 1, "").title in README


def test_the_example_figure_moves_as_its_channels_say() -> None:
    figures = re.findall(r"```toml\n(\[tip\.figure\].*?)```", README, re.DOTALL)
    assert figures
    for text in figures:
        assert figure_fault(tomllib.loads(text)["tip"]["figure"]) is None


def test_the_limits_of_the_folder_are_the_ones_that_are_kept() -> None:
    assert f"at most {MOST_BYTES >> 10} kB, and the folder {MOST_FILES} files" in README
    assert f"{MOST_TIPS} tips; what is beyond" in README


def test_the_ranges_for_own_figures_are_the_ones_told_but_for_a_head_that_bends_back() -> None:
    assert {**RANGES, "head_pitch": (-16, 50)} == OWN_RANGES


def test_every_field_slot_channel_and_place_for_a_hand_is_explained() -> None:
    words = {*TipTable.__annotations__} - {"figure"} | {*VOCABULARY["slots"]}
    words |= {*RANGES, *WORDS, *FREE, *VOCABULARY["hand_targets"]}
    assert sorted(word for word in words if f"`{word}`" not in README) == []


def test_the_ranges_of_the_channels_are_the_ones_that_are_checked() -> None:
    rows = dict(
        re.findall(r"^\| `(\w+)`(?:, `sh_r`)? \| (-?[\d.]+ to [\d.]+)", README, re.MULTILINE)
    )
    expected = {name: f"{low} to {high}" for name, (low, high) in RANGES.items() if name != "sh_r"}
    assert {name: rows[name] for name in expected} == expected


def test_every_mark_behind_a_default_is_listed() -> None:
    marks = set(re.findall(r"\b[BR]\d+\b", default_text()))
    assert sorted(mark for mark in marks if f"| {mark} |" not in README) == []
