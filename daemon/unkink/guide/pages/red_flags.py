"""The red-flag list with its three levels, letter for letter, on three pages."""

from html import escape

from unkink.core.tips import Level, Pool
from unkink.guide.pages.frame import icon, template

LEVELS = ("emergency", "soon", "advice")
"""From the most urgent to the least."""


def check(pool: Pool, none: str) -> str:
    """Return the list with its verdict docked below (`red-flags.css`).

    `none` is the way onward from an empty list; it has the id "none".
    """
    return template("red-flags.html").substitute(
        rows=rows(pool), levels=_levels(pool), verdicts=verdicts(pool), none=none
    )


def rows(pool: Pool) -> str:
    """Return one row to tick for each red flag."""
    return "".join(
        '<label class="choice">'
        f'<input type="checkbox" name="flag" value="{escape(flag.id)}" '
        f'data-level="{escape(flag.level)}"><span>{escape(flag.text)}</span></label>\n'
        for flag in pool.red_flags
    )


def verdicts(pool: Pool) -> str:
    """Return what each level says and locks; a page shows the one that counts."""
    return "".join(
        _verdict(name, pool.levels[name], pool) for name in LEVELS if name in pool.levels
    )


def _verdict(name: str, level: Level, pool: Pool) -> str:
    return (
        f'<div class="say" data-level="{name}" hidden><p>{escape(level.say)}</p>'
        f"{locked_chips(level.lock, pool)}</div>\n"
    )


def _levels(pool: Pool) -> str:
    """Return what each level asks for, for a page without scripts."""
    return "".join(
        f"<h2>{escape(pool.levels[level].say)}</h2><ul>"
        + "".join(f"<li>{escape(one.text)}</li>" for one in pool.red_flags if one.level == level)
        + "</ul>"
        for level in LEVELS
        if level in pool.levels
    )


def standing_verdict(locked: frozenset[str], pool: Pool) -> str:
    """Return what the most urgent level says of which everything is locked."""
    for name in LEVELS:
        level = pool.levels.get(name)
        if level is not None and level.lock and level.lock <= locked:
            return f'<div class="say" data-level="{name}"><p>{escape(level.say)}</p></div>'
    return ""


def locked_chips(lock: frozenset[str], pool: Pool) -> str:
    """Name the locked categories; for all of them one word is enough."""
    labels = [one.label for one in pool.categories if one.id in lock]
    if not labels:
        return ""
    if len(labels) == len(pool.categories):
        labels = ["All tips"]
    chips = "".join(f'<li class="chip">{icon("lock")}{escape(label)}</li>' for label in labels)
    return f'<ul class="locks" aria-label="Locked">{chips}</ul>'
