"""Holds: an ordered list of small questions; the first that says yes is the reason shown.

Held is never lost. To add a hold: a member of `Hold`, a function here, its place in `ORDER`, and
its words in `unkink.words`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from unkink.core.hours import open_at, opens_next
from unkink.core.moment import HOUR, MINUTE, Duration, Instant, Moment, midnight, when
from unkink.core.presence import Posture, Presence
from unkink.core.settings import EverySitting, ReminderSettings, Settings
from unkink.core.surroundings import Surroundings


class Hold(Enum):
    """A reason not to show a due reminder now, in the order in which they are asked."""

    SLEEP = "asleep"
    LOCKED = "locked"
    AWAY = "away"
    PAUSED = "paused"
    OFF_HOURS = "off-hours"
    NO_TIPS = "no-tips"
    CALL = "call"
    FULLSCREEN = "fullscreen"
    DO_NOT_DISTURB = "do-not-disturb"
    NOT_SITTING = "not-sitting"
    SNOOZED = "snoozed"
    JUST_STARTED = "just-started"
    TOO_SOON = "too-soon"
    ENOUGH_TODAY = "enough-today"


SURROUNDINGS = frozenset({Hold.CALL, Hold.FULLSCREEN, Hold.DO_NOT_DISTURB})
"""Holds that nobody reports: they are asked for when a reminder is due."""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides whether one due reminder may be shown now."""

    now: Instant
    settings: Settings
    reminder: ReminderSettings
    presence: Presence
    posture: Posture
    paused: bool
    arrived: Moment
    last_prompt: Moment | None
    """When the last prompt that nobody asked for was shown."""
    prompts_today: int
    snoozed_until: Moment | None
    again: bool
    """The prompt was snoozed before: the person chose this time."""
    tips: bool
    """Whether any tip may be shown for it."""
    surroundings: Surroundings
    """What was seen when somebody last looked; nothing, if that is too long ago."""

    @property
    def counts_sitting(self) -> bool:
        """Whether the reminder is about sitting, not about the time of day."""
        return isinstance(self.reminder.trigger, EverySitting)


def _elapsed(since: Moment | None, length: Duration, now: Instant) -> bool:
    return since is None or now.moment - since >= length


def _just_started(case: Situation) -> bool:
    first_after = case.settings.prompt.first_after
    return case.counts_sitting and not _elapsed(case.arrived, first_after, case.now)


def _gap(case: Situation) -> Duration:
    """A snoozed prompt may come sooner than others, but not on the heels of the one before."""
    gap = case.settings.prompt.min_gap
    return min(gap, MINUTE) if case.again else gap


def _too_soon(case: Situation) -> bool:
    return not _elapsed(case.last_prompt, _gap(case), case.now)


def _enough_today(case: Situation) -> bool:
    return not case.again and case.prompts_today >= case.settings.prompt.max_per_day


ORDER: tuple[tuple[Hold, Callable[[Situation], bool]], ...] = (
    # Nobody to show it to comes first: a prompt must not light a locked screen.
    (Hold.SLEEP, lambda case: case.presence is Presence.ASLEEP),
    (Hold.LOCKED, lambda case: case.presence is Presence.LOCKED),
    (Hold.AWAY, lambda case: case.presence is Presence.AWAY),
    # Then what the person decided.
    (Hold.PAUSED, lambda case: case.paused),
    (Hold.OFF_HOURS, lambda case: not open_at(case.settings.hours, case.now.wall)),
    # Then what other people would mind.
    (Hold.CALL, lambda case: case.settings.hold.call and case.surroundings.call is not None),
    (
        Hold.FULLSCREEN,
        lambda case: case.settings.hold.fullscreen and case.surroundings.fullscreen is not None,
    ),
    (
        Hold.DO_NOT_DISTURB,
        lambda case: (
            case.settings.hold.do_not_disturb and case.surroundings.do_not_disturb is not None
        ),
    ),
    (Hold.NOT_SITTING, lambda case: case.counts_sitting and case.posture is not Posture.SITTING),
    (
        Hold.SNOOZED,
        lambda case: case.snoozed_until is not None and case.now.moment < case.snoozed_until,
    ),
    # Last, good manners.
    (Hold.JUST_STARTED, _just_started),
    (Hold.TOO_SOON, _too_soon),
    (Hold.ENOUGH_TODAY, _enough_today),
    (Hold.NO_TIPS, lambda case: not case.tips),
)


def holds(case: Situation) -> tuple[Hold, ...]:
    """Return every hold that applies, the one to name first."""
    return tuple(hold for hold, applies in ORDER if applies(case))


def may_end(hold: Hold, case: Situation) -> Moment | None:
    """Return when time alone would end this hold; None when only an event can."""
    prompt = case.settings.prompt
    match hold:
        case Hold.SNOOZED:
            return case.snoozed_until
        case Hold.JUST_STARTED:
            return Moment(case.arrived + prompt.first_after)
        case Hold.TOO_SOON if case.last_prompt is not None:
            return Moment(case.last_prompt + _gap(case))
        case Hold.ENOUGH_TODAY:
            return Moment(midnight(case.now) + 24 * HOUR)
        case Hold.OFF_HOURS:
            opens = opens_next(case.settings.hours, case.now.wall)
            return None if opens is None else when(opens, case.now)
        case _:
            return None
