"""The day that is played where none is given: `config/typical-day.csv`, a template for one's own.

Its date is a fixed Monday, not today: the same settings then give the same output on any day.
"""

from unkink.assets import asset
from unkink.simulation.day_file import Row, day_of

NAME = "typical-day.csv"


def typical_day() -> tuple[Row, ...]:
    """Read it; raises DayFileError only when the program's own file is damaged."""
    return day_of(asset("config", NAME).read_bytes(), NAME)
