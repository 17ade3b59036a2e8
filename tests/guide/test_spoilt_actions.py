"""Actions that no page of ours sends, through a door that is open to one; found by `tests/fuzz`."""

import pytest

from tests.guide.knocking import Door


@pytest.mark.parametrize(
    "body",
    [
        b'{"action":"did","tip":"\xff"}',
        b'{"\xff":1,"action":"did"}',
        b'{"action":"tuned","switches":{"x":' + b"[" * 2900,
        b'{"y":' + b"[" * 2900,
    ],
    ids=["no-utf-8", "no-utf-8-in-a-name", "deep", "deep-before-the-action"],
)
async def test_an_action_that_cannot_be_read_is_refused_and_no_failure(
    door: Door, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    """It was answered with 500, and a traceback in the log."""
    reply = await door.say(body)
    assert reply.status == 400
    assert caplog.records == []
