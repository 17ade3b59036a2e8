"""What the resident daemon must not carry all day, looked at in a process of its own."""

import json
import os
import subprocess
import sys

from tests.cli.conftest import SOURCE_ROOT

NOT_AT_REST = (
    *("ssl", "_hashlib", "argparse", "multiprocessing", "email", "importlib.metadata"),
    *("concurrent.futures.process", "PIL", "h11", "platformdirs", "tomlkit"),
)
LOOK = f"""
import json, sys
from unkink.light_imports import keep_out
keep_out()
import unkink.cli.dispatch, unkink.app, unkink.adapters.schedule
print(json.dumps([name for name in {NOT_AT_REST!r} if sys.modules.get(name) is not None]))
"""


def printed(code: str) -> str:
    """Run this in an interpreter of its own and return what it prints."""
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(SOURCE_ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout


def test_the_daemon_loads_nothing_that_nobody_at_rest_uses() -> None:
    assert json.loads(printed(LOOK)) == []


def test_what_waits_for_its_first_use_is_whole_then() -> None:
    code = (
        "import unkink.light_imports as light; light.keep_out(); import ipaddress;"
        "print(ipaddress.ip_address('::1').is_loopback)"
    )
    assert printed(code) == "True\n"
