"""A day where there is no network at all, and every socket that is opened on the way."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.security.besieged import PATIENCE, Besieged

ALONE = ("unshare", "--net", "--", "sh", "-c", 'ip link set lo up && exec "$@"', "sh")
READ = """
import sys, urllib.request
print(urllib.request.urlopen(sys.argv[1], timeout=30).read().decode())
"""


@pytest.fixture
def alone() -> tuple[str, ...]:
    """What gives a program a network of nothing but the loopback."""
    if os.getuid() != 0:
        pytest.skip("only root may make a network of its own")
    return ALONE


def within(pid: int) -> tuple[str, ...]:
    return ("nsenter", "--target", str(pid), "--net", "--")


def interfaces(pid: int) -> list[str]:
    rows = (Path("/proc") / str(pid) / "net/dev").read_text("ascii").splitlines()[2:]
    return [row.partition(":")[0].strip() for row in rows]


def traced(file: Path) -> tuple[str, ...]:
    """What writes down each socket of a program, and of all it starts."""
    calls = "--trace=socket,connect,bind,sendto,sendmsg"
    return ("strace", "--follow-forks", "--quiet=all", calls, f"--output={file}")


def families(trace: str) -> set[str]:
    return set(re.findall(r"socket\((AF_\w+)", trace))


def addresses(trace: str) -> set[str]:
    """Every IP address that was connected to, listened at or sent to."""
    return set(re.findall(r'inet_(?:addr\(|pton\(AF_INET6, )"([^"]+)"', trace))


def test_a_day_without_a_network_misses_nothing_and_asks_for_none(
    besieged: Besieged, alone: tuple[str, ...]
) -> None:
    trace, of_the_day = besieged.home / "sockets", besieged.home / "sockets-of-the-day"
    program = besieged.start(*alone, *traced(trace))
    assert interfaces(program.pid) == ["lo"]
    inside = within(program.pid)

    besieged.says("now", "neck-turns")
    page = subprocess.run(
        [*inside, sys.executable, "-c", READ, besieged.opens("neck-turns")],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    ).stdout
    assert "Look over each shoulder" in page
    besieged.says("done")
    day = besieged.says("simulate", "--json", before=(*inside, *traced(of_the_day)))
    assert {"due", "shown"} <= {json.loads(line)["what"] for line in day.splitlines()}
    besieged.says("quit")
    assert program.wait(PATIENCE) == 0

    # The guide's own port shows that the trace sees what it is to see.
    assert addresses(trace.read_text()) == {"127.0.0.1"}
    assert families(trace.read_text()) == {"AF_UNIX", "AF_INET"}
    assert addresses(of_the_day.read_text()) == set()
    assert families(of_the_day.read_text()) == set()
