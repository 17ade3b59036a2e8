"""A tip with all that its instruction page shows."""

from collections.abc import Mapping

from unkink.core.tips import Tip
from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class FullTip:
    """Everything a tip file says about one tip; `config/README.md` explains each field."""

    tip: Tip
    """The part the rules know; pass it to `why_hidden` before showing anything else."""
    why: str
    steps: tuple[str, ...]
    step_s: tuple[int, ...]
    """Seconds of each step; they add up to `tip.duration`."""
    needs: tuple[str, ...]
    caution: str
    source: str
    evidence: str
    """The grade, a letter that `read_grades` explains; it holds for `grade_for` only."""
    grade_for: str
    figure: Mapping[str, object] | None
    """The `[tip.figure]` table as written; None for an own tip that draws none."""
    own: bool
    """Whether the person added it; the page marks it."""
