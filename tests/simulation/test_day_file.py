"""Reading day files, and what is said of those that cannot be played."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from unkink.simulation.day_file import DayFileError, Doing, Row, day_of, read_day
from unkink.simulation.typical_day import typical_day

ZONE = timezone(timedelta(hours=1))
NINE = Row(datetime(2026, 11, 23, 9, 0, tzinfo=ZONE), Doing.ACTIVE)
TEN = Row(datetime(2026, 11, 23, 10, 0, tzinfo=ZONE), Doing.END)
PLAIN = "time,is\n2026-11-23T09:00+01:00,active\n2026-11-23T10:00+01:00,end\n"


def problems(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(DayFileError) as caught:
        day_of(data, "day.csv")
    return [str(problem) for problem in caught.value.problems]


def after_header(*rows: str) -> list[str]:
    return problems("\n".join(["time,is", *rows]))


def test_each_row_is_a_time_and_a_word() -> None:
    assert day_of(PLAIN.encode(), "day.csv") == (NINE, TEN)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.rstrip("\n"),
        "\n# my Monday\n" + PLAIN.replace("\n", "\n\n  # then\n"),
        PLAIN.replace(",", " ,\t").replace("\n", "  \n"),
        PLAIN.replace("active", '"active"'),
        PLAIN.replace("+01:00", ":00.000+0100"),
        PLAIN.replace("T", " "),
    ],
    ids=[
        "byte order mark",
        "CRLF",
        "no last line end",
        "comments",
        "spaces",
        "quotes",
        "ISO",
        "space",
    ],
)
def test_a_day_may_come_from_any_spreadsheet_or_editor(text: str) -> None:
    assert day_of(text.encode(), "day.csv") == (NINE, TEN)


def test_every_word_of_the_contract_is_known() -> None:
    assert [one.value for one in Doing] == [
        "active",
        "watching",
        "idle",
        "locked",
        "asleep",
        "standing",
        "walking",
        "call",
        "fullscreen",
        "dnd",
        "blind",
        "end",
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            ["2026-11-23T09:00+01:00,activ", "2026-11-23T10:00+01:00,end"],
            'day.csv:2: nobody can be "activ"; write "active"',
        ),
        (
            ["2026-11-23T09:00+01:00,gardening", "2026-11-23T10:00+01:00,end"],
            'day.csv:2: nobody can be "gardening"; write "active", "asleep", "blind", "call", '
            '"dnd", "end", "fullscreen", "idle", "locked", "standing", "walking", "watching"',
        ),
        (
            ["2026-11-23T09:00,active", "2026-11-23T10:00+01:00,end"],
            "day.csv:2: 2026-11-23T09:00 has no offset from universal time; "
            "write 2026-11-23T09:00:00+01:00, with your own offset",
        ),
        (
            ["nine,active", "2026-11-23T10:00+01:00,end"],
            'day.csv:2: "nine" is no time; write one like 2026-11-23T09:00+01:00',
        ),
        (
            ["0001-01-01T00:00+01:00,active", "2026-11-23T10:00+01:00,end"],
            "day.csv:2: 0001-01-01T00:00+01:00 is too far away; write a year from 1970 to 2199",
        ),
        (
            ["2026-11-23T09:00+01:00,active", "2026-11-23T08:59+01:00,end"],
            "day.csv:3: this is not later than line 2; write the rows in the order of their times",
        ),
        (
            ["2026-11-23T09:00+01:00,active", "2026-11-23T08:00Z,end"],
            "day.csv:3: this is not later than line 2; write the rows in the order of their times",
        ),
        (
            ["2026-11-23T09:00+01:00;active", "2026-11-23T10:00+01:00,end"],
            "day.csv:2: this is no row; write one like 2026-11-23T09:00+01:00,active",
        ),
        (
            ["2026-11-23T09:00+01:00,active,me", "2026-11-23T10:00+01:00,end"],
            "day.csv:2: this is no row; write one like 2026-11-23T09:00+01:00,active",
        ),
        (
            ['2026-11-23T09:00+01:00,"active', "2026-11-23T10:00+01:00,end"],
            "day.csv:2: this is no row; write one like 2026-11-23T09:00+01:00,active",
        ),
        (
            ["2026-11-23T09:00+01:00,end", "2026-11-23T10:00+01:00,active"],
            'day.csv:3: line 2 has ended the day; take this row away, or write "asleep" there',
        ),
        (
            ["", "2026-11-23T09:00+01:00,active", ""],
            "day.csv:3: there is only this row; write below it when it ends, like "
            "2026-11-23T17:00+01:00,end",
        ),
        ([""], "day.csv:1: there are no rows; write some like 2026-11-23T09:00+01:00,active"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_to_write(rows: list[str], said: str) -> None:
    assert after_header(*rows) == [said]


def test_all_mistakes_are_named_at_once() -> None:
    assert after_header(
        "9:00,active", "2026-11-23T09:00+01:00,slepe", "2026-11-23T08:00+01:00,"
    ) == [
        'day.csv:2: "9:00" is no time; write one like 2026-11-23T09:00+01:00',
        'day.csv:3: nobody can be "slepe"; write "asleep"',
        "day.csv:4: this is not later than line 3; write the rows in the order of their times",
        'day.csv:4: nobody can be ""; write "active", "asleep", "blind", "call", "dnd", "end", '
        '"fullscreen", "idle", "locked", "standing", "walking", "watching"',
    ]


def test_a_missing_header_and_a_wrong_one_are_told_apart() -> None:
    assert problems(PLAIN.removeprefix("time,is\n")) == [
        "day.csv:1: the header is missing; write time,is above this line"
    ]
    assert problems(PLAIN.replace("time,is", "when,what")) == [
        'day.csv:1: "when,what" is not the header; write time,is'
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "# nothing yet\n"])
def test_an_empty_file_is_told_how_a_day_begins(text: str) -> None:
    assert problems(text) == [
        "day.csv:1: this is empty; write time,is and below it rows like "
        "2026-11-23T09:00+01:00,active"
    ]


def test_a_file_that_is_not_utf_8_is_named_with_the_line() -> None:
    assert problems(PLAIN.encode() + b"# Caf\xe9\n") == [
        "day.csv:4: this line is not UTF-8; save the file as UTF-8"
    ]


def test_what_would_steer_a_terminal_is_not_repeated() -> None:
    assert problems("time,is\n2026-11-23T09:00+01:00,\x1b[31mred\n2026-11-23T10:00+01:00,end\n")[
        0
    ].startswith("day.csv:2: nobody can be '\\x1b[31mred'; ")


def test_a_log_named_by_mistake_is_not_repeated_whole() -> None:
    told = problems("time,is\n" + "not a row\n" * 5000)
    assert len(told) == 101
    assert told[-1] == ("day.csv:102: and 4900 more from here on; write the lines above anew first")


def test_an_offset_may_change_as_travel_does() -> None:
    rows = day_of(
        b"time,is\n2026-11-23T09:00+01:00,active\n2026-11-23T17:30+09:00,end\n", "day.csv"
    )
    assert rows[1].time - rows[0].time == timedelta(minutes=30)


def test_a_file_that_is_missing_or_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DayFileError) as missing:
        read_day(tmp_path / "monday.csv")
    assert str(missing.value) == (
        f"{tmp_path}/monday.csv:1: there is no such file; write one, or leave --day out for a "
        "typical day"
    )
    with pytest.raises(DayFileError) as folder:
        read_day(tmp_path)
    assert str(folder.value) == (
        f"{tmp_path}:1: cannot be read (Is a directory); write the name of a file that your user "
        "may read"
    )


def test_a_file_on_disk_is_read(tmp_path: Path) -> None:
    (tmp_path / "day.csv").write_text(PLAIN)
    assert read_day(tmp_path / "day.csv") == (NINE, TEN)


def test_the_typical_day_is_a_monday_with_everything_in_it() -> None:
    rows = typical_day()
    assert rows[0].time.weekday() == 0
    assert {row.doing.value for row in rows} == {
        *("active", "idle", "call", "locked", "standing", "fullscreen", "dnd", "end")
    }
