"""How a page and its server know each other, byte by byte."""

import hashlib
import hmac
import json
import logging
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.guide.desks import RecordingDesk
from tests.guide.knocking import Door
from unkink.core.events import Skipped
from unkink.guide.lines import Line

NONCE, PATH = "ab" * 16, "/token/act"
SKIP = b'{"action":"skip","prompt":7}'
ONE, OTHER = Line("1" * 32, b"one secret"), Line("2" * 32, b"another")


async def asked(door: Door, page: str, line: Line, nonce: str) -> tuple[int, str | None, bytes]:
    reply = await door.ask(page, page_id=line.page, page_nonce=nonce)
    return reply.status, reply.headers.get("page-proof"), reply.body


# ── proofs ────────────────────────────────────────────────────────────────────────────────────


async def test_an_answer_is_proved_by_the_secret_of_the_page_that_asks(door: Door) -> None:
    line = await door.line()
    for page in ("line", "why", "nowhere", "figure/neck-turns.json", "asset/base.css"):
        status, proof, body = await asked(door, page, line, NONCE)
        told = f"answer\n{NONCE}\n/{door.token}/{page}\n{status}\n".encode() + body
        assert proof == hmac.new(line.secret, told, hashlib.sha256).hexdigest()
    assert (await asked(door, "line", line, NONCE))[::2] == (200, b"")


async def test_what_is_packed_on_its_way_is_proved_as_it_will_be_read(door: Door) -> None:
    line = await door.line()
    plain = await asked(door, "figure/neck-turns.json", line, NONCE)
    packed = await door.ask(
        "figure/neck-turns.json", page_id=line.page, page_nonce=NONCE, accept_encoding="gzip"
    )
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["page-proof"] == plain[1]


async def test_a_proof_holds_for_one_question_of_one_page(door: Door) -> None:
    line, other = await door.line(), await door.line()
    proofs = {
        (await asked(door, "line", one, nonce * 32))[1] for one in (line, other) for nonce in "ab"
    }
    assert len(proofs) == 4


async def test_a_refusal_and_a_failure_are_proved_as_well(
    door: Door, desk: RecordingDesk, caplog: pytest.LogCaptureFixture
) -> None:
    line = await door.line()
    refused = await door.ask("line", page_id=line.page, page_nonce=NONCE, origin="null")
    proof = line.proof(NONCE, f"/{door.token}/line", 403, b"")
    assert (refused.status, refused.headers["page-proof"]) == (403, proof)
    desk.own = None  # type: ignore[assignment]  # makes the next page fail
    assert (await asked(door, "tip/neck-turns", line, NONCE))[:2] == (
        500,
        line.proof(NONCE, f"/{door.token}/tip/neck-turns", 500, b""),
    )
    assert line.secret.hex() not in caplog.text


@pytest.mark.parametrize("spoilt", ["", "ab", "AB" * 16, "ab" * 17, "zz" * 16])
async def test_who_asks_in_another_way_gets_no_proof(door: Door, spoilt: str) -> None:
    line = await door.line()
    assert (
        "page-proof" not in (await door.ask("line", page_id=line.page, page_nonce=spoilt)).headers
    )
    assert "page-proof" not in (await door.ask("line", page_id=spoilt, page_nonce=NONCE)).headers
    assert "page-proof" not in (await door.ask("line")).headers
    stranger = await door.ask("line", token="0" * 48, page_id=line.page, page_nonce=NONCE)
    assert (stranger.status, "page-proof" in stranger.headers) == (404, False)


async def test_every_page_has_a_secret_of_its_own_of_256_bits(door: Door) -> None:
    lines = [await door.line() for _ in range(3)]
    assert len({one.page for one in lines}) == 3
    assert len({one.secret for one in lines}) == 3
    assert {len(one.secret) for one in lines} == {32}
    assert lines[0].secret.hex() not in repr(lines[0])


# ── seals ─────────────────────────────────────────────────────────────────────────────────────


@given(words=st.binary(max_size=200))
def test_what_is_sealed_is_read_again_and_shows_nothing_meanwhile(words: bytes) -> None:
    sealed = ONE.seal(NONCE, PATH, words)
    assert ONE.unsealed(NONCE, PATH, sealed) == words
    assert len(words) < 4 or words not in sealed


def test_a_seal_holds_for_one_page_one_nonce_and_one_place() -> None:
    sealed = ONE.seal(NONCE, PATH, SKIP)
    assert OTHER.unsealed(NONCE, PATH, sealed) is None
    assert ONE.unsealed("cd" * 16, PATH, sealed) is None
    assert ONE.unsealed(NONCE, "/token/other", sealed) is None


@given(data=st.data())
def test_nothing_sealed_can_be_changed(data: st.DataObject) -> None:
    sealed = ONE.seal(NONCE, PATH, SKIP)
    place = data.draw(st.integers(0, len(sealed) - 1))
    changed = sealed[:place] + bytes([data.draw(st.integers(0, 255))]) + sealed[place + 1 :]
    # Base64 has more than one way to write the last byte: other letters, the same words.
    assert ONE.unsealed(NONCE, PATH, changed) in (None, SKIP)


def test_two_nonces_hide_the_same_words_in_different_ways() -> None:
    first, second = (json.loads(ONE.seal(one * 32, PATH, SKIP))["words"] for one in "ab")
    assert first != second


async def test_only_sealed_words_are_taken(door: Door, desk: RecordingDesk) -> None:
    line, nonce = await door.line(), os.urandom(16).hex()
    path = f"/{door.token}/act"
    headers = {"origin": f"http://{door.authority}", "content_type": "application/json"}
    own = {"page_id": line.page, "page_nonce": nonce}
    for body, more in (
        (SKIP, {}),
        (SKIP, own),
        (b"{}", own),
        (b"[" * 3000, own),
        (b'{"words":"","seal":"\xc3\xa9"}', own),
        (line.seal(nonce, path, SKIP), {}),
        (line.seal(nonce, path, SKIP), {**own, "page_nonce": "ab" * 16}),
        (line.seal(nonce, path, SKIP), {**own, "page_id": "1" * 32}),
        (ONE.seal(nonce, path, SKIP), own),
    ):
        reply = await door.ask("act", "POST", body, None, **headers, **more)
        assert (reply.status, desk.events) == (403, [])
    sealed = line.seal(nonce, path, SKIP)
    assert (await door.ask("act", "POST", sealed, None, **headers, **own)).status == 200
    assert desk.events == [Skipped(7)]


async def test_neither_secret_nor_words_reach_a_log(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    line = await door.line()
    await door.act({"action": "answer", "tags": ["pregnancy"]})
    await door.say(b"pregnancy")
    await asked(door, "line", line, NONCE)
    assert line.secret.hex() not in caplog.text
    assert "pregnancy" not in caplog.text
