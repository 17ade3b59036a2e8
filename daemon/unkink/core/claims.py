"""What other programs say is a claim: believed while it agrees with what is seen, never for ever.

| claim                | evidence                                  | outcome               |
|----------------------|-------------------------------------------|-----------------------|
| call, screen sharing | none against it                           | holds, shows a person |
|                      | unbroken for three hours                  | neither               |
|                      | there when somebody is back after an hour | neither               |
| full screen          | none against it                           | holds                 |
|                      | hands at work, nothing there to look at   | does not hold         |
|                      | unbroken for four hours                   | does not hold         |
| keeps the screen on  | began while somebody was there            | shows a person        |
|                      | something fills the screen, or it plays   | shows a person        |
|                      | there from the first look on              | shows nobody          |
|                      | seen twice beside work, ten minutes apart | shows nobody          |
| meeting              | unbroken for four hours                   | does not hold         |
| do not disturb       | unbroken for ten hours                    | does not hold         |
| any of them          | no input for `watching_limit`             | shows nobody          |
| locked               | hands at work, keys among them if known   | not locked            |
|                      | a nudged mouse, a pressed key, silence    | locked                |
| asleep               | input, or the machine ran for ten minutes | awake                 |
| no sensor works      | somebody was away before                  | still away            |

Locked, asleep and the sensors are `core.timeline`'s; the rest is here. A claim that is not believed
any more is a new one once a look did not see it.
"""

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum

from unkink.core.moment import HOUR, MINUTE, Duration, Moment
from unkink.core.settings import ProgramSettings
from unkink.core.surroundings import Kind, Sign, Surroundings
from unkink.core.values import dataclass

OUTLIVED: Duration = HOUR
"""What was there before an absence of this length and still is, or was there when it ended, needs
nobody: no call goes on without one for so long."""
WORKED_BESIDE: Duration = 10 * MINUTE
"""What keeps the screen on in two looks this far apart, each amid work, does so whoever looks."""
NEEDS_A_PERSON = frozenset({Kind.CALL, Kind.SHARING, Kind.INHIBITOR})
"""What nobody but a person begins, so that it cannot be there before one is."""
LONGEST: dict[Kind, Duration] = {
    Kind.CALL: 3 * HOUR,
    Kind.SHARING: 3 * HOUR,
    Kind.MEETING: 4 * HOUR,
    Kind.FULLSCREEN: 4 * HOUR,
    Kind.DO_NOT_DISTURB: 10 * HOUR,
}
"""How long each kind is believed at a stretch: longer than nearly all that is true, and shorter
than what is forgotten. A do-not-disturb is a person's own word, and has a working day."""


class Doubt(Enum):
    """Why a claim is not believed."""

    THERE_BEFORE = "it was there before you were"
    TOO_LONG = "it has been there for too long"
    WHOEVER_LOOKS = "it is there whether you work or not"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sign, and what speaks for and against it."""

    sign: Sign
    since: Moment
    """When it was first seen, every look since having seen it."""
    doubt: Doubt | None = None
    beside_work: Moment | None = None
    """When it was first seen while somebody worked."""


@dataclass(frozen=True, slots=True)
class Circumstance:
    """How a look around came about."""

    at: Moment
    returned: bool
    """Whether somebody came back just now, after an absence of at least `OUTLIVED`."""
    working: bool
    """Whether there is input."""
    first: bool = False
    """Whether nobody has looked before: since when anything is there, nobody knows."""


class Claims:
    """What was seen in the looks so far, and what of it is believed."""

    def __init__(self) -> None:
        self.seen = Surroundings()
        """What the last look saw, without what the settings say to pass over."""
        self._claims: dict[tuple[Kind, str], Claim] = {}

    def take(
        self, seen: Surroundings, how: Circumstance, programs: tuple[ProgramSettings, ...] = ()
    ) -> tuple[Claim, ...]:
        """Take what a look saw; return the claims that are not believed from now on.

        What the settings say of a program is the person's own word, and nothing speaks against it.
        """
        before, self._claims = self._claims, {}
        self.seen = _passed_over(seen, programs)
        news = []
        for sign in self.seen.signs:
            key = (sign.kind, sign.words)
            known = before.get(key)
            claim = Claim(sign, how.at) if known is None else replace(known, sign=sign)
            if not wanted(sign, programs):
                claim = _weighed(claim, how, self.seen)
            self._claims[key] = claim
            if claim.doubt is not None and (known is None or known.doubt is None):
                news.append(claim)
        return tuple(news)

    def believed(self) -> Surroundings:
        """Return the signs that nothing speaks against."""
        return Surroundings(
            tuple(claim.sign for claim in self._claims.values() if claim.doubt is None)
        )

    def doubted(self) -> tuple[Claim, ...]:
        """Return the claims that something speaks against, to be told by name."""
        return tuple(claim for claim in self._claims.values() if claim.doubt is not None)

    def look_again(self) -> Moment | None:
        """Return when another look would tell whether something is there whoever works."""
        waiting = (
            Moment(claim.beside_work + WORKED_BESIDE)
            for claim in self._claims.values()
            if claim.beside_work is not None and claim.doubt is None
        )
        return min(waiting, default=None)


def _weighed(claim: Claim, how: Circumstance, seen: Surroundings) -> Claim:
    if claim.doubt is not None:
        return claim
    beside = how.working and claim.sign.kind is Kind.INHIBITOR and not _in_front(claim.sign, seen)
    if beside and claim.beside_work is None:
        claim = replace(claim, beside_work=how.at)
    return replace(claim, doubt=_doubt(claim, how, beside=beside))


def _in_front(kept_on: Sign, seen: Surroundings) -> bool:
    """Whether what keeps the screen on is what fills it: then nobody works beside it, but in it."""
    front = seen.first(Kind.FULLSCREEN)
    return front is not None and _alike(front, kept_on)


def _doubt(claim: Claim, how: Circumstance, *, beside: bool) -> Doubt | None:
    kind, longest = claim.sign.kind, LONGEST.get(claim.sign.kind)
    new = claim.since == how.at
    if kind in NEEDS_A_PERSON and how.returned:
        return Doubt.THERE_BEFORE
    if kind is Kind.INHIBITOR and new and how.first:
        return Doubt.THERE_BEFORE
    if longest is not None and how.at - claim.since >= longest - 1e-6:
        return Doubt.TOO_LONG
    since = claim.beside_work
    if beside and since is not None and how.at - since >= WORKED_BESIDE - 1e-6:
        return Doubt.WHOEVER_LOOKS
    return None


def _passed_over(seen: Surroundings, programs: tuple[ProgramSettings, ...]) -> Surroundings:
    """Return what is left when the person's own word about a program is taken."""
    kept = []
    for sign in seen.signs:
        word = wanted(sign, programs)
        if word is not False:
            kept.append(replace(sign, show=True) if word and sign.kind is Kind.FULLSCREEN else sign)
    return Surroundings(tuple(kept))


def wanted(sign: Sign, programs: tuple[ProgramSettings, ...]) -> bool | None:
    """Return what the settings say of a sign: it counts, it does not, or (None) nothing."""
    name = None if sign.program is None else sign.program.casefold()
    row = next((one for one in programs if one.name.casefold() == name), None)
    if row is None:
        return None
    match sign.kind:
        case Kind.CALL | Kind.SHARING:
            return row.call
        case Kind.FULLSCREEN:
            return row.fullscreen
        case Kind.INHIBITOR:
            return row.screen_on
        case _:
            return None


# ── what it all says ──────────────────────────────────────────────────────────────────────────


def company(seen: Surroundings, believed: Surroundings) -> str | None:
    """Return what shows that somebody is there although nothing is typed; None: nothing does.

    Music alone does not: it plays to empty chairs too. In a window that fills the screen it is a
    film. What keeps the screen on does where that began before somebody's eyes, or where there is
    something to see.
    """
    film = _film(seen)
    call = believed.words(Kind.CALL)
    if call is not None or film is not None:
        return call or film
    kept_on = believed.words(Kind.INHIBITOR)
    return kept_on or next(
        (one.words for one in _of(seen, Kind.INHIBITOR) if _looked_at(one, seen)), None
    )


def to_be_worked_in(front: Sign, believed: Surroundings) -> bool:
    """Tell whether a window that fills the screen may be one in which somebody just works.

    Nothing says that it is there to be looked at, or that others look at it.
    """
    kinds = {sign.kind for sign in believed.signs}
    if front.show or kinds & {Kind.SHARING, Kind.CALL, Kind.INHIBITOR}:
        return False
    return not any(_alike(front, one) for one in _of(believed, Kind.PLAYING))


def _film(seen: Surroundings) -> str | None:
    front = seen.first(Kind.FULLSCREEN)
    if front is None:
        return None
    plays = (one for one in _of(seen, Kind.PLAYING) if front.show or _alike(front, one))
    return next((one.words for one in plays), None)


def _looked_at(kept_on: Sign, seen: Surroundings) -> bool:
    """Whether there is something to see of a program that keeps the screen on."""
    if seen.first(Kind.FULLSCREEN) is not None:
        return True
    return any(_alike(kept_on, one) for one in _of(seen, Kind.PLAYING))


def _of(around: Surroundings, kind: Kind) -> Iterator[Sign]:
    return (sign for sign in around.signs if sign.kind is kind)


def _alike(one: Sign, other: Sign) -> bool:
    """Whether both may be of one program, which may go by several names."""
    if one.program is None or other.program is None:
        return True
    names = sorted((one.program.casefold(), other.program.casefold()), key=len)
    return names[0] in names[1]
