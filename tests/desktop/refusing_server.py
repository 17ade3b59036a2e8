"""A notification server that answers every notification with an error, as a program of its own.

python -m tests.desktop.refusing_server
"""

import asyncio
import os

from tests.adapters.notifiers.scripted_server import ScriptedServer

REFUSAL = "out of paper"


async def _main() -> None:
    server = ScriptedServer(os.environ["DBUS_SESSION_BUS_ADDRESS"])
    server.refusal = REFUSAL
    await server.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main())
