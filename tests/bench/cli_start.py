"""Measures how long short commands take from start to end, as a person waits for them.

Run it by hand: `python tests/bench/cli_start.py [ROUNDS]`. It starts a small daemon of its own in
a temporary runtime folder and prints medians; the goal is 80 ms for `unkink status`.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMANDS = (
    ("python, nothing else", ["-c", "pass"]),
    ("unkink --version", ["-m", "unkink", "--version"]),
    ("unkink status", ["-m", "unkink", "status"]),
    ("unkink status --json", ["-m", "unkink", "status", "--json"]),
    ("unkink why", ["-m", "unkink", "why"]),
    ("unkink tips", ["-m", "unkink", "tips"]),
)


def milliseconds(arguments: list[str], environment: dict[str, str]) -> float:
    """Time one process from start to end; it must succeed."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=environment, check=True, capture_output=True)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Print the median of each command."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o700)
        environment = {
            **os.environ,
            "HOME": home,
            "XDG_RUNTIME_DIR": home,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "daemon"), str(ROOT)]),
        }
        daemon = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.standin"], env=environment, stdout=subprocess.PIPE
        )
        try:
            assert daemon.stdout is not None
            daemon.stdout.readline()
            for name, arguments in COMMANDS:
                times = [milliseconds(arguments, environment) for _ in range(rounds)]
                sys.stdout.write(f"{name:24} {statistics.median(times):6.1f} ms\n")
        finally:
            daemon.terminate()
            daemon.communicate()


if __name__ == "__main__":
    main()
