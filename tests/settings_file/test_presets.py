"""A preset is a starting point; what the file says itself counts before it."""

import pytest

from tests.settings_file.reading import problems, settings
from unkink.core.moment import MINUTE
from unkink.core.settings import EverySitting, Settings
from unkink.settings_file.effective import differences, effective
from unkink.settings_file.presets import Preset, preset_settings


def every(of: Settings) -> dict[str, float]:
    """Return the minutes of sitting, standing or walking of each reminder."""
    return {
        one.name: one.trigger.every / MINUTE
        for one in of.reminders
        if isinstance(one.trigger, EverySitting)
    }


def test_the_standard_preset_is_no_preset_at_all() -> None:
    assert settings('preset = "standard"') == settings("") == Settings()


def test_calm_comes_less_often_and_keen_more_often() -> None:
    calm, keen = settings('preset = "calm"'), settings('preset = "keen"')
    assert every(calm) == {"micro": 45, "active": 90, "standing": 60}
    assert every(keen) == {"micro": 20, "active": 60, "standing": 30}
    assert (calm.prompt.max_per_day, keen.prompt.max_per_day) == (8, 20)
    assert (calm.prompt.min_gap, keen.prompt.min_gap) == (25 * MINUTE, 10 * MINUTE)


def test_what_the_file_says_itself_counts_before_the_preset() -> None:
    mine = settings('preset = "calm"\n[prompt]\nmin_gap = "5m"')
    assert (mine.prompt.min_gap, mine.prompt.max_per_day) == (5 * MINUTE, 8)


def test_a_file_with_reminders_of_its_own_has_just_those_whatever_the_preset() -> None:
    mine = settings('preset = "keen"\n[[reminder]]\nname = "a"\nevery = "50m"\ntips = ["micro"]')
    assert every(mine) == {"a": 50}
    assert mine.prompt.max_per_day == 20


@pytest.mark.parametrize("preset", Preset)
def test_a_preset_keeps_what_a_file_must_keep(preset: Preset) -> None:
    assert problems(f'preset = "{preset.value}"') == []
    assert preset_settings(preset).hold == Settings().hold


def test_a_word_that_is_no_preset_is_refused_with_the_three() -> None:
    [problem] = problems('preset = "lazy"')
    assert problem == '1: preset: "lazy" is no preset; write "calm", "standard" or "keen"'


def test_a_preset_below_a_table_is_told_where_to_go() -> None:
    [problem] = problems('[prompt]\npreset = "calm"')
    assert problem == "2: prompt.preset: stands above all tables; move it to the top of the file"


def test_what_a_preset_changes_is_told_as_such() -> None:
    text = 'preset = "calm"\n[prompt]\nmax_again = 0\n'
    found = {one.line.key: one for one in effective(settings(text), text)}
    assert (found["preset"].at, found["prompt.max_again"].at) == (1, 3)
    assert (found["prompt.min_gap"].preset, found["prompt.min_gap"].at) == (True, None)
    assert not found["prompt.lull"].preset
    told = {one.key: (one.default, one.now) for one in differences(settings(text), text)}
    assert told["preset"] == ('"standard"', '"calm"')
    assert told["reminder.micro.every"] == ('"30m"', '"45m"')
