"""Holds: an ordered list of small questions; the first that says yes is the reason shown.

Held is never lost. To add a hold: a member of `Hold`, a function here, its place in `ORDER`, and
its words in `unkink.hold_words`.
"""

from collections.abc import Callable
from enum import Enum
from typing import assert_never

from unkink.core.claims import to_be_worked_in
from unkink.core.hours import open_at, opens_next
from unkink.core.moment import MINUTE, Duration, Instant, Moment, next_midnight, when
from unkink.core.presence import Posture, Presence
from unkink.core.settings import AtMaxHold, EverySitting, OnBattery, ReminderSettings, Settings
from unkink.core.surroundings import Kind, Surroundings
from unkink.core.values import dataclass


class Hold(Enum):
    """A reason not to show a due reminder now, in the order in which they are asked."""

    SLEEP = "asleep"
    LOCKED = "locked"
    AWAY = "away"
    PAUSED = "paused"
    OFF_HOURS = "off-hours"
    CALL = "call"
    SHARING = "sharing"
    MEETING = "meeting"
    FULLSCREEN = "fullscreen"
    DO_NOT_DISTURB = "do-not-disturb"
    BATTERY = "battery"
    SETTLING = "settling"
    NOT_SITTING = "not-sitting"
    SNOOZED = "snoozed"
    JUST_STARTED = "just-started"
    TOO_SOON = "too-soon"
    ENOUGH_TODAY = "enough-today"
    NO_TIPS = "no-tips"


SIGNS = {
    Hold.CALL: Kind.CALL,
    Hold.SHARING: Kind.SHARING,
    Hold.MEETING: Kind.MEETING,
    Hold.FULLSCREEN: Kind.FULLSCREEN,
    Hold.DO_NOT_DISTURB: Kind.DO_NOT_DISTURB,
    Hold.BATTERY: Kind.BATTERY,
}
"""What each of them is seen by."""
SURROUNDINGS = frozenset(SIGNS)
"""Holds that nobody reports: they are asked for when a reminder is due."""
CIRCUMSTANCES = SURROUNDINGS | {
    Hold.SLEEP,
    Hold.LOCKED,
    Hold.AWAY,
    Hold.PAUSED,
    Hold.OFF_HOURS,
}
"""Holds after which a person needs a moment to settle."""


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
    """When the present bout of what the reminder counts began."""
    came_back: Moment
    """When somebody was last back after an absence."""
    released: Moment | None
    """When what held the reminder before ended."""
    patience_over: bool
    """Whether the surroundings have held it for longer than `max_hold`."""
    last_prompt: Moment | None
    """When the last prompt that nobody asked for was shown."""
    prompts_today: int
    snoozed_until: Moment | None
    tips: Callable[[], bool]
    """Finds out whether any tip may be shown for it; takes as long as all the other questions."""
    surroundings: Surroundings
    """What was seen when somebody last looked; nothing, if that is too long ago."""
    hands_at_work: bool = False
    """Whether somebody types or points steadily."""
    sat: Duration | None = None
    """What the reminder has counted; None where it is about the time of day."""
    due_at: Duration = 0.0
    """At how much of that it became due."""

    @property
    def counts(self) -> Posture | None:
        """The posture the reminder is about; None where it is about the time of day."""
        trigger = self.reminder.trigger
        return trigger.posture if isinstance(trigger, EverySitting) else None

    @property
    def again(self) -> bool:
        """Whether the prompt was snoozed before: the person chose this time."""
        return self.snoozed_until is not None

    @property
    def forced(self) -> bool:
        """Whether the surroundings hold it no more, as the settings say."""
        return self.patience_over and self.settings.hold.at_max_hold is AtMaxHold.PROMPT

    def seen(self, kind: Kind) -> bool:
        """Whether the last look saw a sign of this kind."""
        return self.surroundings.first(kind) is not None

    @property
    def settled_at(self) -> Moment:
        """When the person has settled after what kept the prompt back."""
        since = self.came_back if self.released is None else max(self.came_back, self.released)
        return Moment(since + self.settings.hold.settle)


def _call(case: Situation) -> bool:
    return case.settings.hold.call and case.seen(Kind.CALL) and not case.forced


def _sharing(case: Situation) -> bool:
    return case.settings.hold.call and case.seen(Kind.SHARING) and not case.forced


def _meeting(case: Situation) -> bool:
    return case.seen(Kind.MEETING) and not case.forced


def _fullscreen(case: Situation) -> bool:
    front = case.surroundings.first(Kind.FULLSCREEN)
    if front is None or not case.settings.hold.fullscreen or case.forced:
        return False
    return not (case.hands_at_work and to_be_worked_in(front, case.surroundings))


def _do_not_disturb(case: Situation) -> bool:
    wanted = case.settings.hold.do_not_disturb
    return wanted and case.seen(Kind.DO_NOT_DISTURB) and not case.forced


def _battery(case: Situation) -> bool:
    if case.forced or not case.seen(Kind.BATTERY):
        return False
    match case.settings.hold.on_battery:
        case OnBattery.IGNORE:
            return False
        case OnBattery.HOLD:
            return True
        case OnBattery.LONGER:
            return case.sat is not None and case.sat < _longer(case) - 1e-6
        case other:
            assert_never(other)


def _longer(case: Situation) -> Duration:
    return case.due_at + case.settings.adapt.longer_by


def _elapsed(since: Moment | None, length: Duration, now: Instant) -> bool:
    return since is None or now.moment - since >= length - 1e-6


def _just_started(case: Situation) -> bool:
    if case.counts is None or case.again:
        return False
    return not _elapsed(case.arrived, case.settings.prompt.first_after, case.now)


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
    (Hold.CALL, _call),
    (Hold.SHARING, _sharing),
    (Hold.MEETING, _meeting),
    (Hold.FULLSCREEN, _fullscreen),
    (Hold.DO_NOT_DISTURB, _do_not_disturb),
    (Hold.BATTERY, _battery),
    (Hold.SETTLING, lambda case: case.now.moment < case.settled_at - 1e-6),
    (Hold.NOT_SITTING, lambda case: case.counts is not None and case.posture is not case.counts),
    (
        Hold.SNOOZED,
        lambda case: case.snoozed_until is not None and case.now.moment < case.snoozed_until,
    ),
    # Last, good manners.
    (Hold.JUST_STARTED, _just_started),
    (Hold.TOO_SOON, _too_soon),
    (Hold.ENOUGH_TODAY, _enough_today),
)


def holds(case: Situation) -> tuple[Hold, ...]:
    """Return every hold that applies, the one to name first.

    Whether there is any tip to show is asked only where nothing else holds.
    """
    found = tuple([hold for hold, applies in ORDER if applies(case)])
    return found if found or case.tips() else (Hold.NO_TIPS,)


def may_end(hold: Hold, case: Situation) -> Moment | None:
    """Return when time alone would end this hold; None when only an event can."""
    prompt = case.settings.prompt
    match hold:
        case Hold.SETTLING:
            return case.settled_at
        case Hold.SNOOZED:
            return case.snoozed_until
        case Hold.JUST_STARTED:
            return Moment(case.arrived + prompt.first_after)
        case Hold.TOO_SOON if case.last_prompt is not None:
            return Moment(case.last_prompt + _gap(case))
        case Hold.ENOUGH_TODAY:
            return next_midnight(case.now)
        case Hold.OFF_HOURS:
            opens = opens_next(case.settings.hours, case.now.wall)
            return None if opens is None else when(opens, case.now)
        case _:
            return None
