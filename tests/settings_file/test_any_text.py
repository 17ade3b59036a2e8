"""Whatever a file holds: settings, or problems with the right line. Never anything else."""

from hypothesis import given
from hypothesis import strategies as st

from unkink.settings_file import SettingsError, default_text, settings_of

LINES = default_text().splitlines()
VALUE_LINES = [at for at, line in enumerate(LINES) if " = " in line and not line.startswith("#")]


def pieces(text: str) -> list[str]:
    return text.split()


PIECES = [
    *pieces(
        "[ ] [[ ]] { } = , . # \" ' \\ - sitting prompt hold hours tray reminder lull every name"
    ),
    *pieces('tips at mon-fri "08:00-18:30" "22:00-06:00" "30m" "micro" 1 0xffff 1e400 nan true é'),
    *pieces("12:30:00 2026-11-23"),
    *('"""', "\n", "\r\n", " ", "\t", "\x00", "\ufeff", '"first use 05:00-10:00"'),
]
VALUES = [
    *pieces("true nan -inf 1e999 0xFFFFFFFFFFFFFFFFFFFFFFFFFF -1 1979-05-27"),
    *pieces('"30m" "1s" "mon" "08:00-18:30" "12:30" "micro" "dark" ""'),
    *('"first use 05:00-10:00"', '"last prompt before end of hours"'),
]
KEYS = [
    *pieces("away_after lull max_snoozes sound call icon mon sat-sun mon-sun name every rest"),
    *pieces('full_break merge_within tips at weekdays "a.b" x.y'),
]
HEADERS = [
    *pieces("[sitting] [prompt] [hold] [hours] [tray] [[reminder]] [[hours]] [reminder]"),
    *pieces("[other.table] [reminder.sub]"),
]
values = st.recursive(
    st.one_of(
        st.sampled_from(VALUES),
        st.integers().map(str),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        inner.map(lambda item: f"{{ a = {item} }}"),
    ),
    max_leaves=6,
)
keys = st.sampled_from(KEYS)
headers = st.sampled_from(["", *HEADERS])
tables = st.tuples(headers, st.dictionaries(keys, values, max_size=5)).map(
    lambda table: "\n".join([table[0], *(f"{key} = {value}" for key, value in table[1].items())])
)


def read(text: str) -> SettingsError | None:
    """Read the text; what it has to say must be in order, whatever the text."""
    try:
        settings_of(text.replace("\r\n", "\n"), "config.toml", frozenset({"micro"}))
    except SettingsError as error:
        found = error
    else:
        return None
    lines = [problem.line for problem in found.problems]
    assert lines == sorted(lines)
    assert lines[0] >= 1
    assert lines[-1] <= text.count("\n") + 1
    assert all(problem.text and str(problem).isprintable() for problem in found.problems)
    return found


@given(st.text(max_size=80))
def test_any_text_gives_settings_or_problems(text: str) -> None:
    read(text)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_pieces_of_toml_give_settings_or_problems(text: str) -> None:
    read(text)


@given(st.lists(tables, max_size=6).map("\n".join))
def test_any_tables_give_settings_or_problems(text: str) -> None:
    read(text)


@given(st.data())
def test_the_file_of_defaults_with_one_character_changed_gives_settings_or_problems(
    data: st.DataObject,
) -> None:
    text = default_text()
    at = data.draw(st.integers(0, len(text) - 1))
    read(text[:at] + data.draw(st.characters()) + text[at + 1 :])


@given(
    at=st.sampled_from(VALUE_LINES),
    blank=st.integers(0, 3),
    wrong=st.sampled_from(["{}", "nan", "[[]]", '"\\u0000"', "1979-05-27"]),
)
def test_a_wrong_value_is_reported_on_its_line(at: int, blank: int, wrong: str) -> None:
    key = LINES[at].split(" = ")[0]
    text = "\n".join(["# comment"] * blank + LINES[:at] + [f"{key} = {wrong}"] + LINES[at + 1 :])
    error = read(text)
    assert error is not None
    assert blank + at + 1 in [one.line for one in error.problems if one.key.endswith(key)]


@given(at=st.integers(0, len(LINES)))
def test_a_broken_line_is_reported_on_its_line(at: int) -> None:
    error = read("\n".join([*LINES[:at], "what is this", *LINES[at:]]))
    assert error is not None
    assert [one.line for one in error.problems] == [at + 1]


@given(at=st.integers(0, len(LINES)))
def test_an_unknown_key_is_reported_on_its_line(at: int) -> None:
    error = read("\n".join([*LINES[:at], "zzz = 1", *LINES[at:]]))
    assert error is not None
    assert [one.line for one in error.problems if "zzz" in one.key] == [at + 1]
