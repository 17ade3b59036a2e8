"""What listens like an X server and is none."""

import itertools
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108  # where every X server listens


@contextmanager
def odd_x_server(says: bytes) -> Iterator[str]:
    """Accept whoever comes, say this and nothing more; give the name of the display."""
    SOCKETS.mkdir(exist_ok=True)
    server = socket.socket(socket.AF_UNIX)
    number = next(one for one in itertools.count(700 + os.getpid() % 200) if _free(one))
    path = SOCKETS / f"X{number}"
    server.bind(str(path))
    server.listen()
    callers: list[socket.socket] = []

    def welcome() -> None:
        try:
            while True:
                caller, _ = server.accept()
                callers.append(caller)
                caller.sendall(says)
        except OSError:  # it is over
            return

    welcoming = threading.Thread(target=welcome)
    welcoming.start()
    try:
        yield f":{number}"
    finally:
        server.shutdown(socket.SHUT_RDWR)
        welcoming.join(10)
        for one in (server, *callers):
            one.close()
        path.unlink()


def _free(number: int) -> bool:
    return not (SOCKETS / f"X{number}").exists()
