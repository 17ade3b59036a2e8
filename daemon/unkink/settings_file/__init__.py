"""Reads the person's `config.toml`; the program never changes it.

`read_settings` gives settings or every problem with its line; `write_first_config` writes the file
of a first start, once. `explaining`, `writing`, `effective`, `changing` and `json_schema` are for
the command line, and left out of the daemon.
"""

from unkink.settings_file.first_file import default_text, first_text, write_first_config
from unkink.settings_file.problems import Problem, SettingsError
from unkink.settings_file.reading import (
    raw_settings,
    read_settings,
    settings_of,
    settings_text,
    table_of,
)

__all__ = [
    "Problem",
    "SettingsError",
    "default_text",
    "first_text",
    "raw_settings",
    "read_settings",
    "settings_of",
    "settings_text",
    "table_of",
    "write_first_config",
]
