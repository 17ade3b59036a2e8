"""Small pieces of text that several pages share."""

from datetime import date

from unkink.core.hidden import because
from unkink.core.moment import Duration
from unkink.core.tips import Tip

_PLACES = {
    "micro": "at your desk",
    "active": "away from the screen",
    "home": "at home",
    "note": "a small change",
    "sore": "on a sore day",
}


def length(seconds: Duration) -> str:
    """Say a length in the coarsest words that are still true: "54 seconds", "5 min"."""
    whole = round(seconds)
    if whole < 90:
        return f"{whole} seconds"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min" if rest < 5 else f"{minutes} min {rest} s"


def short_length(seconds: Duration) -> str:
    """Say a length for a tile: "54 s", "5 min"."""
    return f"{round(seconds)} s" if seconds < 90 else f"{round(seconds / 60)} min"


def place(tip: Tip) -> str:
    """Say where a tip can be done."""
    if "desk" in tip.contexts and tip.slot not in ("note", "sore"):
        return "at your desk"
    return _PLACES.get(tip.slot, "anywhere")


def hidden_because(reason: str) -> str:
    """Say why a tip is hidden, as a heading or a sentence of its own."""
    return because(reason).capitalize()


def days_ago(day: date, today: date) -> str:
    """Say how long ago a day was: "today", "3 days ago", "on 12 October"."""
    gone = (today - day).days
    if gone < 1:
        return "today"
    if gone == 1:
        return "yesterday"
    return f"{gone} days ago" if gone < 15 else f"on {day.day} {day:%B}"
