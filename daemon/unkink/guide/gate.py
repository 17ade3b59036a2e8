"""Who may ask: only a page that this program opened itself.

The port can be reached by every program and every web page on the machine. A page elsewhere cannot
read the token, a rebound DNS name does not carry our Host, and a form posted across origins carries
a foreign Origin (W3C Fetch Metadata; RFC 6454).
"""

import hmac
from http import HTTPStatus

from unkink.core.values import dataclass
from unkink.guide.exchange import Request

# "same-site" is missing: every other server on 127.0.0.1 is the same site, whoever runs it.
_OUR_SITES = frozenset({"same-origin", "none"})


@dataclass(frozen=True, slots=True)
class Refused:
    """The request gets this status and not a word more."""

    status: HTTPStatus


@dataclass(frozen=True, slots=True)
class Admitted:
    """The request may be answered; `path` is what follows the token."""

    path: str


def judge(request: Request, authority: str, token: str) -> Refused | Admitted:
    """Decide on a request to the server at `authority` ("127.0.0.1:PORT").

    The token comes first: without it the answer is 404 whatever else is wrong, so that a stranger
    learns nothing from the difference.
    """
    given, _, path = request.path.removeprefix("/").partition("/")
    if not hmac.compare_digest(given.encode(), token.encode()):
        return Refused(HTTPStatus.NOT_FOUND)
    if request.header("host") != authority:
        return Refused(HTTPStatus.MISDIRECTED_REQUEST)
    if request.header("sec-fetch-site", "none") not in _OUR_SITES:
        return Refused(HTTPStatus.FORBIDDEN)
    origin = request.header("origin")
    if origin is None and request.method == "POST":
        return Refused(HTTPStatus.FORBIDDEN)
    if origin is not None and origin != f"http://{authority}":
        return Refused(HTTPStatus.FORBIDDEN)
    if request.method not in ("GET", "POST"):
        return Refused(HTTPStatus.METHOD_NOT_ALLOWED)
    return Admitted(path)
