"""Whatever other programs say: no tip to an empty chair for long, and none kept from who works."""

from tests.core.lying_days import LyingDay, breaches
from unkink.core.effects import Decision


def test_on_random_days_in_which_programs_lie_nobody_is_forgotten_and_no_chair_is_told() -> None:
    assert breaches(range(60)) == []


def test_the_days_are_such_that_it_matters() -> None:
    """Each kind of lie occurs, and tips come."""
    days = [LyingDay(number) for number in range(60, 120)]
    for day in days:
        day.live()
    shown = sum(len(day.desk.shown()) for day in days)
    doubted = {one.why for day in days for _, one in day.desk.records(Decision.DOUBTED)}
    assert shown > 100
    assert {why.rpartition(": ")[2] for why in doubted} == {
        "it has been there for too long",
        "it is there whether you work or not",
        "it was there before you were",
        "somebody typed on for a minute",
    }
