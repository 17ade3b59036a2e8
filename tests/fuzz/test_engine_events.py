"""The rules: whatever happens in whatever order, they go on, and keep what they promise."""

from datetime import UTC, datetime, timedelta, timezone
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from tests.around import signs
from tests.desk import Desk
from tests.fuzz.budget import fuzzed
from tests.settings_file.some_settings import any_settings
from tests.small_pool import POOL
from unkink.core import events
from unkink.core.effects import Effect, ShowPrompt
from unkink.core.events import Event
from unkink.core.health import HealthProfile
from unkink.core.hours import open_at
from unkink.core.presence import Posture
from unkink.core.settings import AtMaxHold, Settings
from unkink.core.surroundings import Kind
from unkink.core.taste import Liking, Stiffness
from unkink.core.tips import Pool

TIPS = st.sampled_from(("neck-turns", "tall", "walk", "sink", "tiny-turns", "nothing", ""))
NUMBERS = st.sampled_from((None, 0, 1, 2, 3, 7, -1))
LENGTHS = st.sampled_from((None, 0.0, 0.001, 60.0, 300.0, 86400.0, 1e9))
MAYBE_WORDS = st.sampled_from((None, "", "seen"))
UNTIL = st.none() | st.datetimes(
    datetime(2026, 11, 22), datetime(2026, 11, 27), timezones=st.sampled_from((UTC, timezone.max))
)
DAYS = st.dates(datetime(2026, 11, 20).date(), datetime(2026, 11, 26).date())
NAMES = st.sampled_from((None, "micro", "active", "no such one", "a"))
PROFILES = st.builds(
    HealthProfile,
    answered=st.booleans(),
    tags=st.frozensets(st.sampled_from(("acute-pain", "dizziness", "unknown")), max_size=2),
    sore_on=st.none() | DAYS,
    locked=st.frozensets(st.sampled_from(("neck-warmup", "mobility", "posture")), max_size=2),
    answered_on=st.none() | DAYS,
)
VALUES: dict[type, st.SearchStrategy[Event]] = {
    events.Looked: st.just(events.TimePassed()),  # the desk says it by itself, and in order
    events.LookedAround: st.builds(
        events.LookedAround, st.builds(signs, *(MAYBE_WORDS for _ in range(5)), show=st.booleans())
    ),
    events.PromptRequested: st.builds(events.PromptRequested, TIPS | NAMES),
    events.GuideRequested: st.builds(events.GuideRequested, TIPS | st.none()),
    events.Snoozed: st.builds(events.Snoozed, LENGTHS, NUMBERS),
    events.Skipped: st.builds(events.Skipped, NUMBERS),
    events.Done: st.builds(events.Done, NUMBERS),
    events.TipDone: st.builds(events.TipDone, TIPS),
    events.AnotherRequested: st.builds(events.AnotherRequested, TIPS),
    events.TipRated: st.builds(events.TipRated, TIPS, st.sampled_from(Liking)),
    events.StiffnessAnswered: st.builds(events.StiffnessAnswered, TIPS, st.sampled_from(Stiffness)),
    events.TightnessTold: st.builds(
        events.TightnessTold, st.frozensets(st.sampled_from(("neck", "nowhere")))
    ),
    events.PromptClosed: st.builds(
        events.PromptClosed, st.integers(-1, 5), st.sampled_from(events.Closing)
    ),
    events.IntervalAnswered: st.builds(
        events.IntervalAnswered, NAMES.map(str), stays_longer=st.booleans()
    ),
    events.Paused: st.builds(events.Paused, LENGTHS) | st.builds(events.Paused, until=UNTIL),
    events.SaidHere: st.builds(events.SaidHere, LENGTHS),
    events.ProfileChosen: st.builds(events.ProfileChosen, NAMES, LENGTHS)
    | st.builds(events.ProfileChosen, NAMES, until=UNTIL),
    events.PostureChosen: st.builds(events.PostureChosen, st.sampled_from(Posture)),
    events.SettingsChanged: st.builds(events.SettingsChanged, any_settings()),
    events.HealthChanged: st.builds(events.HealthChanged, PROFILES),
    events.PoolLoaded: st.builds(
        events.PoolLoaded, st.sampled_from((POOL, Pool(), Pool(POOL.tips[:3], POOL.categories)))
    ),
    events.Blinded: st.just(events.Blinded("tried")),
    events.SensorChanged: st.just(events.SensorChanged("other", "gone")),
}
KINDS = [one for union in get_args(Event) for one in (get_args(union) or (union,))]
happening = st.sampled_from(KINDS).flatmap(lambda kind: VALUES.get(kind, st.builds(kind)))
passing = st.tuples(
    st.sampled_from(("type", "read", "sit", "leave", "sleep", "clock", "zone", "restart")),
    st.sampled_from((0.0, 0.01, 1.0, 9.0, 35.0, 200.0)),
)
days = st.lists(happening | happening | passing, max_size=30)


class Fuzzed(Desk):
    """A desk that checks after each event what always holds."""

    @classmethod
    def after(cls, desk: Desk, minutes: float) -> "Fuzzed":
        """Start the program again, from what it had written down."""
        kept = desk.engine.memory(desk.now)
        wall, started = desk.wall + timedelta(minutes=minutes), desk.moment + minutes * 60
        return cls(settings=desk.settings, wall=wall, kept=kept, started=started)

    def say(self, event: Event) -> list[Effect]:
        effects = super().say(event)
        deadline = self.engine.deadline()
        assert deadline is None or deadline > self.moment
        assert all(length > 0 for length in self.engine.silences())
        asked = isinstance(event, events.PromptRequested | events.AnotherRequested)
        if not asked and any(isinstance(one, ShowPrompt) for one in effects):
            self._may_be_shown()
        return effects

    def _may_be_shown(self) -> None:
        """Check by the settings that nothing holds a prompt which nobody asked for."""
        settings, around = self.engine.settings, self.engine._state.surroundings
        assert not self.view.paused
        assert not self.view.presence.absent
        assert open_at(settings.hours, self.wall)
        if settings.hold.at_max_hold is AtMaxHold.TRAY:
            assert not (settings.hold.call and around.first(Kind.CALL))
            front = around.first(Kind.FULLSCREEN)
            assert not (settings.hold.fullscreen and front and front.show)
            assert not (settings.hold.do_not_disturb and around.first(Kind.DO_NOT_DISTURB))


def lived(settings: Settings, day: list[Event | tuple[str, float]]) -> Desk:
    desk: Desk = Fuzzed(settings=settings)
    for one in day:
        if not isinstance(one, tuple):
            desk.say(one)
            continue
        what, minutes = one
        match what:
            case "sleep":
                desk.sleep(minutes, announced=minutes > 1)
            case "clock":
                desk.step_wall(timedelta(minutes=minutes * (-1 if minutes > 1 else 30)))
            case "zone":
                desk.travel(timezone(timedelta(hours=int(minutes) % 24 - 12)))
            case "restart":
                desk = Fuzzed.after(desk, minutes)
            case _:
                getattr(desk, what)(minutes)
    return desk


@fuzzed
@given(settings=st.just(Settings()) | any_settings(), day=days)
def test_whatever_happens_the_rules_go_on(
    settings: Settings, day: list[Event | tuple[str, float]]
) -> None:
    desk = lived(settings, day)
    kept = desk.engine.memory(desk.now)
    again = Desk(settings=desk.engine._state.usual, wall=desk.wall, kept=kept, started=desk.moment)
    assert again.engine.snapshot(again.now).posture is desk.view.posture
    kept_again = again.engine.memory(again.now)
    assert (kept_again.tips.liked, kept_again.tips.practised) == (
        kept.tips.liked,
        kept.tips.practised,
    )
    assert (kept_again.paused, kept_again.sat_today) == (kept.paused, kept.sat_today)
