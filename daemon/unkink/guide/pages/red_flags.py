"""The red-flag list with its three levels, letter for letter, on three pages."""

from html import escape

from unkink.core.tips import Pool, RedFlag
from unkink.guide.pages.frame import icon, template

LEVELS = ("emergency", "soon", "advice")
"""From the most urgent to the least."""


def check(pool: Pool, none: str, number: str, ticked: frozenset[str] = frozenset()) -> str:
    """Return the list with its verdict docked below (`red-flags.css`).

    `none` is the way onward from an empty list; it has the id "none". `number` is whom to call,
    where the settings say so; `ticked` are signs that are known already.
    """
    return template("red-flags.html").substitute(
        rows=rows(pool, ticked),
        levels=_levels(pool, number),
        verdicts=verdicts(pool, number),
        none=none,
    )


def rows(pool: Pool, ticked: frozenset[str] = frozenset()) -> str:
    """Return one row to tick for each red flag."""
    return "".join(_row(flag, ticked=flag.id in ticked) for flag in pool.red_flags)


def _row(flag: RedFlag, *, ticked: bool) -> str:
    return (
        '<label class="choice">'
        f'<input type="checkbox" name="flag" value="{escape(flag.id)}" '
        f'data-level="{escape(flag.level)}"{" checked" if ticked else ""}>'
        f"<span>{escape(flag.text)}</span></label>\n"
    )


def verdicts(pool: Pool, number: str = "") -> str:
    """Return what each level says and locks; a page shows the one that counts."""
    return "".join(verdict(name, pool, number) for name in LEVELS if name in pool.levels)


def verdict(name: str, pool: Pool, number: str = "") -> str:
    """Return what one level says and locks, hidden until it counts."""
    level = pool.levels[name]
    return (
        f'<div class="say" data-level="{name}" hidden><p>{escape(level.say)}</p>'
        f"{call(name, number)}{locked_chips(level.lock, pool)}</div>\n"
    )


def call(level: str, number: str) -> str:
    """Return the line that calls the number of the settings; it is never guessed."""
    if level != "emergency" or not number:
        return ""
    digits = escape(number.replace(" ", ""))
    return f'<p class="call"><a class="btn" href="tel:{digits}">Call {escape(number)}</a></p>'


def _levels(pool: Pool, number: str) -> str:
    """Return what each level asks for, for a page without scripts."""
    return "".join(
        f"<h2>{escape(pool.levels[level].say)}</h2>{call(level, number)}<ul>"
        + "".join(f"<li>{escape(one.text)}</li>" for one in pool.red_flags if one.level == level)
        + "</ul>"
        for level in LEVELS
        if level in pool.levels
    )


def standing_verdict(locked: frozenset[str], pool: Pool, number: str = "") -> str:
    """Return what the most urgent level says of which everything is locked."""
    for name in LEVELS:
        level = pool.levels.get(name)
        if level is not None and level.lock and level.lock <= locked:
            words = f"<p>{escape(level.say)}</p>{call(name, number)}"
            return f'<div class="say" data-level="{name}">{words}</div>'
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
