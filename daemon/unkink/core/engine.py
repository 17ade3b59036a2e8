"""The engine: events in, effects out. Time is an argument; nothing here looks anything up.

Contract. The loop calls `handle` with each event and the instant it happened at, in order, and
does what the returned effects say. After each call it asks `deadline` (wake me then, with a fresh
reading of presence first), `silences` (tell me when input has been silent this long) and `curious`
(have somebody look around now).
Handling the same events at the same instants gives the same effects; looking more often than
asked changes nothing.
"""

from dataclasses import replace
from random import Random
from typing import assert_never

from unkink.core import events, opinions, requests
from unkink.core.asking import ask_when_free, curious_to_ask
from unkink.core.deadlines import next_deadline
from unkink.core.effects import Decision, Effect, Outcome, Remember
from unkink.core.entries import Stretch, stretch_of
from unkink.core.hands import PAUSE
from unkink.core.health import HealthProfile
from unkink.core.health_questions import FIRST_DAY
from unkink.core.introducing import introduce
from unkink.core.ledger import Ledger
from unkink.core.memory import Memory
from unkink.core.moment import Duration, Instant, Moment
from unkink.core.outcomes import forgive, settle, watch_breaks
from unkink.core.practice import Practised
from unkink.core.profiles import in_force
from unkink.core.prompting import curious, decide, go_on_noting
from unkink.core.reminder import Reminder
from unkink.core.restoring import memory, restore
from unkink.core.ringing import ring
from unkink.core.sensing import book, sense, welcome_back
from unkink.core.settings import Settings
from unkink.core.showing import may_show
from unkink.core.snapshot import Snapshot
from unkink.core.state import State
from unkink.core.summing_up import curious_to_sum_up, hear_summaries, tell_summaries
from unkink.core.taste import Liking
from unkink.core.timeline import Timeline
from unkink.core.tips import Pool, Tip
from unkink.core.viewing import snapshot

PAUSE_UNDER_LID: Duration = 2.0
"""Sensors tell of input only after a silence that was listened for: of this one under a closed lid,
so that whoever carries the machine elsewhere, or types on beside it, is not taken for absent."""


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
            usual=settings,
            boot=boot,
            rng=rng,
            now=now,
            timeline=Timeline(now),
            ledger=Ledger(settings.reminders, now.moment),
            reminders={one.name: Reminder(one) for one in settings.reminders},
            day=now.wall.date(),
            heard_until=now.wall,
        )
        if kept is not None:
            restore(self._state, kept)
        if FIRST_DAY not in self._state.asked.days:
            self._state.asked = self._state.asked.note(FIRST_DAY, now.wall.date())
        self._put_in_force(told=False)

    def handle(self, event: events.Event, now: Instant) -> list[Effect]:
        """Take one event and return what is to be done about it, in order."""
        state = self._state
        self._look(now)
        self._turn_day()  # first: what a suspend ends now may have begun before midnight
        book(state, state.timeline.pass_time(now))
        if isinstance(event, events.SensorEvent):
            sense(state, event)
        elif isinstance(event, events.UserEvent):
            if not isinstance(event, events.PromptClosed | events.SaidAway):
                book(state, state.timeline.notice_hand(now))
            self._answer(event)
        else:
            self._learn(event)
        self._put_in_force()
        if state.pause is not None and state.pause.over(now):
            requests.resume(state, "the pause is over")
        if not isinstance(event, events.FileEvent):
            introduce(state)  # not in between: tips, settings and health come one by one
        welcome_back(state)
        watch_breaks(state)
        forgive(state)
        hear_summaries(state)
        ring(state)
        decide(state)
        forgive(state)  # once more: a prompt that was replaced may have set something free
        ask_when_free(state)
        tell_summaries(state)
        if state.notes_hands:
            state.timeline.hands.listen(now.moment)
        else:
            state.timeline.hands.forget()
        state.forget()
        return self._drain()

    def deadline(self) -> Moment | None:
        """Return the next moment at which time alone can change what is to be done."""
        return next_deadline(self._state)

    def silences(self) -> frozenset[Duration]:
        """Return the lengths of silence worth hearing of: absence, and a lull if one is awaited."""
        state = self._state
        lengths = {state.settings.sitting.away_after}
        if state.ready_since is not None:
            lengths.add(state.settings.prompt.lull)
        if state.timeline.under_lid:
            lengths.add(PAUSE_UNDER_LID)
        if state.timeline.hands.listening:
            lengths.add(PAUSE)
        return frozenset(lengths)

    def curious(self) -> bool:
        """Tell whether somebody should look around now and report `LookedAround`."""
        state = self._state
        return curious(state) or curious_to_ask(state) or curious_to_sum_up(state)

    def snapshot(self, now: Instant) -> Snapshot:
        """Describe where the person stands, for tray, status and pages."""
        self._look(now)
        return snapshot(self._state)

    def present(self, now: Instant) -> Stretch:
        """Return the span of time that goes on, up to this instant."""
        self._look(now)
        return stretch_of(self._state.present, now)

    def memory(self, now: Instant) -> Memory:
        """Return all that must survive a crash."""
        self._look(now)
        return memory(self._state)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._state.settings

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

    def why_not_offered(self, tip: Tip) -> str | None:
        """Say why the program does not come up with a tip, or None; also "disliked"."""
        return self._state.person.why_not_offered(tip)

    def introduced(self, tip_id: str) -> bool:
        """Tell whether a tip had its turn to be new, or was met by another way."""
        tip = self.pool.tip(tip_id)
        return tip is not None and self._state.person.knows(tip)

    def liking(self, tip_id: str) -> Liking:
        """Return how the person rated a tip."""
        return self._state.taste.liking(tip_id)

    def practised(self, tip_id: str) -> Practised | None:
        """Return how often a tip was done; None where it never was."""
        return self._state.practice.of(tip_id)

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
            case events.TipDone():
                opinions.did(state, event)
            case events.AnotherRequested():
                opinions.another(state, event)
            case events.TipRated():
                opinions.rate(state, event)
            case events.StiffnessAnswered():
                opinions.felt(state, event)
            case events.TightnessTold():
                opinions.told_tightness(state, event)
            case events.PromptClosed():
                requests.notification_closed(state, event)
            case events.IntervalAnswered():
                requests.set_interval(state, event)
            case events.Paused():
                requests.pause(state, event)
            case events.Resumed():
                requests.resume(state, "on request")
            case events.ProfileChosen():
                requests.choose_profile(state, event)
            case events.HoursChosen():
                state.chosen = None
            case events.SaidHere():
                requests.say_here(state, event)
            case events.SaidAway():
                requests.say_away(state)
            case events.PostureChosen(posture):
                book(state, state.timeline.take_posture(posture, state.now))
            case _:
                assert_never(event)

    def _learn(self, event: events.FileEvent) -> None:
        state = self._state
        match event:
            case events.SettingsChanged(settings):
                state.usual = settings
                state.in_force = in_force(settings, state.chosen, state.now)
                self._configure()
                self._withdraw_hidden()
            case events.HealthChanged(profile):
                state.profile = profile
                self._withdraw_hidden()
            case events.PoolLoaded(pool):
                state.pool = pool
                self._renew_live()
                self._withdraw_hidden()
            case _:
                assert_never(event)

    def _put_in_force(self, *, told: bool = True) -> None:
        """Change to the profile that the person, or the hour, puts in force."""
        state = self._state
        if state.chosen is not None and (
            state.chosen.term.over(state.now)
            or (state.chosen.name is not None and state.usual.profile(state.chosen.name) is None)
        ):
            state.chosen = None
        profile = in_force(state.usual, state.chosen, state.now)
        if profile != state.in_force:
            state.in_force = profile
            self._configure()
            if told:
                state.record(Decision.PROFILE, why="usual" if profile is None else profile.name)

    def _configure(self) -> None:
        """Take new settings; what was counted stays counted."""
        state = self._state
        settings, known = state.settings, state.reminders
        state.ledger.configure(settings.reminders)
        state.forget()
        state.reminders = {one.name: Reminder(one) for one in settings.reminders}
        for name in known.keys() & state.reminders.keys():
            reminder = state.reminders[name]
            kept = known[name].memory(state.sat(reminder), None, state.now.moment)
            reminder.recall(kept, state.now.moment)
            if known[name].settings.trigger != reminder.settings.trigger:
                reminder.rung_on = None  # a time of day moved to later today rings today
        state.silences.clear()
        state.summaries.silences.clear()
        state.forget()
        go_on_noting(state, known)

    def _renew_live(self) -> None:
        """Let the live prompt go by its tip as it is now; a tip that is gone takes it along."""
        state = self._state
        if state.live is None or state.pool is None:
            return
        tip = state.pool.tip(state.live.prompt.tip.id)
        if tip is None:
            settle(state, Outcome.UNKNOWN)
        else:
            state.live.prompt = replace(state.live.prompt, tip=tip)

    def _withdraw_hidden(self) -> None:
        """Take away a prompt that the newest answers, tips or settings do not allow."""
        state = self._state
        if state.live is not None and may_show(state, state.live.prompt.tip) is not None:
            settle(state, Outcome.UNKNOWN)

    def _turn_day(self) -> None:
        """Begin the day's counts anew at local midnight; yesterday's cards lapse."""
        state = self._state
        if not state.day_over:
            return
        day = state.day = state.now.wall.date()
        state.ledger.today = 0.0
        state.prompts_today = 0
        for reminder in state.reminders.values():
            reminder.begin_day()
            if reminder.trigger is None and reminder.pending and reminder.rung_on != day:
                reminder.begin_anew()
                state.record(Decision.MISSED, reminder.name, why="day-over")

    def _look(self, now: Instant) -> None:
        self._state.now = now
        self._state.forget()

    def _drain(self) -> list[Effect]:
        state = self._state
        effects, unsaved = state.effects, state.unsaved
        state.effects, state.unsaved = [], False
        return [*effects, Remember()] if effects or unsaved else effects
