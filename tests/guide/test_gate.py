"""Who is let in, over real sockets."""

import json

import pytest

from tests.guide.desks import RecordingDesk
from tests.guide.knocking import Door
from unkink.core.events import Skipped, Snoozed

GUESS = "guess"


async def test_a_page_is_sent_with_the_headers_that_keep_it_to_itself(door: Door) -> None:
    reply = await door.ask("tip/neck-turns")

    assert reply.status == 200
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert reply.headers["cross-origin-opener-policy"] == "same-origin"
    assert reply.headers["cross-origin-resource-policy"] == "same-origin"
    nonce = reply.text.split('nonce="')[1].split('"')[0]
    assert reply.headers["content-security-policy"] == (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
        "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'none'"
    )


async def test_only_a_page_with_a_form_may_send_one_and_only_to_us(door: Door) -> None:
    for page, ends in (("today", "form-action 'self'"), ("library", "form-action 'none'")):
        assert (await door.ask(page)).headers["content-security-policy"].endswith(ends)


async def test_what_follows_the_question_mark_names_a_day(door: Door) -> None:
    assert "<h1>Friday 20 November</h1>" in (await door.ask("today?day=2026-11-20")).text
    assert "<h1>Friday 20 November</h1>" in (await door.ask("today/2026-11-20")).text
    for day in ("9999-12-31", "0001-01-01", "9999-11-30", "2026-W47"):
        assert (await door.ask(f"today/{day}")).status == 200
    assert (await door.ask("today/2026-11-20/more")).status == 200  # no date: today, and says so


async def test_every_answer_has_a_fresh_nonce(door: Door) -> None:
    policies = {(await door.ask("library")).headers["content-security-policy"] for _ in range(3)}
    assert len(policies) == 3


async def test_the_token_is_192_bits_long_and_never_on_the_page(door: Door) -> None:
    assert len(bytes.fromhex(door.token)) == 24
    for page in ("library", "sore", "why", "tip/neck-turns", "tip/nothing"):
        assert door.token not in (await door.ask(page)).text


@pytest.mark.parametrize("token", ["", "wrong", "0" * 48])
async def test_a_wrong_token_is_a_bare_404(door: Door, token: str) -> None:
    reply = await door.ask("library", token=token)
    assert (reply.status, reply.body) == (404, b"")


@pytest.mark.parametrize("length", [0, 1, 47])
async def test_the_beginning_of_the_token_is_not_enough(door: Door, length: int) -> None:
    assert (await door.ask("library", token=door.token[:length])).status == 404


async def test_without_the_token_nothing_else_can_be_learned(door: Door) -> None:
    answers = [
        await door.ask("library", token=GUESS, host="evil.example"),
        await door.ask("act", "POST", b"{}", GUESS, origin="http://evil.example"),
        await door.ask("library", "DELETE", token=GUESS),
    ]
    assert [(reply.status, reply.body) for reply in answers] == [(404, b"")] * 3


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{port}.evil.example"],
)
async def test_another_host_is_refused(door: Door, host: str) -> None:
    reply = await door.ask("library", host=host.format(port=door.port))
    assert (reply.status, reply.body) == (421, b"")


async def test_a_request_without_a_host_is_refused(door: Door) -> None:
    assert (await door.ask("library", host=None)).status == 400


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
async def test_a_request_made_for_another_site_is_refused(door: Door, site: str) -> None:
    reply = await door.ask("library", sec_fetch_site=site)
    assert (reply.status, reply.body) == (403, b"")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
async def test_a_foreign_origin_is_refused(door: Door, origin: str) -> None:
    assert (await door.ask("library", origin=origin)).status == 403


async def test_a_post_without_an_origin_changes_nothing(door: Door, desk: RecordingDesk) -> None:
    reply = await door.act({"action": "skip", "prompt": 1}, origin=None)
    assert (reply.status, desk.events) == (403, [])


async def test_two_origins_are_nobodys_origin(door: Door, desk: RecordingDesk) -> None:
    own = f"http://{door.authority}"
    raw = (
        f"POST /{door.token}/act HTTP/1.1\r\nHost: {door.authority}\r\nOrigin: {own}\r\n"
        f"Origin: {own}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"
    )
    assert (await door.send(raw.encode())).startswith(b"HTTP/1.1 403 ")
    assert desk.events == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW"])
async def test_other_methods_are_refused(door: Door, method: str) -> None:
    assert (await door.ask("library", method)).status == 405


async def test_an_action_cannot_be_fetched_and_a_page_cannot_be_posted_to(door: Door) -> None:
    own = f"http://{door.authority}"
    assert (await door.ask("act")).status == 405
    assert (await door.ask("library", "POST", b"{}", origin=own)).status == 405


@pytest.mark.parametrize(
    ("action", "event", "words"),
    [
        ("snooze", Snoozed(prompt=7), "It comes back in 5 min."),
        ("skip", Skipped(7), "Skipped. Another time, perhaps."),
    ],
)
async def test_an_answer_reaches_the_desk(
    door: Door, desk: RecordingDesk, action: str, event: object, words: str
) -> None:
    reply = await door.act({"action": action, "prompt": 7})

    assert json.loads(reply.body) == {"ok": True, "say": words}
    assert desk.events == [event]


async def test_a_refused_answer_says_why(door: Door, desk: RecordingDesk) -> None:
    desk.refusal = "This one has been snoozed twice."
    reply = await door.act({"action": "snooze", "prompt": 7})
    assert json.loads(reply.body) == {"ok": False, "say": "This one has been snoozed twice."}


@pytest.mark.parametrize(
    "nonsense",
    [
        {},
        [],
        {"action": "skip"},
        {"action": "quit"},
        {"action": "skip", "prompt": "7"},
        {"action": "skip", "prompt": 7, "more": 1},
        {"action": "flags", "ids": []},
        {"action": "flags", "ids": ["no-such-flag"]},
    ],
)
async def test_nonsense_changes_nothing(door: Door, desk: RecordingDesk, nonsense: object) -> None:
    reply = await door.act(nonsense)
    assert (reply.status, desk.events, desk.flags) == (400, [], [])


async def test_what_a_foreign_form_can_send_is_refused(door: Door, desk: RecordingDesk) -> None:
    reply = await door.act({"action": "skip", "prompt": 7}, content_type="text/plain")
    assert (reply.status, desk.events) == (415, [])


@pytest.mark.parametrize("kind", ["Application/JSON", "application/json ; charset=utf-8"])
async def test_the_name_of_a_media_type_may_be_written_in_any_way(
    door: Door, desk: RecordingDesk, kind: str
) -> None:
    reply = await door.act({"action": "skip", "prompt": 7}, content_type=kind)
    assert (reply.status, desk.events) == (200, [Skipped(7)])


@pytest.mark.parametrize("room", ["act/", "act/anything", "act/act", "line/x"])
async def test_only_the_whole_name_of_a_room_is_one(
    door: Door, desk: RecordingDesk, room: str
) -> None:
    own = f"http://{door.authority}"
    assert (await door.ask(room, "POST", b"{}", None, origin=own)).status == 405
    assert (await door.ask(room)).status == 404
    assert desk.events == []


@pytest.mark.parametrize("name", ["guide.html", "../safety.toml", "..%2fsafety.toml", "", "x/y"])
async def test_only_listed_files_can_be_fetched(door: Door, name: str) -> None:
    assert (await door.ask(f"asset/{name}")).status == 404
