"""The page of weeks: which range it shows, where it leads, and what it keeps to itself."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.guide.desks import TODAY, RecordingDesk
from tests.guide.some_days import NEVER_RECORDED, some_days
from unkink.core.days.day import DaySummary
from unkink.core.taste import Liking, Taste
from unkink.guide.pages import weeks

THIS_WEEK = "23 to 29 November 2026"
HIDDEN, SHOWN = "strength-blade-squeeze", "neck-turns"
YEAR = {"from": "2025-12-01", "to": "2026-11-30"}


@pytest.fixture
def desk() -> RecordingDesk:
    desk = RecordingDesk()
    desk.days = dict(some_days())
    return desk


def body(desk: RecordingDesk, **asked: str) -> str:
    return weeks.page(desk, ".", {name.rstrip("_"): word for name, word in asked.items()}).body


def ways(page: str) -> dict[str, str]:
    """Return where the buttons lead, by their words."""
    found = re.findall(r'<a class="btn small" href="\./weeks\?([^"]+)"[^>]*>([^<]+)', page)
    return {words: address.replace("&amp;", "&") for address, words in found}


def test_without_a_wish_it_shows_this_week(desk: RecordingDesk) -> None:
    page = body(desk)
    assert THIS_WEEK in page
    assert "Mon 23 Nov 2026" in page


def test_quick_links_lead_to_whole_weeks_and_months_around_today(desk: RecordingDesk) -> None:
    assert ways(body(desk)) == {
        "Week": "from=2026-11-23&to=2026-11-29",
        "Month": "from=2026-11-01&to=2026-11-30",
        "3 months": "from=2026-09-01&to=2026-11-30",
        "Year": "from=2025-12-01&to=2026-11-30",
        "Earlier": "from=2026-11-16&to=2026-11-22",
    }


def test_the_way_ends_where_the_record_begins_and_at_today(desk: RecordingDesk) -> None:
    first = min(desk.days)
    assert "Earlier" not in ways(body(desk, from_=f"{first}", to=f"{first + timedelta(days=6)}"))
    before = ways(body(desk, from_="2026-11-09", to="2026-11-15"))
    assert before["Later"] == "from=2026-11-16&to=2026-11-22"
    assert before["Earlier"] == "from=2026-11-02&to=2026-11-08"
    assert "Earlier" not in ways(body(RecordingDesk()))


def test_dates_the_wrong_way_round_are_turned_and_one_alone_shows_its_week(
    desk: RecordingDesk,
) -> None:
    assert "1 to 9 November 2026" in body(desk, from_="2026-11-09", to="2026-11-01")
    assert "2 to 8 November 2026" in body(desk, from_="2026-11-04")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"from": "yesteryear", "to": "2026-11-01"}, "These are no dates"),
        ({"from": "2026-11-01", "to": "<script>"}, "These are no dates"),
        ({"from": "0001-01-01", "to": "9999-12-31"}, "Nothing is kept of so far away"),
    ],
)
def test_what_is_no_date_or_too_far_away_is_told_and_this_week_shown(
    desk: RecordingDesk, asked: dict[str, str], said: str
) -> None:
    page = weeks.page(desk, ".", asked).body
    assert said in page
    assert THIS_WEEK in page
    assert "<script>" not in page


def test_the_journal_is_asked_only_for_days_that_can_be_recorded() -> None:
    class Asked(RecordingDesk):
        asked: tuple[date, date] | None = None

        def summaries(self, first: date, last: date) -> Sequence[DaySummary]:
            self.asked = first, last
            return []

    desk = Asked(days=dict(some_days()))
    weeks.page(desk, ".", YEAR)
    assert desk.asked == (min(desk.days), TODAY)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"from": "2027-01-04", "to": "2027-01-10"}, "This is still to come."),
        ({"from": "2025-01-06", "to": "2025-01-12"}, "The record begins on "),
        ({"from": f"{NEVER_RECORDED}", "to": f"{NEVER_RECORDED}"}, "unkink did not run."),
    ],
)
def test_an_empty_range_says_why(desk: RecordingDesk, asked: dict[str, str], said: str) -> None:
    page = weeks.page(desk, ".", asked).body
    assert said in page
    assert "What this cannot tell" in page


def test_nothing_recorded_at_all_says_so() -> None:
    assert "Nothing is recorded yet." in body(RecordingDesk())


def test_a_tip_is_linked_and_one_hidden_by_health_is_only_named(desk: RecordingDesk) -> None:
    assert f'href="./tip/{HIDDEN}"' in weeks.page(desk, ".", YEAR).body
    desk.profile = replace(desk.profile, tags=frozenset({"shoulder-arm-problem"}))
    page = weeks.page(desk, ".", YEAR).body
    title = desk.full_tip(HIDDEN)
    assert title is not None
    assert title.tip.title in page
    assert f"tip/{HIDDEN}" not in page
    assert f'href="./tip/{SHOWN}"' in page


def test_a_tip_that_is_not_for_me_is_not_offered_again(desk: RecordingDesk) -> None:
    desk.taste = Taste().rated(SHOWN, Liking.NOT)
    assert f"tip/{SHOWN}" not in weeks.page(desk, ".", YEAR).body


def test_a_tip_that_is_gone_keeps_its_figures_under_its_short_name(desk: RecordingDesk) -> None:
    assert '<th scope="row">gone-long-ago' in weeks.page(desk, ".", YEAR).body


def test_every_plot_has_a_title_words_and_a_table(desk: RecordingDesk) -> None:
    page = weeks.page(desk, ".", YEAR).body
    plots = re.findall(r'role="img" aria-labelledby="(\w+)" aria-describedby="(\w+)-said"', page)
    assert [name for name, _ in plots] == [
        *("sitting", "prompts", "bouts", "hours", "weekdays", "felt")
    ]
    for name, _ in plots:
        assert f'<h2 id="{name}">' in page
        assert f'id="{name}-said">' in page
    assert page.count("As a table") == len(plots)


def test_no_element_carries_a_style_of_its_own(desk: RecordingDesk) -> None:
    page = weeks.page(desk, ".", YEAR).body
    assert "style=" not in page
    assert "<script" not in page
