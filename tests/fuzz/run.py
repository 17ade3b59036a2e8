"""Tries many examples of each target, and prints the smallest that breaks something.

python -m tests.fuzz.run [--examples N] [TARGET…]
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from tests.fuzz.budget import VARIABLE

HERE = Path(__file__).parent
TARGETS = {
    path.stem.removeprefix("test_").replace("_", "-"): path
    for path in sorted(HERE.glob("test_*.py"))
}
MANY = 5000


def main(words: list[str] | None = None) -> int:
    """Run the targets that were named, or all; returns pytest's exit code."""
    parser = argparse.ArgumentParser("tests.fuzz.run", description="Tries to break unkink.")
    parser.add_argument("--examples", type=int, default=MANY, metavar="N", help="of each law")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    chosen = parser.parse_args(words)
    unknown = [one for one in chosen.targets if one not in TARGETS]
    if unknown or chosen.examples < 1:
        parser.error(f"write a number from 1, and targets among {', '.join(TARGETS)}")
    paths = [TARGETS[one] for one in chosen.targets or TARGETS]
    many = {**os.environ, VARIABLE: str(chosen.examples)}
    tests = [sys.executable, "-m", "pytest", "-v", "--show-capture=no", *map(str, paths)]
    return subprocess.call(tests, env=many)


if __name__ == "__main__":
    sys.exit(main())
