"""What can be typed: commands, their arguments, and the help with its examples."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from unkink.nearest import hint
from unkink.options import NOTIFIERS, SHELLS, SUGGESTED, TRAYS

FULL_LIST = "unkink --help lists them all"

EXAMPLES = """\
examples:
  unkink                      start, or open the tip library when it is running
  unkink status               how long you have been sitting, and what comes next
  unkink now                  a tip right away
  unkink snooze 5m            the tip on the screen again in five minutes
  unkink pause until 14:00    no tips before two o'clock
  unkink use deep-work 2h     the settings of a profile for two hours
  unkink stand                you are on your feet: no sitting is counted
  unkink tip neck-turns       the instructions of one tip
  unkink tip neck-turns --say   the same here, step by step and read aloud
  unkink profile none         none of the health questions applies to you
  unkink doctor               what works on this desktop, and what to do about the rest
  unkink simulate             what your settings would do on a typical day

exit codes: 0 done, 1 failed, 2 bad usage or settings, 3 already running, 4 not running
"""

SIMULATE_EXAMPLES = """\
examples:
  unkink simulate                          your settings on a typical day
  unkink simulate --config trial.toml      settings you only think about
  unkink simulate --last 14d --config trial.toml   both on your own last two weeks, side by side
  unkink simulate --day monday.csv --json  a day of your own, for programs

A day file has the header time,is and rows like 2026-11-23T09:00+01:00,active. Words for is: active,
watching, idle, locked, asleep, standing, walking, call, fullscreen, dnd, blind, end. Each row holds
until the next, and the last row ends the day. Nobody follows a tip here: only the file says what
happens. Nothing is written, and no unkink needs to run.
"""

DOCTOR_SIGNS = """\
Signs: ok works, ?? could be better, NO does not work, -- nothing to try. It may run beside a
running unkink, and takes away again all that it shows. With --json, or away from a terminal, it
asks nothing of you either.

--json prints {"schema": 1, "version", "desktop", "fails": how many, "checks": [{"part",
"verdict": "works", "partly", "fails" or "untried", "seen", "advice": words or null}]}.
Exit code 1 when anything fails, else 0.
"""

_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 - has no other name


class _Help(argparse.RawDescriptionHelpFormatter):
    """Has room beside the longest command; argparse counts commands without their indent."""

    def add_argument(self, action: argparse.Action) -> None:
        """Take it in, and its commands with their indent."""
        super().add_argument(action)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - has no other name
            self._action_max_length += self._indent_increment


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; the usage block of argparse would bury it."""

    def error(self, message: str) -> NoReturn:
        """End with code 2."""
        self.exit(2, f"{self.prog}: {message}\n")

    def format_help(self) -> str:
        """Word the help, with the command's examples where it says nothing of its own below."""
        if self.epilog is None:
            from unkink.cli.examples import examples  # nobody else needs them

            self.epilog = examples(self.prog)
            self.formatter_class = _Help
        return super().format_help()


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; exits with code 2 and a hint where they make no sense."""
    parser, commands = command_line()
    first = arguments[0] if arguments else ""
    if first and not first.startswith("-") and first not in commands.choices:
        parser.error(f'there is no command "{first}"; {hint(first, listed(commands), FULL_LIST)}')
    return parser.parse_args(arguments)


def listed(commands: "argparse._SubParsersAction[Any]") -> list[str]:
    """Name the commands that people are told of."""
    return [one.dest for one in commands._choices_actions]  # noqa: SLF001 - knows which have help


def command_line() -> tuple[argparse.ArgumentParser, _Commands]:
    """Build the parser and its commands; completions and the manual are made from it too."""
    parser = _Parser(
        prog="unkink",
        description="Knows how long you have really been sitting, and offers one good tip at a "
        "good moment. Without a command it starts.",
        epilog=EXAMPLES,
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    _add_run(commands)
    _add_questions(commands)
    _add_prompts(commands)
    _add_person(commands)
    _add_opinions(commands)
    _add_files(commands)
    _add_simulation(commands)
    _add_recorded(commands)
    _add_login(commands)
    _add_shell(commands)
    _add_doctor(commands)
    _command(commands, "quit", "stop the running unkink")
    return parser, commands


def _command(commands: _Commands, name: str, purpose: str) -> _Parser:
    return commands.add_parser(name, help=purpose, description=purpose, allow_abbrev=False)


def _add_run(commands: _Commands) -> None:
    run = _command(commands, "run", "start, and stay until the session ends")
    _add_config(run)
    run.add_argument("--tray", choices=TRAYS, default="auto", help="how the icon is shown")
    run.add_argument("--notifier", choices=NOTIFIERS, default="auto", help="how tips are shown")
    run.add_argument("--verbose", action="store_true", help="log every decision")
    run.add_argument(
        "--replace", action="store_true", help="end the one that watches another session of yours"
    )
    run.add_argument(
        "--at-login",
        action="store_true",
        help="with a mistake in the settings, go on with the last good ones, and say so",
    )


def _add_config(command: argparse.ArgumentParser) -> None:
    command.add_argument("--config", type=Path, metavar="FILE", help="settings to use instead")


def _add_questions(commands: _Commands) -> None:
    status = _command(commands, "status", "how long you have been sitting, and what comes next")
    watch = _command(commands, "watch", "the same in one line, and a new one when it changes")
    why = _command(commands, "why", "why you did or did not get a tip")
    why.add_argument("--last", metavar="LENGTH", help="how far back, as in 2h or 7d; else today")
    _add_today(commands)
    for command in (status, watch, why):
        command.add_argument("--json", action="store_true", help="print it for programs")


def _add_today(commands: _Commands) -> None:
    today = _command(commands, "today", "open the page of today, or of another day")
    today.add_argument("day", nargs="?", metavar="DATE", help="as in 2026-11-20, or yesterday")
    today.add_argument("--print", action="store_true", dest="here", help="print it here instead")
    today.add_argument("--json", action="store_true", help="print it for programs")


def _add_prompts(commands: _Commands) -> None:
    now = _command(commands, "now", "a tip right away")
    now.add_argument("what", nargs="?", metavar="REMINDER|TIP", help="which one; else the next")
    snooze = _command(commands, "snooze", "the tip on the screen again a little later")
    snooze.add_argument("words", nargs="*", metavar="LENGTH", help="as in 5m; else as set")
    _command(commands, "skip", "not this tip")
    done = _command(commands, "done", "you did what the tip says")
    done.add_argument("id", nargs="?", metavar="ID", help="which one, shown or not; else the shown")


def _add_person(commands: _Commands) -> None:
    pause = _command(commands, "pause", "no tips for a while")
    pause.add_argument("words", nargs="*", metavar="WHEN", help="1h, until 14:00 or tomorrow")
    _command(commands, "resume", "tips again")
    use = _command(
        commands, "use", "other settings, as your file names them; without a name, which"
    )
    use.add_argument("name", nargs="?", metavar="PROFILE", help="or usual, or by-hours")
    use.add_argument("words", nargs="*", metavar="WHEN", help="1h, until 14:00 or tomorrow")
    here = _command(commands, "here", "somebody is here, whatever the sensors say")
    here.add_argument("words", nargs="*", metavar="LENGTH", help="for so long, as in 10m; else now")
    _command(commands, "away", "you leave; the next key or touch ends it")
    _command(commands, "sit", "you sit: sitting counts")
    _command(commands, "stand", "you stand: no sitting is counted")
    _command(commands, "walk", "you walk: no sitting is counted")
    sore = _command(commands, "sore", "only gentle tips until midnight, or no longer")
    sore.add_argument("switch", choices=("on", "off"))
    sore.add_argument("signs", nargs="*", metavar="SIGN", help="signs of the list that apply now")
    profile = _command(commands, "profile", "the health questions; answers hide unsuitable tips")
    actions = profile.add_subparsers(dest="action", metavar="ACTION")
    _command(actions, "show", "your answers (this is the default)")
    _command(actions, "none", "none of the questions applies to you")
    _command(actions, "decline", "you prefer not to say: nothing asks any more")
    _command(actions, "clear", "forget the answers")
    _command(actions, "cleared", "a health professional has cleared you: lift what is locked")
    tags = _command(actions, "set", "these apply to you, and no others")
    tags.add_argument("tags", nargs="+", metavar="TAG")


def _add_opinions(commands: _Commands) -> None:
    rate = _command(commands, "rate", "see a tip more often, as usual, or never again")
    rate.add_argument("id", metavar="ID", help="as unkink tips lists it")
    rate.add_argument("liking", choices=("more", "usual", "not"))
    felt = _command(commands, "felt", "how it feels after a tip")
    felt.add_argument("id", metavar="ID", help="as unkink tips lists it")
    felt.add_argument("stiffness", choices=("better", "same", "worse"))
    tight = _command(commands, "tight", "where it is tight: tips for that come first for a week")
    tight.add_argument("body", nargs="+", metavar="AREA", help="as in neck shoulders, or nowhere")


def _add_files(commands: _Commands) -> None:
    tips = _command(commands, "tips", "list the tips")
    tips.add_argument("--json", action="store_true", help="print them for programs")
    tips.add_argument("--all", action="store_true", help="hidden ones too, with the reason")
    tip = _command(commands, "tip", "open the instructions of a tip")
    tip.add_argument("id", metavar="ID", help="as unkink tips lists it")
    tip.add_argument("--play", action="store_true", help="play it here, in the terminal")
    tip.add_argument("--say", action="store_true", help="play it here and read the steps aloud")
    _add_config_commands(commands)


def _add_config_commands(commands: _Commands) -> None:
    config = _command(commands, "config", "your settings file")
    actions = config.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, purpose: str) -> _Parser:
        command = _command(actions, name, purpose)
        _add_config(command)
        return command

    action("path", "print where it is")
    action("init", "write it where there is none, every setting explained and commented out")
    action("check", "find every mistake in it")
    show = action("show", "every setting in use, and where it comes from")
    differing = action("diff", "what is not at its default")
    for command in (show, differing):
        command.add_argument("--json", action="store_true", help="print it for programs")
    explain = action("explain", "what a setting means, and what to write")
    explain.add_argument("key", nargs="?", metavar="KEY", help="as in prompt.lull, or a table")
    action("schema", "print the JSON Schema of the file, for editors")
    action("edit", "open it in your editor, and check it when you are done")
    setting = action("set", "change one setting; comments and order stay")
    setting.add_argument("key", metavar="KEY", help="as in prompt.lull or reminder.micro.every")
    setting.add_argument("value", metavar="VALUE", help="as in 15s, 3, false or '[\"micro\"]'")
    unset = action("unset", "take one setting out, so that its default counts")
    unset.add_argument("key", metavar="KEY", help="as in prompt.lull")


def _add_simulation(commands: _Commands) -> None:
    simulate = _command(commands, "simulate", "what your settings would have done on a day")
    simulate.epilog = SIMULATE_EXAMPLES
    simulate.formatter_class = argparse.RawDescriptionHelpFormatter
    _add_config(simulate)
    day = simulate.add_mutually_exclusive_group()
    day.add_argument("--last", metavar="LENGTH", help="your own recorded days, as in 14d")
    day.add_argument("--day", metavar="DAY.csv", help="the day; - reads standard input")
    simulate.add_argument(
        "--seed", type=int, default=0, metavar="N", help="another choice of tips; default 0"
    )
    simulate.add_argument("--json", action="store_true", help="print one decision a line")


def _add_recorded(commands: _Commands) -> None:
    from unkink.cli.recorded_parser import STATS_LIMITS, add_history, add_stats

    stats = _command(commands, "stats", "the days behind you in figures: sitting, breaks, tips")
    stats.description = f"{stats.description}.\n\n{STATS_LIMITS}"
    add_stats(stats)
    history = _command(commands, "history", "what was recorded: it is yours, and only here")
    _add_config(add_history(history, _command))


def _add_login(commands: _Commands) -> None:
    autostart = _command(commands, "autostart", "whether unkink starts when you log in")
    actions = autostart.add_subparsers(dest="action", metavar="ACTION", required=True)
    on = _command(actions, "on", "start with your desktop session from now on")
    on.add_argument("--systemd", action="store_true", help="by a user unit, not a desktop file")
    off = _command(actions, "off", "do not start with your session any more")
    for action in (on, off):
        action.add_argument(
            "--force", action="store_true", help="put a file aside that unkink did not write"
        )
    status = _command(actions, "status", "what starts it, and whether that would work")
    status.add_argument("--json", action="store_true", help="print it for programs")


def _add_shell(commands: _Commands) -> None:
    completions = _command(commands, "completions", "print what your shell needs for the Tab key")
    completions.add_argument("shell", choices=SHELLS)
    _command(commands, "manual", "print the manual page, as in unkink manual | man -l -")
    # For the Tab key alone, and so without a line in the list.
    suggested = commands.add_parser("words", allow_abbrev=False)
    suggested.add_argument("kind", choices=SUGGESTED)


def _add_doctor(commands: _Commands) -> None:
    doctor = _command(commands, "doctor", "try every part on this desktop, and say what to do")
    doctor.description = f"{doctor.description}.\n\n{DOCTOR_SIGNS}"
    doctor.add_argument("--quick", action="store_true", help="ask nothing of you")
    doctor.add_argument("--json", action="store_true", help="print it for programs")
