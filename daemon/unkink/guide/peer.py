"""Whose program is at the other end of a connection over the loopback.

What opens a page stands in the command line of the browser, and other users of the machine may
read command lines. So knowing it alone must not let them in.
"""

import os
import sys
from pathlib import Path

_TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_LOCAL, _USER = 1, 7
"""Columns of these tables (proc(5))."""


def is_ours(client: tuple[str, int], server: tuple[str, int], user: int | None = None) -> bool:
    """Tell whether the socket at `client` is this user's; also where no system can tell.

    A socket that is gone by now is nobody's.
    """
    if sys.platform != "linux":
        return True
    wanted = os.getuid() if user is None else user
    ends = f"{_spelled(*client)} ", f"{_spelled(*server)} "
    for table in _TABLES:
        try:
            rows = table.read_text("ascii").splitlines()
        except OSError:
            if table is _TABLES[0]:
                return True  # the token is what is left
            continue  # a machine without IPv6
        for row in rows:
            if ends[0] in row and ends[1] in row:
                columns = row.split()
                # A client may speak IPv4 through an IPv6 socket; its address then ends in the same.
                if columns[_LOCAL].endswith(ends[0].strip()):
                    return int(columns[_USER]) == wanted
    return False


def _spelled(host: str, port: int) -> str:
    """Write an IPv4 address as these tables do: the bytes of the machine's own order."""
    number = int.from_bytes(bytes(map(int, host.split("."))), sys.byteorder)
    return f"{number:08X}:{port:04X}"
