"""Random days in which programs lie, and what must hold on each of them.

    python -m tests.core.lying_days 10000      so many days, from the first on

A person sits, leaves and comes back; meanwhile calls, films, full screens, locks and the rest are
told of that may be true or not, begin and end at any time, or never end.
"""

import sys
from dataclasses import dataclass, field
from random import Random

from tests.desk import Desk
from unkink.core.effects import ShowPrompt
from unkink.core.events import Blinded, Locked, Looked, Unlocked
from unkink.core.presence import Presence
from unkink.core.settings import MICRO, AdaptSettings, PromptSettings, Settings
from unkink.core.surroundings import Kind, Sign, Surroundings

SETTINGS = Settings(
    reminders=(MICRO,), adapt=AdaptSettings(after_ignored=0), prompt=PromptSettings(max_per_day=200)
)
SIGNS = (
    Sign(Kind.CALL, "camera in use by Chat", "Chat"),
    Sign(Kind.CALL, "microphone in use by Browser", "Browser"),
    Sign(Kind.SHARING, "Recorder shares the screen", "Recorder"),
    Sign(Kind.FULLSCREEN, "Editor in full screen", "Editor"),
    Sign(Kind.FULLSCREEN, "a game in full screen", "a game", show=True),
    Sign(Kind.INHIBITOR, "Shop keeps the screen on", "Shop"),
    Sign(Kind.INHIBITOR, "mpv keeps the screen on", "mpv"),
    Sign(Kind.PLAYING, "mpv is playing", "mpv"),
    Sign(Kind.PLAYING, "a music box is playing", "a music box"),
    Sign(Kind.DO_NOT_DISTURB, "do not disturb is on"),
)
LIMIT = SETTINGS.sitting.watching_limit / 60
EMPTY_AT_MOST = LIMIT + SETTINGS.sitting.away_after / 60 + 1
"""Minutes after the last input, beyond which nothing that is said shows a person to anybody."""
TIP_WITHIN = 30 + 15
"""Minutes of work within which a tip comes, or a hold that has a name: a tip is due after 30, and
what was counted before the last absence is paid back by then; a lull is waited for, a lock that is
none takes a minute of typing, each time."""

LONGEST_WORK = 8 * 60
"""Minutes; twelve hours without a minute's pause are a stuck key (`core.timeline`)."""


@dataclass
class LyingDay:
    """One day, drawn from a number; says what was wrong with it."""

    number: int
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = Random(self.number)
        self.desk = Desk(SETTINGS)
        self._told: set[Sign] = set(self._random.sample(SIGNS, self._random.randint(0, 3)))
        self._locked = False
        self._blind = False

    def live(self, pieces: int = 8) -> list[str]:
        """Live it, and return every breach in words."""
        worked = 0.0
        for _ in range(pieces):
            self._lie()
            if worked < LONGEST_WORK and self._random.random() < 0.6:
                minutes = self._random.choice((3.0, 10.0, 35.0, 50.0, 95.0))
                worked += minutes
                self._work(minutes)
            else:
                worked = 0.0
                self._leave(self._random.choice((2.0, 7.0, 45.0, 130.0, 300.0)))
        return self.wrong

    def _lie(self) -> None:
        """Something is said to have begun, or to be over; whether it has, nobody knows."""
        for sign in SIGNS:
            if self._random.random() < 0.12:
                self._told ^= {sign}
        self.desk.around = Surroundings(tuple(sorted(self._told, key=lambda one: one.words)))
        if self._random.random() < 0.1:
            self._locked = not self._locked
            self.desk.say(Locked() if self._locked else Unlocked())
        if self._random.random() < 0.05 and not self._blind:
            self._blind = True
            self.desk.say(Blinded("nothing tells"))
        elif self._blind:
            self._blind = False
            self.desk.say(Looked(self.desk.last_input))

    def _work(self, minutes: float) -> None:
        before = len(self.desk.shown())
        if not self._blind:
            self.desk._touch()
        self.desk.sit(minutes)
        if minutes < TIP_WITHIN or self._blind or len(self.desk.shown()) > before:
            return
        [micro] = self.desk.view.reminders
        here = self.desk.view.presence is Presence.ACTIVE
        if not here or not micro.holds:
            self._note(f"{minutes:.0f} min of work, no tip and no hold: {self.desk.view.presence}")

    def _leave(self, minutes: float) -> None:
        left, seen = self.desk.minute, not self._blind
        known_away = self.desk.view.presence.absent
        self.desk.read(minutes)
        if seen or known_away:
            for minute, effect in self.desk.effects:
                if isinstance(effect, ShowPrompt) and minute > left + EMPTY_AT_MOST:
                    self._note(f"a tip {minute - left:.0f} min after everybody had left")

    def _note(self, what: str) -> None:
        told = ", ".join(sorted(sign.words for sign in self._told))
        self.wrong.append(f"day {self.number}, minute {self.desk.minute:.0f}: {what} [{told}]")


def breaches(days: range) -> list[str]:
    """Live these days and return every breach."""
    return [wrong for number in days for wrong in LyingDay(number).live()]


if __name__ == "__main__":
    found = breaches(range(int(sys.argv[1])))
    print("\n".join([*found[:20], f"{len(found)} breaches in {sys.argv[1]} days"]))
    sys.exit(bool(found))
