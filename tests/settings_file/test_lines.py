"""The line of every table, key and list entry."""

from tests.settings_file.reading import problems
from unkink.settings_file.lines import LineIndex

TEXT = '''\
# a comment = "with = signs" [and.brackets]
top = 1
"quoted key" = 2
'literal'."dotted" . bare = 3

[table]
text = """
fake = 1
[fake]
""" # after
raw = \'\'\'
]] fake = 2 \\\'\'\'
escaped = "a # b \\" ] c = 3"
list = [
  "one", # ] comment
  """two
  lines""",

  [ "inner",
    "last" ],
]
inline = { a = 1, b = { c = [1, 2] } }

  [ table . "sub" ]
  x = 1
[[many]]
name = "a"
[many.deep]
y = 1
[[many.deeper]]
[[many.deeper]]
z = 1
[[many]]
name = "b"
[many.deep]
y = 2
day = 2026-11-23 08:00:00
end = 1'''


def test_every_place_has_its_line() -> None:
    lines = LineIndex(TEXT)
    expected = {
        ("top",): 2,
        ("quoted key",): 3,
        ("literal",): 4,
        ("literal", "dotted", "bare"): 4,
        ("table",): 6,
        ("table", "text"): 7,
        ("table", "raw"): 11,
        ("table", "escaped"): 13,
        ("table", "list"): 14,
        ("table", "list", 0): 15,
        ("table", "list", 1): 16,
        ("table", "list", 2): 19,
        ("table", "list", 2, 1): 20,
        ("table", "inline"): 22,
        ("table", "inline", "b", "c", 1): 22,
        ("table", "sub"): 24,
        ("table", "sub", "x"): 25,
        ("many",): 26,
        ("many", 0): 26,
        ("many", 0, "name"): 27,
        ("many", 0, "deep"): 28,
        ("many", 0, "deep", "y"): 29,
        ("many", 0, "deeper", 0): 30,
        ("many", 0, "deeper", 1): 31,
        ("many", 0, "deeper", 1, "z"): 32,
        ("many", 1): 33,
        ("many", 1, "name"): 34,
        ("many", 1, "deep", "y"): 36,
        ("many", 1, "end"): 33,
        ("many", 1, "deep", "day"): 37,
        ("many", 1, "deep", "end"): 38,
    }
    assert {place: lines.line(place) for place in expected} == expected


def test_a_place_that_is_not_there_has_the_line_of_what_surrounds_it() -> None:
    lines = LineIndex("[a]\nb = 1\n")
    assert lines.line(("a", "missing")) == 1
    assert lines.line(("nowhere",)) == 1
    assert lines.line(()) == 1


def test_odd_keys_are_quoted_in_problems() -> None:
    assert problems('[hours]\n"a\\nb" = []\n"" = []') == [
        '2: hours.\'a\\nb\': \'a\\nb\' is no day; write days like "mon", "mon-fri" or "sat-sun"',
        '3: hours.\'\': "" is no day; write days like "mon", "mon-fri" or "sat-sun"',
    ]


def test_separators_that_only_python_takes_for_line_ends_are_none() -> None:
    assert problems("[prompt]\n# \u2028 \x85 \ttext\nlull = 1") == [
        '3: prompt.lull: 1 has no unit; write "1s" or "1m"'
    ]
