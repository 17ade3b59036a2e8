"""The control socket: answers the command line on an AF_UNIX socket, one JSON object a line.

A client that asks to watch is told each change until it hangs up, or says anything more.

Whatever comes in, the daemon goes on: garbage gets a reply that says what is wrong with it,
clients that dawdle or do not read are dropped, and only this user is listened to.
"""

import asyncio
import logging
import os
import socket
import struct
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from pathlib import Path

from unkink.feed import Feed
from unkink.protocol import Bare, Code, Reply, Request
from unkink.wire import LINE_LIMIT, BadMessage, decode_request, encode_reply

log = logging.getLogger(__name__)

Answer = Callable[[Request], Awaitable[Reply]]

CLIENT_LIMIT = 64
WATCHER_LIMIT = 32
"""Who watches stays for long, and is not counted among those who ask."""
WATCHER_BUFFER = 4096
"""Bytes the kernel is asked to keep for a watcher; the default would hold a hundred old states
before the newest for one that sleeps."""
ANSWER_LIMIT = 30.0
"""Seconds; opening a browser may take a while."""

WELCOME_TURNS = 4
"""Of the loop, from a connection that asyncio accepts until we hear of it."""

_BUSY = Reply(Code.FAILED, "too many commands at once; try again in a moment")
_CREDENTIALS = struct.Struct("iII")
"""`struct ucred` of SO_PEERCRED: pid, uid, gid (unix(7))."""


class ControlServer:
    """Listens on a socket that only its owner can reach; runs on the asyncio loop's thread."""

    def __init__(
        self,
        path: Path,
        answer: Answer,
        feed: Feed | None = None,
        *,
        patience: float = 5.0,
        user: int | None = None,
    ) -> None:
        """Prepare; `patience` is how many seconds a client may be silent or refuse to read.

        Only who watches the `feed` may do both for as long as they like.
        """
        self._path = path
        self._answer = answer
        self._feed = feed
        self._watching = 0
        self._patience = patience
        self._user = os.getuid() if user is None else user
        self._server: asyncio.Server | None = None
        self._identity = 0, 0
        """Device and inode of the socket's file."""
        self._clients: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listen, in place of what a crashed daemon left behind.

        The folder must exist and be private, and the instance lock be held: nobody else may have
        the socket in use. Raises OSError.
        """
        listener = _bind(self._path)
        there = self._path.stat(follow_symlinks=False)
        self._identity = there.st_dev, there.st_ino
        self._server = await asyncio.start_unix_server(
            self._welcome, sock=listener, limit=LINE_LIMIT - 1, backlog=CLIENT_LIMIT
        )

    @property
    def lost(self) -> bool:
        """Whether the socket at its place is no longer the one listened on, or none is there."""
        if self._server is None:
            return False
        try:
            there = self._path.stat(follow_symlinks=False)
        except OSError:
            return True
        return (there.st_dev, there.st_ino) != self._identity

    async def begin_again(self) -> None:
        """Listen at the same place anew, where the socket was removed; clients met stay.

        Raises OSError; then those that are connected are served all the same.
        """
        before = self._server
        await self.start()
        if before is not None:
            await _accept_no_more(before)
            before.close()

    async def close(self) -> None:
        """Stop listening, drop every client and take the socket away."""
        if self._server is None:
            return
        lost = self.lost
        server, self._server = self._server, None
        await _accept_no_more(server)
        server.close()
        dropped = self._clients - {asyncio.current_task()}
        for client in dropped:
            client.cancel()
        await asyncio.gather(*dropped, return_exceptions=True)
        if not lost:  # else whatever is there is somebody else's
            self._path.unlink(missing_ok=True)

    def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The writer's own limit of 64 kB would let a client that never reads keep a reply alive.
        writer.transport.set_write_buffer_limits(0)
        stranger = self._stranger(writer)
        if self._server is None:
            writer.transport.abort()  # met on the way out
        elif stranger is not None:
            log.warning("turned away user %d at the control socket", stranger)
            writer.transport.abort()
        elif len(self._clients) - self._watching >= CLIENT_LIMIT:
            writer.write(encode_reply(_BUSY))
            writer.close()
        else:
            client = asyncio.get_running_loop().create_task(self._serve(reader, writer))
            self._clients.add(client)
            client.add_done_callback(self._clients.discard)
            # Replies were drained, so whatever is left belongs to a client that does not read.
            # Not left to the task itself: one that is cancelled before its first step does nothing.
            client.add_done_callback(lambda _: writer.transport.abort())

    def _stranger(self, writer: asyncio.StreamWriter) -> int | None:
        """Return the uid of a client who is not the owner; the folder's mode is the first fence."""
        connection: socket.socket = writer.get_extra_info("socket")
        packed = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
        _pid, user, _group = _CREDENTIALS.unpack(packed)
        return None if user == self._user else user

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one line after the other until the client leaves or breaks a limit."""
        try:
            while await self._exchange(reader, writer):
                pass
        except (TimeoutError, OSError):
            log.debug("dropped a client of the control socket")

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Read one request and write its reply; False at the end of the conversation."""
        try:
            async with asyncio.timeout(self._patience):
                line = await reader.readline()
        except ValueError:
            # The rest of the line is still on its way, and not worth reading.
            text = f"the line is longer than {LINE_LIMIT // 1024} kB"
            await self._send(writer, Reply(Code.BAD_USAGE, text))
            return False
        if not line:
            return False
        try:
            request = decode_request(line)
        except BadMessage as error:
            await self._send(writer, Reply(Code.BAD_USAGE, str(error)))
        else:
            if request is Bare.WATCH and self._feed is not None:
                await self._stream(self._feed, reader, writer)
                return False
            await self._send(writer, await self._reply(request))
        return line.endswith(b"\n")

    async def _stream(
        self, feed: Feed, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Tell the client each change until it hangs up; it has nothing more to say."""
        if self._watching >= WATCHER_LIMIT:
            await self._send(writer, _BUSY)
            return
        self._watching += 1
        connection: socket.socket = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, WATCHER_BUFFER)
        telling = asyncio.create_task(_tell(feed, writer))
        hanging_up = asyncio.create_task(reader.read(1))
        try:
            await asyncio.wait({telling, hanging_up}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._watching -= 1
            telling.cancel()
            hanging_up.cancel()
            told, _ = await asyncio.gather(telling, hanging_up, return_exceptions=True)
            if isinstance(told, Exception) and not isinstance(told, OSError):
                log.error("could not tell how things stand", exc_info=told)

    async def _reply(self, request: Request) -> Reply:
        """Have a request answered; the barrier behind which none can hurt the daemon."""
        name = request.value if isinstance(request, Bare) else type(request).__name__
        try:
            async with asyncio.timeout(ANSWER_LIMIT):
                return await self._answer(request)
        except TimeoutError:
            log.warning("no answer to %s within %.0f s", name, ANSWER_LIMIT)
            return Reply(Code.FAILED, "that took too long; please try again")
        except Exception:
            log.exception("could not answer %s", name)
            return Reply(Code.FAILED, "something went wrong inside unkink; its log says what")

    async def _send(self, writer: asyncio.StreamWriter, reply: Reply) -> None:
        writer.write(encode_reply(reply))
        async with asyncio.timeout(self._patience):
            await writer.drain()


async def _accept_no_more(server: asyncio.Server) -> None:
    """Let those be welcomed whom asyncio has accepted: a closed server would leave them open."""
    loop = asyncio.get_running_loop()
    for listener in server.sockets:
        loop.remove_reader(listener.fileno())
    for _ in range(WELCOME_TURNS):
        await asyncio.sleep(0)


async def _tell(feed: Feed, writer: asyncio.StreamWriter) -> None:
    """Write each edition the client has room for; it misses those that are old by then."""
    async with aclosing(feed.editions()) as editions:
        async for line in editions:
            writer.write(line)
            await writer.drain()


def _bind(path: Path) -> socket.socket:
    """Put a socket with mode 0600 at `path`. Raises OSError."""
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # bind() creates the file: a chmod afterwards would leave it open for a moment.
    before = os.umask(0o177)
    try:
        listener.bind(os.fspath(path))
    except OSError:
        listener.close()
        raise
    finally:
        os.umask(before)
    return listener
