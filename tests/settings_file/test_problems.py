"""Each mistake in a settings file: its line, its key, what is wrong and what to write."""

from pathlib import Path

import pytest

from tests.settings_file.reading import problems
from unkink.settings_file import SettingsError, read_settings


def test_all_mistakes_are_named_at_once_sorted_by_line() -> None:
    assert problems("""\
        [prompt]
        lull = 10
        sounds = true
        [[reminder]]
        name = "neck"
        every = "half an hour"
        tips = [
          "micro",  # fine
          "neck-warmups",
        ]
        [sitting]
        away_after = false
        [promt]
    """) == [
        '2: prompt.lull: 10 has no unit; write "10s" or "10m"',
        '3: prompt.sounds: no such key; write "sound"',
        '6: reminder[1].every: "half an hour" is no length of time from 1 s up; '
        'write a length like "90s", "25m" or "1h30m", up to 24 h',
        '9: reminder[1].tips[2]: no slot, category or tip is called "neck-warmups"; '
        'write "neck-warmup"',
        "12: sitting.away_after: false is no length of time from 1 s up; "
        'write a length like "90s", "25m" or "1h30m", up to 24 h',
        "13: promt: no such table; write [prompt]",
    ]


LENGTH = 'write a length like "90s", "25m" or "1h30m", up to 24 h'


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('lull = "0s"', f'2: prompt.lull: "0s" is no length of time from 1 s up; {LENGTH}'),
        ('lull = ""', f'2: prompt.lull: "" is no length of time from 1 s up; {LENGTH}'),
        ('lull = "-5m"', f'2: prompt.lull: "-5m" is no length of time from 1 s up; {LENGTH}'),
        ('snooze = "25h"', f'2: prompt.snooze: "25h" is too long; {LENGTH}'),
        ("lull = 1.5", f"2: prompt.lull: 1.5 is no length of time from 1 s up; {LENGTH}"),
        ("lull = nan", f"2: prompt.lull: nan is no length of time from 1 s up; {LENGTH}"),
        ("lull = {}", f"2: prompt.lull: a table is no length of time from 1 s up; {LENGTH}"),
        (
            "lull = 08:00:00",
            f"2: prompt.lull: 08:00:00 is no length of time from 1 s up; {LENGTH}",
        ),
        (
            'sound = "yes"',
            '2: prompt.sound: "yes" is neither on nor off; write true or false, without quotes',
        ),
        (
            "sound = 1",
            "2: prompt.sound: 1 is neither on nor off; write true or false, without quotes",
        ),
        (
            "max_snoozes = -1",
            "2: prompt.max_snoozes: -1 is out of range; write a whole number from 0 to 20",
        ),
        (
            "max_snoozes = true",
            "2: prompt.max_snoozes: true is no whole number; write a whole number from 0 to 20",
        ),
        (
            "max_per_day = 0",
            "2: prompt.max_per_day: 0 is out of range; write a whole number from 1 to 200",
        ),
        (
            "max_per_day = 1.0",
            "2: prompt.max_per_day: 1.0 is no whole number; write a whole number from 1 to 200",
        ),
        (
            f"max_per_day = 0x{'f' * 5000}",
            "2: prompt.max_per_day: this number is out of range; "
            "write a whole number from 1 to 200",
        ),
        (
            'every = "30m"',
            "2: prompt.every: belongs to a reminder; write [[reminder]] above it",
        ),
    ],
)
def test_a_wrong_value_says_what_to_write(line: str, problem: str) -> None:
    assert problems(f"[prompt]\n{line}") == [problem]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            'lull = "10s"',
            "1: lull: belongs to a table; write [prompt] above it",
        ),
        (
            'every = "10s"',
            "1: every: belongs to a reminder; write [[reminder]] above it",
        ),
        ("prompt = 3", "1: prompt: 3 is no table; write [prompt] on a line of its own"),
        ("[[prompt]]", "1: prompt: a list is no table; write [prompt] on a line of its own"),
        (
            "\n[reminder]",
            "2: reminder: write [[reminder]] with two brackets, once for each reminder",
        ),
        (
            "reminder = [1]",
            "1: reminder: write [[reminder]] with two brackets, once for each reminder",
        ),
        (
            "[zzz]",
            "1: zzz: no such table; write [sitting], [prompt], [hold], [adapt], [hours], [tips], "
            "[tray], [history], [summary], [safety], [[reminder]], [[hook]], [programs], "
            "[profile.NAME]",
        ),
        (
            '[tray]\nicon = "color"',
            '2: tray.icon: "color" is no ink; write "colour", "light" or "dark"',
        ),
        (
            "[tray]\nicon = [1]",
            '2: tray.icon: a list is no ink; write "colour", "light" or "dark"',
        ),
        (
            '[history]\nkeep_days = "400d"',
            '2: history.keep_days: "400d" is no whole number; write a whole number from 1 to 3650',
        ),
        (
            '[safety]\nemergency_number = "call mum"',
            '2: safety.emergency_number: "call mum" is no number to call; '
            'write a number to call like "112", or "" for none',
        ),
        (
            "[safety]\nemergency_number = 112",
            "2: safety.emergency_number: 112 is no number to call; "
            'write a number to call like "112", or "" for none',
        ),
        (
            "[history]\nkeep_days = 0",
            "2: history.keep_days: 0 is out of range; write a whole number from 1 to 3650",
        ),
        (
            '[summary]\nday = "noon"',
            '2: summary.day: "noon" is no time of day; '
            'write "off", "end of hours" or a time like "17:30"',
        ),
        (
            "[summary]\nday = false",
            "2: summary.day: false is no time of day; "
            'write "off", "end of hours" or a time like "17:30", in quotes',
        ),
        (
            '[summary]\nweek = "end of hours"',
            '2: summary.week: there are no hours; write a time like "17:30", or [hours] with spans',
        ),
        (
            '[summary]\nday = "end of hours"\n[hours]\nmon-sun = ["00:00-24:00"]',
            '2: summary.day: hours never end; write a time like "17:30", or [hours] with spans',
        ),
    ],
)
def test_a_wrong_table_says_what_to_write(text: str, problem: str) -> None:
    assert problems(text) == [problem]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            "",
            [
                '1: reminder[1]: name is missing; write name = a short name like "micro"',
                "1: reminder[1]: tips is missing; write tips = "
                'a list of slots, categories or tips, like ["micro"]',
                '1: reminder[1]: says not when; write every = "30m", or at = "12:30"',
            ],
        ),
        (
            'name = " "\ntips = []\nevery = "30m"',
            [
                '2: reminder[1].name: " " is no name; write a short name like "micro"',
                "3: reminder[1].tips: the list is empty; "
                'write a list of slots, categories or tips, like ["micro"]',
            ],
        ),
        (
            'name = "a"\ntips = "micro"\nat = 12:30:00',
            [
                '3: reminder[1].tips: "micro" is no list of words; '
                'write a list of slots, categories or tips, like ["micro"]',
                '4: reminder[1].at: 12:30:00 is no time of day; write "12:30", '
                '"first use 05:00-10:00" or "last prompt before end of hours", in quotes',
            ],
        ),
        (
            'name = "a"\ntips = ["micro"]\nat = "25:00"\nevery = "30m"',
            [
                '4: reminder[1].at: "25:00" is no time of day; write "12:30", '
                '"first use 05:00-10:00" or "last prompt before end of hours"',
                "5: reminder[1].every: goes with sitting, not with at; take one of them out",
            ],
        ),
        (
            'name = "a"\ntips = ["micro"]\nat = "first use 22:00-22:00"',
            [
                '4: reminder[1].at: "22:00-22:00" is empty; write "00:00-24:00" for the whole day',
            ],
        ),
        (
            'name = "a"\ntips = ["micro"]\nevery = "30m"\nweekdays = "mon"',
            ['5: reminder[1].weekdays: goes with at = "12:30"; take it out, [hours] sets days'],
        ),
        (
            'name = "a"\ntips = ["micro"]\nat = "12:30"\nweekdays = "funday"',
            [
                '5: reminder[1].weekdays: "funday" is no day; '
                'write days like "mon", "mon-fri" or "sat-sun"',
            ],
        ),
    ],
)
def test_a_wrong_reminder_says_what_to_write(lines: str, found: list[str]) -> None:
    assert problems(f"[[reminder]]\n{lines}") == found


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            'mon-fry = ["08:00-12:00"]',
            '2: hours.mon-fry: "mon-fry" is no day; write days like "mon", "mon-fri" or "sat-sun"',
        ),
        (
            'mon = "08:00-12:00"',
            '2: hours.mon: "08:00-12:00" is no list; write one like ["08:00-18:30"]',
        ),
        (
            'mon = ["8-12"]',
            '2: hours.mon[1]: "8-12" is no span of a day; write one like "08:00-18:30"',
        ),
        (
            'mon = ["08:00-08:00"]',
            '2: hours.mon[1]: "08:00-08:00" is empty; write "00:00-24:00" for the whole day',
        ),
        (
            'mon = ["08:00-24:30"]',
            '2: hours.mon[1]: "08:00-24:30" holds a time that no clock shows; write 00:00 to 24:00',
        ),
        (
            'mon = ["08:00-12:00", "11:59-13:00"]',
            "2: hours.mon[2]: overlaps hours.mon; write spans that do not share time",
        ),
        (
            'mon-fri = ["08:00-12:00"]\nwed = ["10:00-11:00"]',
            "3: hours.wed[1]: overlaps hours.mon-fri; write spans that do not share time",
        ),
        (
            'sun = ["22:00-06:00"]\nmon = ["05:00-12:00"]',
            "3: hours.mon[1]: overlaps hours.sun; write spans that do not share time",
        ),
        (
            "mon-sun = []",
            "1: hours: no day has a span, so no reminder would ever come; write one",
        ),
    ],
)
def test_wrong_hours_say_what_to_write(line: str, problem: str) -> None:
    assert problems(f"[hours]\n{line}") == [problem]


def test_spans_that_touch_do_not_overlap() -> None:
    text = '[hours]\nsun = ["22:00-06:00"]\nmon = ["06:00-12:00", "12:00-13:00"]'
    assert problems(text) == []


LAST = '[[reminder]]\nname = "a"\ntips = ["note"]\nat = "last prompt before end of hours"\n'
NECK = '[[reminder]]\nname = "neck"\ntips = ["micro"]\nevery = "30m"\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[prompt]\nlull = "5m"',
            '2: prompt.lull: is longer than max_defer; write "3m" or less',
        ),
        (
            f'{NECK}rest = "31m"',
            '5: reminder[1].rest: is longer than every; write "30m" or less',
        ),
        (
            f'{NECK}merge_within = "30m"',
            '5: reminder[1].merge_within: is not shorter than every; write less than "30m"',
        ),
        (
            f'{NECK}full_break = "59s"',
            "5: reminder[1].full_break: is shorter than sitting.away_after, "
            'so no absence would be one; write "1m" or more',
        ),
        (
            f'{NECK}[sitting]\naway_after = "1h30m"',
            "1: reminder[1].full_break: is shorter than sitting.away_after, "
            'so no absence would be one; write "1h30m" or more',
        ),
        (
            '[sitting]\naway_after = "6m"',
            "2: sitting.away_after: is longer than the break that clears a reminder; "
            'write "5m" or less',
        ),
        (
            f"{NECK}{NECK}",
            '6: reminder[2].name: "neck" is taken; write another name',
        ),
        (
            LAST,
            "4: reminder[1].at: there are no hours; write [hours] with spans",
        ),
        (
            f'{LAST}[hours]\nmon-sun = ["00:00-24:00"]',
            "4: reminder[1].at: hours never end; write [hours] that do, or take this out",
        ),
        (
            f'{LAST}weekdays = "sat-sun"\n[hours]\nmon-tue = ["8:00-18:00"]\nfri = ["22:00-02:00"]',
            '5: reminder[1].weekdays: no hours of these days end; write "mon, tue, fri" or fewer',
        ),
    ],
)
def test_settings_that_clash_are_problems(text: str, problem: str) -> None:
    assert problems(text) == [problem]


def test_a_wrong_value_does_not_clash_as_well() -> None:
    assert len(problems('[prompt]\nlull = "x"\nmax_defer = "2s"')) == 1
    assert len(problems("[sitting]\naway_after = 1\n" + NECK + 'full_break = "30s"')) == 1
    assert len(problems(f'{LAST}[hours]\nmon = ["8-12"]')) == 1


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"[prompt\n", "1: Expected ']' at the end of a table declaration"),
        (b"\n\na = \n", "3: Invalid value"),
        (b"[prompt]\nlull = '1s'\nlull = '2s'\n", "3: Cannot overwrite a value"),
        (b'[prompt]\nlull = "1s', "2: Unterminated string"),
        (
            b'[prompt]\nlull = "1s"\n# caf\xe9\n',
            "3: this line is not UTF-8; save the file as UTF-8",
        ),
        (b"\x00", "1: Invalid statement"),
        (
            b"a = 1" + b"0" * 5000,
            "1: Exceeds the limit (4300 digits) for integer",
        ),
    ],
)
def test_text_that_is_no_toml_is_a_problem_with_its_line(
    tmp_path: Path, data: bytes, problem: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(data)
    with pytest.raises(SettingsError) as error:
        read_settings(file)
    assert str(error.value).startswith(f"{file}:{problem}")
    assert len(error.value.problems) == 1


def test_brackets_without_end_are_a_problem() -> None:
    assert problems("a = " + "[" * 100_000) == ["1: brackets are nested too deeply; write fewer"]


def test_files_from_windows_are_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b'\xef\xbb\xbf[prompt]\r\nlull = "20s"\r\nsnooze = 3\r\n')
    with pytest.raises(SettingsError) as error:
        read_settings(file)
    assert str(error.value) == f'{file}:3: prompt.snooze: 3 has no unit; write "3s" or "3m"'


def test_a_file_that_is_not_there_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        read_settings(tmp_path / "no.toml")
    assert str(error.value) == (
        f"{tmp_path}/no.toml:1: there is no such file; unkink config init writes one"
    )


def test_a_folder_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        read_settings(tmp_path)
    assert str(error.value) == (f"{tmp_path}:1: this is a folder; write a text file of this name")


def test_a_device_is_a_problem_and_is_not_read() -> None:
    with pytest.raises(SettingsError) as error:
        read_settings(Path("/dev/zero"))
    assert str(error.value) == (
        "/dev/zero:1: this is not an ordinary file; write a text file of this name"
    )


def test_a_file_below_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError) as error:
        read_settings(tmp_path / "file" / "config.toml")
    assert "cannot be read (Not a directory)" in str(error.value)


def test_a_huge_file_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("# filler\n" * 200_000)
    with pytest.raises(SettingsError) as error:
        read_settings(file)
    assert str(error.value) == f"{file}:1: the file is larger than 1 MB; write a shorter one"


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "dotfiles.toml").write_text('[prompt]\nlull = "20s"\n')
    link = tmp_path / "config.toml"
    link.symlink_to(tmp_path / "dotfiles.toml")
    assert read_settings(link).prompt.lull == 20.0


HOURS = '[hours]\nmon-fri = ["08:00-18:30"]\nsat = ["22:00-02:00"]\n'
NEVER = (
    "no hours of these days are open then or later, so it would never come; write an earlier "
    "time, or days among mon, tue, wed, thu, fri, sat"
)


@pytest.mark.parametrize(
    "trigger",
    [
        'at = "20:00"\nweekdays = "mon-fri"',
        'at = "18:30"\nweekdays = "tue"',
        'at = "12:30"\nweekdays = "sun"',
    ],
)
def test_a_card_that_could_never_come_is_told(trigger: str) -> None:
    text = f'{HOURS}[[reminder]]\nname = "a"\ntips = ["note"]\n{trigger}\n'
    assert problems(text) == [f"7: reminder[1].at: {NEVER}"]


@pytest.mark.parametrize(
    "trigger",
    [
        'at = "18:29"',
        'at = "06:00"',
        'at = "20:00"\nweekdays = "sat"',
        'at = "01:00"\nweekdays = "sun"',
        'at = "first use 05:00-10:00"',
    ],
)
def test_a_card_that_can_come_is_none(trigger: str) -> None:
    assert problems(f'{HOURS}[[reminder]]\nname = "a"\ntips = ["note"]\n{trigger}\n') == []
