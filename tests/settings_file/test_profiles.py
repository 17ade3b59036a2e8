"""`[profile.NAME]` as the file words it."""

from datetime import time

import pytest

from tests.settings_file.reading import problems, settings
from unkink.core.moment import MINUTE
from unkink.core.settings import EverySitting, OpenRange, Settings
from unkink.settings_file import first_text, settings_of
from unkink.settings_file.explaining import explanations

DEEP = """
preset = "calm"
[prompt]
snooze = "7m"
[profile.deep-work]
when = { mon-tue = ["09:00-11:30"] }
only = ["micro", "active"]
prompt.max_defer = "10m"
reminder.micro.every = "50m"
reminder.micro.tips = ["eyes"]
[profile.deep-work.hold]
call = false
[profile.home]
prompt.sound = true
"""


def test_a_profile_changes_what_it_says_and_nothing_else() -> None:
    usual = settings(DEEP)
    deep, home = usual.profiles
    assert (deep.name, home.name) == ("deep-work", "home")
    assert deep.hours == tuple(OpenRange(day, time(9), time(11, 30)) for day in (0, 1))
    assert home.hours == ()
    inside = deep.settings
    assert (inside.prompt.max_defer, inside.prompt.snooze) == (10 * MINUTE, 7 * MINUTE)
    assert inside.prompt.max_per_day == 8  # of the preset
    assert (inside.hold.call, usual.hold.call) == (False, True)
    micro, active = inside.reminders
    assert isinstance(micro.trigger, EverySitting)
    assert isinstance(active.trigger, EverySitting)
    assert (micro.trigger.every, active.trigger.every) == (50 * MINUTE, 90 * MINUTE)
    assert (micro.tips, active.tips) == (("eyes",), ("active",))
    assert home.settings.reminders == usual.reminders
    assert inside.profiles == ()


def test_there_are_no_profiles_unless_the_person_writes_one() -> None:
    assert settings("").profiles == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("profile = 1", "1: profile: 1 is no table; write [profile.NAME] with a name of yours"),
        (
            "[profile]\nx = 1",
            "2: profile.x: 1 is no table; write [profile.x] on a line of its own",
        ),
        (
            "[profile.usual]",
            "1: profile.usual: means something else to unkink use; write another name",
        ),
        (
            "[profile.a]\nprompt.lul = 1",
            '2: profile.a.prompt.lul: no such key; write "lull"',
        ),
        (
            '[profile.a]\nprompt.lull = "4m"',
            '2: profile.a.prompt.lull: is longer than max_defer; write "3m" or less',
        ),
        (
            '[profile.a]\nprompt.max_defer = "5s"',
            '2: profile.a.prompt.lull: is longer than max_defer; write "5s" or less',
        ),
        (
            '[profile.a]\ntray.icon = "dark"',
            '2: profile.a.tray: no such key; write "adapt", "hold", "only", "prompt", '
            '"reminder", "sitting", "tips", "when"',
        ),
        (
            '[profile.a]\nwhen = { mo = ["09:00-11:00"] }',
            '2: profile.a.when.mo: "mo" is no day; write days like "mon", "mon-fri" or "sat-sun"',
        ),
        (
            '[profile.a]\nonly = ["mirco"]',
            '2: profile.a.only[1]: no reminder is called "mirco"; write "micro"',
        ),
        (
            '[profile.a]\nonly = "micro"',
            '2: profile.a.only: "micro" is no list; write names of reminders, like ["micro"]',
        ),
        (
            '[profile.a]\nreminder.mirco.every = "45m"',
            '2: profile.a.reminder.mirco: no reminder is called "mirco"; write "micro"',
        ),
        (
            '[profile.a]\nreminder.shower.every = "45m"',
            "2: profile.a.reminder.shower: goes by the clock, and no profile changes that; name "
            "the others in only",
        ),
        (
            '[profile.a]\nreminder.micro = "45m"',
            '2: profile.a.reminder.micro: "45m" is no table; write micro.every = "45m"',
        ),
        (
            '[profile.a]\nreminder.micro.rest = "2h"',
            '2: profile.a.reminder.micro.rest: is longer than every; write "30m" or less',
        ),
        (
            '[profile.a]\nreminder.micro.tips = ["eyse"]',
            '2: profile.a.reminder.micro.tips[1]: no slot, category or tip is called "eyse"; '
            'write "eyes"',
        ),
    ],
)
def test_a_profile_that_will_not_do_says_what_to_write(text: str, problem: str) -> None:
    assert problems(text) == [problem]


def test_a_mistake_in_one_profile_hides_none_in_another() -> None:
    text = "[profile.a]\nprompt.lull = 1\n[profile.b]\nprompt.lull = 2"
    assert [one.partition(": ")[0] for one in problems(text)] == ["2", "4"]


def test_the_example_of_the_first_file_can_be_uncommented() -> None:
    lines = first_text().splitlines()
    start = lines.index("# [profile.deep-work]")
    block = [line.removeprefix("# ") for line in lines[start : lines.index("", start)]]
    usual = settings_of("\n".join(block), "config.toml")
    assert [one.name for one in usual.profiles] == ["deep-work"]
    assert usual.reminders == Settings().reminders


def test_profiles_are_explained() -> None:
    found = explanations()["profile"]
    assert found.about.startswith("Other settings for a while")
