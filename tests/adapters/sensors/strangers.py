"""Another user of the machine on a system bus with the policy that Debian ships."""

import asyncio
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SHIPPED = Path("/usr/share/dbus-1/system.conf")
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  {shipped}
  <policy user="root">
    <allow own="*"/>
    <allow send_destination="*"/>
  </policy>
</busconfig>
"""
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--")

# The system's Python, as another user may not read ours, with the libraries of python-dbusmock.
SPEAKER = """
import sys, dbus, dbus.bus, dbus.lowlevel
address, to, path, interface, member, signature, values, times = sys.argv[1:]
bus = dbus.bus.BusConnection(address)
for _ in range(int(times)):
    message = dbus.lowlevel.SignalMessage(path, interface, member)
    message.set_destination(to)
    message.append(*eval(values), signature=signature)
    bus.send_message(message)
bus.flush()
bus.get_object("org.freedesktop.DBus", "/").GetId(dbus_interface="org.freedesktop.DBus")
"""


@contextmanager
def shipped_system_bus(folder: Path) -> Iterator[str]:
    """Run a bus with Debian's own default policy, reachable for everybody; give its address."""
    if os.getuid() != 0:
        pytest.skip("only root can become another user")
    if not SHIPPED.exists():
        pytest.skip("D-Bus is not installed as Debian has it")
    policy = re.search(r'<policy context="default">.*?</policy>', SHIPPED.read_text(), re.DOTALL)
    assert policy is not None
    socket, config = folder / "bus", folder / "bus.conf"
    config.write_text(CONFIG.format(socket=socket, shipped=policy[0]))
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
    )
    assert daemon.stdout is not None
    try:
        daemon.stdout.readline()
        socket.chmod(0o777)
        yield f"unix:path={socket}"
    finally:
        daemon.kill()
        daemon.wait(10)
        daemon.stdout.close()


async def signal_as_nobody(  # a D-Bus signal has that many parts
    address: str,
    to: str,
    path: str,
    interface: str,
    member: str,
    signature: str = "",
    values: str = "()",
    times: int = 1,
) -> None:
    """Send a signal to one program on the bus, as another user; `values` is a Python tuple."""
    words = (address, to, path, interface, member, signature, values, str(times))
    process = await asyncio.create_subprocess_exec(
        *NOBODY, "/usr/bin/python3", "-c", SPEAKER, *words
    )
    assert await process.wait() == 0
