"""Settings written as the file would say them, and where each value in use comes from."""

from itertools import groupby

from hypothesis import given

from tests.settings_file.reading import settings
from tests.settings_file.some_settings import any_settings
from unkink.core.settings import Settings
from unkink.settings_file import default_text, settings_of
from unkink.settings_file.effective import differences, effective
from unkink.settings_file.problems import Place
from unkink.settings_file.writing import lines_of, quoted


def header(place: Place) -> str:
    """Head the table that holds a place."""
    if any(isinstance(part, int) for part in place):
        return f"[[{place[0]}]]"
    return f"[{'.'.join(quoted(str(part)) for part in place)}]"


def written(what: Settings) -> str:
    """Write settings as a whole file."""
    text = []
    for place, block in groupby(lines_of(what), lambda line: line.place[:-1]):
        text.append(header(place))
        text += [f"{line.name} = {line.text}" for line in block]
    return "\n".join(text)


@given(any_settings())
def test_what_is_written_reads_as_the_same(some: Settings) -> None:
    assert settings_of(written(some), "config.toml") == some


@given(any_settings())
def test_what_a_file_says_in_full_comes_from_the_file_line_by_line(some: Settings) -> None:
    text = written(some)
    _preset, *found = effective(some, text)
    for one in found:
        assert one.at is not None
        assert text.splitlines()[one.at - 1].startswith(f"{one.line.name} = ")


def test_the_defaults_differ_from_nothing() -> None:
    assert list(differences(Settings(), "")) == []
    assert list(differences(Settings(), default_text())) == []


MINE = """\
[prompt]
lull = "15s"
snooze = "300s"
[hours]
mon-wed = ["08:00-18:30"]
thu = ["08:00-18:30"]
[[reminder]]
name = "micro"
every = "20m"
tips = ["micro"]
[[reminder]]
name = "noon"
at = "12:30"
weekdays = "mon-fri"
tips = ["note"]
"""


def test_a_difference_names_the_default_the_value_and_the_line() -> None:
    found = list(differences(settings(MINE), MINE))
    assert [(one.key, one.default, one.now, one.at) for one in found] == [
        ("prompt.lull", '"10s"', '"15s"', 2),
        ("hours.mon-thu", None, '["08:00-18:30"]', 5),
        ("reminder.micro.every", '"30m"', '"20m"', 9),
        ("reminder.micro.tips", '["micro", "note"]', '["micro"]', 10),
        ("reminder.noon.name", None, '"noon"', 12),
        ("reminder.noon.at", None, '"12:30"', 13),
        ("reminder.noon.weekdays", None, '"mon, tue, wed, thu, fri"', 14),
        ("reminder.noon.tips", None, '["note"]', 15),
        ("reminder.active", None, None, None),
        ("reminder.standing", None, None, None),
        ("reminder.shower", None, None, None),
        ("reminder.evening", None, None, None),
    ]


def test_a_detail_that_a_reminder_of_the_same_name_leaves_out_is_a_difference() -> None:
    text = default_text().replace('merge_within = "10m"', "# ")
    [one] = differences(settings_of(text, "config.toml"), text)
    assert (one.key, one.default, one.now) == ("reminder.active.merge_within", '"10m"', None)


def test_where_a_value_comes_from_is_known_for_each() -> None:
    sources = {one.line.key: one.at for one in effective(settings(MINE), MINE)}
    assert sources["prompt.lull"] == 2
    assert sources["prompt.snooze"] == 3  # said in the file, though it is the default
    assert sources["prompt.max_defer"] is None
    assert sources["hours.mon-thu"] == 5
    assert sources["reminder.micro.rest"] is None
    assert sources["reminder.noon.at"] == 13
