"""`[summary]`: when a quiet notice says what the day, or the week, was like."""

from datetime import time

from unkink.core.settings import SummaryAt
from unkink.settings_file.kinds import WrongValueError, shown
from unkink.settings_file.weekdays import read_clock

OFF, END_OF_HOURS = (one.value for one in SummaryAt)


class Telling:
    """A time of day, the end of the hours, or never."""

    wants = f'"{OFF}", "{END_OF_HOURS}" or a time like "17:30"'

    def read(self, value: object) -> SummaryAt | time:
        """Read when; raises WrongValueError."""
        words = " ".join(value.lower().split()) if isinstance(value, str) else ""
        for one in SummaryAt:
            if words == one.value:
                return one
        clock = read_clock(words)
        if clock is None:
            quoted = ", in quotes" if isinstance(value, time | bool) else ""
            raise WrongValueError(f"{shown(value)} is no time of day; write {self.wants}{quoted}")
        return clock
