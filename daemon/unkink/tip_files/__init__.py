"""Reads the tips: `config/tips/*.toml` of the program, and the person's own beside their settings.

`read_pool` gives the rules what they need and leaves broken tips out; `read_tip` gives a page the
whole of one tip. How to write a tip: `config/README.md`.
"""

from unkink.tip_files.files import is_tips
from unkink.tip_files.full_tip import FullTip
from unkink.tip_files.pool import (
    PoolReading,
    check_pool,
    read_pool,
    read_tip,
    read_tips,
    reminder_words,
)
from unkink.tip_files.vocabulary import read_grades

__all__ = [
    "FullTip",
    "PoolReading",
    "check_pool",
    "is_tips",
    "read_grades",
    "read_pool",
    "read_tip",
    "read_tips",
    "reminder_words",
]
