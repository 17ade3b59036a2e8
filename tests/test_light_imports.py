"""What the resident daemon must not carry all day, looked at in a process of its own."""

import json
import os
import subprocess
import sys

import pytest

from tests.cli.conftest import SOURCE_ROOT

NOT_AT_REST = (
    *("ssl", "_hashlib", "argparse", "multiprocessing", "email", "importlib.metadata"),
    *("concurrent.futures.process", "PIL", "h11", "platformdirs", "tomlkit"),
    *("ast", "dis", "inspect", "hashlib", "six", "uuid", "decimal", "unicodedata"),
    *("xml.etree.ElementTree", "xml.parsers.expat", "msgspec.inspect", "importlib.resources"),
)
AT_REST = """
import unkink.cli.dispatch, unkink.app, unkink.adapters.schedule, unkink.adapters.control
import unkink.adapters.clock_steps, unkink.adapters.folder_changes, unkink.adapters.hooks
import unkink.adapters.history.history_file, unkink.adapters.surroundings.lookout
import unkink.adapters.notifiers.freedesktop, unkink.adapters.sensors.logind
import unkink.adapters.sensors.screensaver, unkink.adapters.sensors.succession, unkink.feed
import unkink.adapters.sensors.xsync
unkink.adapters.clock.SystemClock().now()
"""
LOOK = f"""
import json, sys
from types import ModuleType
from unkink.light_imports import keep_out
keep_out()
{AT_REST}
print(json.dumps([name for name in {NOT_AT_REST!r} if type(sys.modules.get(name)) is ModuleType]))
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


OF_PYTHON = {"ast", "dis", "inspect"} if sys.version_info >= (3, 14) else set[str]()
"""What Python 3.14 loads by itself: `typing` needs `annotationlib`, which needs `ast`; `traceback`
needs `_colorize`, whose many dataclasses have their signatures worded by `inspect`."""


def test_the_daemon_loads_nothing_that_nobody_at_rest_uses() -> None:
    assert set(json.loads(printed(LOOK))) - OF_PYTHON == set()


def test_what_waits_for_its_first_use_is_whole_then() -> None:
    code = (
        "import unkink.light_imports as light; light.keep_out(); import ipaddress;"
        "print(ipaddress.ip_address('::1').is_loopback)"
    )
    assert printed(code) == "True\n"


def test_dbus_fast_writes_its_introspection_when_it_is_asked() -> None:
    code = (
        "import unkink.light_imports as light; light.keep_out();"
        "import unkink.adapters.session_bus, sys; from dbus_fast import introspection;"
        "print(type(sys.modules['xml.etree.ElementTree']).__name__);"
        "print(introspection.Node.default('/desk').to_xml().tag)"
    )
    assert printed(code) == "_OnFirstUse\nnode\n"


def test_nobody_else_gets_the_names_that_were_lent_to_an_import() -> None:
    code = (
        "import unkink.light_imports as light; light.keep_out();"
        "import unkink.adapters.memory_file, unkink.adapters.schedule, unkink.adapters.clock;"
        "import uuid, decimal, importlib.resources, msgspec;"
        "print(uuid.UUID(int=7), decimal.Decimal('0.1'), msgspec.inspect.is_struct(1));"
        "print(importlib.resources.files('unkink').name)"
    )
    assert printed(code) == ("00000000-0000-0000-0000-000000000007 0.1 False\nunkink\n")


@pytest.mark.parametrize("zone", ["Europe/Berlin", ":America/Nuuk", "UTC"])
def test_the_local_zone_is_the_same_as_without_all_that(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    light = (
        "import unkink.light_imports as light; light.keep_out();"
        "from unkink.adapters.clock import SystemClock; print(SystemClock().now().wall.tzinfo)"
    )
    assert printed(light) == printed("import tzlocal; print(tzlocal.get_localzone())")
