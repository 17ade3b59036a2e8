"""What the buttons of a page report, and what the page says back."""

from http import HTTPStatus
from typing import Annotated

import msgspec

from unkink.core.events import (
    Skipped,
    Snoozed,
    StiffnessAnswered,
    TightnessTold,
    TipDone,
    TipRated,
)
from unkink.core.taste import Liking, Stiffness
from unkink.guide import health_actions
from unkink.guide.desk import GuideDesk
from unkink.guide.exchange import Request, Response
from unkink.guide.lines import Lines
from unkink.guide.reply import Reply, reply
from unkink.guide.words import length
from unkink.tip_files.areas import read_areas
from unkink.tuning import Tuning


class _Action(msgspec.Struct, frozen=True, tag_field="action", forbid_unknown_fields=True):
    """Something the person did on a page; the tag says what."""


class AskedLater(_Action, frozen=True, tag="snooze"):
    """They want this prompt again later."""

    prompt: int


class SaidSkip(_Action, frozen=True, tag="skip"):
    """They do not want this prompt."""

    prompt: int


class DidTip(_Action, frozen=True, tag="did"):
    """They did this tip, whether a prompt offered it or not; each doing counts once."""

    tip: str
    prompt: int | None = None
    visit: Annotated[str, msgspec.Meta(min_length=1, max_length=36)] | None = None


class WantsAnother(_Action, frozen=True, tag="another"):
    """They want another tip instead of this one."""

    tip: str


class Rated(_Action, frozen=True, tag="rate"):
    """They say what they think of a tip."""

    tip: str
    liking: Liking


class Felt(_Action, frozen=True, tag="felt"):
    """They say how it feels after a tip."""

    tip: str
    stiffness: Stiffness


class AnsweredHealth(_Action, frozen=True, tag="answer"):
    """These tags apply to them and no others; none at all is an answer too."""

    tags: list[str]
    mark: str
    """Which answers the form was made from (`GuideDesk.health_mark`)."""


class DeclinedHealth(_Action, frozen=True, tag="decline"):
    """They prefer not to say."""

    mark: str


class ForgotHealth(_Action, frozen=True, tag="forget"):
    """They want their answers removed."""

    mark: str


class ToldTight(_Action, frozen=True, tag="tight"):
    """They say where it is tight."""

    areas: list[str]


class Tuned(_Action, frozen=True, tag="tuned"):
    """They turned a switch of the instruction page; all of them are told."""

    switches: Tuning


class TickedFlags(_Action, frozen=True, tag="flags"):
    """They ticked these red flags."""

    ids: list[str]


class SaidCleared(_Action, frozen=True, tag="cleared"):
    """They state that a health professional has cleared them."""

    mark: str


class ChoseSore(_Action, frozen=True, tag="sore"):
    """They switched sore-day mode."""

    on: bool


Action = (
    AskedLater
    | SaidSkip
    | DidTip
    | WantsAnother
    | Rated
    | Felt
    | AnsweredHealth
    | DeclinedHealth
    | ForgotHealth
    | ToldTight
    | Tuned
    | TickedFlags
    | SaidCleared
    | ChoseSore
)


_RATED = {
    Liking.MORE: "More like this, then.",
    Liking.USUAL: "As often as the others again.",
    Liking.NOT: "Noted. It will not be offered again.",
}
_FELT = {
    Stiffness.BETTER: "Good to hear.",
    Stiffness.SAME: "Noted.",
    Stiffness.WORSE: "Then leave it for today.",
}


def take(request: Request, lines: Lines, desk: GuideDesk) -> Response:
    """Take a POST with one action as JSON that a page has sealed; answer with a `Reply` as JSON."""
    if request.method != "POST":
        return Response(HTTPStatus.METHOD_NOT_ALLOWED)
    # A form, which may be posted across origins unasked, cannot have this content type.
    kind = (request.header("content-type") or "").partition(";")[0].strip().lower()
    if kind != "application/json":
        return Response(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    said = lines.unsealed(request)
    if said is None:  # by no page of this run
        return Response(HTTPStatus.FORBIDDEN)
    try:
        action = msgspec.json.decode(said, type=Action)
    except (ValueError, RecursionError):  # no JSON, no action of ours, no UTF-8, or nested too deep
        return Response(HTTPStatus.BAD_REQUEST)
    told = _do(action, desk)
    if told is None:
        return Response(HTTPStatus.BAD_REQUEST)
    return Response(body=msgspec.json.encode(told), kind="application/json")


def _do(action: Action, desk: GuideDesk) -> Reply | None:
    match action:
        case AskedLater(prompt=prompt):
            back = f"It comes back in {length(desk.snooze)}."
            return reply(desk.report(Snoozed(prompt=prompt)), back)
        case SaidSkip(prompt=prompt):
            return reply(desk.report(Skipped(prompt)), "Skipped. Another time, perhaps.")
        case DidTip(tip=tip, prompt=prompt, visit=visit):
            return _did(desk, TipDone(tip, prompt, visit))
        case WantsAnother(tip=tip):
            return _another(desk, tip)
        case Rated(tip=tip, liking=liking):
            return reply(desk.report(TipRated(tip, liking)), _RATED[liking])
        case Felt(tip=tip, stiffness=stiffness):
            return reply(desk.report(StiffnessAnswered(tip, stiffness)), _FELT[stiffness])
        case AnsweredHealth(tags=tags, mark=mark):
            return health_actions.answer(desk, frozenset(tags), mark)
        case DeclinedHealth(mark=mark):
            return health_actions.decline(desk, mark)
        case ForgotHealth(mark=mark):
            return health_actions.forget(desk, mark)
        case ToldTight(areas=areas):
            return _tight(desk, frozenset(areas))
        case Tuned(switches=switches):
            return reply(desk.tune(switches), "")
        case TickedFlags(ids=ids):
            return _lock(desk, frozenset(ids))
        case SaidCleared(mark=mark):
            return health_actions.clear(desk, mark)
        case ChoseSore(on=on):
            words = "Gentle tips only today." if on else "All tips are back."
            return reply(desk.set_sore(on=on), words)


def _did(desk: GuideDesk, done: TipDone) -> Reply:
    """Count it; by Back, another tab or a second click it may have been counted before."""
    before = desk.practised(done.tip)
    problem = desk.report(done)
    new = desk.practised(done.tip) != before
    return reply(problem, "Noted: done." if new else "Already noted.")


def _another(desk: GuideDesk, tip: str) -> Reply:
    other, problem = desk.another(tip)
    if other is None:
        return Reply(ok=False, say=problem or "")
    return Reply(ok=True, say="", go=f"tip/{other}")


def _tight(desk: GuideDesk, chosen: frozenset[str]) -> Reply | None:
    """Let tips for these areas come first; where rest is due, none does."""
    areas = [one for one in read_areas() if one.id in chosen]
    if len(areas) < len(chosen):
        return None
    body = frozenset[str]().union(*(one.body for one in areas))
    words = "Tips for these places come first for a while." if body else ""
    return reply(desk.report(TightnessTold(body)), words)


def _lock(desk: GuideDesk, ticked: frozenset[str]) -> Reply | None:
    """Lock what the ticked flags lock; an unknown flag is no flag of ours and refused."""
    if not ticked or not ticked <= {flag.id for flag in desk.pool.red_flags}:
        return None
    return reply(desk.set_flags(ticked), "")
