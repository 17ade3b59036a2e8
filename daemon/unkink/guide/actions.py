"""What the buttons of a page report, and what the page says back."""

from http import HTTPStatus

import msgspec

from unkink.core.events import (
    Done,
    Skipped,
    Snoozed,
    StiffnessAnswered,
    TightnessTold,
    TipDone,
    TipRated,
)
from unkink.core.health import HealthProfile
from unkink.core.taste import Liking, Stiffness
from unkink.guide.desk import GuideDesk
from unkink.guide.exchange import Request, Response
from unkink.guide.lines import Lines
from unkink.guide.words import length
from unkink.health_answers import UnknownTags, change_words, level_of_new, with_tags
from unkink.tip_files.areas import read_areas
from unkink.tuning import Tuning


class _Action(msgspec.Struct, frozen=True, tag_field="action", forbid_unknown_fields=True):
    """Something the person did on a page; the tag says what."""


class SaidDone(_Action, frozen=True, tag="done"):
    """They did the tip of this prompt."""

    prompt: int


class AskedLater(_Action, frozen=True, tag="snooze"):
    """They want this prompt again later."""

    prompt: int


class SaidSkip(_Action, frozen=True, tag="skip"):
    """They do not want this prompt."""

    prompt: int


class DidTip(_Action, frozen=True, tag="did"):
    """They did this tip, whether a prompt offered it or not."""

    tip: str


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


class DeclinedHealth(_Action, frozen=True, tag="decline"):
    """They prefer not to say."""


class ForgotHealth(_Action, frozen=True, tag="forget"):
    """They want their answers removed."""


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


class ChoseSore(_Action, frozen=True, tag="sore"):
    """They switched sore-day mode."""

    on: bool


Action = (
    SaidDone
    | AskedLater
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


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the page shows for it."""

    ok: bool
    say: str
    go: str | None = None
    """The page to go to, below the token, such as "tip/chin-glide"."""
    level: str | None = None
    """The level of red flag whose text is to be shown, where an answer is one too."""


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
    reply = _do(action, desk)
    if reply is None:
        return Response(HTTPStatus.BAD_REQUEST)
    return Response(body=msgspec.json.encode(reply), kind="application/json")


def _do(action: Action, desk: GuideDesk) -> Reply | None:
    match action:
        case SaidDone(prompt=prompt):
            return _reply(desk.report(Done(prompt)), "Noted.")
        case AskedLater(prompt=prompt):
            back = f"It comes back in {length(desk.snooze)}."
            return _reply(desk.report(Snoozed(prompt=prompt)), back)
        case SaidSkip(prompt=prompt):
            return _reply(desk.report(Skipped(prompt)), "Skipped. Another time, perhaps.")
        case DidTip(tip=tip):
            return _reply(desk.report(TipDone(tip)), "Noted.")
        case WantsAnother(tip=tip):
            return _another(desk, tip)
        case Rated(tip=tip, liking=liking):
            return _reply(desk.report(TipRated(tip, liking)), _RATED[liking])
        case Felt(tip=tip, stiffness=stiffness):
            return _reply(desk.report(StiffnessAnswered(tip, stiffness)), _FELT[stiffness])
        case AnsweredHealth(tags=tags):
            return _answer(desk, frozenset(tags))
        case DeclinedHealth():
            return _keep(desk, desk.health().decline(), "Noted. Nothing will ask again.")
        case ForgotHealth():
            return _keep(desk, desk.health().forget(), "Your answers are removed.")
        case ToldTight(areas=areas):
            return _tight(desk, frozenset(areas))
        case Tuned(switches=switches):
            return _reply(desk.tune(switches), "")
        case TickedFlags(ids=ids):
            return _lock(desk, frozenset(ids))
        case SaidCleared():
            return _reply(desk.clear_flags(), "All tips are back.")
        case ChoseSore(on=on):
            words = "Gentle tips only today." if on else "All tips are back."
            return _reply(desk.set_sore(on=on), words)


def _reply(problem: str | None, thanks: str) -> Reply:
    return Reply(ok=True, say=thanks) if problem is None else Reply(ok=False, say=problem)


def _another(desk: GuideDesk, tip: str) -> Reply:
    other, problem = desk.another(tip)
    if other is None:
        return Reply(ok=False, say=problem or "")
    return Reply(ok=True, say="", go=f"tip/{other}")


def _answer(desk: GuideDesk, tags: frozenset[str]) -> Reply | None:
    """Keep the answers; one that is a red flag too has its text shown once."""
    before, pool = desk.health(), desk.pool
    after = with_tags(before, tags, pool, desk.today())
    if isinstance(after, UnknownTags):
        return None
    reply = _keep(desk, after, "Saved.")
    if not reply.ok or level_of_new(before, after, pool) is None:
        return reply
    return Reply(ok=True, say=reply.say, level="soon")


def _keep(desk: GuideDesk, after: HealthProfile, thanks: str) -> Reply:
    before = desk.health()
    problem = desk.keep_health(after)
    change = change_words(before, after, desk.pool, desk.today())
    return _reply(problem, f"{thanks} {change}")


def _tight(desk: GuideDesk, chosen: frozenset[str]) -> Reply | None:
    """Let tips for these areas come first; where rest is due, none does."""
    areas = [one for one in read_areas() if one.id in chosen]
    if len(areas) < len(chosen):
        return None
    body = frozenset[str]().union(*(one.body for one in areas))
    words = "Tips for these places come first for a while." if body else ""
    return _reply(desk.report(TightnessTold(body)), words)


def _lock(desk: GuideDesk, ticked: frozenset[str]) -> Reply | None:
    """Lock what the ticked flags lock; an unknown flag is no flag of ours and refused."""
    if not ticked or not ticked <= {flag.id for flag in desk.pool.red_flags}:
        return None
    return _reply(desk.set_flags(ticked), "")
