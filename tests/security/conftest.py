"""A real daemon in a home of its own, started in ways in which nobody means well."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.security.besieged import Besieged


@pytest.fixture
def besieged() -> Iterator[Besieged]:
    # Not pytest's folder: that one is closed to other users, and would hide what is tried here.
    folder = Path(tempfile.mkdtemp(prefix="unkink-security-"))
    folder.chmod(0o755)
    one = Besieged(folder)
    yield one
    one.end()
    shutil.rmtree(folder)


@pytest.fixture
def stranger() -> tuple[str, ...]:
    """What runs a program as another user."""
    if os.getuid() != 0:
        pytest.skip("only root can become another user")
    return ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--")
