"""Days to play: small ones written in a line, and as many office days as one likes."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from tests.small_pool import POOL
from unkink.core.effects import Record, ShowPrompt
from unkink.core.settings import Settings
from unkink.core.tips import Pool
from unkink.simulation.day_file import Doing, Row, day_of
from unkink.simulation.record_line import record_line
from unkink.simulation.simulated import simulated
from unkink.simulation.typical_day import typical_day

MONDAY = "2026-11-23"


def day(text: str) -> tuple[Row, ...]:
    """Read "09:00 active, 09:30 idle": each a time on Monday, or one with date and offset."""
    rows = (one.split() for one in text.split(","))
    lines = [f"{_whole(time)},{word}\n" for time, word in rows]
    return day_of("".join(["time,is\n", *lines]).encode(), "day.csv")


def _whole(time: str) -> str:
    return time if "T" in time else f"{MONDAY}T{time}+01:00"


def lines(text: str, settings: Settings, pool: Pool = POOL, seed: int = 0) -> list[dict[str, Any]]:
    """Play a small day and give what `--json` prints."""
    happened = simulated(day(text), settings, pool, seed=seed)
    return [record_line(effect) for _, effect in happened if isinstance(effect, Record)]


def told(text: str, settings: Settings) -> list[str]:
    """Play a small day and give its decisions as "09:30:00 due micro"."""
    return [
        " ".join([one["time"][11:19], one["what"], one["reminder"] or "-"])
        for one in lines(text, settings)
    ]


def shown(rows: Sequence[Row], settings: Settings) -> list[str]:
    """Give the local time of each prompt."""
    happened = simulated(rows, settings, POOL)
    return [f"{now.wall:%H:%M:%S}" for now, one in happened if isinstance(one, ShowPrompt)]


def typical_days(count: int, seed: int = 0) -> Iterator[Row]:
    """Give so many days from Monday on, each a little different; the machine sleeps in between.

    At the weekend nobody comes. The last row is the night after the last day.
    """
    chance = Random(seed)
    template = typical_day()
    for number in range(count):
        date = timedelta(days=number)
        if (template[0].time + date).weekday() < 5:
            yield from _varied(template, date, chance)
    yield Row(template[0].time + timedelta(days=count), Doing.ASLEEP)


def _varied(template: Sequence[Row], date: timedelta, chance: Random) -> Iterator[Row]:
    """Move everything after each row by up to a minute, later only, so that the order stays."""
    late = timedelta(minutes=chance.randrange(30))
    for row in template:
        late += timedelta(seconds=chance.randrange(60))
        doing = Doing.ASLEEP if row.doing is Doing.END else row.doing
        yield Row(row.time + date + late, doing)


def shortened(count: int) -> Iterator[Row]:
    """Give so many days of one long and three short rows, of every kind by turns, and a night."""
    chance = Random(0)
    doings = [one for one in Doing if one is not Doing.END]
    begins = typical_day()[0].time
    for number in range(count):
        time = begins + timedelta(days=number)
        yield Row(time, Doing.ACTIVE)
        time += timedelta(minutes=chance.randrange(25, 40))
        for doing in chance.sample(doings, 3):
            yield Row(time, doing)
            time += timedelta(seconds=chance.randrange(1, 15 * 60))
        yield Row(time, Doing.ASLEEP)
