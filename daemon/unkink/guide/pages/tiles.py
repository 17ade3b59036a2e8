"""Tips as tiles with their telling pose."""

from collections.abc import Iterable
from html import escape

from unkink.core.tips import Tip
from unkink.guide.words import short_length


def listed(tips: Iterable[Tip], root: str) -> str:
    """Return a list of tiles; the caller has asked the health filter."""
    return f'<ul class="tiles">{"".join(_tile(tip, root) for tip in tips)}</ul>'


def _tile(tip: Tip, root: str) -> str:
    return (
        f'<li><a class="tile" href="{root}/tip/{escape(tip.id)}">'
        f'<img src="{root}/figure/{escape(tip.id)}.svg" alt="" width="104" height="104" '
        f'loading="lazy"><span><b>{escape(tip.title)}</b>'
        f"<i>{escape(tip.notify)}</i><small>{short_length(tip.duration)}</small></span></a></li>\n"
    )
