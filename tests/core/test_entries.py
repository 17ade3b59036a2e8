"""What the journal keeps is put on the wall clock, with the offset of then."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from unkink.core.entries import stretch_of
from unkink.core.moment import Instant, Moment, wall_at
from unkink.core.presence import Posture, Presence
from unkink.core.timeline import Span

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_span_booked_after_its_end_is_put_where_it_was() -> None:
    at = Instant(Moment(5000.0), datetime(2026, 3, 2, 10, 0, tzinfo=BERLIN), 0.0)
    span = Span(Presence.AWAY, Posture.STANDING, Moment(4000.0), Moment(4400.0))
    stretch = stretch_of(span, at)
    assert stretch.begins.isoformat() == "2026-03-02T09:43:20+01:00"
    assert stretch.ends.isoformat() == "2026-03-02T09:50:00+01:00"
    assert (stretch.presence, stretch.posture) == (Presence.AWAY, Posture.STANDING)


def test_an_hour_that_the_clock_skipped_is_not_lived() -> None:
    spring = datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN)
    at = Instant(Moment(10_000.0), spring, 0.0)
    began = wall_at(Moment(10_000.0 - 3600.0), at)
    assert began.isoformat() == "2026-03-29T01:30:00+01:00"
    assert began.utcoffset() == timedelta(hours=1)
