"""`unkink config`: where the settings are, and what is wrong with them."""

from argparse import Namespace
from pathlib import Path

from unkink.cli.terminal import complain, say
from unkink.paths import Paths
from unkink.protocol import Code


def config(given: Namespace, paths: Paths) -> int:
    """Do what was asked about the settings file."""
    file = given.config or paths.config_file
    if given.action == "path":
        say(str(file))
        return Code.DONE
    return _check(file, paths.own_tips, named=given.config is not None)


def _check(file: Path, own_tips: Path, *, named: bool) -> int:
    """Print every problem at once, of settings and own tips; a file never written has none."""
    from unkink.settings_file import SettingsError, read_settings
    from unkink.tip_files import check_pool, reminder_words

    reading = check_pool(own_tips)
    problems = reading.problems
    missing = not named and not file.exists()
    if not missing:
        try:
            read_settings(file, reminder_words(reading.pool))
        except SettingsError as error:
            problems = (*error.problems, *problems)
    if problems:
        complain("\n".join(map(str, problems)))
        return Code.BAD_USAGE
    say(f"{file} does not exist; the defaults are in use" if missing else f"{file} is fine")
    return Code.DONE
