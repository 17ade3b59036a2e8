"""Finds what an admitted request means, and guards every door with the health filter."""

import logging
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from urllib.parse import parse_qsl

from unkink.assets import asset
from unkink.core.moment import Duration
from unkink.guide import actions, poses
from unkink.guide.desk import GuideDesk
from unkink.guide.exchange import Request, Response
from unkink.guide.figures import Figures
from unkink.guide.lines import Lines
from unkink.guide.pages import (
    evidence,
    health,
    library,
    message,
    sore,
    tight,
    tip,
    today,
    welcome,
    why,
)
from unkink.guide.pages.frame import Page, framed, root_of
from unkink.ports import AdapterError
from unkink.tip_files import FullTip

log = logging.getLogger(__name__)

_KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
}
_ASSETS = frozenset(
    {
        "base.css",
        "evidence.css",
        "figure.css",
        "guide.css",
        "health.css",
        "library.css",
        "sore.css",
        "tight.css",
        "tiles.css",
        "today.css",
        "weeks.css",
        "noscript.css",
        "red-flags.css",
        "welcome.css",
        "answers.js",
        "board.js",
        "course.js",
        "desk.js",
        "dialogs.js",
        "guide.js",
        "health.js",
        "library.js",
        "line.js",
        "moving-figure.js",
        "player.js",
        "playing.js",
        "red-flags.js",
        "seals.js",
        "shortcuts.js",
        "sore.js",
        "tight.js",
        "sound.js",
        "step-pictures.js",
        "stretch-player.js",
        "switches.js",
        "today.js",
        "voice.js",
        "welcome.js",
        "favicon.svg",
    }
)
"""What of `config/guide` may be asked for by name; templates may not."""

ASKS_AGAIN = 0.4
"""Share of the time the port stays open after which a page in sight asks again."""
UNTOUCHED = 15
"""So many times, an hour in all; a page that nobody has touched since is looked at by nobody."""

_NOT_HERE = partial(Response, HTTPStatus.NOT_FOUND)


class Router:
    """Answers admitted requests."""

    def __init__(
        self,
        desk: GuideDesk,
        figures: Figures,
        lines: Lines,
        sleeps_after: Duration,
        stay_awake: Callable[[Duration], None],
    ) -> None:
        """`sleeps_after` is how long the port stays open for a page that asks for nothing."""
        self._desk = desk
        self._figures = figures
        self._lines = lines
        self._sleeps_after = sleeps_after
        self._stay_awake = stay_awake

    async def answer(self, request: Request, path: str) -> Response:
        """Answer a request for `path`, which is what follows the token."""
        self._stay_awake(0.0)
        if path == "act":
            return actions.take(request, self._lines, self._desk)
        if request.method != "GET":
            return Response(HTTPStatus.METHOD_NOT_ALLOWED)
        if path == "line":
            return Response()  # nothing but its proof is wanted
        room, _, rest = path.partition("/")
        match room:
            case "asset":
                return _asset(rest)
            case "figure":
                return await self._figure(rest)
            case _:
                root = root_of(path)
                page = self._page(request, room, rest, root)
                return framed(page, self._desk.pool, root, self._line(root))

    def _line(self, root: str) -> dict[str, object]:
        """Tell a page how to know us again, and how often it has to ask to keep us awake."""
        line, every = self._lines.new(), self._sleeps_after * ASKS_AGAIN * 1000
        ends = {"page": line.page, "secret": line.secret.hex()}
        return {**ends, "at": f"{root}/line", "every": every, "longest": every * UNTOUCHED}

    def _page(self, request: Request, room: str, rest: str, root: str) -> Page:
        if room in ("today", "weeks"):
            return self._days(room, rest, root, dict(parse_qsl(request.query)))
        desk = self._desk
        match (room, rest):
            case ("library", ""):
                return library.page(desk, root)
            case ("evidence", ""):
                return evidence.page(desk, root)
            case ("sore", ""):
                return sore.page(desk, root)
            case ("sore", "check"):
                return sore.page(desk, root, check=True)
            case ("tight", ""):
                return tight.page(desk, root)
            case ("health", ""):
                return health.page(desk, root)
            case ("welcome", ""):
                return welcome.page(desk, root)
            case ("why", ""):
                return why.page(desk)
            case ("tip", tip_id):
                return self._tip(tip_id, root)
            case _:
                return message.not_found(root)

    def _days(self, room: str, rest: str, root: str, asked: Mapping[str, str]) -> Page:
        """Show "today", "today/2026-11-20", or "today?day=2026-11-20" as its form asks for it."""
        match (room, rest):
            case ("today", _):
                return today.page(self._desk, root, rest or asked.get("day", ""))
            case ("weeks", ""):
                # Here, as who follows a tip needs none of the plots: a third of a megabyte.
                from unkink.guide.pages import weeks

                return weeks.page(self._desk, root, asked)
            case _:
                return message.not_found(root)

    def _tip(self, tip_id: str, root: str) -> Page:
        """Show a tip, unless it is hidden: a direct link is one of the doors too."""
        if self._desk.pool.tip(tip_id) is None:
            return message.not_found(root)
        reason = self._desk.hidden(tip_id)
        if reason is not None:
            return message.hidden(reason, root)
        full = self._desk.full_tip(tip_id)
        if full is None:
            return message.not_found(root)
        # A quiet quarter of an hour asks for nothing until Done is pressed at its end.
        self._stay_awake(full.tip.duration)
        return tip.page(full, self._desk, root)

    async def _figure(self, name: str) -> Response:
        """Send "ID.json" for the player, "ID.svg" the telling pose, "ID.poses.svg" all of them."""
        tip_id, _, form = name.partition(".")
        full = self._visible(tip_id)
        if full is None:
            return _NOT_HERE()
        if full.figure is None:  # a tip of one's own may have none; its tile asks all the same
            return poses.nothing() if form == "svg" else _NOT_HERE()
        figures, figure = self._figures, full.figure
        try:
            match form:
                case "json":
                    return Response(
                        body=await figures.table(figure), kind="application/json", large=True
                    )
                case "svg":
                    return poses.telling(await figures.portfolio(figure))
                case "poses.svg":
                    return poses.all_in_one(await figures.portfolio(figure))
                case _:
                    return _NOT_HERE()
        except AdapterError as problem:  # the page does without
            log.warning("%s: %s", tip_id, problem)
            return Response(HTTPStatus.SERVICE_UNAVAILABLE)

    def _visible(self, tip_id: str) -> FullTip | None:
        known = self._desk.pool.tip(tip_id) is not None
        return self._desk.full_tip(tip_id) if known and self._desk.hidden(tip_id) is None else None


def _asset(name: str) -> Response:
    if name not in _ASSETS:
        return _NOT_HERE()
    body = asset("config", "guide", name).read_bytes()
    return Response(body=body, kind=_KINDS[name.rpartition(".")[2]])
