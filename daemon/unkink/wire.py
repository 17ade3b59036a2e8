"""Requests and replies as lines: one JSON object each, UTF-8, either way.

A request is `{"command": "snooze", "arguments": {"length": "5m"}}`, a reply
`{"code": 0, "text": "…", "data": …}`; the code is the exit code of the command line.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any

from unkink.protocol import WORDED, Bare, Code, Json, Reply, Request, Worded

LINE_LIMIT = 64 * 1024
"""Bytes of a request line with its newline."""

_BARE = {one.value: one for one in Bare}
_NAMES = {kind: name for name, kind in WORDED.items()}


class BadMessage(ValueError):  # noqa: N818 - reads better where it is raised
    """A line is not what this protocol allows; the text says what is wrong with it."""


def encode_request(request: Request) -> bytes:
    """Write a request as one line."""
    if isinstance(request, Bare):
        return _line({"command": request.value})
    return _line({"command": _NAMES[type(request)], "arguments": asdict(request)})


def decode_request(line: bytes) -> Request:
    """Read a request line. Raises BadMessage."""
    message = _object(line)
    name = message.get("command")
    arguments = message.get("arguments", {})
    if not isinstance(name, str) or not isinstance(arguments, dict):
        raise BadMessage("a request has a command, which is text, and arguments, an object")
    if name in WORDED:
        return _worded(name, arguments)
    if name not in _BARE:
        raise BadMessage(f"no command {_shown(name)}; this daemon may be older than its client")
    if arguments:
        raise BadMessage(f"{name} takes no arguments")
    return _BARE[name]


def _worded(name: str, arguments: dict[str, object]) -> Worded:
    known = {field.name: field for field in fields(WORDED[name])}
    if unknown := sorted(set(arguments) - set(known)):
        raise BadMessage(f"{name} takes no argument {_shown(unknown[0])}")
    values: dict[str, Any] = {
        key: _READERS[known[key].type](key, value) for key, value in arguments.items()
    }
    try:
        return WORDED[name](**values)
    except TypeError as error:
        raise BadMessage(f"{name} lacks an argument") from error


def encode_reply(reply: Reply) -> bytes:
    """Write a reply as one line."""
    return _line({"code": int(reply.code), "text": reply.text, "data": reply.data})


def decode_reply(line: bytes) -> Reply:
    """Read a reply line. Raises BadMessage."""
    message = _object(line)
    code, text = message.get("code"), message.get("text")
    if type(code) is not int or code not in set(Code) or not isinstance(text, str):
        raise BadMessage("the reply has no code or text")
    return Reply(Code(code), text, message.get("data"))


def _line(message: Mapping[str, Json]) -> bytes:
    return (
        json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
        + b"\n"
    )


def _object(line: bytes) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadMessage("not a JSON line") from error
    if not isinstance(message, dict):
        raise BadMessage("not a JSON object")
    return message


def _shown(word: str) -> str:
    text = json.dumps(word)
    return text if len(text) <= 40 else text[:39] + "…"


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadMessage(f"{key} must be text")
    return value


def _text_or_nothing(key: str, value: object) -> str | None:
    return None if value is None else _text(key, value)


def _switch(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise BadMessage(f"{key} must be true or false")
    return value


def _texts(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise BadMessage(f"{key} must be a list")
    return tuple(_text(key, one) for one in value)


_READERS: dict[object, Callable[[str, object], object]] = {
    str: _text,
    str | None: _text_or_nothing,
    bool: _switch,
    tuple[str, ...]: _texts,
}
