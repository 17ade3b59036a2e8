"""What `config/README.md` tells the writer of a tip is so."""

import re
from pathlib import Path

from tests.pool.files import CONFIG, VOCABULARY, TipTable
from tests.pool.test_figures import FREE, RANGES, WORDS
from unkink.settings_file import default_text
from unkink.tip_files import check_pool

README = (CONFIG / "README.md").read_text("utf-8")


def test_the_example_tip_is_in_order(tmp_path: Path) -> None:
    example = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)[0]
    (tmp_path / "mine.toml").write_text(example, "utf-8")
    reading = check_pool(tmp_path)
    assert reading.problems == ()
    assert reading.pool.tip("pace-the-room") is not None


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
