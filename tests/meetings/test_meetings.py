"""The resident half: what it knows of the meetings, and when it has them read again."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.meetings.test_calendar_child import calendar, event
from tests.waiting import wait_until_true
from unkink.core.surroundings import Kind
from unkink.meetings import Meetings


def stamp(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def now() -> datetime:
    return datetime.now().astimezone()


def meeting(minutes: float, length: float = 60, uid: str = "1@somewhere") -> str:
    """A meeting that begins so many minutes from now."""
    begin = now() + timedelta(minutes=minutes)
    end = begin + timedelta(minutes=length)
    text = event(f"DTSTART:{stamp(begin)}", f"DTEND:{stamp(end)}")
    return text.replace("1@somewhere", uid)


@pytest.fixture
def faults() -> list[str | None]:
    return []


@pytest.fixture
async def known(faults: list[str | None]) -> AsyncIterator[Meetings]:
    meetings = Meetings(faults.append, quiet=0.05)
    yield meetings
    await meetings.close()


async def becomes(known: Meetings, *, busy: bool) -> None:
    async def so() -> bool:
        return bool(known.signs(now())) is busy

    await wait_until_true(so, 20, f"the meeting to be {'known' if busy else 'over'}")


async def test_a_meeting_that_goes_on_is_a_sign_with_its_end_and_nothing_else(
    known: Meetings, tmp_path: Path
) -> None:
    file = tmp_path / "work.ics"
    file.write_bytes(calendar(meeting(-10)))
    known.use([str(file)])
    await becomes(known, busy=True)
    [sign] = known.signs(now())
    ends = now() + timedelta(minutes=50)
    assert sign.kind is Kind.MEETING
    assert sign.words in {
        f"in a meeting until {ends + timedelta(minutes=late):%H:%M}, by your calendar"
        for late in (-1, 0)
    }
    assert "private" not in sign.words
    assert known.signs(now() + timedelta(hours=2)) == []


async def test_a_folder_with_a_file_for_each_event_is_read_again_when_one_is_added_or_taken_away(
    known: Meetings, tmp_path: Path
) -> None:
    folder = tmp_path / "vdirsyncer" / "work" / "calendar"
    folder.mkdir(parents=True)
    (folder / "later.ics").write_bytes(calendar(meeting(600)))
    known.use([str(tmp_path / "vdirsyncer")])
    await becomes(known, busy=False)
    await asyncio.sleep(0)

    async def watched() -> bool:
        return folder in known._watched

    await wait_until_true(watched, 20, "the folder to be watched")
    new = tmp_path / "new"
    new.write_bytes(calendar(meeting(-5, uid="2@somewhere")))
    new.rename(folder / "now.ics")  # as vdirsyncer writes
    await becomes(known, busy=True)
    (folder / "now.ics").unlink()
    await becomes(known, busy=False)


async def test_a_file_that_cannot_be_read_is_told_once_and_the_others_count(
    known: Meetings, tmp_path: Path, faults: list[str | None]
) -> None:
    good, bad = tmp_path / "good.ics", tmp_path / "bad.ics"
    good.write_bytes(calendar(meeting(-10)))
    bad.write_text("this is no calendar")
    known.use([str(good), str(bad), str(tmp_path / "none.ics")])
    await becomes(known, busy=True)
    last = faults[-1]
    assert last is not None
    assert last.startswith("A calendar cannot be read: ")
    assert last.endswith(", and 1 more.")


async def test_a_file_that_is_half_written_keeps_what_it_told_before(
    known: Meetings, tmp_path: Path, faults: list[str | None]
) -> None:
    file = tmp_path / "work.ics"
    whole = calendar(meeting(-10))
    file.write_bytes(whole)
    known.use([str(file)])
    await becomes(known, busy=True)
    file.write_bytes(whole[: len(whole) // 2])

    async def told() -> bool:
        return bool(faults and faults[-1])

    await wait_until_true(told, 20, "the half file to be told of")
    assert known.signs(now())
    file.write_bytes(calendar(meeting(600)))
    await becomes(known, busy=False)
    assert faults[-1] is None


async def test_calendars_that_the_settings_name_no_more_hold_nothing(
    known: Meetings, tmp_path: Path
) -> None:
    file = tmp_path / "work.ics"
    file.write_bytes(calendar(meeting(-10)))
    known.use([str(file)])
    await becomes(known, busy=True)
    known.use([])
    assert known.signs(now()) == []
    assert known._changes == []


async def test_without_calendars_nothing_runs(known: Meetings) -> None:
    assert known.signs(now()) == []
    assert known._reading is None
