"""`[programs]`: the person's own word about a program."""

import pytest

from unkink.core.settings import ProgramSettings
from unkink.settings_file.changing import ChangeError, with_setting, without_setting
from unkink.settings_file.problems import SettingsError
from unkink.settings_file.reading import settings_of
from unkink.settings_file.writing import lines_of


def test_each_row_says_what_a_program_counts_for() -> None:
    text = (
        '[programs]\n"OBS" = { call = false }\nEmacs = { fullscreen = false, screen_on = true }\n'
    )
    settings = settings_of(text, "config.toml")
    assert settings.programs == (
        ProgramSettings("OBS", call=False),
        ProgramSettings("Emacs", fullscreen=False, screen_on=True),
    )
    rows = [(line.key, line.text) for line in lines_of(settings) if "programs" in line.key]
    assert rows == [
        ("programs.OBS", "{ call = false }"),
        ("programs.Emacs", "{ fullscreen = false, screen_on = true }"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("programs = 3", "1: programs: 3 is no table; write [programs] on a line of its own"),
        (
            "[programs]\nOBS = false",
            '2: programs.OBS: false is no row; write one like "OBS" = { call = false }',
        ),
        (
            "[programs]\nOBS = { cal = false }",
            '2: programs.OBS.cal: no such key; write "call"',
        ),
        (
            '[programs]\nOBS = { call = "no" }',
            '2: programs.OBS.call: "no" is neither on nor off; write true or false, without quotes',
        ),
        (
            "[programs]\nOBS = {}",
            '2: programs.OBS: this row says nothing; write one like "OBS" = { call = false }',
        ),
        (
            '[programs]\n"" = { call = false }',
            '2: programs.\'\': "" is no program; write one like "OBS" = { call = false }',
        ),
    ],
)
def test_a_wrong_row_says_where_what_and_what_to_write(text: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_of(text, "config.toml")
    assert [str(one).removeprefix("config.toml:") for one in caught.value.problems] == [told]


def test_one_command_sets_a_key_of_a_row_and_another_takes_it_back() -> None:
    text = "[hold]\ncall = true  # mine\n"
    text = with_setting(text, "programs.OBS.call", "false")
    assert text == "[hold]\ncall = true  # mine\n\n[programs]\nOBS = { call = false }\n"
    more = with_setting(text, "programs.OBS.fullscreen", "true")
    assert settings_of(more, "x").programs == (ProgramSettings("OBS", call=False, fullscreen=True),)
    two = with_setting(text, 'programs."com.obsproject.Studio".call', "false")
    assert [one.name for one in settings_of(two, "x").programs] == ["OBS", "com.obsproject.Studio"]
    assert settings_of(without_setting(more, "programs.OBS.fullscreen"), "x").programs == (
        ProgramSettings("OBS", call=False),
    )
    assert settings_of(without_setting(text, "programs.OBS.call"), "x").programs == ()


def test_a_key_that_no_row_has_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        ChangeError, match=r"write programs\.NAME\.call, \.fullscreen or \.screen_on"
    ):
        with_setting("", "programs.OBS.microphone", "false")
