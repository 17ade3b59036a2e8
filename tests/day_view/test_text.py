"""A day for the terminal, sign by sign."""

from tests.guide.one_day import MONDAY, NOW, full_day, spans
from unkink.core.days.telling import days_of
from unkink.day_view.text import text

TOLD = """\
  Sitting               5 h 16 min  there since 08:42, now for 36 min
  Longest bout          2 h 13 min  09:41 to 11:54, with a call
  Prompts taken         2 of 8      and 2 breaks of your own
  Standing and walking  1 h 5 min   standing 45 min, walking 20 min

  08  09  10  11  12  13  14  15  16  17
     █████████████▁▅▅▁▁▁███░░░▃▃▅███
  █ sitting  ▅ standing  ▃ walking  ▁ break or away  ░ no sensor could see

  reminder  shown  taken  own break  snoozed  skipped  no answer  unknown  waiting  unasked
  active    1      1      0          0        0        0          0        0        1
  micro     7      1      1          1        1        1          1        1        1

  09:12  micro   Look over each shoulder  taken
  09:34  active  pace-the-room            taken
  10:12  micro   neck-nods                skipped
  11:46  micro   Look over each shoulder  own break
  13:57  micro   neck-nods                snoozed
  14:02  micro   neck-nods                no answer
  14:50  micro   Look over each shoulder  unknown
  16:20  micro   Look over each shoulder  waiting"""
TITLES = {"neck-turns": "Look over each shoulder"}


def test_a_full_day_is_told_in_four_parts() -> None:
    assert text(full_day(), NOW, TITLES.get) == TOLD


def test_a_long_day_still_fits_a_terminal() -> None:
    told = "00:00 sits, 05:00 gone, 22:10 sits, 24:00 off"
    day = days_of(spans(told), [])[MONDAY]
    lines = text(day, NOW, TITLES.get).splitlines()
    assert max(map(len, lines)) <= 80
    assert "00 01 02 03 04 05 06 07 08 09 10" in lines[5]


def test_a_quiet_day_has_no_empty_tables() -> None:
    day = days_of(spans("09:00 sits, 10:30 off"), [])[MONDAY]
    assert len(text(day, NOW, TITLES.get).split("\n\n")) == 2
