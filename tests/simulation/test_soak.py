"""Years of days: the rules and the timeline must not grow with time."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_thousand_days_hold_no_more_than_a_hundred() -> None:
    """Stretchly #925, #1675, #1161 (peers 33): memory and processes leak with each break."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.simulation.soak"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "daemon")])},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr
    figures = json.loads(ran.stdout)
    early, late = figures["early"], figures["late"]
    assert figures["tips"] > 500  # they were days with something in them
    assert late["files"] == early["files"]
    assert late["blocks"] / early["blocks"] < 1.02
    assert late["resident"] / early["resident"] < 1.05
