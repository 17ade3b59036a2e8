"""Who was here when: folds what the sensors say into spans that tile time."""

from unkink.core.hands import Hands
from unkink.core.moment import HOUR, MINUTE, Duration, Instant, Moment
from unkink.core.presence import Posture, Presence
from unkink.core.values import dataclass

NOTICEABLE_SLEEP: Duration = 1.0
"""Clock readings jitter by microseconds; a suspend lasts seconds."""
POSTURE_LASTS: Duration = HOUR
"""Away this long, a person who comes back is taken to sit down, whatever they said before."""
NO_PERSON_LASTS: Duration = 12 * HOUR
"""Input without one silence of `away_after` in so long is no person but a shaking mouse or a stuck
key. Where a sensor can tell such noise from a person it does so within minutes; this bound holds
for all the others, and nobody's working day reaches it."""

UNLOCKS: Duration = MINUTE
"""Hands at work for so long say that the screen is not locked, whoever says so. A password takes
seconds, and few who mistype it go on for a minute."""
ASLEEP_AWAKE: Duration = 10 * MINUTE
"""A machine that ran on for so long after it was said to fall asleep did not."""
HAND_LEAVES: Duration = 3.0
"""Who says that they are away has a hand on the keyboard, and takes it off a moment later."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in which neither presence nor posture changed."""

    presence: Presence
    posture: Posture
    begins: Moment
    ends: Moment

    @property
    def sitting(self) -> bool:
        """Whether this time counts as sitting."""
        return self.spent(Posture.SITTING)

    @property
    def length(self) -> Duration:
        """How long it lasted."""
        return self.ends - self.begins

    def spent(self, posture: Posture) -> bool:
        """Tell whether somebody was here, in this posture.

        With unknown presence only lock and sleep say no.
        """
        return self.posture is posture and not self.presence.absent


class Timeline:
    """The present span, and the facts that decide when the next one begins."""

    def __init__(self, now: Instant, posture: Posture = Posture.SITTING) -> None:
        self.presence = Presence.UNKNOWN
        self.posture = posture
        self.began = now.moment
        """When the present span began."""
        self.posture_since = now.moment
        self.came_back = now.moment
        """When somebody was last back after an absence."""
        self.last_input: Moment | None = None
        self.blind: str | None = None
        self._looked_at = now.moment
        self.hands = Hands()
        self._locked = False
        self._lock_outweighed: Moment | None = None
        """When a lock was found to be none, for as long as somebody is there."""
        self._asleep = False
        self._asleep_since = now
        self._slept = now.slept
        self._absent_since = now.moment
        self._paused_at = now.moment
        """When input last made a pause as long as an absence takes."""
        self._surely_here = Moment(float("-inf"))
        """When somebody unlocked the screen last: no sensor can take that back."""
        self._lid_closed = Moment(float("-inf"))
        """When the lid was closed last: earlier input does not end the absence under it."""
        self._open: Span | None = None
        """The present span as it was last asked for: each event asks some thirty times."""

    @property
    def told(self) -> bool:
        """Whether a sensor has spoken, if only to say that there is none."""
        return self.last_input is not None or self.blind is not None

    def open_span(self, until: Moment) -> Span:
        """Return the present span as it is up to `until`."""
        ends = max(self.began, until)
        if self._open is None or self._open.ends != ends:
            self._open = Span(self.presence, self.posture, self.began, ends)
        return self._open

    @property
    def silence(self) -> Duration | None:
        """How long input had been silent when a sensor last spoke; None when nobody can tell.

        Not up to now: sensors tell of silences worth hearing of, and of their end, but not of
        every key in between.
        """
        if self.last_input is None or self.presence is Presence.UNKNOWN:
            return None
        return max(0.0, self._looked_at - self.last_input)

    def silent(self, length: Duration) -> bool:
        """Tell whether input had been silent so long when a sensor last spoke."""
        return self.last_input is not None and self._looked_at - self.last_input >= length - 1e-6

    @property
    def under_lid(self) -> bool:
        """Whether nobody is there because the lid was closed, and no input has come since."""
        last = self.last_input
        return self.presence is Presence.AWAY and last is not None and last <= self._lid_closed

    @property
    def locked(self) -> bool:
        """Whether a lock is believed, whatever else is known."""
        return self._locked

    @property
    def lock_outweighed(self) -> Moment | None:
        """When a lock that still is told of was found to be none; None: no such lock."""
        return self._lock_outweighed

    @property
    def awake_anyway(self) -> Moment | None:
        """When a sleep that never comes is no longer believed in."""
        since = self._asleep_since
        ran_until = Moment(since.moment + ASLEEP_AWAKE + self._slept - since.slept)
        return ran_until if self._asleep else None

    def word_lasts(self, away_after: Duration) -> Moment | None:
        """Return until when somebody's word, or unlocking, stands for input that sensors know of.

        None where there is none, or input since.
        """
        if self.last_input is None or self.last_input > self._surely_here or self.presence.absent:
            return None
        return Moment(self._surely_here + away_after)

    @property
    def noise_ends(self) -> Moment | None:
        """When input that never pauses is no longer believed; None while nobody is active."""
        if self.presence is not Presence.ACTIVE:
            return None
        return Moment(self._paused_at + NO_PERSON_LASTS)

    # Each way in below returns the spans it closed, oldest first.

    def pass_time(self, now: Instant) -> list[Span]:
        """Notice a suspend that no sensor announced, by the clock that counts it; and noise."""
        slept = now.slept - self._slept
        self._slept = now.slept
        if self._asleep and self._ran_on(now) >= ASLEEP_AWAKE - 1e-6:
            return self.wake(now)
        if slept < NOTICEABLE_SLEEP or self._asleep:
            return self._doubt_noise(now)
        closed = self._switch(Presence.ASLEEP, Moment(now.moment - slept))
        return closed + self._rise(now)

    def hear(
        self,
        last_input: Moment,
        away_after: Duration,
        now: Instant,
        last_key: Moment | None = None,
    ) -> list[Span]:
        """Take a reading: the last input was then. What a long silence means, `judge` tells.

        `last_key` is when a key was last pressed; None where nobody can tell keys from motion.
        """
        if self.silent(away_after) and last_input > (self.last_input or 0.0):
            self._paused_at = last_input  # nothing came until then, however long nobody looked
        self.blind = None
        self._looked_at = now.moment
        self._asleep = self._asleep and last_input <= self.began
        if self.last_input is None:
            self._paused_at = now.moment
        # It may be earlier than what was said before: what seemed to be input was a shaking mouse.
        self.last_input = max(last_input, self._surely_here)
        self.hands.take(last_input, now.moment)
        if self._locked and self._is_outweighed(last_key, now):
            return self._outweigh_lock(self.hands.began(now.moment), now)
        if self._locked or self._asleep or self.silent(away_after):
            return []
        if self._noise(now) or self.under_lid:
            return []
        match self.presence:
            case Presence.ACTIVE:
                return []
            case Presence.AWAY | Presence.WATCHING:
                return self._switch(Presence.ACTIVE, self.last_input)
            case _:
                return self._switch(Presence.ACTIVE, now.moment)

    def judge(
        self, away_after: Duration, now: Instant, *, company: bool, limit: Duration
    ) -> list[Span]:
        """Decide what a silence of `away_after` means: somebody watches, or nobody is there.

        `company` is whether anything else shows that somebody is there, which is believed up to
        `limit` after the last input.
        """
        last = self.last_input
        if last is None or self._locked or self._asleep or not self.silent(away_after):
            return []
        self._paused_at = now.moment
        if company and now.moment - last < limit - 1e-6:
            return self._stay(last, now.moment)
        return self._leave(last, now.moment)

    def _stay(self, last_input: Moment, moment: Moment) -> list[Span]:
        match self.presence:
            case Presence.ACTIVE:
                return self._switch(Presence.WATCHING, last_input)
            case Presence.UNKNOWN:
                return self._switch(Presence.WATCHING, moment)
            case _:
                return []  # whoever left does not come back by a film that goes on

    def _leave(self, last_input: Moment, moment: Moment) -> list[Span]:
        if self._lock_outweighed is not None:
            # With nobody there to say otherwise the lock has the word again.
            self._lock_outweighed, self._locked = None, True
            return self._switch(Presence.LOCKED, last_input)
        match self.presence:
            case Presence.AWAY if last_input > self.began:
                # Input came and went again before anybody looked.
                return self._switch(Presence.ACTIVE, last_input) + self._switch(
                    Presence.AWAY, last_input
                )
            case Presence.AWAY:
                return []
            case Presence.ACTIVE:
                return self._switch(Presence.AWAY, last_input)
            case _:
                return self._switch(Presence.AWAY, moment)

    def go_blind(self, why: str, now: Instant) -> list[Span]:
        """No sensor can tell about input any more; whoever was away then still is."""
        self.blind = why
        self.last_input = None
        return [] if self.presence.absent else self._switch(Presence.UNKNOWN, now.moment)

    def lock(self, now: Instant) -> list[Span]:
        """The session was locked."""
        self._locked, self._lock_outweighed = True, None
        self.hands.forget()  # what was typed before says nothing of what comes
        return self._switch(Presence.LOCKED, now.moment)

    def unlock(self, now: Instant) -> list[Span]:
        """The session was unlocked, which takes a person."""
        if not self._locked and self._lock_outweighed is None:
            return []
        self._locked, self._lock_outweighed = False, None
        if self.blind is not None:
            return self._switch(Presence.UNKNOWN, now.moment)
        self.last_input = self._looked_at = self._paused_at = self._surely_here = now.moment
        return self._switch(Presence.ACTIVE, now.moment)

    def close_lid(self, now: Instant) -> list[Span]:
        """Nobody looks at a screen under a closed lid; the next input tells otherwise.

        Where nobody can tell of input, the lid tells nothing either: who would end the absence?
        """
        if self._locked or self._asleep or self.last_input is None:
            return []
        self._lid_closed = now.moment
        return self._switch(Presence.AWAY, now.moment)

    def notice_hand(self, now: Instant) -> list[Span]:
        """Somebody clicked or asked for something: where no sensor works, they are back."""
        if self.blind is None or self.presence is not Presence.AWAY:
            return []
        return self._switch(Presence.UNKNOWN, now.moment)

    def say_here(self, now: Instant) -> list[Span]:
        """Somebody, or a program on their behalf, says that they are here."""
        self._asleep = False
        self._lid_closed = Moment(float("-inf"))
        if self.blind is not None:
            return self._switch(Presence.UNKNOWN, now.moment) if self.presence.absent else []
        self.last_input = self._looked_at = self._paused_at = self._surely_here = now.moment
        if self._locked:
            return self._outweigh_lock(now.moment, now)
        return self._switch(Presence.ACTIVE, now.moment)

    def say_away(self, now: Instant) -> list[Span]:
        """Somebody says that they leave; the next input but for that of leaving ends it."""
        if self._locked or self._asleep:
            return []
        self._lid_closed = Moment(now.moment + HAND_LEAVES)
        self._surely_here = min(self._surely_here, now.moment)
        return self._switch(Presence.AWAY, now.moment)

    def sleep(self, now: Instant) -> list[Span]:
        """The machine is about to be suspended."""
        self._asleep, self._asleep_since = True, now
        return self._switch(Presence.ASLEEP, now.moment)

    def wake(self, now: Instant) -> list[Span]:
        """The machine is back; that alone is no sign of a person."""
        if not self._asleep:
            return []
        self._asleep = False
        self._slept = now.slept
        return self._rise(now)

    def take_posture(self, posture: Posture, now: Instant) -> list[Span]:
        """The person says how they are at work."""
        if posture is self.posture:
            return []
        closed = self._close(now.moment)
        self.posture = posture
        self.posture_since = now.moment
        return closed

    def _rise(self, now: Instant) -> list[Span]:
        """Go on after a sleep as far as it is known; who is there, the next reading tells."""
        self._paused_at = now.moment
        if self._locked:
            return self._switch(Presence.LOCKED, now.moment)
        return [] if self.blind is None else self._switch(Presence.UNKNOWN, now.moment)

    def _ran_on(self, now: Instant) -> Duration:
        """Return how long the machine ran since it was said to fall asleep."""
        since = self._asleep_since
        return (now.moment - since.moment) - (now.slept - since.slept)

    def _is_outweighed(self, last_key: Moment | None, now: Instant) -> bool:
        """Whether hands are at work on a screen that is said to be locked.

        A mouse that something moves has no keys, but for the one that locked the screen.
        """
        if self.hands.worked(now.moment) < UNLOCKS - 1e-6:
            return False
        return last_key is None or now.moment - last_key < UNLOCKS / 2

    def _outweigh_lock(self, since: Moment, now: Instant) -> list[Span]:
        self._locked, self._lock_outweighed = False, now.moment
        self._paused_at = since
        return self._switch(Presence.ACTIVE, since)

    def _noise(self, now: Instant) -> bool:
        """Whether input goes on that cannot be a person's; from then on it ends no absence."""
        return now.moment - self._paused_at >= NO_PERSON_LASTS - 1e-6

    def _doubt_noise(self, now: Instant) -> list[Span]:
        if self.presence is Presence.ACTIVE and self._noise(now):
            return self._switch(Presence.AWAY, now.moment)
        return []

    def _switch(self, presence: Presence, at: Moment) -> list[Span]:
        if presence is self.presence:
            return []
        closed = self._close(at)
        if presence.absent and not self.presence.absent:
            self._absent_since = self.began
        elif self.presence.absent and not presence.absent:
            self._return(self.began)
        self.presence = presence
        return closed

    def _return(self, at: Moment) -> None:
        self.came_back = at
        if at - self._absent_since >= POSTURE_LASTS and self.posture is not Posture.SITTING:
            self.posture = Posture.SITTING
            self.posture_since = at

    def _close(self, at: Moment) -> list[Span]:
        """End the present span; what was closed before stays closed, however late news comes."""
        at = max(self.began, at)
        span = self.open_span(at)
        self.began = at
        self._open = None
        return [span] if span.length > 0 else []
