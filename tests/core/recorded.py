"""Random journals for laws: days lived in any zone, with everything that may happen to clocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from unkink.core.days.day import DaySummary
from unkink.core.effects import Decision, Outcome
from unkink.core.entries import Entry, Stretch, parts_of
from unkink.core.presence import Posture, Presence
from unkink.core.taste import Liking, Stiffness

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = (
    BERLIN,
    ZoneInfo("Asia/Kolkata"),
    ZoneInfo("Asia/Kathmandu"),
    ZoneInfo("America/New_York"),
    ZoneInfo("Pacific/Auckland"),
    ZoneInfo("Pacific/Honolulu"),
    ZoneInfo("Africa/Cairo"),
    ZoneInfo("Australia/Lord_Howe"),
)
BEGINNINGS = tuple(
    datetime.fromisoformat(f"{text}:00+00:00")
    for text in (
        "2026-03-27T05:00",  # summer time begins in Europe on the 29th
        "2026-10-24T21:30",  # and ends on the 25th
        "2026-04-23T20:10",  # it begins at midnight in Cairo on the 24th
        "2026-10-28T12:00",  # and ends at midnight on the 29th
        "2026-11-20T07:00",
        "2026-04-03T23:59",  # half an hour back on Lord Howe on the 5th
    )
)


@dataclass(frozen=True, slots=True)
class Lived:
    """A stretch of a life, and what happened to the clocks before it."""

    minutes: float
    presence: Presence
    posture: Posture
    off: float = 0.0
    """Minutes before it in which nothing was recorded."""
    zone: ZoneInfo | None = None
    """Where the person has travelled."""
    step: float = 0.0
    """By how many minutes the clock was set."""
    jitter: float = 0.0
    """By how many seconds the clock was set right little by little."""


@dataclass(frozen=True, slots=True)
class Journal:
    """Implements `ports.History` as the file would, without a file; and as `roll_up` says."""

    spent: Sequence[Stretch]
    decided: Sequence[Entry]
    days: Mapping[date, DaySummary]

    def since(self, wall: datetime) -> Sequence[Entry]:
        return [one for one in self.decided if one.time >= wall]

    def between(self, since: datetime, until: datetime) -> Sequence[Entry]:
        return [one for one in self.decided if since <= one.time < until]

    def latest(self, count: int) -> Sequence[Entry]:
        return self.decided[::-1][:count]

    def spans(self, since: datetime, until: datetime) -> Sequence[Stretch]:
        return [one for one in self.spent if one.ends > since and one.begins < until]

    def rolled(self, first: date, last: date) -> Mapping[date, DaySummary]:
        return {day: one for day, one in self.days.items() if first <= day <= last}

    def oldest(self) -> datetime | None:
        return self.decided[0].time if self.decided else None


def lives(*, clocks_set_back: bool) -> st.SearchStrategy[list[Lived]]:
    """Give what happened over some days."""
    steps = [0.0, 7.0, 200.0, 1500.0, *([-0.5, -61.0, -1600.0] if clocks_set_back else [])]
    plain = st.builds(Lived, _LENGTHS, _PRESENCES, _POSTURES, jitter=_JITTERS)
    odd = st.builds(
        Lived, _LENGTHS, _PRESENCES, _POSTURES, _OFF, _JOURNEYS, st.sampled_from(steps), _JITTERS
    )
    return st.lists(st.one_of(plain, plain, plain, odd), min_size=1, max_size=40)


_LENGTHS = st.sampled_from([0.05, 0.5, 4.9, 5.0, 12.0, 30.0, 31.0, 55.0, 180.0, 530.0])
_PRESENCES = st.sampled_from(list(Presence))
_POSTURES = st.sampled_from([Posture.SITTING, Posture.SITTING, *Posture])
_OFF = st.sampled_from([0.0, 0.2, 3.0, 25.0, 200.0, 4000.0])
_JOURNEYS = st.sampled_from([None, *ZONES])
_JITTERS = st.sampled_from([0.0, 0.0, 0.0004, -0.0003])


def spans_of(life: Sequence[Lived], begins: datetime, zone: ZoneInfo) -> list[Stretch]:
    """Return the spans as the journal keeps them: by the wall clock as it stood at each end."""
    spans: list[Stretch] = []
    now, wrong = begins, timedelta()
    for one in life:
        now += timedelta(minutes=one.off)
        zone = one.zone or zone
        wrong += timedelta(minutes=one.step, seconds=one.jitter)
        ends = now + timedelta(minutes=one.minutes)
        whole = Stretch(
            (now + wrong).astimezone(zone),
            (ends + wrong).astimezone(zone),
            one.presence,
            one.posture,
        )
        spans += parts_of(whole)
        now = ends
    return spans


def by_time(spans: Sequence[Stretch]) -> list[Stretch]:
    """Return them in the order in which the file gives them."""
    return sorted(spans, key=lambda one: one.ends)


_REMINDERS, _TIPS = ("micro", "active"), ("neck-turns", "jaw-drop", "stairs")
_WHYS = {
    Decision.OUTCOME: [*(one.value for one in Outcome), "spilt tea"],
    Decision.RATED: [*(one.value for one in Liking), "spilt tea"],
    Decision.FELT: [*(one.value for one in Stiffness), "spilt tea"],
}
_TOLD = (
    Decision.SHOWN,
    Decision.SHOWN,
    Decision.OUTCOME,
    Decision.OUTCOME,
    Decision.SWAPPED,
    Decision.HELD,
    Decision.QUIET,
    Decision.RELEASED,
    Decision.NATURAL_BREAK,
    Decision.DID,
    Decision.RATED,
    Decision.FELT,
)


@st.composite
def decisions(draw: st.DrawFn) -> list[tuple[float, Entry]]:
    """Give decisions, each with its share of the time that was lived."""
    told = []
    for share in sorted(draw(st.lists(st.floats(0, 1), max_size=25))):
        decision = draw(st.sampled_from(_TOLD))
        why = draw(st.sampled_from(_WHYS.get(decision, ["due"])))
        reminder, tip = draw(st.sampled_from(_REMINDERS)), draw(st.sampled_from(_TIPS))
        if decision in (Decision.DID, Decision.RATED, Decision.FELT):
            told.append((share, Entry(BEGINNINGS[0], decision, None, tip, why)))
        else:
            told.append((share, Entry(BEGINNINGS[0], decision, reminder, tip, why)))
    return told


def put(told: Sequence[tuple[float, Entry]], spans: Sequence[Stretch]) -> list[Entry]:
    """Put decisions into the time that these spans cover."""
    first = min(one.begins for one in spans).astimezone(UTC)
    length = max(one.ends for one in spans).astimezone(UTC) - first
    zone = spans[0].begins.tzinfo
    return [replace(one, time=(first + share * length).astimezone(zone)) for share, one in told]
