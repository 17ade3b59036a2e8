"""The table of what counts as a person's input; moments in seconds, away after a minute."""

from dataclasses import dataclass

import pytest

from unkink.adapters.sensors.jitter import Look, Sieve
from unkink.core.moment import Moment

AWAY_AFTER = 60.0
HOME = (400, 300)
BESIDE = (402, 299)
"""Where a mouse on a shaking table is a moment later."""
ELSEWHERE = (404, 300)


@dataclass(frozen=True)
class Press:
    """A button, the wheel or a finger, at this moment."""

    at: float


def look(at: float, newest: float, pointer: tuple[int, int] = HOME, key: float = 1000) -> Look:
    return Look(Moment(at), Moment(newest), Moment(key), pointer)


def answers(*news: Look | Press, sieve: Sieve | None = None) -> list[float]:
    """Return what the sieve answers to each look; somebody used the machine at 1000."""
    sieve = sieve or Sieve()
    sieve.take(look(1000, 1000), AWAY_AFTER)
    given: list[float] = []
    for one in news:
        if isinstance(one, Press):
            sieve.press(Moment(one.at))
        else:
            given.append(sieve.take(one, AWAY_AFTER))
    return given


def shaking(*minutes: int) -> list[Look]:
    """Look at each of these minutes; the mouse has shaken half a second before."""
    return [look(1000 + 60 * one, 1059.5 + 60 * (one - 1), BESIDE) for one in minutes]


@pytest.mark.parametrize(
    ("news", "answered"),
    [
        pytest.param([look(1030, 1030, ELSEWHERE)], [1030], id="motion that goes somewhere"),
        pytest.param([look(1030, 1029, key=1029)], [1029], id="a key"),
        pytest.param([look(1059, 1000)], [1000], id="nothing new"),
        pytest.param(
            shaking(1, 2, 3, 4, 5),
            [1059.5, 1119.5, 1179.5, 1239.5, 1299.5],
            id="a shaking mouse is believed for five minutes",
        ),
        pytest.param(
            shaking(1, 2, 3, 4, 5, 6, 7),
            [1059.5, 1119.5, 1179.5, 1239.5, 1299.5, 1000, 1000],
            id="and then it was nobody since the last real input",
        ),
        pytest.param(
            [*shaking(1, 2, 3, 4), Press(1250), *shaking(5, 6, 9, 10)],
            [1059.5, 1119.5, 1179.5, 1239.5, 1299.5, 1359.5, 1539.5, 1250],
            id="a press is worth five minutes of patience more",
        ),
        pytest.param(
            [look(1060, 1059.8, BESIDE, key=1059), look(1355, 1354, BESIDE, key=1059)],
            [1059.8, 1354],
            id="so is a key, also with a mouse that shook after it",
        ),
        pytest.param(
            [look(1060, 1050, (403, 300)), look(1310, 1305, (406, 303))],
            [1050, 1000],
            id="a shaking mouse may drift",
        ),
        pytest.param(
            [look(1061, 1000), look(1200, 1200, BESIDE), look(1201, 1201, HOME)],
            [1000, 1000, 1000],
            id="a bump ends no absence",
        ),
        pytest.param(
            [look(1061, 1000), look(1200, 1200, BESIDE), look(1201, 1201, ELSEWHERE)],
            [1000, 1000, 1000],
            id="two small bumps end no absence",
        ),
        pytest.param(
            [look(1061, 1000), look(1200, 1200, BESIDE), look(1201, 1201, (420, 300))],
            [1000, 1000, 1201],
            id="motion that goes on ends an absence",
        ),
        pytest.param(
            [look(1061, 1000), Press(1200), look(1200, 1200)],
            [1000, 1200],
            id="a press without motion ends an absence",
        ),
        pytest.param(
            [look(1061, 1000), look(1200, 1199, key=1199)],
            [1000, 1199],
            id="a key ends an absence",
        ),
        pytest.param(
            [look(1061, 1000), look(1259, 1199, key=1199), look(1300, 1299, BESIDE, key=1199)],
            [1000, 1199, 1199],
            id="and the next absence is like the first",
        ),
        pytest.param(
            [look(1059, 1000), look(1059.5, 1059.5, BESIDE), look(1119, 1059.5, BESIDE)],
            [1000, 1059.5, 1059.5],
            id="a hand that trembles prolongs a presence",
        ),
        pytest.param(
            [Press(1090), look(1100, 1000), look(1100, 1090)],
            [1000, 1090],
            id="news that is read late is told in order",
        ),
    ],
)
def test_only_what_a_person_does_counts(news: list[Look | Press], answered: list[float]) -> None:
    assert answers(*news) == answered


@pytest.mark.parametrize(
    ("news", "doubtful", "absent"),
    [
        pytest.param([], False, False, id="somebody was there just now"),
        pytest.param([look(1030, 1030, ELSEWHERE)], False, False, id="real motion"),
        pytest.param([look(1030, 1030, BESIDE)], True, False, id="shaking"),
        pytest.param([look(1030, 1030, BESIDE), Press(1031)], False, False, id="a press"),
        pytest.param([look(1060, 1000)], False, True, id="silence"),
        pytest.param([look(1060, 1000), look(1090, 1090)], True, True, id="a bump after it"),
        pytest.param(shaking(1, 2, 3, 4, 5, 6), True, True, id="five minutes of shaking"),
    ],
)
def test_doubt_and_absence(news: list[Look | Press], doubtful: bool, absent: bool) -> None:  # noqa: FBT001
    sieve = Sieve()
    answers(*news, sieve=sieve)
    assert (sieve.doubtful, sieve.absent) == (doubtful, absent)


def test_whoever_was_there_before_the_first_look_was_real() -> None:
    assert Sieve().take(look(1100, 1090, key=0), AWAY_AFTER) == Moment(1090)
