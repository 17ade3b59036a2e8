"""Named profiles: other settings for some hours of the week, or for as long as the person says."""

from collections.abc import Iterator

from unkink.core.hours import closes, open_at, opens_next
from unkink.core.moment import Instant, Moment, when
from unkink.core.settings import Settings, SettingsProfile
from unkink.core.term import Term
from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the person chose; it counts before the hours of every profile."""

    name: str | None
    """None: the usual settings."""
    term: Term


def in_force(usual: Settings, chosen: Chosen | None, now: Instant) -> SettingsProfile | None:
    """Return the profile in force; None for the usual settings.

    Where the hours of several include this time, the first of the file counts.
    """
    if chosen is not None and not chosen.term.over(now):
        return usual.profile(chosen.name)
    by_hours = (one for one in usual.profiles if one.hours and open_at(one.hours, now.wall))
    return next(by_hours, None)


def may_change_at(usual: Settings, chosen: Chosen | None, now: Instant) -> Iterator[Moment | None]:
    """Yield when time alone may put another profile in force."""
    if chosen is not None:
        yield chosen.term.over_at(now)
    for one in usual.profiles:
        for turn in (closes(one.hours, now.wall), opens_next(one.hours, now.wall)):
            if one.hours and turn is not None:
                yield when(turn, now)
