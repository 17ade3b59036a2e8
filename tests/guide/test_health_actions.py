"""What the pages may say about health, byte by byte: by POST alone, and nothing invented; and
never over answers that the page knew nothing of.
"""

import json
from collections.abc import Mapping

import pytest

from tests.guide.desks import TODAY, RecordingDesk
from tests.guide.knocking import Door
from unkink.core.health import HealthProfile

LOOK = "Everything that was ticked here or there is ticked now. Look it over, then save."
NOT_YET = "Nothing was saved yet."


@pytest.mark.parametrize(
    "action",
    [
        {"action": "answer", "mark": "", "tags": ["no-such-tag"]},
        {"action": "answer", "mark": "", "tags": ["acute-pain"]},
        {"action": "answer", "mark": "", "tags": "pregnancy"},
        {"action": "answer", "tags": ["pregnancy"]},
        {"action": "answer", "mark": ""},
        {"action": "tight", "areas": ["heart"]},
        {"action": "decline", "mark": "", "tags": ["pregnancy"]},
        {"action": "decline"},
        {"action": "forget"},
        {"action": "cleared"},
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
    action = {"action": "answer", "tags": ["pregnancy"], "mark": desk.health_mark()}
    assert (await door.act(action)).status == 200
    assert desk.profile == HealthProfile().answer(frozenset({"pregnancy"}), TODAY)


async def said(door: Door, action: str, mark: str, **more: object) -> Mapping[str, object]:
    reply = await door.act({"action": action, "mark": mark, **more})
    assert reply.status == 200
    found: Mapping[str, object] = json.loads(reply.body)
    return found


async def test_of_two_forms_the_older_is_told_what_changed_and_saves_nothing(
    door: Door, desk: RecordingDesk
) -> None:
    desk.profile = HealthProfile()
    old = desk.health_mark()
    assert (await said(door, "answer", old, tags=["pregnancy"]))["ok"]
    kept = desk.profile
    reply = await said(door, "answer", old, tags=["stroke-or-artery"])
    assert desk.profile == kept
    assert reply == {
        "ok": False,
        "say": NOT_YET,
        "news": f"Since this page was opened, “I am pregnant or may be” was ticked. {LOOK}",
        "tags": ["pregnancy", "stroke-or-artery"],
        "mark": desk.health_mark(),
    }
    both = await said(door, "answer", str(reply["mark"]), tags=reply["tags"])
    assert both["ok"]
    assert desk.profile.tags == {"pregnancy", "stroke-or-artery"}


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        (
            ["epilepsy"],
            ["epilepsy", "kidney-disease"],
            "“Kidney disease or a prescribed",
        ),
        (["epilepsy"], [], "“Seizures” was unticked and “None of these” was ticked."),
        (["epilepsy"], None, "“Seizures” was unticked and “I prefer not to say” was ticked."),
    ],
)
@pytest.mark.parametrize("action", ["decline", "forget"])
async def test_letting_go_of_answers_the_page_does_not_know_asks_again(
    door: Door,
    desk: RecordingDesk,
    action: str,
    then: list[str],
    now: list[str] | None,
    told: str,
) -> None:
    desk.profile = HealthProfile().answer(frozenset(then), TODAY)
    old = desk.health_mark()
    answered = HealthProfile().answer(frozenset(now or []), TODAY)
    desk.profile = HealthProfile().decline() if now is None else answered
    before = desk.profile
    reply = await said(door, action, old)
    if action == "decline" and now is None:
        assert reply["ok"]  # it wants what is there already
        return
    assert str(reply["news"]).startswith(f"Since this page was opened, {told}")
    assert (reply["ok"], reply["tags"], desk.profile) == (False, sorted(now or []), before)
    assert (await said(door, action, str(reply["mark"])))["ok"]
    assert desk.profile.tags == frozenset()


async def test_what_a_lock_or_a_sore_day_changed_is_no_news_to_the_form(
    door: Door, desk: RecordingDesk
) -> None:
    old = desk.health_mark()
    desk.profile = desk.profile.become_sore(TODAY)
    assert (await said(door, "answer", old, tags=["epilepsy"]))["ok"]
    assert desk.profile.sore(TODAY)


async def test_a_form_nobody_remembers_is_told_so(door: Door, desk: RecordingDesk) -> None:
    desk.profile = HealthProfile().answer(frozenset({"epilepsy"}), TODAY)
    reply = await said(door, "answer", "of another run", tags=[])
    assert (reply["ok"], reply["tags"]) == (False, ["epilepsy"])
    assert str(reply["news"]).startswith("This page is older than unkink remembers, and ")
    assert desk.profile.tags == {"epilepsy"}


async def test_who_is_cleared_is_cleared_of_what_the_page_told_of(
    door: Door, desk: RecordingDesk
) -> None:
    desk.profile = HealthProfile(locked=frozenset({"mobility"}))
    old = desk.health_mark()
    desk.profile = HealthProfile(locked=frozenset({"mobility", "neck-warmup"}))
    reply = await said(door, "cleared", old)
    assert (reply["ok"], desk.cleared) == (False, 0)
    assert "put more aside: Neck warm-up. If you have been cleared for that too" in str(
        reply["say"]
    )
    assert (await said(door, "cleared", str(reply["mark"])))["ok"]
    assert desk.cleared == 1


async def test_a_mark_tells_nothing_and_stays_while_the_answers_do(
    door: Door, desk: RecordingDesk
) -> None:
    marks = []
    for tags in ({"epilepsy"}, {"pregnancy"}, {"epilepsy"}):
        desk.profile = HealthProfile().answer(frozenset(tags), TODAY)
        marks += [desk.health_mark(), desk.health_mark()]
    assert marks[0] == marks[1] == marks[4] != marks[2] == marks[3]
    other = RecordingDesk(profile=desk.profile)
    assert other.health_mark() != desk.health_mark()  # the same answers, another run


async def test_what_could_not_be_written_is_told_and_what_to_do_is_not_left_out(
    door: Door, desk: RecordingDesk
) -> None:
    desk.profile = HealthProfile()
    desk.refusal = "The answers hold, but could not be saved yet: no space."
    reply = await said(door, "answer", desk.health_mark(), tags=["dizziness"])
    assert (reply["ok"], reply["say"], reply["level"]) == (False, desk.refusal, "soon")
