"""`unkink tip ID`: opens the guide in the browser, or plays or prints the steps here."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from unkink import protocol as ask
from unkink.cli.client import NoAnswer, NotRunning, call
from unkink.cli.terminal import BOLD, DIM, complain, painted, report, say, wrapped
from unkink.cli.tips import from_files
from unkink.core.hidden import refusal
from unkink.core.person import DISLIKED
from unkink.nearest import hint
from unkink.paths import Paths
from unkink.protocol import Code
from unkink.time_words import minutes
from unkink.tip_files import FullTip, check_pool, read_tip

if TYPE_CHECKING:
    from unkink.cli.play import Stage


def guide(paths: Paths, tip_id: str, *, played: bool = False, aloud: bool = False) -> int:
    """Show the instructions of a tip, unless the health answers keep it away.

    With `played` they are played in this terminal and in no browser, with `aloud` read as well.
    """
    if played or aloud:
        return _admitted(paths, tip_id, _standings(paths), played=True, aloud=aloud)
    try:
        reply = call(paths.socket, ask.ShowTip(tip_id))
    except NotRunning:
        return _admitted(paths, tip_id, _hidden(paths), played=not _desktop())
    if reply.code is Code.DONE or not _readable(reply.data):
        return report(reply)
    complain(reply.text)
    return _shown(paths, tip_id, played=True)


def _readable(data: object) -> bool:
    """Tell whether the daemon let the tip through and only found no browser for it."""
    return isinstance(data, Mapping) and data.get("readable") is True


def _standings(paths: Paths) -> Mapping[str, str | None]:
    """Return each tip with the reason why it is hidden, from the daemon where one runs."""
    try:
        reply = call(paths.socket, ask.Bare.TIPS)
    except NotRunning:
        return _hidden(paths)
    told = reply.data if isinstance(reply.data, Sequence) else ()
    return {str(one["id"]): one["hidden"] for one in told if isinstance(one, Mapping)}  # type: ignore[misc]


def _hidden(paths: Paths) -> Mapping[str, str | None]:
    return {tip: standing.hidden for tip, standing in from_files(paths).items()}


def _desktop() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _admitted(
    paths: Paths,
    tip_id: str,
    standings: Mapping[str, str | None],
    *,
    played: bool,
    aloud: bool = False,
) -> int:
    """Show a tip that there is and that nothing hides."""
    if tip_id not in standings:
        complain(f'there is no tip "{tip_id}"; {hint(tip_id, standings, "unkink tips lists them")}')
        return Code.FAILED
    hidden = standings[tip_id]
    if hidden not in (None, DISLIKED):
        complain(refusal(hidden))
        return Code.FAILED
    return _shown(paths, tip_id, played=played, aloud=aloud)


def _shown(paths: Paths, tip_id: str, *, played: bool, aloud: bool = False) -> int:
    """Play the steps where somebody looks or listens; print them for everybody else."""
    tip = read_tip(tip_id, paths.own_tips)
    if tip is None:
        complain(f'the file of "{tip_id}" cannot be read any more')
        return Code.FAILED
    safety = check_pool().pool.safety.short
    if not aloud and not (played and sys.stdout.isatty()):
        say(guide_text(tip, safety))
        return Code.DONE
    return _played(paths, tip, safety, aloud=aloud)


def _played(paths: Paths, tip: FullTip, safety: str, *, aloud: bool) -> int:
    from unkink.cli.keyboard import single_keys  # only here: other commands stay quick
    from unkink.cli.play import Stage
    from unkink.cli.speech import NO_SPEAKER, Speech, can_speak

    if aloud and not can_speak():
        complain(NO_SPEAKER)
        return Code.FAILED
    say("\n\n".join(filter(None, (*_heading(tip), _caution(tip), wrapped(safety), ""))))
    with single_keys() as keys:
        play_through(paths, tip, Stage.here(keys, Speech() if aloud else None))
    return Code.DONE


def play_through(paths: Paths, tip: FullTip, stage: "Stage") -> None:
    """Play a tip; where it was done and a daemon runs, tell it so."""
    from unkink.cli.play import Ending, play  # only here: other commands stay quick

    if play(tip, stage) is not Ending.DONE:
        return
    try:
        reply = call(paths.socket, ask.Did(tip.tip.id))
    except (NotRunning, NoAnswer):
        return
    if reply.code is Code.DONE:
        say(reply.text)


def guide_text(tip: FullTip, safety: str) -> str:
    """Word a whole tip for a terminal: steps with their times, caution, grade and safety line."""
    steps = [
        f"{wrapped(step, f'{number:3}. ', '     ')}  {painted(minutes(seconds), DIM)}"
        for number, (step, seconds) in enumerate(zip(tip.steps, tip.step_s, strict=True), start=1)
    ]
    parts = [*_heading(tip), "\n".join(steps), _caution(tip), _grade(tip)]
    return "\n\n".join([*filter(None, parts), painted(wrapped(safety), DIM)])


def _heading(tip: FullTip) -> list[str]:
    title = f"{painted(tip.tip.title, BOLD)}  {minutes(tip.tip.duration)}"
    return [title, *(wrapped(text) for text in (tip.why, _needs(tip)) if text)]


def _caution(tip: FullTip) -> str:
    return wrapped(f"Take care: {tip.caution}")


def _needs(tip: FullTip) -> str:
    return f"You need: {', '.join(tip.needs)}." if tip.needs else ""


def _grade(tip: FullTip) -> str:
    if not tip.evidence:
        return "A tip of your own."
    return wrapped(f"Evidence grade {tip.evidence}, for: {tip.grade_for}.")
