"""`unkink watch`: how things stand now, and then each change, for bars and scripts."""

import json
import sys
from collections.abc import Mapping
from contextlib import closing
from typing import Any, cast

from unkink import protocol as ask
from unkink.cli.client import follow
from unkink.cli.terminal import report, say
from unkink.paths import Paths
from unkink.protocol import Code, Reply


def watch(paths: Paths, *, as_json: bool) -> int:
    """Print one line for each change until nobody reads them; raises NotRunning when unkink ends.

    Bars show the newest line: one that says the same as the one before is left out.
    """
    before = None
    with closing(follow(paths.socket, ask.Bare.WATCH, sys.stdout.fileno())) as replies:
        for reply in replies:
            if reply.code is not Code.DONE:
                return report(reply)
            line = _line(reply, as_json=as_json)
            if line != before:
                say(line)
                sys.stdout.flush()  # through a pipe Python would keep it for later
            before = line
    return Code.DONE


def _line(reply: Reply, *, as_json: bool) -> str:
    if as_json:
        return json.dumps(reply.data, ensure_ascii=False, separators=(",", ":"))
    return str(cast("Mapping[str, Any]", reply.data)["line"])
