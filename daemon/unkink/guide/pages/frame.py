"""The frame around every page: head, top line, safety line."""

import json
import os
from html import escape
from http import HTTPStatus
from string import Template

from unkink.assets import asset
from unkink.core.tips import Pool
from unkink.core.values import dataclass
from unkink.guide.exchange import Response

_ROOMS = (
    ("library", "Library"),
    ("today", "Today"),
    ("weeks", "Weeks"),
    ("sore", "Sore day"),
    ("health", "Health"),
    ("why", "Why quiet?"),
)
"""The rooms of the top line; those of the foot are for who looks for them."""
_FOOT = (("welcome", "Read this first"), ("evidence", "How sure is this?"))


@dataclass(frozen=True, slots=True)
class Page:
    """What stands inside the frame. All HTML here is escaped already."""

    title: str
    body: str
    room: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    """Classic scripts first (`player.js`), then modules."""
    data: dict[str, object] | None = None
    """What the scripts read, as JSON."""
    form: bool = False
    """Whether a form on it leads to another page."""
    status: HTTPStatus = HTTPStatus.OK


def template(name: str) -> Template:
    """Read a template of `config/guide`; it is read for each page, and then let go."""
    return Template(asset("config", "guide", name).read_text(encoding="utf-8"))


def icon(name: str) -> str:
    """Return an interface icon, which the frame defines once for each page."""
    return f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="#i-{name}"/></svg>'


def root_of(path: str) -> str:
    """Return the relative way from the page at `path` up to the token, which no page contains."""
    return "/".join([".."] * path.count("/")) or "."


def framed(page: Page, pool: Pool, root: str, line: dict[str, object]) -> Response:
    """Put a page into its frame; `root` is its way up (`root_of`), `line` what `line.js` needs."""
    nonce = os.urandom(16).hex()
    html = template("frame.html").substitute(
        title=escape(page.title),
        nonce=nonce,
        root=root,
        styles="".join(_style(name, nonce, root) for name in ("base.css", *page.styles)),
        icons=asset("config", "guide", "icons.svg").read_text(encoding="utf-8"),
        rooms="".join(_link(room, label, page.room, root) for room, label in _ROOMS),
        body=page.body,
        foot="".join(_link(room, label, page.room, root) for room, label in _FOOT),
        safety=escape(pool.safety.short),
        data=_data("line", line) + ("" if page.data is None else _data("data", page.data)),
        scripts="".join(_script(name, nonce, root) for name in ("line.js", *page.scripts)),
    )
    return Response(page.status, html.encode(), "text/html; charset=utf-8", nonce, page.form)


def _style(name: str, nonce: str, root: str) -> str:
    return f'<link rel="stylesheet" nonce="{nonce}" href="{root}/asset/{name}">\n'


def _script(name: str, nonce: str, root: str) -> str:
    kind = "" if name == "player.js" else ' type="module"'
    return f'<script{kind} nonce="{nonce}" src="{root}/asset/{name}" defer></script>\n'


def _link(room: str, label: str, current: str, root: str) -> str:
    mark = ' aria-current="page"' if room == current else ""
    return f'<a href="{root}/{room}"{mark}>{escape(label)}</a>\n'


def _data(name: str, data: dict[str, object]) -> str:
    # "<" must not appear inside a script element: "</script>" in a tip would end it.
    told = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{told}</script>'
