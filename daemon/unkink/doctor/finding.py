"""What a check found."""

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """How a part does."""

    WORKS = "works"
    PARTLY = "partly"
    """Some of it is missing, or nobody could tell."""
    FAILS = "fails"
    UNTRIED = "untried"
    """There was nothing to try, and nothing is wrong with that."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    part: str
    verdict: Verdict
    seen: str
    advice: str = ""
    """What to do; empty where nothing is to be done."""


def works(part: str, seen: str) -> Finding:
    """Find a part in order."""
    return Finding(part, Verdict.WORKS, seen)


def partly(part: str, seen: str, advice: str = "") -> Finding:
    """Find a part that could be better."""
    return Finding(part, Verdict.PARTLY, seen, advice)


def fails(part: str, seen: str, advice: str) -> Finding:
    """Find a part that does not work, and say what to do."""
    return Finding(part, Verdict.FAILS, seen, advice)


def untried(part: str, seen: str) -> Finding:
    """Find nothing to try."""
    return Finding(part, Verdict.UNTRIED, seen)
