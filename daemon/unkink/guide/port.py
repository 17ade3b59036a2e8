"""One port on the loopback that stays ours while we live, whether anybody may knock or not.

A port that is given up is a name that anybody may take, and pages that are still open would talk
to whoever did. So between pages it is kept: bound, but deaf, and whoever knocks is refused.
"""

import socket

_HERE = "127.0.0.1"


class Port:
    """Bound from `taken` until `close`; sockets that `listener` returns may come and go."""

    def __init__(self, bound: socket.socket) -> None:
        self._bound = bound

    @classmethod
    def taken(cls, tries: int = 8) -> "Port":
        """Bind a free port; raises OSError when none can be had.

        The system only names one. A port of the system's choice is lost when listening ends, and
        one that was asked for by its number is kept (Linux, inet_bind and tcp_set_state).
        """
        with socket.socket() as free:
            free.bind((_HERE, 0))
            number: int = free.getsockname()[1]
        bound = socket.socket()
        try:
            bound.bind((_HERE, number))
        except OSError:
            bound.close()
            if tries == 1:
                raise
            return cls.taken(tries - 1)  # somebody was quicker
        return cls(bound)

    @property
    def number(self) -> int:
        """The number that stands in addresses."""
        number: int = self._bound.getsockname()[1]
        return number

    def listener(self) -> socket.socket:
        """Return a socket to listen with; closing it leaves the port bound.

        Listening begins again beside connections that have just ended, which only SO_REUSEADDR
        allows. It shares the port with nobody: to a socket that listens, no other can be bound.
        """
        self._bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return self._bound.dup()

    def fall_silent(self) -> None:
        """Refuse whoever knocks; raises OSError where a system cannot do so and keep the port."""
        # Otherwise anybody who sets it, too, could be bound beside a socket that does not listen.
        self._bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
        self._bound.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give the port up."""
        self._bound.close()
