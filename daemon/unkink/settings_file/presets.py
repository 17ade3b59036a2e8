"""`preset`: a starting point, from which the file's own keys depart.

Intervals: evidence 2.5 (20 minutes is the keen end, 45 the calm one); the rest follows from them.
"""

from dataclasses import replace
from enum import Enum
from typing import assert_never

from unkink.core.moment import MINUTE, Duration
from unkink.core.settings import EverySitting, ReminderSettings, Settings
from unkink.settings_file.kinds import Choice


class Preset(Enum):
    """How much is asked of the person."""

    CALM = "calm"
    STANDARD = "standard"
    KEEN = "keen"


KEY = "preset"
TOP: dict[str, Choice[Preset]] = {KEY: Choice("preset", Preset)}
"""The keys above the first table."""


def preset_settings(preset: Preset) -> Settings:
    """Return the settings that a file with this preset and nothing else stands for."""
    standard = Settings()
    prompt = standard.prompt
    match preset:
        case Preset.STANDARD:
            return standard
        case Preset.CALM:
            prompt = replace(prompt, min_gap=25 * MINUTE, max_per_day=8, max_again=0)
            every = {"micro": 45 * MINUTE, "active": 90 * MINUTE, "standing": 60 * MINUTE}
        case Preset.KEEN:
            prompt = replace(prompt, min_gap=10 * MINUTE, max_per_day=20)
            every = {"micro": 20 * MINUTE, "standing": 30 * MINUTE}
        case _:
            assert_never(preset)
    reminders = tuple(_paced(one, every.get(one.name)) for one in standard.reminders)
    return replace(standard, prompt=prompt, reminders=reminders)


def _paced(reminder: ReminderSettings, every: Duration | None) -> ReminderSettings:
    trigger = reminder.trigger
    if every is None or not isinstance(trigger, EverySitting):
        return reminder
    return replace(reminder, trigger=replace(trigger, every=every))
