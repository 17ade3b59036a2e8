"""Requests and replies survive the way as lines; anything else is refused with a reason."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink import protocol as ask
from unkink.protocol import WORDED, Bare, Code, Reply, Request
from unkink.wire import (
    BadMessage,
    decode_reply,
    decode_request,
    encode_reply,
    encode_request,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
REQUESTS: st.SearchStrategy[Request] = st.one_of(
    st.sampled_from(ask.Bare),
    st.builds(ask.Why, st.none() | WORDS),
    st.builds(ask.Snooze, st.none() | WORDS),
    st.builds(ask.Now, st.none() | WORDS),
    st.builds(ask.Pause, st.none() | WORDS),
    st.builds(ask.ShowTip, WORDS),
    st.builds(ask.Sore, st.booleans()),
    st.builds(ask.SetProfile, st.lists(WORDS, max_size=5).map(tuple)),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(REQUESTS)
def test_a_request_comes_out_as_it_went_in_on_one_line(request: Request) -> None:
    line = encode_request(request)
    assert decode_request(line) == request
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1


def test_a_request_looks_like_this() -> None:
    assert encode_request(ask.Snooze("5m")) == (
        b'{"command":"snooze","arguments":{"length":"5m"}}\n'
    )


def test_a_request_may_leave_out_what_has_a_default() -> None:
    assert decode_request(b'{"command": "snooze"}') == ask.Snooze(None)


def test_every_command_has_one_name() -> None:
    names = [one.value for one in Bare] + list(WORDED)
    assert len(set(names)) == len(names) == 33


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"", "not a JSON line"),
        (b"hello", "not a JSON line"),
        (b"\xff\xfe", "not a JSON line"),
        (b"[" * 60_000, "not a JSON line"),
        (b"9" * 60_000, "not a JSON line"),
        (b"[]", "not a JSON object"),
        (b"{}", "a request has a command"),
        (b'{"command": "dance"}', 'no command "dance"'),
        (b'{"command": ["status"]}', "a request has a command"),
        (b'{"command": "status", "arguments": 5}', "arguments, an object"),
        (b'{"command": "status", "arguments": {"x": 1}}', "status takes no arguments"),
        (b'{"command": "snooze", "arguments": {"x": 1}}', 'snooze takes no argument "x"'),
        (b'{"command": "snooze", "arguments": {"length": 5}}', "length must be text"),
        (b'{"command": "sore", "arguments": {"on": 1}}', "on must be true or false"),
        (b'{"command": "profile-set", "arguments": {"tags": "x"}}', "tags must be a list"),
        (b'{"command": "profile-set", "arguments": {"tags": [1]}}', "tags must be text"),
        (b'{"command": "tip"}', "tip lacks an argument"),
    ],
)
def test_what_is_no_request_is_refused_with_the_reason(line: bytes, why: str) -> None:
    with pytest.raises(BadMessage) as caught:
        decode_request(line)
    assert why in str(caught.value)


@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_at_all_raise_anything_but_bad_message(line: bytes) -> None:
    try:
        request = decode_request(line)
    except BadMessage:
        return
    assert isinstance(request, (Bare, *WORDED.values()))


@given(
    st.sampled_from(sorted(WORDED)),
    st.dictionaries(st.sampled_from(["length", "what", "on", "tags", "id", "until"]), JSON),
)
def test_arguments_of_any_kind_raise_nothing_but_bad_message(
    command: str, arguments: dict[str, object]
) -> None:
    line = json.dumps({"command": command, "arguments": arguments}).encode()
    try:
        request = decode_request(line)
    except BadMessage:
        return
    assert isinstance(request, WORDED[command])


@given(st.sampled_from(Code), WORDS, JSON.filter(lambda value: value == value))
def test_a_reply_comes_out_as_it_went_in(code: Code, text: str, data: ask.Json) -> None:
    line = encode_reply(Reply(code, text, data))
    assert line.count(b"\n") == 1
    assert encode_reply(decode_reply(line)) == line


def test_half_a_character_in_a_reply_does_not_break_the_line() -> None:
    assert decode_reply(encode_reply(Reply(text="\ud800"))) == Reply(text="?")


@pytest.mark.parametrize(
    "line", [b"", b"5", b"{}", b'{"code":9,"text":""}', b'{"code":true,"text":""}', b'{"code":0}']
)
def test_what_is_no_reply_is_refused(line: bytes) -> None:
    with pytest.raises(BadMessage):
        decode_reply(line)
