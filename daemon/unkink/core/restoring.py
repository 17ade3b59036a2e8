"""Writing down what must survive, and going on from it after a restart or a crash."""

from datetime import date, datetime

from unkink.core.claims import OUTLIVED
from unkink.core.clock_times import already_rung
from unkink.core.effects import Decision, Outcome
from unkink.core.health_questions import Asked
from unkink.core.memory import (
    SCHEMA,
    AskedMemory,
    ChosenMemory,
    FeltMemory,
    Memory,
    PauseMemory,
    PractisedMemory,
    ReminderMemory,
    TipsMemory,
)
from unkink.core.moment import MINUTE, Duration, Instant, Moment
from unkink.core.practice import Practice, Practised
from unkink.core.presence import Posture
from unkink.core.profiles import Chosen
from unkink.core.reminder import Reminder
from unkink.core.shown import Shown
from unkink.core.state import State
from unkink.core.summary import recalled
from unkink.core.taste import Felt, Stiffness, Taste
from unkink.core.term import Term
from unkink.core.tightness import Tightness
from unkink.core.unseen import UNSEEN_COUNTS, book_unseen, sat_since, unseen
from unkink.core.waves import Waves

JUST_BOOTED: Duration = 10 * MINUTE
"""So soon after the machine started, what runs was started by it. Later, nobody knows who was here
while the program was not, and a call may go on."""


def memory(state: State) -> Memory:
    """Return all that must survive, as it is now."""
    present, now = state.present, state.now
    pause, chosen = state.pause, state.chosen
    last = state.last_prompt
    return Memory(
        schema=SCHEMA,
        boot=state.boot,
        moment=now.moment,
        wall=now.wall.isoformat(),
        sitting=present.sitting,
        posture=state.timeline.posture.value,
        bout=state.ledger.bout_now(present),
        day=state.day.isoformat(),
        sat_today=state.sat_today,
        prompts_today=state.prompts_today,
        since_prompt=None if last is None else now.moment - last,
        next_prompt=state.next_prompt,
        live=None if state.live is None else state.live.prompt.tip.id,
        paused=None if pause is None else PauseMemory(*_left(pause, now)),
        reminders=tuple(_reminder(state, one) for one in state.reminders.values()),
        shown=state.shown.tips,
        absence=state.ledger.absence(present),
        tips=_tips(state),
        chosen=None if chosen is None else ChosenMemory(chosen.name, *_left(chosen.term, now)),
        summaries=state.summaries.memory(),
        asked=tuple(AskedMemory(what, on.isoformat()) for what, on in state.asked.days.items()),
        presence=present.presence.value,
        lasted=present.length,
    )


def _left(term: Term, now: Instant) -> tuple[float | None, str | None]:
    """Return how much of a length is left, and until when otherwise."""
    left = None if term.ends is None else max(0.0, term.ends - now.moment)
    return left, None if term.until is None else term.until.isoformat()


def _tips(state: State) -> TipsMemory:
    taste, tight, waves = state.taste, state.tightness, state.waves
    return TipsMemory(
        liked=tuple(sorted(taste.liked)),
        disliked=tuple(sorted(taste.disliked)),
        felt=tuple(
            FeltMemory(one.tip, one.stiffness.value, one.day.isoformat()) for one in taste.felt
        ),
        practised=tuple(
            PractisedMemory(one.tip, one.times, one.last.isoformat()) for one in state.practice.tips
        ),
        introduced=tuple(sorted(waves.introduced)),
        wave=None if waves.wave is None else waves.wave.isoformat(),
        tight=tuple(sorted(tight.body)),
        tight_on=None if tight.day is None else tight.day.isoformat(),
    )


def _restore_tips(state: State, kept: TipsMemory) -> None:
    state.taste = Taste(
        liked=frozenset(kept.liked),
        disliked=frozenset(kept.disliked),
        felt=tuple(
            Felt(one.tip, Stiffness(one.stiffness), date.fromisoformat(one.day))
            for one in kept.felt
        ),
    )
    state.practice = Practice(
        tuple(Practised(one.tip, one.times, date.fromisoformat(one.last)) for one in kept.practised)
    )
    wave = None if kept.wave is None else date.fromisoformat(kept.wave)
    state.waves = Waves(frozenset(kept.introduced), wave)
    if kept.tight_on is not None:
        state.tightness = Tightness(frozenset(kept.tight), date.fromisoformat(kept.tight_on))


def _reminder(state: State, reminder: Reminder) -> ReminderMemory:
    counter = state.counter(reminder)
    absence = None if counter is None else counter.absence(state.present)
    return reminder.memory(state.sat(reminder), absence, state.now.moment)


def restore(state: State, kept: Memory) -> None:
    """Go on from what was kept; `state` is new, at the instant of the start."""
    now = state.now
    gap = unseen(kept, state.boot, now)
    same_boot = kept.boot == state.boot
    state.next_prompt = kept.next_prompt
    state.shown = Shown(kept.shown)
    _restore_tips(state, kept.tips)
    state.asked = Asked({one.what: date.fromisoformat(one.day) for one in kept.asked})
    state.summaries = recalled(kept.summaries)
    state.heard_until = datetime.fromisoformat(kept.wall)
    if same_boot or gap < UNSEEN_COUNTS:
        state.timeline.posture = Posture(kept.posture)
    day = date.fromisoformat(kept.day)
    if already_rung(
        now.wall.date(), day
    ):  # the same, or one that comes again, as without a restart
        state.day = day
        state.prompts_today = kept.prompts_today
        state.ledger.today = kept.sat_today
    else:
        state.ledger.today = sat_since(state.midnight, kept, Moment(now.moment - gap))
    if kept.since_prompt is not None:
        state.last_prompt = Moment(now.moment - gap - kept.since_prompt)
    _restore_reminders(state, kept, gap)
    kept_at = Moment(now.moment - gap)
    if kept.paused is not None:
        state.pause = _restored(kept.paused.left, kept.paused.until, kept_at)
    if kept.chosen is not None:
        term = _restored(kept.chosen.left, kept.chosen.until, kept_at)
        state.chosen = Chosen(kept.chosen.name, term)
    state.ledger.bout = kept.bout
    state.ledger.bout_began = Moment(now.moment - gap - kept.bout)
    if kept.absence:
        state.ledger.off_since = Moment(now.moment - gap - kept.absence)
    book_unseen(state, kept, gap)
    if gap >= OUTLIVED and now.moment < JUST_BOOTED:
        state.returned = True  # who has just switched it on is in no call yet
    if kept.live is not None:
        state.record(Decision.OUTCOME, tip=kept.live, why=Outcome.UNKNOWN.value)


def _restore_reminders(state: State, kept: Memory, gap: Duration) -> None:
    for one in kept.reminders:
        reminder = state.reminders.get(one.name)
        if reminder is None:
            continue
        reminder.recall(one, Moment(state.now.moment - gap))
        counter = state.counter(reminder)
        if counter is not None:
            counter.sat = one.sat
            if one.absence:
                counter.off_since = Moment(state.now.moment - gap - one.absence)
    if kept.live is not None:
        # Nobody knows what became of it; what it stood for is due as before.
        for reminder in state.reminders.values():
            reminder.ask_at = reminder.every or 0.0


def _restored(left: float | None, until: str | None, begins: Moment) -> Term:
    """Return a term that was kept at `begins`."""
    return Term(
        None if left is None else Moment(begins + left),
        None if until is None else datetime.fromisoformat(until),
    )
