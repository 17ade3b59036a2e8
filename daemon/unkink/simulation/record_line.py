"""One decision as `unkink simulate --json` prints it; the keys are a promise."""

from datetime import datetime, timedelta
from typing import Any

from unkink.core.effects import Record


def record_line(record: Record) -> dict[str, Any]:
    """Describe one decision for programs; `seconds` only where something lasted."""
    line: dict[str, Any] = {
        "time": whole_second(record.at.wall).isoformat(),
        "what": record.decision.value,
        "reminder": record.reminder,
        "tip": record.tip,
        "why": record.why,
    }
    if record.seconds is not None:
        line["seconds"] = round(record.seconds)
    return line


def whole_second(wall: datetime) -> datetime:
    """Round: a moment counted in binary may lie a microsecond before what it stands for."""
    return (wall + timedelta(milliseconds=500)).replace(microsecond=0)
