"""`unkink simulate`: what these settings would have done. Asks no daemon, writes nothing."""

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from unkink.cli.terminal import complain, painted, say
from unkink.core.effects import Record
from unkink.core.health import HealthProfile
from unkink.core.settings import Settings
from unkink.core.tips import Pool
from unkink.health_file import read_health
from unkink.paths import Paths
from unkink.protocol import Code
from unkink.settings_file import Problem, SettingsError, read_settings
from unkink.simulation.day_file import TOO_MUCH, DayFileError, Row, day_of, read_day
from unkink.simulation.driver import beginning
from unkink.simulation.record_line import record_line
from unkink.simulation.simulated import simulated
from unkink.simulation.timeline import Timeline
from unkink.simulation.totals import totals_for
from unkink.simulation.typical_day import typical_day
from unkink.tip_files import check_pool, reminder_words
from unkink.tip_files.pool import PoolReading

STANDARD_INPUT = "-"


def simulate(given: Namespace, paths: Paths) -> int:
    """Play the day and print what would have happened; every problem of both files at once."""
    reading = check_pool(paths.own_tips)
    pool = reading.pool
    settings, wrong_settings = _settings(given.config, paths, pool)
    if given.last is not None:
        return _on_recorded_days(given, paths, reading, settings, wrong_settings)
    rows, wrong_rows = _rows(given.day)
    if settings is None or rows is None:
        complain("\n".join(map(str, (*wrong_settings, *wrong_rows))))
        return Code.BAD_USAGE
    for problem in reading.problems:
        complain(str(problem))
    happened = simulated(rows, settings, pool, _health(paths, pool), given.seed)
    if given.json:
        for _, effect in happened:
            if isinstance(effect, Record):
                say(json.dumps(record_line(effect), ensure_ascii=False))
        return Code.DONE
    titles = {tip.id: tip.title for tip in pool.tips}
    timeline = Timeline(beginning(rows[0]), totals_for(settings), titles, painted)
    for line in timeline.lines(happened):
        say(line)
    return Code.DONE


def _on_recorded_days(
    given: Namespace,
    paths: Paths,
    reading: PoolReading,
    trial: Settings | None,
    problems: Sequence[Problem],
) -> int:
    """Play one's own days, to the settings in use and to those on trial where there are any."""
    from unkink.cli.simulate_recorded import simulate_recorded

    pool = reading.pool
    in_use, wrong = _settings(None, paths, pool)
    if trial is None or in_use is None:
        complain("\n".join(map(str, (*wrong, *problems))))
        return Code.BAD_USAGE
    tried = [] if given.config is None else [(given.config.name, trial)]
    candidates = [("in use", in_use), *tried]
    return simulate_recorded(given, paths.history_file, candidates, pool, _health(paths, pool))


def _settings(
    file: Path | None, paths: Paths, pool: Pool
) -> tuple[Settings | None, Sequence[Problem]]:
    """Read the settings; a file of one's own that was never written means the defaults."""
    if file is None and not paths.config_file.exists():
        return Settings(), ()
    try:
        return read_settings(file or paths.config_file, reminder_words(pool)), ()
    except SettingsError as error:
        return None, error.problems


def _rows(day: str | None) -> tuple[Sequence[Row] | None, Sequence[Problem]]:
    try:
        if day is None:
            return typical_day(), ()
        if day == STANDARD_INPUT:
            return day_of(_standard_input(), "standard input"), ()
        return read_day(Path(day)), ()
    except DayFileError as error:
        return None, error.problems


def _standard_input() -> bytes:
    closed = sys.stdin is None  # the shell's `<&-`
    return b"" if closed else sys.stdin.buffer.read(TOO_MUCH + 1)


def _health(paths: Paths, pool: Pool) -> HealthProfile:
    """Read the answers; what they say never gets into the output, only what they exclude."""
    health = read_health(paths.health_file, pool.tags)
    for problem in health.problems:
        complain(str(problem))
    return health.profile
