"""Why a tip is hidden, in the words of every door: refusals, lists and pages."""

_BECAUSE = {
    "locked": "off until a health professional has cleared you",
    "health": "hidden by your health answers",
    "screened": "waiting for the health questions",
    "sore-day-only": "for sore days only",
    "seated-only": "done on one's feet, and your settings say seated only",
    "disliked": "put aside, as it is not for you",
}
_NEXT_STEP = {
    "locked": "then unkink profile cleared",
    "screened": "unkink profile",
    "sore-day-only": "unkink sore on",
    "disliked": "unkink rate ID usual",
}


def because(reason: str) -> str:
    """Word an answer of `why_hidden` to stand behind "It is", naming no health answer."""
    return _BECAUSE.get(reason, reason)


def refusal(reason: str) -> str:
    """Say it in a sentence, with the command that changes it, to who asked for the tip by name."""
    step = _NEXT_STEP.get(reason)
    return f"This tip is {because(reason)}{f': {step}' if step else ''}."
