"""`unkink config`: where the settings are, what they are, and what is wrong with them."""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from unkink.cli.terminal import complain, say
from unkink.paths import Paths
from unkink.protocol import Code


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """The file a command is about."""

    path: Path
    own_tips: Path
    named: bool
    """Whether the person named it; else it is the usual one, which need not exist."""

    @property
    def missing(self) -> bool:
        """Whether the usual file was never written, so that the defaults are in use."""
        return not self.named and not self.path.exists()


def config(given: Namespace, paths: Paths) -> int:
    """Do what was asked about the settings file."""
    file = ConfigFile(given.config or paths.config_file, paths.own_tips, given.config is not None)
    match given.action:
        case "path":
            say(str(file.path))
            return Code.DONE
        case "init":
            return _init(file)
        case "check":
            return check(file)
        case "show" | "diff" | "explain" | "schema":
            from unkink.cli.config_view import view

            return view(given, file)
        case _:
            from unkink.cli.config_change import change

            return change(given, file)


def _init(file: ConfigFile) -> int:
    from unkink.settings_file import write_first_config

    try:
        written = write_first_config(file.path)
    except OSError as error:
        complain(f"{file.path} cannot be written: {error.strerror or error}")
        return Code.FAILED
    if not written:
        complain(f"{file.path} is there already, and stays as it is")
        return Code.FAILED
    say(f"{file.path} explains every setting; uncomment what you want to change")
    return Code.DONE


def check(file: ConfigFile) -> int:
    """Print every problem at once, of settings and own tips; a file never written has none."""
    from unkink.settings_file import SettingsError, read_settings
    from unkink.tip_files import check_pool, reminder_words

    reading = check_pool(file.own_tips)
    problems = reading.problems
    if not file.missing:
        try:
            read_settings(file.path, reminder_words(reading.pool))
        except SettingsError as error:
            problems = (*error.problems, *problems)
    if problems:
        complain("\n".join(map(str, problems)))
        return Code.BAD_USAGE
    missing = "does not exist; the defaults are in use"
    say(f"{file.path} {missing if file.missing else 'is fine'}")
    return Code.DONE
