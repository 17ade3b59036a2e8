"""Speaks to the server over a bare socket, so that every byte is the test's own."""

import asyncio
import json
import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from unkink.guide.lines import Line

PATIENCE = 10.0
LINE = '<script type="application/json" id="line">'


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Door:
    """Where the server is, and the secret way in."""

    port: int
    token: str

    @classmethod
    def of(cls, address: str) -> "Door":
        parts = urlsplit(address)
        assert parts.port is not None
        return cls(parts.port, parts.path.split("/")[1])

    @property
    def authority(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def send(self, raw: bytes) -> bytes:
        """Send bytes and return everything that comes back until the server closes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(raw)
            async with asyncio.timeout(PATIENCE):
                return await reader.read()
        except ConnectionResetError:
            return b""
        finally:
            writer.close()

    async def ask(
        self,
        page: str,
        method: str = "GET",
        body: bytes = b"",
        token: str | None = None,
        **headers: str | None,
    ) -> Reply:
        """Ask for a page; header names are written with underscores, None leaves one out."""
        wanted: dict[str, str | None] = {"host": self.authority, **headers}
        if body:
            wanted.setdefault("content_length", str(len(body)))
        lines = [f"{method} /{self.token if token is None else token}/{page} HTTP/1.1"]
        lines += [f"{n.replace('_', '-')}: {v}" for n, v in wanted.items() if v is not None]
        return parsed(await self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body))

    async def line(self) -> Line:
        """Have a page served, and return its line."""
        told = (await self.ask("nowhere")).text.partition(LINE)[2].partition("</script>")[0]
        ends: dict[str, str] = json.loads(told)
        return Line(ends["page"], bytes.fromhex(ends["secret"]))

    async def act(self, action: object, **headers: str | None) -> Reply:
        """Post an action as a page of ours does."""
        return await self.say(json.dumps(action).encode(), **headers)

    async def say(self, words: bytes, **headers: str | None) -> Reply:
        """Post these words, sealed as a page of ours does it."""
        line, nonce = await self.line(), os.urandom(16).hex()
        given: dict[str, str | None] = {
            "origin": f"http://{self.authority}",
            "content_type": "application/json",
            "sec_fetch_site": "same-origin",
            "page_id": line.page,
            "page_nonce": nonce,
            **headers,
        }
        body = line.seal(nonce, f"/{self.token}/act", words)
        return await self.ask("act", "POST", body, None, **given)


def parsed(raw: bytes) -> Reply:
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    return Reply(int(first.split()[1]), headers, body)
