"""A Wayland compositor played by hand: it says what no real one of today can be made to say."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

DISPLAY = 1


def text(words: str) -> bytes:
    raw = words.encode() + b"\0"
    return struct.pack("=I", len(raw)) + raw + bytes(-len(raw) % 4)


class ScriptedCompositor:
    """Offers what it is told to; keeps what is asked of it, and speaks when it is told to."""

    def __init__(self, globals_: dict[str, int]) -> None:
        self._globals = globals_
        self._writer: asyncio.StreamWriter | None = None
        self._registry = 0
        self.bound: dict[int, str] = {}
        """Object → its interface."""
        self.asked: list[tuple[str, int, tuple[int, ...]]] = []
        """Interface, request and arguments of all that is asked of bound objects."""
        self.destroyed: list[int] = []
        self.silent = False
        """Whether it answers nothing."""

    def say(self, target: int, event: int, arguments: bytes = b"") -> None:
        """Send an event."""
        assert self._writer is not None
        self._writer.write(struct.pack("=IHH", target, event, 8 + len(arguments)) + arguments)

    def babble(self, nonsense: bytes) -> None:
        """Send what is no event."""
        assert self._writer is not None
        self._writer.write(nonsense)

    def refuse(self, target: int, why: str) -> None:
        """Send a protocol error and hang up, as libwayland does."""
        self.say(DISPLAY, 0, struct.pack("=II", target, 0) + text(why))
        self.hang_up()

    def withdraw(self, interface: str) -> None:
        """Take a global back."""
        self.say(self._registry, 1, struct.pack("=I", self._name(interface)))

    def hang_up(self) -> None:
        """Close the connection."""
        assert self._writer is not None
        self._writer.close()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        while head := await reader.read(8):
            target, request, size = struct.unpack("=IHH", head)
            arguments = await reader.readexactly(size - 8)
            if not self.silent:
                self._take(target, request, arguments)
        writer.close()

    def _take(self, target: int, request: int, arguments: bytes) -> None:
        match target, request:
            case (1, 0):  # wl_display.sync
                (callback,) = struct.unpack("=I", arguments)
                self.say(callback, 0, struct.pack("=I", 1))
                self.say(DISPLAY, 1, struct.pack("=I", callback))
            case (1, 1):  # wl_display.get_registry
                (self._registry,) = struct.unpack("=I", arguments)
                for interface, version in self._globals.items():
                    name = struct.pack("=I", self._name(interface))
                    version_ = struct.pack("=I", version)
                    self.say(self._registry, 0, name + text(interface) + version_)
            case (self._registry, 0):  # wl_registry.bind
                name, made = (
                    struct.unpack_from("=I", arguments)[0],
                    struct.unpack("=I", arguments[-4:]),
                )
                self.bound[made[0]] = list(self._globals)[name - 1]
            case _ if target in self.bound:
                numbers = struct.unpack(f"={len(arguments) // 4}I", arguments)
                self.asked.append((self.bound[target], request, numbers))
            case _:
                self.destroyed.append(target)
                self.say(DISPLAY, 1, struct.pack("=I", target))

    def _name(self, interface: str) -> int:
        return list(self._globals).index(interface) + 1


@asynccontextmanager
async def running(socket: Path, **globals_: int) -> AsyncIterator[ScriptedCompositor]:
    """Let a compositor that offers these interfaces, in these versions, listen at `socket`."""
    compositor = ScriptedCompositor(globals_)
    server = await asyncio.start_unix_server(compositor.serve, socket)
    try:
        yield compositor
    finally:
        server.close()
        if compositor._writer is not None:
            compositor._writer.close()
        await asyncio.sleep(0.01)  # the server's tasks see the end
