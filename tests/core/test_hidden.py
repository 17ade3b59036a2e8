"""Why a tip is hidden, as a person reads it."""

import pytest

from unkink.core.hidden import because, refusal
from unkink.guide.words import hidden_because


@pytest.mark.parametrize(
    ("reason", "listed", "refused"),
    [
        (
            "health",
            "hidden by your health answers",
            "This tip is hidden by your health answers.",
        ),
        (
            "screened",
            "waiting for the health questions",
            "This tip is waiting for the health questions: unkink profile.",
        ),
        (
            "locked",
            "off until a health professional has cleared you",
            "This tip is off until a health professional has cleared you: "
            "then unkink profile cleared.",
        ),
        (
            "sore-day-only",
            "for sore days only",
            "This tip is for sore days only: unkink sore on.",
        ),
        (
            "seated-only",
            "done on one's feet, and your settings say seated only",
            "This tip is done on one's feet, and your settings say seated only.",
        ),
        (
            "disliked",
            "put aside, as it is not for you",
            "This tip is put aside, as it is not for you: unkink rate ID usual.",
        ),
    ],
)
def test_each_reason_reads_well_in_a_list_and_as_a_refusal(
    reason: str, listed: str, refused: str
) -> None:
    assert (because(reason), refusal(reason)) == (listed, refused)


def test_a_page_begins_it_with_a_capital_letter() -> None:
    assert hidden_because("sore-day-only") == "For sore days only"
