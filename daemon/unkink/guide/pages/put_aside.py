"""What the library does not show, by reason, and what changes that; folded away until asked for."""

from collections.abc import Sequence
from html import escape

from unkink.core.taste import Liking
from unkink.guide.desk import Shelved
from unkink.guide.pages.frame import icon
from unkink.guide.words import hidden_because

_STEPS = {
    "locked": ("sore", "What is locked, and what is left"),
    "health": ("health", "Look at your health answers"),
    "screened": ("health", "Answer the health questions"),
    "sore-day-only": ("sore", "Open the sore day"),
}
"""The page that changes a reason, and what the link to it says."""
_DISLIKED = "disliked"


def put_aside(shelf: Sequence[Shelved], root: str) -> str:
    """Return the folded list; on a shared screen its summary gives no reason away."""
    groups: dict[str, list[Shelved]] = {}
    for one in shelf:
        if one.hidden is not None or one.liking is Liking.NOT:
            groups.setdefault(one.hidden or _DISLIKED, []).append(one)
    if not groups:
        return ""
    count = sum(map(len, groups.values()))
    told = "One tip is" if count == 1 else f"{count} tips are"
    return (
        f'<details class="card away" id="away"><summary>{icon("lock")}'
        f"{told} put aside for now, and why</summary>"
        + "".join(_group(reason, tips, root) for reason, tips in sorted(groups.items()))
        + "</details>"
    )


def _group(reason: str, tips: list[Shelved], root: str) -> str:
    if reason == _DISLIKED:
        rows = "".join(map(_with_way_back, tips))
        return f'<h3>You said “not for me”</h3><ul class="backs">{rows}</ul>'
    names = "".join(f"<li>{escape(one.tip.title)}</li>" for one in tips)
    return f"<h3>{escape(hidden_because(reason))}</h3>{_step(reason, root)}<ul>{names}</ul>"


def _step(reason: str, root: str) -> str:
    if reason not in _STEPS:
        return ""
    room, label = _STEPS[reason]
    return f'<p><a href="{root}/{room}">{label}</a></p>'


def _with_way_back(one: Shelved) -> str:
    title = escape(one.tip.title)
    return (
        f"<li>{title}"
        f'<button type="button" class="btn small needs-script" data-sends '
        f'data-back="{escape(one.tip.id)}">'
        f'Bring back<span class="hidden-text"> {title}</span></button></li>'
    )
