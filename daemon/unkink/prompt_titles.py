"""What a prompt's title may say: the occasion first, then how long it takes and what it is for.

Pure. Each title has at most 32 characters for the tips of the program.
"""

from unkink.core.effects import Occasion, Prompt
from unkink.core.holds import Hold
from unkink.core.moment import MINUTE
from unkink.core.tips import Tip
from unkink.core.values import dataclass


def titles(prompt: Prompt) -> tuple[str, ...]:
    """Return the titles that fit, to take turns."""
    tip = prompt.tip
    if prompt.occasion is Occasion.LAST_SNOOZE:
        return ("Last time for this one",)
    if tip.slot in _FOR_LATER:
        return _later_titles(tip)
    if tip.slot == "sore":
        return ("Gently, today", "Small and easy")
    match prompt.occasion:
        case Occasion.MERGED:
            return ("One break for both" if len(prompt.covers) < 2 else "One break for all",)
        case Occasion.AGAIN:
            return ("A while of sitting by now", "Once more, a small tip")
        case Occasion.AFTER_HOLD:
            return _AFTER.get(prompt.after, _AFTER_ANY) if prompt.after else _AFTER_ANY
        case Occasion.ASKED:
            aim = _theme(tip).aim
            return (f"Here is one {aim}", f"{_length(tip)} {aim}")
        case Occasion.DUE | Occasion.CARD:
            return _due_titles(tip)


_AFTER_ANY = ("A quiet moment now", "A good moment now")
_AFTER = {
    Hold.CALL: ("After your call", "Now that the call is over"),
    Hold.LOCKED: ("Welcome back", "Before you go on"),
    Hold.AWAY: ("Welcome back", "Before you go on"),
    Hold.SLEEP: ("Welcome back", "Before you go on"),
}


def _due_titles(tip: Tip) -> tuple[str, ...]:
    theme, length = _theme(tip), _length(tip)
    short = f"{theme.name}, {_length_within(tip)}"
    if "standing" in tip.contexts and "desk" not in tip.contexts:
        return (f"{length} off the chair", short)
    return (f"{length} {theme.aim}", short, theme.invitation)


_FOR_LATER = frozenset({"home", "note"})
"""Slots whose tips are for later today, or for good, and not for this minute."""


def _later_titles(tip: Tip) -> tuple[str, ...]:
    if tip.slot == "note":
        return ("A small change", "One small thing")
    if "shower" in tip.contexts:
        return ("For your next shower", "An idea for the shower")
    if "evening" in tip.contexts:
        return ("For this evening", "An idea for tonight")
    if "morning" in tip.contexts:
        return ("For this morning", "A start to the day")
    return ("For later today", "An idea for later")


# ── what it is for ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Theme:
    aim: str
    """Goes on from "A minute" and from "Here is one"."""
    name: str
    invitation: str


def _theme(tip: Tip) -> _Theme:
    if known := _BY_CATEGORY.get(tip.category):
        return known
    part, name = _BY_BODY.get(tip.body[0] if tip.body else "", ("yourself", "For yourself"))
    return _Theme(f"for {part}", name, _INVITATIONS.get(tip.category, "A small tip"))


_BY_CATEGORY = {
    "posture": _Theme("to change position", "Posture", "A fresh position"),
    "relaxation": _Theme("to unwind", "Calm", "A calm moment"),
    "eyes": _Theme("for your eyes", "Eyes", "Something for your eyes"),
    "habit": _Theme("for a small change", "A small change", "One small thing"),
    "contrast-shower": _Theme("at the tap", "Warm and cool", "Water, warm and cool"),
}
_INVITATIONS = {
    "neck-warmup": "Loosen up a little",
    "self-massage": "Your own two hands",
    "mobility": "Room for a stretch",
    "strength": "A little strength",
    "warmth": "Something warm",
}
_BY_BODY = {
    "neck": ("your neck", "Neck"),
    "shoulders": ("your shoulders", "Shoulders"),
    "upper-back": ("your back", "Back"),
    "lower-back": ("your back", "Back"),
    "chest": ("your chest", "Chest"),
    "arms": ("your arms", "Arms"),
    "wrists-hands": ("your hands", "Hands"),
    "jaw-face": ("your jaw", "Jaw"),
    "eyes": ("your eyes", "Eyes"),
    "legs": ("your legs", "Legs"),
    "whole-body": ("all of you", "All of you"),
    "mind": ("a calm mind", "Mind"),
}


# ── how long it takes ─────────────────────────────────────────────────────────────────────────

_NUMBERS = ("", "", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def _length(tip: Tip) -> str:
    if tip.duration <= 35:
        return "Half a minute"
    whole = round(tip.duration / MINUTE)
    if whole <= 1:
        return "A minute"
    return f"{_NUMBERS[whole] if whole < len(_NUMBERS) else whole} minutes"


def _length_within(tip: Tip) -> str:
    length = _length(tip).lower()
    return "one minute" if length == "a minute" else length
