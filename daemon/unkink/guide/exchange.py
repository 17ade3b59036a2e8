"""One request and one answer on one connection, read and written with h11.

Every connection carries a single exchange: on the loopback a new one costs nothing, and a
connection that is never kept needs no limit on how long it may idle.
"""

import asyncio
import gzip
import re
from dataclasses import field, replace
from http import HTTPStatus

import h11

from unkink.core.values import dataclass

HEAD_LIMIT = 16 * 1024
BODY_LIMIT = 4 * 1024
_CHUNK = 4096
_NEVER = re.compile(r"q=0(\.0*)?")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. Header names are in lower case; a repeated header keeps all its values."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""
    query: str = ""
    """What follows the question mark, as it came."""

    def header(self, name: str, otherwise: str | None = None) -> str | None:
        """Return a header by its lower-case name."""
        return self.headers.get(name, otherwise)


@dataclass(frozen=True, slots=True)
class Response:
    """What is answered; safety headers are added when it is sent."""

    status: HTTPStatus = HTTPStatus.OK
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    nonce: str | None = None
    """The nonce of the scripts and styles in `body`, where there are any."""
    form: bool = False
    """Whether a form in `body` leads to another page of ours."""
    large: bool = False
    """Whether `body` is worth packing for whoever can unpack it."""
    headers: dict[str, str] = field(default_factory=dict)


class UnreadableError(Exception):
    """The bytes were no request that is answered here; `status` is the fitting refusal."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


async def read_request(connection: h11.Connection, reader: asyncio.StreamReader) -> Request | None:
    """Read one request; None when the client leaves without asking anything.

    Raises UnreadableError.
    """
    head: h11.Request | None = None
    body = bytearray()
    while True:
        match await _next_event(connection, reader):
            case h11.Request() as head:
                pass
            case h11.Data(data=data):
                body += data
                if len(body) > BODY_LIMIT:
                    raise UnreadableError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            case h11.EndOfMessage() if head is not None:
                return _request(head, bytes(body))
            case _:
                return None


async def _next_event(connection: h11.Connection, reader: asyncio.StreamReader) -> object:
    """Return h11's next event, feeding it until it has one."""
    try:
        while (event := connection.next_event()) is h11.NEED_DATA:
            if connection.they_are_waiting_for_100_continue:
                # Our pages never ask for permission to send; whoever does is no page of ours.
                raise UnreadableError(HTTPStatus.EXPECTATION_FAILED)
            connection.receive_data(await reader.read(_CHUNK))
    except h11.RemoteProtocolError as problem:
        raise UnreadableError(HTTPStatus(problem.error_status_hint)) from problem
    return event


def _request(head: h11.Request, body: bytes) -> Request:
    headers: dict[str, str] = {}
    for raw_name, raw_value in head.headers:
        name, value = raw_name.decode("ascii"), raw_value.decode("latin-1")
        # Two Origins are nobody's origin: joined, they match nothing.
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    target = head.target.decode("latin-1")
    path, _, query = target.partition("?")
    return Request(head.method.decode("ascii"), path, headers, body, query)


def encode(connection: h11.Connection, response: Response) -> bytes:
    """Put an answer into bytes, with the headers that keep it to itself."""
    headers = [
        ("Content-Type", response.kind),
        ("Content-Length", str(len(response.body))),
        ("Content-Security-Policy", policy(response.nonce, form=response.form)),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Connection", "close"),
        *response.headers.items(),
    ]
    head = h11.Response(
        status_code=response.status, reason=response.status.phrase.encode(), headers=headers
    )
    events = [head, h11.Data(data=response.body), h11.EndOfMessage()]
    return b"".join(connection.send(event) or b"" for event in events)


def packed(request: Request, response: Response) -> Response:
    """Pack a large body for a client that says it can unpack it (RFC 9110, section 12.5.3)."""
    if not response.large or not _unpacks(request.header("accept-encoding") or ""):
        return response
    headers = {**response.headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return replace(response, body=gzip.compress(response.body, 1), headers=headers)


def _unpacks(accepted: str) -> bool:
    for one in accepted.lower().replace(" ", "").split(","):
        name, _, weight = one.partition(";")
        if name == "gzip":
            return not _NEVER.fullmatch(weight)
    return False


def policy(nonce: str | None, *, form: bool = False) -> str:
    """Return the content security policy: only what carries the nonce, and only from here."""
    own = f"'nonce-{nonce}'" if nonce else "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {own}",
            f"style-src {own}",
            "img-src 'self' data:",
            "connect-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'" if form else "form-action 'none'",
        )
    )
