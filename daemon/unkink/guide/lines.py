"""The line between a page and this server: how each knows that it talks to the other.

A port is a name that anybody may take once this program has ended, while pages stay open. So each
page is served with a secret of its own, which is never sent again. An answer counts for the page
only with a proof made from it, and what the page says is sealed: sealed words can neither be read
nor made up without the secret (encrypt-then-MAC, with HMAC-SHA256 as the one primitive: the
browser has it as WebCrypto, and Python has no cipher of its own).
"""

import hashlib
import hmac
import os
import re
from dataclasses import field, replace
from itertools import count

import msgspec

from unkink.core.values import dataclass
from unkink.guide.exchange import Request, Response

PAGE, NONCE, PROOF = "page-id", "page-nonce", "Page-Proof"
"""Headers: whose line it is, what has to be fresh in the proof, and the proof."""
_RANDOM = re.compile("[0-9a-f]{32}")
_BYTES = 16


class _Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a page posts."""

    words: bytes
    """Base64 in the JSON; what is inside may be padded with spaces, so that lengths tell little."""
    seal: str


@dataclass(frozen=True, slots=True)
class Line:
    """One page's."""

    page: str
    """Names it; no secret."""
    secret: bytes = field(repr=False)

    def proof(self, nonce: str, path: str, status: int, body: bytes) -> str:
        """Return what only the server that served the page can say of this answer."""
        return self._mac("answer", nonce, path, str(status), body).hex()

    def seal(self, nonce: str, path: str, words: bytes) -> bytes:
        """Return the body of a post as the page makes it; a nonce serves once."""
        sealed = self._crypted(nonce, words)
        seal = self._mac("seal", nonce, path, sealed).hex()
        return msgspec.json.encode(_Sealed(sealed, seal))

    def unsealed(self, nonce: str, path: str, body: bytes) -> bytes | None:
        """Return what was sealed; None where the page did not say it."""
        try:
            post = msgspec.json.decode(body, type=_Sealed)
        except (ValueError, RecursionError):
            return None
        right = self._mac("seal", nonce, path, post.words).hex()
        if not hmac.compare_digest(right.encode(), post.seal.encode()):
            return None
        return self._crypted(nonce, post.words)

    def _crypted(self, nonce: str, words: bytes) -> bytes:
        """Add the key stream of this nonce, or take it away: both are the same."""
        stream = bytearray()
        for block in count():
            if len(stream) >= len(words):
                break
            stream += self._mac("stream", nonce, str(block))
        return bytes(one ^ other for one, other in zip(words, stream, strict=False))

    def _mac(self, purpose: str, *parts: str | bytes) -> bytes:
        """Sign lines of text, of which only the last may be bytes of any kind."""
        lines = [one if isinstance(one, bytes) else one.encode() for one in (purpose, *parts)]
        return hmac.digest(self.secret, b"\n".join(lines), hashlib.sha256)


class Lines:
    """Makes the lines of pages and finds them again, and keeps none: one key makes them all."""

    def __init__(self) -> None:
        self._key = os.urandom(32)

    def new(self) -> Line:
        """Return the line of a page that is being served."""
        return self._line(os.urandom(_BYTES).hex())

    def proved(self, request: Request, response: Response) -> Response:
        """Add the proof, where the request comes from a page and wants one."""
        found = self._of(request)
        if found is None:
            return response
        line, nonce = found
        proof = line.proof(nonce, request.path, response.status, response.body)
        return replace(response, headers={**response.headers, PROOF: proof})

    def unsealed(self, request: Request) -> bytes | None:
        """Return what a page says in this request; None where none of ours has said it."""
        found = self._of(request)
        if found is None:
            return None
        line, nonce = found
        return line.unsealed(nonce, request.path, request.body)

    def _of(self, request: Request) -> tuple[Line, str] | None:
        page, nonce = request.header(PAGE, "") or "", request.header(NONCE, "") or ""
        if not (_RANDOM.fullmatch(page) and _RANDOM.fullmatch(nonce)):
            return None
        return self._line(page), nonce

    def _line(self, page: str) -> Line:
        return Line(page, hmac.digest(self._key, page.encode(), hashlib.sha256))
