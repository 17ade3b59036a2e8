"""What the rules are told of a day, and when: tried on rules that only take notes."""

from datetime import timedelta

from tests.around import signs
from tests.simulation.days import day
from unkink.core import events
from unkink.core.claims import company
from unkink.core.effects import Effect, Remember
from unkink.core.events import (
    Blinded,
    FellAsleep,
    Locked,
    Looked,
    LookedAround,
    PostureChosen,
    TimePassed,
    Unlocked,
    Woke,
)
from unkink.core.moment import Duration, Instant, Moment
from unkink.core.presence import Posture
from unkink.core.surroundings import Kind, Surroundings
from unkink.simulation.driver import BEGAN, Driver, beginning

MINUTE = 60.0


class NoteTaker:
    """Rules that decide nothing; what they ask for can be set."""

    def __init__(self, *deadlines: float, silences: tuple[float, ...] = ()) -> None:
        self.deadlines = [BEGAN + one * MINUTE for one in deadlines]
        self.lengths = frozenset(silences)
        self.asks = False
        self.heard: list[tuple[float, events.Event]] = []
        self.instants: list[Instant] = []

    def handle(self, event: events.Event, now: Instant) -> list[Effect]:
        self.heard.append((_minutes(now.moment), event))
        self.instants.append(now)
        return [Remember()]

    def deadline(self) -> Moment | None:
        now = self.instants[-1].moment
        return next((Moment(one) for one in self.deadlines if one > now), None)

    def silences(self) -> frozenset[Duration]:
        return self.lengths

    def curious(self) -> bool:
        return self.asks and not isinstance(self.heard[-1][1], LookedAround)


def _minutes(moment: float) -> float:
    return round((moment - BEGAN) / MINUTE, 3)


def heard(text: str, rules: NoteTaker | None = None) -> list[tuple[float, events.Event]]:
    """Play a day; last inputs are told in minutes too."""
    notes = rules or NoteTaker()
    rows = day(text)
    for _ in Driver(notes, rows[0]).play(rows):
        pass
    return [(minute, _in_minutes(event)) for minute, event in notes.heard]


def _in_minutes(event: events.Event) -> events.Event:
    if isinstance(event, Looked):
        return Looked(Moment(_minutes(event.last_input)))
    return event


def looked(minute: float) -> Looked:
    return Looked(Moment(minute))


def test_who_is_active_is_never_silent() -> None:
    rules = NoteTaker(7, 12, 99, silences=(10.0, 60.0))
    assert heard("09:00 active, 09:20 end", rules) == [
        (0, looked(0)),
        (7, looked(7)),
        (12, looked(12)),
    ]


def test_a_deadline_on_the_last_second_of_the_day_still_counts() -> None:
    assert heard("09:00 active, 09:20 end", NoteTaker(20)) == [(0, looked(0)), (20, looked(20))]


def test_silences_are_told_as_long_as_nobody_types() -> None:
    rules = NoteTaker(silences=(30.0, 60.0))
    assert heard("09:00 active, 09:05 idle, 09:10 active, 09:11 end", rules) == [
        (0, looked(0)),
        (5, looked(5)),
        (5.5, looked(5)),
        (6, looked(5)),
        (10, looked(10)),
    ]


def test_locking_and_unlocking_take_a_person() -> None:
    assert heard("09:00 active, 09:05 locked, 09:09 idle, 09:11 end", NoteTaker(7)) == [
        (0, looked(0)),
        (5, Locked()),
        (5, looked(5)),
        (7, looked(5)),
        (9, Unlocked()),
        (9, looked(9)),
    ]


def test_a_machine_asleep_is_not_woken_by_a_deadline_and_the_clocks_tell() -> None:
    rules = NoteTaker(60, silences=(60.0,))
    assert heard("09:00 active, 09:05 asleep, 11:00 idle, 11:30 end", rules) == [
        (0, looked(0)),
        (5, FellAsleep()),
        (120, Woke()),
        (120, looked(5)),
    ]
    assert [one.slept for one in rules.instants] == [0, 0, 115 * MINUTE, 115 * MINUTE]


def test_a_screen_locked_before_sleep_is_locked_after_it_until_somebody_comes() -> None:
    assert heard("09:00 locked, 09:05 asleep, 10:00 locked, 10:10 active, 10:11 end") == [
        (0, Locked()),
        (0, looked(0)),
        (5, FellAsleep()),
        (60, Woke()),
        (60, looked(0)),
        (70, Unlocked()),
        (70, looked(70)),
    ]


def test_on_your_feet_until_the_next_row_says_otherwise() -> None:
    assert heard("09:00 active, 09:10 standing, 09:20 walking, 09:30 active, 09:40 end") == [
        (0, looked(0)),
        (10, looked(10)),
        (10, PostureChosen(Posture.STANDING)),
        (20, looked(20)),
        (20, PostureChosen(Posture.WALKING)),
        (30, looked(30)),
        (30, PostureChosen(Posture.SITTING)),
    ]


def test_a_blind_spell_is_told_and_only_time_passes_until_it_is_over() -> None:
    rules = NoteTaker(7, silences=(60.0,))
    assert heard("09:00 active, 09:05 blind, 09:10 idle, 09:10:30 end", rules) == [
        (0, looked(0)),
        (5, Blinded("the day file says so")),
        (7, TimePassed()),
        (10, looked(10)),
    ]


def seen(word: str) -> Surroundings:
    """What somebody sees who looks around during such a row."""
    rules = NoteTaker()
    rules.asks = True
    [(_, first), (_, answer)] = heard(f"09:00 {word}, 09:01 end", rules)
    assert first == looked(0)
    assert isinstance(answer, LookedAround)
    return answer.surroundings


def test_whoever_looks_around_sees_what_the_row_says() -> None:
    assert seen("active") == Surroundings()
    assert seen("dnd") == signs(do_not_disturb="do not disturb")
    assert seen("call").words(Kind.CALL) == "a call"
    assert seen("fullscreen").words(Kind.FULLSCREEN) == "a full screen"


def test_in_a_call_a_film_or_a_full_screen_somebody_is_there_without_typing() -> None:
    for word in ("watching", "call", "fullscreen"):
        assert company(seen(word), seen(word)) is not None
    for word in ("active", "idle", "dnd"):
        assert company(seen(word), seen(word)) is None


def test_a_change_of_offset_turns_the_wall_clock_and_nothing_else() -> None:
    rules = NoteTaker(45)
    heard("09:00 active, 2026-11-23T17:30+09:00 active, 2026-11-23T18:00+09:00 end", rules)
    told = [(_minutes(one.moment), f"{one.wall:%H:%M%z}") for one in rules.instants]
    assert told == [(0, "09:00+0100"), (30, "17:30+0900"), (45, "17:45+0900")]


def test_effects_come_with_their_instant() -> None:
    rows = day("09:00 active, 09:05 end")
    driver = Driver(NoteTaker(2), rows[0])
    told = [(now.wall - rows[0].time, effect) for now, effect in driver.play(rows)]
    assert told == [(timedelta(0), Remember()), (timedelta(minutes=2), Remember())]
    assert driver.now.moment == beginning(rows[0]).moment + 300
