"""When the person is in a meeting, out of calendars as real programs write them."""

from datetime import UTC, datetime

import pytest

from unkink.calendar_child import meetings

BEGINS = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
ENDS = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)


def calendar(*parts: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//somebody//something//EN", *parts]
    return "\r\n".join([*"\n".join(lines).splitlines(), "END:VCALENDAR", ""]).encode()


def event(*lines: str) -> str:
    usual = ("BEGIN:VEVENT", "UID:1@somewhere", "DTSTAMP:20260101T000000Z", "SUMMARY:private")
    return "\n".join((*usual, *lines, "END:VEVENT"))


def times(text: bytes) -> list[tuple[str, str]]:
    """Begin and end of each, in universal time."""
    found = sorted(set(meetings(text, BEGINS, ENDS)))
    return [(f"{begin:%d %H:%M}", f"{end:%H:%M}") for begin, end in found]


def test_a_meeting_in_universal_time() -> None:
    text = calendar(event("DTSTART:20261123T090000Z", "DTEND:20261123T093000Z"))
    assert times(text) == [("23 09:00", "09:30")]


def test_a_meeting_with_a_length_in_place_of_an_end() -> None:
    text = calendar(event("DTSTART:20261123T090000Z", "DURATION:PT45M"))
    assert times(text) == [("23 09:00", "09:45")]


def test_the_zone_of_an_exchange_server_that_has_names_of_its_own() -> None:
    zone = """BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""
    begin = 'DTSTART;TZID="W. Europe Standard Time":20261123T100000'
    end = 'DTEND;TZID="W. Europe Standard Time":20261123T110000'
    assert times(calendar(zone, event(begin, end))) == [("23 09:00", "10:00")]


def test_a_series_goes_on_through_the_end_of_summer_time() -> None:
    begin = "DTSTART;TZID=Europe/Berlin:20260907T100000"  # in summer, at 8 in universal time
    rule = "RRULE:FREQ=WEEKLY;BYDAY=MO,TU"
    text = calendar(event(begin, "DTEND;TZID=Europe/Berlin:20260907T103000", rule))
    assert times(text) == [("23 09:00", "09:30"), ("24 09:00", "09:30")]


def test_one_of_a_series_that_is_left_out_and_one_that_is_moved() -> None:
    series = event(
        "DTSTART:20261116T090000Z",
        "DTEND:20261116T093000Z",
        "RRULE:FREQ=DAILY",
        "EXDATE:20261124T090000Z",
    )
    moved = event(
        "RECURRENCE-ID:20261123T090000Z", "DTSTART:20261123T140000Z", "DTEND:20261123T150000Z"
    )
    assert times(calendar(series, moved)) == [("23 14:00", "15:00")]


@pytest.mark.parametrize(
    "free",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ],
)
def test_what_leaves_the_person_free_is_no_meeting(free: str) -> None:
    text = calendar(event("DTSTART:20261123T090000Z", "DTEND:20261123T093000Z", free))
    assert times(text) == []


def test_a_birthday_and_a_fair_are_no_meetings() -> None:
    birthday = event("DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261124")
    fair = event("DTSTART:20261123T080000Z", "DTEND:20261123T170000Z")
    assert times(calendar(birthday, fair)) == []


def test_free_and_busy_times_without_any_event() -> None:
    text = calendar(
        "BEGIN:VFREEBUSY",
        "UID:2@somewhere",
        "DTSTAMP:20260101T000000Z",
        "FREEBUSY:20261123T090000Z/20261123T100000Z,20261123T120000Z/PT30M",
        "FREEBUSY;FBTYPE=FREE:20261123T150000Z/PT1H",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261123T160000Z/PT1H",
        "END:VFREEBUSY",
    )
    assert times(text) == [("23 09:00", "10:00"), ("23 12:00", "12:30"), ("23 16:00", "17:00")]


def test_several_calendars_in_one_file_count_all() -> None:
    one = calendar(event("DTSTART:20261123T090000Z", "DTEND:20261123T093000Z"))
    other = calendar(event("DTSTART:20261123T110000Z", "DTEND:20261123T113000Z"))
    assert times(one + other) == [("23 09:00", "09:30"), ("23 11:00", "11:30")]


def test_what_is_no_calendar_is_refused() -> None:
    for text in (b"", b"hello", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"):
        with pytest.raises(ValueError, match=r"\w"):
            list(meetings(text, BEGINS, ENDS))
