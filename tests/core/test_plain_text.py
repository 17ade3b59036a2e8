"""Text from outside shows what it says, and does nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.core.plain_text import LONGEST, plain, plain_or_none, printable, shows


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Firefox", "Firefox"),
        ("  a  b ", "a b"),
        ("\x1b[2J\x1b[31mred\x1b]0;title\x07", "[2J [31mred ]0;title"),
        ("one\nfake line 12:00", "one fake line 12:00"),
        ("\u202egnp.exe", "gnp.exe"),
        ("caf\udce9", "caf"),
        ("\x9b1m\x85", "1m"),
        ("نمی‌خواهم", "نمی‌خواهم"),
        ("\u200b\u2066", ""),
    ],
)
def test_what_does_not_show_is_gone_and_all_else_stays(text: str, line: str) -> None:
    assert plain(text) == line
    assert plain_or_none(text) == (line or None)


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert plain("x" * 1000, 10) == "xxxxxxxxx…"


@given(st.text(max_size=2000))
def test_whatever_comes_is_one_short_line_that_shows_and_stays_as_it_is(text: str) -> None:
    line = plain(text)
    assert len(line) <= LONGEST
    assert all(map(shows, line))
    assert plain(line) == line
    assert all(map(shows, printable(text)))
