"""One connection from its first byte to its last: read, judge, answer, close."""

import asyncio
import logging
from dataclasses import field
from http import HTTPStatus

import h11

from unkink.core.moment import Duration
from unkink.core.values import dataclass
from unkink.guide.exchange import (
    HEAD_LIMIT,
    Request,
    Response,
    UnreadableError,
    encode,
    packed,
    read_request,
)
from unkink.guide.gate import Admitted, Refused, judge
from unkink.guide.lines import Lines
from unkink.guide.peer import is_ours
from unkink.guide.router import Router
from unkink.guide.tickets import Tickets

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class House:
    """Where the pages live for as long as the port is open."""

    authority: str
    token: str
    lines: Lines
    router: Router
    patience: Duration
    """How long a client may take to ask, and again to take its answer."""
    tickets: Tickets = field(default_factory=Tickets)


async def receive(house: House, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Serve one exchange. Never raises but for cancellation; the caller closes the connection."""
    connection = h11.Connection(h11.SERVER, max_incomplete_event_size=HEAD_LIMIT)
    try:
        async with asyncio.timeout(house.patience):
            request = await read_request(connection, reader)
        if request is None:
            return
        response = await _answer(house, request, writer)
    except TimeoutError:
        return  # also a browser that opened a spare connection and never needed it
    except UnreadableError as problem:
        response = Response(problem.status)
    except OSError:
        return
    await _send(house, writer, encode(connection, response))


async def _answer(house: House, request: Request, writer: asyncio.StreamWriter) -> Response:
    """Let in whom the gate and the kernel know, and answer so that a page can tell it is us."""
    verdict = judge(request, house.authority, house.token)
    page = house.tickets.page(request, house.authority)
    if page is None and verdict == Refused(HTTPStatus.NOT_FOUND):
        return Response(HTTPStatus.NOT_FOUND)
    if not is_ours(writer.get_extra_info("peername"), writer.get_extra_info("sockname")):
        log.warning("turned away somebody else's program at the guide pages")
        return Response(HTTPStatus.NOT_FOUND)
    if page is not None:
        where = {"Location": f"/{house.token}/{page}"}
        return Response(HTTPStatus.SEE_OTHER, headers=where)
    return packed(request, house.lines.proved(request, await _judged(house, request, verdict)))


async def _judged(house: House, request: Request, verdict: Refused | Admitted) -> Response:
    """Answer; the last barrier, so that one bad page closes no other."""
    if isinstance(verdict, Refused):
        return Response(verdict.status)
    try:
        return await house.router.answer(request, verdict.path)
    except Exception:  # logged without the whole path: it holds the token
        log.exception("a guide page failed: %s", verdict.path)
        return Response(HTTPStatus.INTERNAL_SERVER_ERROR)


async def _send(house: House, writer: asyncio.StreamWriter, data: bytes) -> None:
    try:
        # Wait for the last byte, not for the usual 64 kB: what is left must not linger unseen.
        writer.transport.set_write_buffer_limits(high=0)
        writer.write(data)
        async with asyncio.timeout(house.patience):
            await writer.drain()
    except (TimeoutError, OSError):
        writer.transport.abort()
