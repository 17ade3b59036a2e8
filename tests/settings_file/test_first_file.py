"""The file of defaults, and the one written at a first start."""

import resource
import stat
from dataclasses import fields
from pathlib import Path

import pytest

from unkink.core.settings import Settings
from unkink.settings_file import (
    default_text,
    first_text,
    read_settings,
    settings_of,
    write_first_config,
)
from unkink.settings_file.explaining import explanations, kinds_in_words
from unkink.settings_file.sections import HISTORY, HOLD, PROMPT, SITTING, SUMMARY, TRAY
from unkink.tip_files import read_pool, reminder_words

WORDS = reminder_words(read_pool())


def uncommented(lines: list[str], *numbers: int) -> str:
    changed = [
        line.removeprefix("# ") if number in numbers else line for number, line in enumerate(lines)
    ]
    return "\n".join(changed)


def test_the_file_of_defaults_holds_the_defaults() -> None:
    assert settings_of(default_text(), "default.toml", WORDS) == Settings()


def test_the_file_of_defaults_names_every_setting_of_every_table() -> None:
    for section in (SITTING, PROMPT, HOLD, TRAY, HISTORY, SUMMARY):
        values = getattr(Settings(), section.name)
        assert [field.name for field in fields(values)] == list(section.kinds)
        for name in section.kinds:
            assert f"\n{name} = " in default_text()


def test_every_setting_is_explained_with_its_default() -> None:
    found = explanations()
    assert set(found) == set(kinds_in_words())
    assert [key for key, one in found.items() if len(one.about) < 15] == []
    assert found["prompt.max_defer"].default == 'max_defer = "3m"'
    assert found["prompt.max_defer"].about.startswith("... but no longer than this.")
    assert found["reminder.every"].about.startswith("sitting until it is due")
    assert found["hours"].default == 'mon-fri = ["08:00-18:30"]'


def test_every_setting_of_the_plain_tables_points_to_its_reason() -> None:
    plain = [
        one for key, one in explanations().items() if not key.startswith(("reminder.", "hook."))
    ]
    assert [one.key for one in plain if "why: " not in one.about] == []


def test_no_line_of_the_file_is_longer_than_a_screen() -> None:
    assert [line for line in default_text().splitlines() if len(line) > 110] == []


def test_the_first_file_means_the_defaults_too() -> None:
    assert settings_of(first_text(), "config.toml", WORDS) == Settings()


def test_the_first_file_sets_nothing() -> None:
    live = [line for line in first_text().splitlines() if line and not line.startswith("#")]
    assert live == [
        "[sitting]",
        "[prompt]",
        "[hold]",
        "[adapt]",
        "[hours]",
        "[tips]",
        "[tray]",
        "[history]",
        "[summary]",
        "[safety]",
    ]


def test_any_single_setting_of_the_first_file_can_be_uncommented_alone() -> None:
    lines = first_text().splitlines()
    end = lines.index("# [[reminder]]")
    numbers = [at for at, line in enumerate(lines[:end]) if " = " in line]
    assert len(numbers) == 38
    for number in numbers:
        result = settings_of(uncommented(lines, number), "config.toml", WORDS)
        assert (result == Settings()) == ("mon-fri" not in lines[number])


def test_any_reminder_of_the_first_file_can_be_uncommented_as_a_block() -> None:
    lines = first_text().splitlines()
    starts = [at for at, line in enumerate(lines) if line == "# [[reminder]]"]
    names = []
    for start in starts:
        end = next((at for at in range(start, len(lines)) if not lines[at]), len(lines))
        result = settings_of(uncommented(lines, *range(start, end)), "config.toml", WORDS)
        names += [one.name for one in result.reminders]
    assert names == ["micro", "active", "standing", "shower", "evening", "noon"]


def test_a_first_start_writes_the_file_and_closed_folders(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "config.toml"
    assert write_first_config(file)
    assert file.read_text("utf-8") == first_text()
    assert read_settings(file, WORDS) == Settings()
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_a_file_that_is_there_is_never_touched(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("mine")
    assert not write_first_config(file)
    assert file.read_text() == "mine"


def test_a_link_that_leads_nowhere_is_never_followed(tmp_path: Path) -> None:
    link = tmp_path / "config.toml"
    link.symlink_to(tmp_path / "gone")
    assert not write_first_config(link)
    assert not (tmp_path / "gone").exists()


def test_a_disk_that_refuses_leaves_no_half_file(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_first_config(tmp_path / "config.toml")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
