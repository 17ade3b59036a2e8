"""The engine: events in, effects out. Time is an argument; nothing here looks anything up.

Contract. The loop calls `handle` with each event and the instant it happened at, in order, and
does what the returned effects say. After each call it asks `deadline` (wake me then, with a fresh
reading of presence first) and `silences` (tell me when input has been silent this long).
Handling the same events at the same instants gives the same effects; looking more often than
asked changes nothing.
"""

from datetime import datetime, timedelta
from random import Random
from typing import assert_never

from unkink.core import events, requests
from unkink.core.effects import Decision, Effect, Outcome, Remember, Spent
from unkink.core.health import HealthProfile
from unkink.core.ledger import Ledger
from unkink.core.memory import Memory
from unkink.core.moment import Duration, Instant, Moment, when
from unkink.core.outcomes import (
    WORTH_TELLING,
    breaks_answer_at,
    forgive,
    settle,
    watch_breaks,
)
from unkink.core.presence import Presence
from unkink.core.prompting import curious, decide, lull_wait_ends, may_show
from unkink.core.reminder import Reminder
from unkink.core.restoring import memory, restore
from unkink.core.settings import AtFirstUse, Settings
from unkink.core.snapshot import Snapshot
from unkink.core.state import WATCH_AGAIN, State
from unkink.core.timeline import Span, Timeline
from unkink.core.tips import Pool, Tip
from unkink.core.viewing import snapshot


class Engine:
    """The one owner of all rules. Not thread-safe: one loop calls it."""

    def __init__(
        self,
        settings: Settings,
        now: Instant,
        rng: Random,
        boot: str = "",
        kept: Memory | None = None,
    ) -> None:
        self._state = State(
            settings=settings,
            boot=boot,
            rng=rng,
            now=now,
            timeline=Timeline(now),
            ledger=Ledger(settings.reminders, now.moment),
            reminders={one.name: Reminder(one) for one in settings.reminders},
            day=now.wall.date(),
        )
        if kept is not None:
            restore(self._state, kept)

    def handle(self, event: events.Event, now: Instant) -> list[Effect]:
        """Take one event and return what is to be done about it, in order."""
        state = self._state
        state.now = now
        self._book(state.timeline.pass_time(now))
        self._turn_day()
        if isinstance(event, events.SensorEvent):
            self._sense(event)
        elif isinstance(event, events.UserEvent):
            self._answer(event)
        else:
            self._learn(event)
        if state.pause is not None and state.pause.over(now):
            requests.resume(state, "the pause is over")
        self._welcome_back()
        watch_breaks(state)
        forgive(state)
        self._ring_first_use()
        decide(state)
        forgive(state)  # once more: a prompt that was replaced may have set something free
        return self._drain()

    def deadline(self) -> Moment | None:
        """Return the next moment at which time alone can change what is to be done."""
        state = self._state
        moments: list[Moment | None] = [
            *breaks_answer_at(state),
            lull_wait_ends(state),
            state.timeline.noise_ends,
            self._watching_must_be_seen(),
        ]
        if state.pause is not None:
            moments.append(state.pause.over_at(state.now))
        for reminder in state.reminders.values():
            moments += self._wait_ends(reminder)
            moments.append(self._first_use_begins(reminder))
            moments.append(self._swallows_from(reminder))
        future = [moment for moment in moments if moment is not None and moment > state.now.moment]
        return min(future, default=None)

    def silences(self) -> frozenset[Duration]:
        """Return the lengths of silence worth hearing of: absence, and a lull if one is awaited."""
        state = self._state
        lengths = {state.settings.sitting.away_after}
        if state.ready_since is not None:
            lengths.add(state.settings.prompt.lull)
        return frozenset(lengths)

    def curious(self) -> bool:
        """Tell whether somebody should look around now and report `LookedAround`."""
        return curious(self._state)

    def snapshot(self, now: Instant) -> Snapshot:
        """Describe where the person stands, for tray, status and pages."""
        self._state.now = now
        return snapshot(self._state)

    def memory(self, now: Instant) -> Memory:
        """Return all that must survive a crash."""
        self._state.now = now
        return memory(self._state)

    @property
    def pool(self) -> Pool:
        """The tips in use; an empty pool until they were read."""
        return self._state.pool or Pool()

    @property
    def profile(self) -> HealthProfile:
        """The health answers in use."""
        return self._state.profile

    def why_hidden(self, tip: Tip) -> str | None:
        """Say why a tip must not be shown today, or None; every door asks here."""
        return may_show(self._state, tip)

    def introduced(self, tip_id: str) -> bool:
        """Tell whether a tip was shown lately."""
        return any(one.tip == tip_id for one in self._state.shown.tips)

    def _sense(self, event: events.SensorEvent) -> None:
        state = self._state
        timeline, now = state.timeline, state.now
        match event:
            case events.Looked(last_input):
                self._book(timeline.hear(last_input, state.settings.sitting.away_after, now))
                self._judge_silence()
            case events.LookedAround(surroundings):
                state.surroundings = surroundings
                state.looked_around = now.moment
                self._judge_silence()
            case events.Blinded(why):
                state.record(Decision.BLIND, why=why)
                self._book(timeline.go_blind(why, now))
            case events.SensorChanged(sensor, why):
                state.record(Decision.SENSOR, why=f"{sensor}: {why}")
            case events.Locked():
                self._book(timeline.lock(now))
            case events.Unlocked():
                self._book(timeline.unlock(now))
            case events.FellAsleep():
                self._book(timeline.sleep(now))
            case events.Woke():
                self._book(timeline.wake(now))
            case events.TimePassed():
                pass
            case events.ClockTimeReached(name):
                if name in state.reminders:
                    state.reminders[name].ring(now.wall.date())
            case _:
                assert_never(event)

    def _answer(self, event: events.UserEvent) -> None:
        state = self._state
        match event:
            case events.PromptRequested():
                requests.prompt_now(state, event)
            case events.GuideRequested():
                requests.open_guide(state, event)
            case events.LibraryRequested():
                requests.open_library(state, event)
            case events.Snoozed():
                requests.snooze(state, event)
            case events.Done() | events.Skipped():
                requests.answer(state, event)
            case events.PromptClosed():
                requests.notification_closed(state, event)
            case events.IntervalAnswered():
                requests.set_interval(state, event)
            case events.Paused():
                requests.pause(state, event)
            case events.Resumed():
                requests.resume(state, "on request")
            case events.PostureChosen(posture):
                self._book(state.timeline.take_posture(posture, state.now))
            case _:
                assert_never(event)

    def _learn(self, event: events.FileEvent) -> None:
        state = self._state
        match event:
            case events.SettingsChanged(settings):
                self._configure(settings)
            case events.HealthChanged(profile):
                state.profile = profile
                self._withdraw_hidden()
            case events.PoolLoaded(pool):
                state.pool = pool
            case _:
                assert_never(event)

    def _configure(self, settings: Settings) -> None:
        """Take new settings; what was counted stays counted."""
        state = self._state
        known = state.reminders
        state.settings = settings
        state.ledger.configure(settings.reminders)
        state.reminders = {one.name: Reminder(one) for one in settings.reminders}
        for name in known.keys() & state.reminders.keys():
            reminder = state.reminders[name]
            kept = known[name].memory(state.sat(reminder), None, state.now.moment)
            reminder.recall(kept, state.now.moment)

    def _withdraw_hidden(self) -> None:
        """Take away a prompt that the new health answers do not allow."""
        state = self._state
        if state.live is not None and may_show(state, state.live.prompt.tip) is not None:
            settle(state, Outcome.UNKNOWN)

    def _judge_silence(self) -> None:
        """Tell absence from watching, once somebody has looked around where that is needed."""
        state = self._state
        sitting, company = state.settings.sitting, state.company
        if company is None:
            return
        self._book(
            state.timeline.judge(
                sitting.away_after, state.now, company=company, limit=sitting.watching_limit
            )
        )

    def _watching_must_be_seen(self) -> Moment | None:
        """When somebody must look whether whoever watches is still there."""
        state = self._state
        last = state.timeline.last_input
        if state.timeline.presence is not Presence.WATCHING or last is None:
            return None
        limit = Moment(last + state.settings.sitting.watching_limit)
        seen = state.looked_around
        return limit if seen is None else min(limit, Moment(seen + WATCH_AGAIN))

    def _welcome_back(self) -> None:
        """Tell how long it was once somebody sits again."""
        state = self._state
        present = state.present
        if not present.sitting:
            state.off_since = state.ledger.absent_since(present)
            state.off_as = state.absent_as
            return
        if state.off_since is not None:
            away = present.begins - state.off_since
            if away >= WORTH_TELLING:
                state.record(Decision.BACK, why=state.off_as, seconds=away)
            state.off_since = None

    def _book(self, spans: list[Span]) -> None:
        state = self._state
        for span in spans:
            state.ledger.book(span, state.midnight)
            state.effects.append(Spent(span, state.now))

    def _turn_day(self) -> None:
        """Begin the day's counts anew at local midnight; yesterday's cards lapse."""
        state = self._state
        day = state.now.wall.date()
        if day == state.day:
            return
        state.day = day
        state.ledger.today = 0.0
        state.prompts_today = 0
        for reminder in state.reminders.values():
            reminder.begin_day()
            if reminder.trigger is None and reminder.pending and reminder.rung_on != day:
                reminder.begin_anew()
                state.record(Decision.MISSED, reminder.name, why="the day ended")

    def _ring_first_use(self) -> None:
        state = self._state
        timeline = state.timeline
        if timeline.presence.absent or not timeline.told:
            return
        wall = state.now.wall
        for reminder in state.reminders.values():
            trigger = reminder.settings.trigger
            if isinstance(trigger, AtFirstUse) and trigger.begins <= wall.time() < trigger.ends:
                reminder.ring(wall.date())

    def _first_use_begins(self, reminder: Reminder) -> Moment | None:
        """When a first-use card's window opens upon somebody who is at work already."""
        trigger, now = reminder.settings.trigger, self._state.now
        if not isinstance(trigger, AtFirstUse):
            return None
        begins = datetime.combine(now.wall.date(), trigger.begins, now.wall.tzinfo)
        return when(begins if begins > now.wall else begins + timedelta(days=1), now)

    def _swallows_from(self, reminder: Reminder) -> Moment | None:
        """When a reminder comes so near that it swallows a shorter one that waits."""
        state = self._state
        counter = state.counter(reminder)
        if counter is None or reminder.trigger is None or not reminder.trigger.merge_within:
            return None
        return counter.reaches(reminder.ask_at - reminder.trigger.merge_within, state.present)

    def _wait_ends(self, reminder: Reminder) -> list[Moment | None]:
        """When waiting is over: for enough sitting, for what is paid back, for a hold to end."""
        state = self._state
        counter = state.counter(reminder)
        moments = [] if counter is None else [counter.reaches(reminder.ask_at, state.present)]
        if state.due(reminder):
            moments += [state.hold_may_end(hold, reminder) for hold in state.holds(reminder)]
        return moments

    def _drain(self) -> list[Effect]:
        effects, self._state.effects = self._state.effects, []
        return [*effects, Remember()] if effects else effects
