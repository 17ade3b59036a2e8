"""What each word of a day file means: to the sensors, and to somebody who looks around.

Taken at its word: `active` is input all the time, without the pauses in which a real person
thinks, so a due prompt waits its whole `max_defer`; write short `idle` rows where it should find a
lull. In a call or in front of a film nobody need touch anything: that somebody is there is for the
rules to find out by looking around.
"""

from dataclasses import dataclass

from unkink.core.presence import Posture
from unkink.core.surroundings import Kind, Sign, Surroundings
from unkink.simulation.day_file import Doing

_ALONE = Surroundings()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How things are while one row holds."""

    typing: bool = False
    """Input all the time."""
    posture: Posture = Posture.SITTING
    around: Surroundings = _ALONE
    """What is seen by who looks around."""
    locked: bool = False
    asleep: bool = False
    blind: bool = False


def _seen(*signs: Sign) -> Surroundings:
    return Surroundings(signs)


CIRCUMSTANCES = {
    Doing.ACTIVE: Circumstances(typing=True),
    Doing.WATCHING: Circumstances(
        around=_seen(Sign(Kind.INHIBITOR, "a film"), Sign(Kind.PLAYING, "a film"))
    ),
    Doing.IDLE: Circumstances(),
    Doing.LOCKED: Circumstances(locked=True),
    Doing.ASLEEP: Circumstances(asleep=True),
    Doing.STANDING: Circumstances(typing=True, posture=Posture.STANDING),
    Doing.WALKING: Circumstances(typing=True, posture=Posture.WALKING),
    Doing.CALL: Circumstances(around=_seen(Sign(Kind.CALL, "a call"))),
    Doing.FULLSCREEN: Circumstances(
        around=_seen(
            Sign(Kind.FULLSCREEN, "a full screen", show=True), Sign(Kind.PLAYING, "a film")
        )
    ),
    Doing.DO_NOT_DISTURB: Circumstances(
        typing=True, around=_seen(Sign(Kind.DO_NOT_DISTURB, "do not disturb"))
    ),
    Doing.BLIND: Circumstances(blind=True),
    Doing.END: Circumstances(),
}
