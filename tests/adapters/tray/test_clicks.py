"""A double click is one click, and nothing that is wanted twice is lost."""

import pytest

from unkink.adapters.tray.clicks import ICON, Clicks


@pytest.mark.parametrize(
    ("moments", "counted"),
    [
        ([0.0, 0.2], [0.0]),  # a double click
        ([0.0, 0.2, 0.4], [0.0]),  # as some panels tell it
        ([0.0, 1.2], [0.0, 1.2]),  # twice, because it is wanted twice
        ([0.0, 0.9, 1.1], [0.0, 1.1]),
        ([step / 100 for step in range(100)], [0.0]),
    ],
)
def test_what_repeats_within_a_moment_is_one_click(
    moments: list[float], counted: list[float]
) -> None:
    now = 0.0
    clicks = Clicks(lambda: now)
    heard = []
    for now in moments:
        if clicks.counts(ICON):
            heard.append(now)  # noqa: PERF401  # the clock is read in between
    assert heard == counted


def test_clicks_on_different_things_all_count() -> None:
    clicks = Clicks(lambda: 5.0)
    assert [clicks.counts(one) for one in ("Standing", "Walking", "Standing")] == [True] * 3
