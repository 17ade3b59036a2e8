"""What the pages may say about health, byte by byte: by POST alone, and nothing invented."""

import pytest

from tests.guide.desks import TODAY, RecordingDesk
from tests.guide.knocking import Door
from unkink.core.health import HealthProfile


@pytest.mark.parametrize(
    "action",
    [
        {"action": "answer", "tags": ["no-such-tag"]},
        {"action": "answer", "tags": ["acute-pain"]},
        {"action": "answer", "tags": "pregnancy"},
        {"action": "answer"},
        {"action": "tight", "areas": ["heart"]},
        {"action": "decline", "tags": ["pregnancy"]},
    ],
)
async def test_what_no_page_of_ours_would_say_changes_nothing(
    door: Door, desk: RecordingDesk, action: object
) -> None:
    before = desk.profile
    assert (await door.act(action)).status == 400
    assert desk.profile == before
    assert desk.events == []


async def test_answers_come_by_post_alone(door: Door, desk: RecordingDesk) -> None:
    desk.profile = HealthProfile()
    for page in ("act?action=answer&tags=pregnancy", "health/pregnancy", "health?tags=pregnancy"):
        reply = await door.ask(page)
        assert reply.status in (404, 405, 200)
        assert " checked>" not in reply.text
    assert desk.profile == HealthProfile()
    posted = await door.ask("health", method="POST", body=b"tags=pregnancy")
    assert posted.status >= 400
    assert (await door.act({"action": "answer", "tags": ["pregnancy"]})).status == 200
    assert desk.profile == HealthProfile().answer(frozenset({"pregnancy"}), TODAY)
