"""One setting changed at the person's word, and everything else in the file as it was."""

import difflib
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.core.settings import Settings
from unkink.settings_file import first_text, settings_of
from unkink.settings_file.changing import ChangeError, with_setting, without_setting
from unkink.settings_file.line_ends import MARK, dressed
from unkink.settings_file.sections import PLAIN
from unkink.settings_file.writing import lines_of


def changed_lines(before: str, after: str) -> list[str]:
    """Return the lines that went (-) and came (+)."""
    told = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in told if line[0] in "+-"]


def test_a_default_that_stands_commented_out_is_uncommented_in_its_place() -> None:
    after = with_setting(first_text(), "prompt.lull", "15s")
    assert changed_lines(first_text(), after) == ['- # lull = "10s"', '+ lull = "15s"']


def test_a_value_is_changed_with_its_comment_kept() -> None:
    before = '[prompt]\nlull = "12s"   # my way\nsound = true\n'
    after = with_setting(before, "prompt.lull", "15s")
    assert after == '[prompt]\nlull = "15s"   # my way\nsound = true\n'


@pytest.mark.parametrize(
    ("value", "written"),
    [("15s", '"15s"'), ('"15s"', '"15s"'), ("3", "3"), ("true", "true"), ("1h30m", '"1h30m"')],
)
def test_words_need_no_quotes_and_toml_stays_toml(value: str, written: str) -> None:
    after = with_setting("[prompt]\n", "prompt.lull", value)
    assert after == f"[prompt]\nlull = {written}\n"


def test_a_table_that_is_missing_is_added_at_the_end() -> None:
    before = "# mine\n[prompt]\nsound = true\n"
    after = with_setting(before, "tray.icon", "dark")
    assert after == f'{before}\n[tray]\nicon = "dark"\n'


def test_a_key_is_put_into_its_own_table_even_where_another_has_the_same_comment() -> None:
    before = "[sitting]\n# lull = 1\n\n[prompt]\n# lull = 2\n"
    after = with_setting(before, "prompt.lull", "9s")
    assert changed_lines(before, after) == ["- # lull = 2", '+ lull = "9s"']


def test_the_last_part_of_a_key_is_enough_where_only_one_has_it() -> None:
    assert with_setting(first_text(), "lull", "9s") == with_setting(
        first_text(), "prompt.lull", "9s"
    )


def test_hours_are_set_by_their_days() -> None:
    after = with_setting(first_text(), "hours.mon-fri", '["09:00-17:00"]')
    told = ['- # mon-fri = ["08:00-18:30"]', '+ mon-fri = ["09:00-17:00"]']
    assert changed_lines(first_text(), after) == told


def test_a_reminder_of_the_file_is_found_by_its_name() -> None:
    before = '[[reminder]]\nname = "a"\nevery = "30m"\n[[reminder]]\nname = "b"\nevery = "1h"\n'
    after = with_setting(before, "reminder.b.every", "50m")
    assert changed_lines(before, after) == ['- every = "1h"', '+ every = "50m"']


def test_changing_a_default_reminder_writes_all_of_them_out_first() -> None:
    """A file with any reminder has just those: the others must not be lost by the way."""
    after = settings_of(with_setting(first_text(), "reminder.micro.every", "20m"), "config.toml")
    micro, *others = after.reminders
    assert [one.name for one in after.reminders] == [one.name for one in Settings().reminders]
    assert tuple(others) == Settings().reminders[1:]
    assert micro.trigger != Settings().reminders[0].trigger


def test_unsetting_puts_the_commented_default_back() -> None:
    set_once = with_setting(first_text(), "prompt.lull", "15s")
    assert without_setting(set_once, "prompt.lull") == first_text()


def test_unsetting_a_value_on_several_lines_takes_it_out() -> None:
    before = '[hours]\nmon-fri = [\n  "08:00-12:00",\n  "13:00-17:00",\n]\n'
    assert without_setting(before, "hours.mon-fri") == "[hours]\n"


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("prompt.lul", 'there is no setting "prompt.lul"; write "prompt.lull"'),
        ("hours", "hours go by days; write hours.mon-fri, hours.sat and so on"),
        ("reminder.tea.every", 'there is no reminder "tea"; write its block first'),
        ("reminder.micro.evry", 'there is no setting "reminder.micro.evry"'),
        ("", 'there is no setting ""; unkink config explain lists them all'),
    ],
)
def test_a_key_that_is_none_is_refused_with_the_nearest(key: str, problem: str) -> None:
    with pytest.raises(ChangeError) as refused:
        with_setting(first_text(), key, "1")
    assert str(refused.value).startswith(problem)


def test_unsetting_what_is_not_set_says_so() -> None:
    with pytest.raises(ChangeError, match=r"does not set prompt\.lull"):
        without_setting(first_text(), "prompt.lull")


BLOCKS = """\
[prompt]
sound = true

# ── My reminders ──
# The first is the small one.
[[reminder]]
name = "a"
every = "30m"

# The second is the long one.
[[reminder]]
name = "b"
every = "1h"
# the end
"""


def test_a_new_key_lands_in_its_table_and_comments_stay_with_theirs() -> None:
    """It used to land between a comment and the block that the comment is about."""
    after = with_setting(BLOCKS, "prompt.lull", "15s")
    assert after == BLOCKS.replace("sound = true\n", 'sound = true\nlull = "15s"\n')
    after = with_setting(BLOCKS, "reminder.a.rest", "60s")
    assert after == BLOCKS.replace('every = "30m"\n', 'every = "30m"\nrest = "60s"\n')
    after = with_setting(BLOCKS, "reminder.b.rest", "60s")
    assert after == BLOCKS.replace('every = "1h"\n', 'every = "1h"\nrest = "60s"\n')


def test_a_new_key_follows_a_value_on_several_lines_and_a_text_that_looks_like_toml() -> None:
    before = '[hours]\nmon = [\n  "08:00-12:00", # early\n]\n# mine\n[tray]\n'
    after = with_setting(before, "hours.tue", '["09:00-17:00"]')
    assert after == before.replace("]\n# mine", ']\ntue = ["09:00-17:00"]\n# mine')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[prompt]", '[prompt]\nlull = "9s"\n'),
        ("[prompt] # mine\n\n\n# far\n", '[prompt] # mine\nlull = "9s"\n\n\n# far\n'),
        ("prompt.sound = true\n", 'prompt.sound = true\nprompt.lull = "9s"\n'),
        ("prompt = { sound = true }\n", 'prompt = { sound = true , lull = "9s"}\n'),
        ("", '[prompt]\nlull = "9s"\n'),
    ],
)
def test_however_a_table_is_written_the_key_is_in_it(before: str, after: str) -> None:
    changed = with_setting(before, "prompt.lull", "9s")
    assert tomllib.loads(changed)["prompt"]["lull"] == "9s"
    assert changed.replace(" ", "") == after.replace(" ", "")


def test_taking_a_key_out_leaves_every_comment() -> None:
    before = with_setting(BLOCKS, "reminder.a.rest", "60s")
    assert without_setting(before, "reminder.a.rest") == BLOCKS


@pytest.mark.parametrize(
    "value", ['"5s"\n# more', '"5s"\nsnooze = "1m"', "17:30", "[1", "1979-05-27"]
)
def test_what_is_no_single_value_is_taken_as_a_word(value: str) -> None:
    after = with_setting("[prompt]\n", "prompt.lull", value)
    assert tomllib.loads(after) == {"prompt": {"lull": value}}


COMMENTS = st.sampled_from(["", "# mine", "#", "# [tray]", '# lull = "x"', "# ─ ─"])
TABLES = st.sampled_from(
    [
        '[sitting]\naway_after = "50s" # so',
        "[hold]\ncall = true",
        '[tray]\nicon = "dark"',
        '[[reminder]]\nname = "a"\nevery = "30m"\ntips = [\n "micro",\n # all\n]',
        '[[reminder]]\nname = "b"\nevery = "1h"\ntips = ["active"]',
    ]
)


@given(
    st.lists(st.tuples(COMMENTS, COMMENTS, TABLES, COMMENTS), min_size=1, unique_by=lambda t: t[2]),
    st.sampled_from(
        [("hold.fullscreen", "false"), ("prompt.lull", '"9s"'), ("reminder.a.rest", '"60s"')]
    ),
)
def test_setting_a_key_adds_one_line_and_unsetting_takes_just_that_away(
    blocks: list[tuple[str, str, str, str]], change: tuple[str, str]
) -> None:
    text = "".join(f"{line}\n" for block in blocks for line in block)
    key, value = change
    table = key.split(".")[0]
    if table == "reminder" and 'name = "a"' not in text:
        return
    after = with_setting(text, key, value)
    added = changed_lines(text, after)
    name = key.rpartition(".")[2]
    if f"[{table}" in text.replace("# [", ""):
        assert added == [f"+ {name} = {value}"]
    wanted = tomllib.loads(text)
    where = wanted.setdefault(table, {})
    (next(one for one in where if one["name"] == "a") if table == "reminder" else where)[name] = (
        tomllib.loads(f"value = {value}")["value"]
    )
    assert tomllib.loads(after) == wanted


MIXED = st.lists(
    st.tuples(st.sampled_from(["a = 1", "# b", "", "c = 2"]), st.sampled_from(["\n", "\r\n"])),
    max_size=8,
)


@given(MIXED, st.integers(0, 8), st.sampled_from(["", MARK]), st.sampled_from(["", "new = 3"]))
def test_lines_that_do_not_change_keep_their_ends_and_the_mark_stays(
    lines: list[tuple[str, str]], at: int, mark: str, added: str
) -> None:
    raw = mark + "".join(text + end for text, end in lines)
    plain = [f"{text}\n" for text, _ in lines]
    at = min(at, len(lines))
    after = [*plain[:at], f"{added}\n", *plain[at:]] if added else plain
    told = dressed(raw, "".join(after))
    windows = sum(end == "\r\n" for _, end in lines)
    end = "\r\n" if 2 * windows > len(lines) else "\n"
    if not added:
        assert told == raw
    else:
        assert told.replace(f"{added}{end}", "", 1) == raw


@given(st.data())
def test_setting_and_unsetting_any_key_leaves_the_first_file_as_it_was(data: st.DataObject) -> None:
    plain = {section.name for section in PLAIN}
    lines = [line for line in lines_of(Settings()) if line.place[0] in plain]
    line = data.draw(st.sampled_from(lines))
    once = with_setting(first_text(), line.key, line.text)
    assert settings_of(once, "config.toml") == Settings()
    back = without_setting(once, line.key)
    # Lengths may be worded otherwise: "60s" comes back as "1m".
    assert len(changed_lines(first_text(), back)) in (0, 2)
    assert settings_of(back, "config.toml") == Settings()
