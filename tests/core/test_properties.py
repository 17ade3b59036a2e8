"""Laws of the rules, tried on random days."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.around import signs
from tests.desk import Desk
from unkink.core.effects import Decision, Occasion, Record, ShowPrompt
from unkink.core.events import (
    Blinded,
    Done,
    Event,
    IntervalAnswered,
    Locked,
    Paused,
    PostureChosen,
    PromptRequested,
    Resumed,
    Skipped,
    Snoozed,
    Unlocked,
)
from unkink.core.presence import Posture, Presence
from unkink.core.settings import Settings
from unkink.core.snapshot import Phase
from unkink.core.surroundings import Surroundings

lengths = st.sampled_from([0.05, 0.5, 0.9, 1.0, 2.5, 7.0, 20.0, 31.0, 64.0])
DOINGS = ("type", "sit", "read", "leave", "locked", "sleep", "suspend")
WORDS: tuple[Event, ...] = (
    Done(),
    Skipped(),
    Snoozed(),
    Paused(length=900.0),
    Paused(),
    Resumed(),
    PromptRequested(),
    Locked(),
    Unlocked(),
    Blinded("tried"),
    PostureChosen(Posture.STANDING),
    PostureChosen(Posture.WALKING),
    PostureChosen(Posture.SITTING),
    IntervalAnswered("micro", stays_longer=False),
)
AROUND = (
    Surroundings(),
    signs(call="microphone in use"),
    signs(fullscreen="a film", playing="a player"),
    signs(do_not_disturb="switched on"),
    signs(inhibitor="keeps the screen on"),
)
doing = st.tuples(st.sampled_from(DOINGS), lengths)
saying = st.sampled_from(WORDS)
looking = st.sampled_from(AROUND)
days = st.lists(st.one_of(doing, doing, saying, looking), max_size=14)
quiet_days = st.lists(doing, max_size=14)
Day = list[tuple[str, float] | Event | Surroundings]

many = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


def live(desk: Desk, day: Day) -> Desk:
    """Let a day happen."""
    for one in day:
        if isinstance(one, Surroundings):
            desk.around = one
            continue
        if not isinstance(one, tuple):
            desk.say(one)
            continue
        what, minutes = one
        match what:
            case "type":
                desk.type(minutes)
            case "sit":
                desk.sit(minutes)
            case "read":
                desk.read(minutes)
            case "leave":
                desk.leave(minutes)
            case "locked":
                desk.leave(minutes, lock=True)
            case "sleep":
                desk.sleep(minutes)
            case "suspend":
                desk.sleep(minutes, announced=False)
            case _:
                raise AssertionError(what)
    return desk


def story(desk: Desk) -> list[tuple[float, object]]:
    """What happened, without what the journal needs only for itself."""
    return [
        (minute, (effect.decision, effect.reminder, effect.why))
        if isinstance(effect, Record)
        else (minute, effect)
        for minute, effect in desk.effects
        if isinstance(effect, Record | ShowPrompt) and not _told_by_whoever_looks(effect)
    ]


def _told_by_whoever_looks(effect: Record | ShowPrompt) -> bool:
    """Whether it says only that a reminder was found no longer due; nothing comes of it."""
    return isinstance(effect, Record) and effect.why == "paid-back"


class Watched(Desk):
    """A desk that looks at who is there whenever a prompt is shown."""

    def say(self, event: Event) -> list:  # type: ignore[type-arg]  # the effects, as in Desk
        effects = super().say(event)
        for effect in effects:
            if isinstance(effect, ShowPrompt) and not isinstance(event, PromptRequested):
                seen = self.view.presence
                assert seen in (Presence.ACTIVE, Presence.WATCHING, Presence.UNKNOWN), seen
                assert not self.view.paused
        return effects


@many
@given(days)
def test_no_reminder_comes_to_an_empty_chair(day: Day) -> None:
    live(Watched(), day)


@many
@given(days, st.sampled_from([7.0, 61.0, 600.0]))
def test_looking_more_often_changes_nothing(day: Day, look_every: float) -> None:
    assert story(live(Desk(), day)) == story(live(Desk(look_every=look_every), day))


@many
@given(days)
def test_the_same_day_twice_gives_the_same_effects(day: Day) -> None:
    assert live(Desk(), day).effects == live(Desk(), day).effects


@many
@given(days)
def test_spans_tile_the_day(day: Day) -> None:
    desk = live(Desk(), day)
    spans = desk.spans()
    assert all(one.ends == after.begins for one, after in pairwise(spans))
    assert all(span.begins < span.ends for span in spans)
    if spans:
        assert spans[0].begins == desk.started
        assert spans[-1].ends <= desk.moment


@many
@given(days)
def test_due_and_not_held_means_shown_within_the_longest_wait(day: Day) -> None:
    """BreakTimer #230, #143, #398; Stretchly #648 (peers 8): "less than a minute" for ever."""
    desk = live(Desk(), day)
    waits = [one for one in desk.view.reminders if one.phase is Phase.DUE]
    if waits:
        before = len(desk.shown())
        desk.type(minutes=4)
        held = {hold for one in desk.view.reminders for hold in one.holds}
        assert len(desk.shown()) > before or held


@many
@given(quiet_days, st.integers(-5000, 5000))
def test_a_step_of_the_wall_clock_changes_no_duration(day: Day, minutes: int) -> None:
    """No clock-time reminder here: those are about the wall clock."""
    only_sitting = Settings(reminders=Settings().reminders[:2])
    noon = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    plain = live(Desk(only_sitting, wall=noon), day)
    stepped = Desk(only_sitting, wall=noon)
    stepped.step_wall(timedelta(minutes=minutes))
    live(stepped, day)
    assert [plain.sat("micro"), plain.sat("active"), plain.view.bout] == [
        stepped.sat("micro"),
        stepped.sat("active"),
        stepped.view.bout,
    ]


@many
@given(quiet_days)
def test_a_zone_changes_no_duration(day: Day) -> None:
    only_sitting = Settings(reminders=Settings().reminders[:2])
    here = live(Desk(only_sitting), day)
    lisbon = datetime(2026, 3, 29, 0, 30, tzinfo=ZoneInfo("Europe/Lisbon"))  # summer time begins
    there = live(Desk(only_sitting, wall=lisbon), day)
    assert (here.sat("micro"), here.view.bout) == (there.sat("micro"), there.view.bout)


@many
@given(days)
def test_two_prompts_that_nobody_asked_for_are_a_minute_apart_at_least(day: Day) -> None:
    """Stretchly #840 (peers 25): one notification a second."""
    desk = live(Desk(), day)
    shown = [
        minute
        for minute, effect in desk.effects
        if isinstance(effect, ShowPrompt) and effect.prompt.occasion is not Occasion.ASKED
    ]
    assert all(after - before >= 1 for before, after in pairwise(shown))


@many
@given(days)
def test_counts_are_never_negative_and_never_above_the_time_that_passed(day: Day) -> None:
    """Stretchly #739 (peers 8): the countdown turns negative."""
    desk = live(Desk(), day)
    passed = desk.moment - desk.started
    view = desk.view
    assert 0 <= view.bout <= passed + 1e-6
    assert 0 <= view.sat_today <= passed + 1e-6
    for one in view.reminders:
        assert one.sat is None or 0 <= one.sat <= passed + 1e-6
        assert one.due_in is None or one.due_in >= 0


@many
@given(days)
def test_the_deadline_is_never_in_the_past(day: Day) -> None:
    desk = live(Desk(), day)
    deadline = desk.engine.deadline()
    assert deadline is None or deadline > desk.moment


@many
@given(days)
def test_every_prompt_gets_at_most_one_outcome(day: Day) -> None:
    desk = live(Desk(), day)
    told = desk.records(Decision.OUTCOME)
    kept_in_tray = desk.records(Decision.QUIET)
    assert len(told) <= len(desk.shown()) + len(kept_in_tray)


@many
@given(days, lengths)
def test_a_restart_keeps_what_was_sat(day: Day, unseen: float) -> None:
    desk = live(Desk(), day)
    again = desk.restart(unseen=0)
    for one, after in zip(desk.view.reminders, again.view.reminders, strict=True):
        assert (one.sat or 0) - (after.sat or 0) < 1e-6
    assert again.restart(unseen=unseen).view.bout <= desk.view.bout + unseen * 60 + 1e-6
