"""`unkink tip ID`: opens the guide in the browser, or prints the steps where none can be opened."""

from collections.abc import Mapping

from unkink import protocol as ask
from unkink.cli.client import NotRunning, call
from unkink.cli.terminal import BOLD, DIM, complain, painted, report, say, wrapped
from unkink.cli.tips import from_files
from unkink.core.hidden import refusal
from unkink.core.person import DISLIKED
from unkink.nearest import hint
from unkink.paths import Paths
from unkink.protocol import Code
from unkink.time_words import minutes
from unkink.tip_files import FullTip, check_pool, read_tip


def guide(paths: Paths, tip_id: str) -> int:
    """Show the instructions of a tip, unless the health answers keep it away."""
    try:
        reply = call(paths.socket, ask.ShowTip(tip_id))
    except NotRunning:
        return _from_files(paths, tip_id)
    if reply.code is Code.DONE or not _readable(reply.data):
        return report(reply)
    complain(reply.text)
    return _printed(paths, tip_id)


def _readable(data: object) -> bool:
    """Tell whether the daemon let the tip through and only found no browser for it."""
    return isinstance(data, Mapping) and data.get("readable") is True


def _from_files(paths: Paths, tip_id: str) -> int:
    standings = from_files(paths)
    if tip_id not in standings:
        complain(f'there is no tip "{tip_id}"; {hint(tip_id, standings, "unkink tips lists them")}')
        return Code.FAILED
    hidden = standings[tip_id].hidden
    if hidden not in (None, DISLIKED):
        complain(refusal(hidden))
        return Code.FAILED
    return _printed(paths, tip_id)


def _printed(paths: Paths, tip_id: str) -> int:
    tip = read_tip(tip_id, paths.own_tips)
    if tip is None:
        complain(f'the file of "{tip_id}" cannot be read any more')
        return Code.FAILED
    say(guide_text(tip, check_pool().pool.safety.short))
    return Code.DONE


def guide_text(tip: FullTip, safety: str) -> str:
    """Word a whole tip for a terminal: steps with their times, caution, grade and safety line."""
    length = minutes(tip.tip.duration)
    steps = [
        f"{wrapped(step, f'{number:3}. ', '     ')}  {painted(minutes(seconds), DIM)}"
        for number, (step, seconds) in enumerate(zip(tip.steps, tip.step_s, strict=True), start=1)
    ]
    parts = [f"{painted(tip.tip.title, BOLD)}  {length}"]
    parts += [wrapped(text) for text in (tip.why, _needs(tip)) if text]
    parts += ["\n".join(steps), wrapped(f"Take care: {tip.caution}"), _grade(tip)]
    return "\n\n".join([*filter(None, parts), painted(wrapped(safety), DIM)])


def _needs(tip: FullTip) -> str:
    return f"You need: {', '.join(tip.needs)}." if tip.needs else ""


def _grade(tip: FullTip) -> str:
    if not tip.evidence:
        return "A tip of your own."
    return wrapped(f"Evidence grade {tip.evidence}, for: {tip.grade_for}.")
