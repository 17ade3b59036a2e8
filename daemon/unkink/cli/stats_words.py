"""What `unkink stats` says in words: the sums, and what they cannot tell."""

from collections.abc import Iterator

from unkink.cli.stats_told import Told
from unkink.core.days.day import Kind
from unkink.core.days.spread import LengthClass
from unkink.core.effects import Outcome
from unkink.core.moment import MINUTE
from unkink.time_words import minutes

CANNOT_TELL = (
    "Shown is not done: taken is a break that came after, or your word.",
    "A silence shorter than the one that counts as away is sitting: pauses for thought are in it.",
    "Sitting, standing and walking are what you said; sitting is taken for granted.",
    "A bout ends with five minutes of absence, whatever your settings call a full break.",
)


def said(told: Told) -> Iterator[str]:
    """Say the sums in a few lines."""
    whole = told.whole
    if not whole.recorded:
        yield _nothing(told)
        return
    if whole.sitting_a_day is None:
        yield "Nobody was there."
        return
    days = "1 day" if whole.present == 1 else f"{whole.present} days"
    average = "" if whole.present == 1 else f", {minutes(whole.sitting_a_day)} on an average one"
    yield f"Sitting {minutes(whole.sitting)} on {days}{average}."
    feet = [
        f"{kind.value} {minutes(whole.seconds[kind])}"
        for kind in (Kind.STANDING, Kind.WALKING)
        if whole.seconds.get(kind)
    ]
    if feet:
        yield f"{', '.join(feet)}.".capitalize()
    if whole.longest is not None:
        bout = whole.longest
        when = f"{bout.began:%Y-%m-%d %H:%M} to {bout.ended:%H:%M}"
        yield f"The longest bout: {minutes(bout.sat)}, {when}."
    waiting = f"; {whole.waiting} waits" if whole.waiting else ""
    yield f"Tips taken: {whole.count(Outcome.TAKEN)} of {whole.shown} shown{waiting}."
    yield f"Unasked breaks: {whole.own_breaks}."


def _nothing(told: Told) -> str:
    if told.whole.within.first > told.today:
        return "This is still to come."
    return "Nothing is recorded of this time: the computer was off, or unkink did not run."


def limits(told: Told) -> Iterator[str]:
    """Say what is missing in these days."""
    whole = told.whole
    unrecorded = whole.seconds.get(Kind.UNRECORDED, 0.0)
    if unrecorded >= MINUTE:
        yield f"unkink did not run for {minutes(unrecorded)} in the middle of these days."
    if whole.unsure >= MINUTE:
        yield f"For {minutes(whole.unsure)} no sensor could see who was there."
    if not told.goes_on and told.today in whole.within:
        yield "unkink does not run now: today is told as far as it was written down."


def class_name(one: LengthClass) -> str:
    """Name the bouts of about the same length."""
    if one.below is None:
        return f"{minutes(one.least)} and more"
    return (
        f"{minutes(one.least)} to {minutes(one.below)}"
        if one.least
        else f"under {minutes(one.below)}"
    )
