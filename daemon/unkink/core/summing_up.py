"""When a summary is told: once a day at most, to somebody who is there, not hours late.

It waits as a question does, only that it may come after the hours: who asks for it wants it there.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from unkink.core.asking import HELD_FOR, disturbs, free, here_and_settled, must_look, settled_at
from unkink.core.clock_times import LATE, Silence, next_ring, rings
from unkink.core.effects import Decision, TellSummary
from unkink.core.holds import Hold
from unkink.core.moment import Moment, when
from unkink.core.showing import reason
from unkink.core.state import State
from unkink.core.summary import Period, summary_bells


def hear_summaries(state: State) -> None:
    """Notice what has rung since the clock was last looked at; before `ring`, which moves that."""
    if state.settings.summary.off:
        state.summaries.waiting.clear()
        return
    wall = state.now.wall
    now = wall.astimezone(UTC)
    for period in Period:
        silence = state.summaries.silences.get(period)
        if silence is None or not silence.covers(wall, now):
            _hear(state, period)
            state.summaries.silences[period] = _silence(state, period, now)


def _hear(state: State, period: Period) -> None:
    summaries, wall = state.summaries, state.now.wall
    bells = summary_bells(period, state.settings)
    if not bells:
        summaries.waiting.pop(period, None)
        return
    rung = rings(bells, summaries.rung_on.get(period), state.heard_until, wall)
    if rung is None:
        return
    if rung.missed:
        _record(state, period, f"too-late: {rung.at:%H:%M}")
        return
    summaries.rung_on[period] = rung.day
    state.unsaved = True
    if state.ledger.today_now(state.present, state.midnight) > 0:
        summaries.waiting[period] = rung.at
    else:
        _record(state, period, "no-sitting")


def _silence(state: State, period: Period, now: datetime) -> Silence:
    wall = state.now.wall
    bells = summary_bells(period, state.settings)
    coming = [next_ring(bell, wall).astimezone(UTC) for bell in bells]
    return Silence(wall.tzinfo, now, min(coming, default=None))


def tell_summaries(state: State) -> None:
    """Tell what waits, all in one notice, if nothing holds it."""
    summaries = state.summaries
    _give_up(state)
    if not summaries.waiting:
        summaries.held = None
        return
    if state.timeline.presence.absent:
        return  # an empty chair needs no explanation
    held = _held(state)
    if held is not None and held != summaries.held:
        for period in summaries.waiting:
            _record(state, period, f"held: {held}")
    summaries.held = held
    if held is not None or not _good_moment(state) or must_look(state):
        return
    state.effects.append(TellSummary(tuple(summaries.waiting), state.usual.count_sitting))
    for period in summaries.waiting:
        _record(state, period, "told")
    summaries.waiting.clear()


def curious_to_sum_up(state: State) -> bool:
    """Tell whether somebody must look around before a summary is told."""
    return bool(state.summaries.waiting) and _good_moment(state) and must_look(state)


def sums_up_next(state: State) -> Iterator[Moment | None]:
    """Yield when the calendar must be asked again, and when time alone may let one through."""
    for silence in state.summaries.silences.values():
        yield None if silence.until is None else when(silence.until, state.now)
    if not state.summaries.waiting:
        return
    yield settled_at(state)
    if state.live is not None:
        yield Moment(state.live.shown_at + HELD_FOR)
    if state.looked_around is not None and disturbs(state):
        yield Moment(state.looked_around + HELD_FOR)


def _give_up(state: State) -> None:
    """Let go of what would be told of another day, or to who comes back hours later."""
    wall = state.now.wall
    for period, since in [*state.summaries.waiting.items()]:
        began = since.astimezone(wall.tzinfo)
        if wall.date() > began.date():
            why = "day-over"
        elif state.timeline.came_back - when(since, state.now) > LATE.total_seconds():
            why = f"too-late: {began:%H:%M}"
        else:
            continue
        del state.summaries.waiting[period]
        _record(state, period, why)


def _held(state: State) -> str | None:
    """Return what keeps a summary back, in the journal's words; None where nothing is known to."""
    if state.pause is not None:
        return Hold.PAUSED.value
    hold = disturbs(state) if state.looked_within(HELD_FOR) else None
    return None if hold is None else reason(state, hold)


def _good_moment(state: State) -> bool:
    return here_and_settled(state) and (free(state) or _shown_for_long(state))


def _shown_for_long(state: State) -> bool:
    """Whether the prompt on the screen has been there for long: it may stay until tomorrow."""
    live = state.live
    return live is not None and state.now.moment - live.shown_at >= HELD_FOR - 1e-6


def _record(state: State, period: Period, what: str) -> None:
    state.record(Decision.SUMMARY, why=f"{period.value} {what}")
