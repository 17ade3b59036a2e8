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
    """Print every problem at once; a file that was never written is none."""
    from unkink.settings_file import SettingsError, read_settings
    from unkink.tip_files import read_pool, reminder_words

    if not named and not file.exists():
        say(f"{file} does not exist; the defaults are in use")
        return Code.DONE
    try:
        read_settings(file, reminder_words(read_pool(own_tips)))
    except SettingsError as error:
        complain("\n".join(map(str, error.problems)))
        return Code.BAD_USAGE
    say(f"{file} is fine")
    return Code.DONE
