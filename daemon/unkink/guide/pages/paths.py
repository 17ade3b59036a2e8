"""The two ways that take weeks, as cards of the library: quiet sessions, and cool water."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from unkink.core.practice import Practised
from unkink.core.taste import Liking
from unkink.guide.desk import Shelved
from unkink.guide.pages.frame import template
from unkink.guide.progress import LADDER, LINE, QUIET, Course, course, rung
from unkink.guide.words import days_ago, hidden_because, short_length

_RUNGS = (
    ("10 s", "two short rinses, legs first", "first"),
    ("20 s", "three rounds, with the arms", "second"),
    ("30 s", "a cool end, up to the shoulders", "third"),
)
"""The dose of each rung, what it is, and its number."""
_NO_STREAK = "Days off take nothing away."


def paths(shelf: Sequence[Shelved], today: date, root: str) -> str:
    """Return both cards, each as far as its tips may be shown."""
    by_id = {one.tip.id: one for one in shelf}
    return _quiet(by_id.get(QUIET), today, root) + _cool(by_id, today, root)


# ── quiet sessions ────────────────────────────────────────────────────────────────────────────


def _quiet(one: Shelved | None, today: date, root: str) -> str:
    if one is None or one.hidden is not None or one.liking is Liking.NOT:
        return ""
    told = course(one.practised)
    return template("course.html").substitute(
        told=_count(told),
        track=f'<path class="track on" d="M4 40H{_loop_at(told.filled) - 20}"/>',
        loops="".join(_loop(place, told) for place in range(LINE)),
        words=f"{_quiet_words(told)}{_last(one.practised, today)}",
        label=f"{_which(told)}, {short_length(one.tip.duration)}",
        tip=QUIET,
        root=root,
    )


def _count(told: Course) -> str:
    return f"{told.done} of {LINE * told.line}" if told.done <= 2 * LINE else f"{told.done} times"


def _which(told: Course) -> str:
    return "another" if told.done >= 2 * LINE else f"the {told.next}"


def _quiet_words(told: Course) -> str:
    if told.done == 0:
        return f"Ten quiet quarters of an hour, whenever one fits. {_NO_STREAK}"
    if told.done < LINE:
        return f"A skill that grows: give it two or three weeks. {_NO_STREAK}"
    if told.done == LINE:
        return "The line is full. Ten more are there if you like, or one whenever you want it."
    if told.done < 2 * LINE:
        return f"The second ten, as you like. {_NO_STREAK}"
    return "Both lines are full. It is yours now, whenever you want it."


def _loop_at(place: int) -> int:
    return 22 + 44 * min(place, LINE)


def _loop(place: int, told: Course) -> str:
    state = " on" if place < told.filled else " next" if place == told.filled else ""
    return f'<circle class="track{state}" cx="{_loop_at(place)}" cy="23" r="15.5"/>'


# ── cool water ────────────────────────────────────────────────────────────────────────────────


def _cool(by_id: Mapping[str, Shelved], today: date, root: str) -> str:
    rungs = [by_id[tip_id] for tip_id in LADDER if tip_id in by_id]
    reason = next((one.hidden for one in rungs if one.hidden is not None), None)
    if len(rungs) < len(LADDER) or any(one.liking is Liking.NOT for one in rungs):
        return ""
    if reason is not None:
        return (
            '<details class="card path folded"><summary>Cool water, in steps: put aside for now'
            f"</summary><p>{escape(hidden_because(reason))}.</p></details>"
        )
    times = [one.practised.times if one.practised else 0 for one in rungs]
    here = rung(times)
    tip = rungs[here].tip
    return template("ladder.html").substitute(
        told=f"step {here + 1} of {len(LADDER)}",
        rungs="".join(_rung(place, here, one, root) for place, one in enumerate(rungs)),
        words=f"{_cool_words(here, times)}{_last(_latest(rungs), today)}",
        label=f"the {_RUNGS[here][2]} one, {short_length(tip.duration)}",
        tip=escape(tip.id),
        root=root,
    )


def _rung(place: int, here: int, one: Shelved, root: str) -> str:
    """Return one step; each leads to its tip, as nothing is locked but by health."""
    dose, words, _ = _RUNGS[place]
    mark = ' class="here" aria-current="step"' if place == here else ""
    past = ' class="past"' if place < here else mark
    return (
        f'<li{past}><a href="{root}/tip/{escape(one.tip.id)}"><b>{dose}</b><span>{words}</span>'
        "</a></li>"
    )


def _cool_words(here: int, times: Sequence[int]) -> str:
    if here > 0 and times[here] == 0:
        return "You did the step below twice; go on when it feels easy. Twice a week is plenty."
    if here == len(LADDER) - 1 and times[here] > 1:
        return "This is the top; longer than 30 seconds is not needed. Twice a week is plenty."
    return "Twice a week is plenty. Move up when it feels easy; 30 seconds is the most."


def _latest(rungs: Sequence[Shelved]) -> Practised | None:
    done = [one.practised for one in rungs if one.practised is not None]
    return max(done, key=lambda one: one.last, default=None)


def _last(practised: Practised | None, today: date) -> str:
    return f" Last one {days_ago(practised.last, today)}." if practised else ""
