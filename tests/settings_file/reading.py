"""Short cuts to what a text of settings says, and to its problems."""

from textwrap import dedent

from unkink.core.settings import Settings
from unkink.settings_file import SettingsError, settings_of

WORDS = frozenset(("micro", "active", "home", "note", "eyes", "neck-warmup", "neck-turns"))
"""What reminders may draw from, in these tests."""


def settings(text: str) -> Settings:
    return settings_of(dedent(text), "config.toml", WORDS)


def problems(text: str) -> list[str]:
    """Every problem as `line: key: what`, none when the text is fine."""
    try:
        settings(text)
    except SettingsError as error:
        return [str(one).removeprefix("config.toml:") for one in error.problems]
    return []
