"""Questions about health that the program asks of its own accord: which, and how seldom.

Evidence part 4.2, rules 3, 4 and 6. Nothing here knows what an answer says: the name of a question
stands in the state file, a health tag never does.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date, datetime, time, timedelta
from enum import Enum

from unkink.core.health import HealthProfile
from unkink.core.values import dataclass

STILL_RIGHT_AFTER = timedelta(days=90)
PREGNANCY_ENDS_AFTER = timedelta(days=300)
PREGNANCY = "pregnancy"
DAY_BEGINS = time(5)
"""Who still types after midnight is in the day before."""
SORE_RUN = 3


class HealthQuestion(Enum):
    """What is asked; the value is its name in the state file."""

    THREE_SORE_DAYS = "three-sore-days"
    HOW_IS_IT = "how-is-it"
    """The morning after a sore day."""
    OFFER = "offer"
    """Would they answer the health questions?"""
    STILL_RIGHT = "still-right"


FIRST_DAY = "first-day"
"""Stands among what was asked: the welcome notice led to the questions on the first day of use."""


@dataclass(frozen=True, slots=True)
class Asked:
    """When each question was last asked."""

    days: Mapping[str, date] = field(default_factory=dict)

    def on(self, question: HealthQuestion) -> date | None:
        """Return the last day on which it was asked."""
        return self.days.get(question.value)

    def note(self, what: str, day: date) -> "Asked":
        """Return the same, with this asked on `day`."""
        return Asked({**self.days, what: day})


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is to be asked now and next; it stays true until a field of it no longer fits."""

    profile: HealthProfile
    asked: Asked
    day: date
    early: bool
    """Before the day begins."""
    question: HealthQuestion | None
    next: datetime | None
    """The time of day at which a question will be due, where none is now."""

    def fits(self, profile: HealthProfile, asked: Asked, wall: datetime) -> bool:
        """Tell whether nothing has changed that it depends on: every event asks several times."""
        return (
            self.profile is profile
            and self.asked is asked
            and self.early == _early(wall)
            and self.day == wall.date()
        )


def agenda(profile: HealthProfile, asked: Asked, wall: datetime) -> Agenda:
    """Find out what is to be asked."""
    question = due(profile, asked, wall)
    after = due_next(profile, asked, wall) if question is None else None
    return Agenda(profile, asked, wall.date(), _early(wall), question, after)


def _early(wall: datetime) -> bool:
    return wall.hour < DAY_BEGINS.hour


def due(profile: HealthProfile, asked: Asked, wall: datetime) -> HealthQuestion | None:
    """Return what is to be asked at this time of this day, the most urgent first."""
    if profile.locked:
        return None  # whoever was told to see a doctor is asked nothing meanwhile
    day = wall.date()
    early = _early(wall)
    for question, wanted in _RULES:
        if early and question is not HealthQuestion.THREE_SORE_DAYS:
            continue
        if wanted(profile, asked, day):
            return question
    return None


def due_next(profile: HealthProfile, asked: Asked, wall: datetime) -> datetime | None:
    """Return the next time of day at which a question will be due that is not due now."""
    day = wall.date() if _early(wall) else wall.date() + timedelta(days=1)
    morning = datetime.combine(day, DAY_BEGINS, wall.tzinfo)
    return morning if due(profile, asked, morning) is not None else None


def outdated(profile: HealthProfile, asked: Asked, day: date) -> bool:
    """Tell whether the answers are old enough to be looked at again, asked about or not."""
    if not profile.answered:
        return False
    last = profile.answered_on or asked.days.get(FIRST_DAY, day)
    return day >= last + STILL_RIGHT_AFTER or _outgrown(profile, last, day)


def _outgrown(profile: HealthProfile, last: date, day: date) -> bool:
    """Whether an answer that ends by itself must have ended since the answers were last seen."""
    began = profile.since.get(PREGNANCY)
    return began is not None and last < began + PREGNANCY_ENDS_AFTER <= day


def _three_sore_days(profile: HealthProfile, asked: Asked, day: date) -> bool:
    run = profile.sore_run(day)
    last = asked.on(HealthQuestion.THREE_SORE_DAYS)
    fresh = last is None or last <= day - timedelta(days=run)
    return profile.sore(day) and run >= SORE_RUN and fresh


def _how_is_it(profile: HealthProfile, asked: Asked, day: date) -> bool:
    yesterday = day - timedelta(days=1)
    return profile.sore(yesterday) and asked.on(HealthQuestion.HOW_IS_IT) != day


def _offer(profile: HealthProfile, asked: Asked, day: date) -> bool:
    first = asked.days.get(FIRST_DAY, day)
    never = asked.on(HealthQuestion.OFFER) is None
    return profile.unanswered and never and first < day and not _asked_today(asked, day)


def _still_right(profile: HealthProfile, asked: Asked, day: date) -> bool:
    last = asked.on(HealthQuestion.STILL_RIGHT)
    if _asked_today(asked, day) or not outdated(profile, asked, day):
        return False
    return last is None or day >= last + STILL_RIGHT_AFTER or _outgrown(profile, last, day)


def _asked_today(asked: Asked, day: date) -> bool:
    return any(asked.on(question) == day for question in HealthQuestion)


_RULES: tuple[tuple[HealthQuestion, Callable[[HealthProfile, Asked, date], bool]], ...] = (
    (HealthQuestion.THREE_SORE_DAYS, _three_sore_days),
    (HealthQuestion.HOW_IS_IT, _how_is_it),
    (HealthQuestion.OFFER, _offer),
    (HealthQuestion.STILL_RIGHT, _still_right),
)
