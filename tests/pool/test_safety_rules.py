"""What must hold of every tip, question and red flag so that nobody is harmed (evidence part 4)."""

from collections import Counter

from tests.pool.files import CATEGORIES, HEALTH, SAFETY, TAGS, TIPS, TipTable


def lacking(tips: list[TipTable], *tags: str) -> dict[str, list[str]]:
    """The tags of this list that each tip does not exclude, where there are any."""
    found = {tip["id"]: [tag for tag in tags if tag not in tip["contra"]] for tip in tips}
    return {tip_id: missing for tip_id, missing in found.items() if missing}


def test_cold_showers_exclude_every_heart_and_cold_risk_and_wait_for_the_questions() -> None:
    showers = [t for t in TIPS if t["category"] == "contrast-shower" and "shower" in t["needs"]]
    assert len(showers) >= 3
    assert (
        lacking(
            showers,
            "pregnancy",
            "heart-disease",
            "hypertension",
            "stroke-or-artery",
            "cold-sensitivity",
            "epilepsy",
        )
        == {}
    )
    assert {tip["gate"] for tip in showers} == {"screened"}


def test_massage_excludes_artery_bleeding_skin_and_injury() -> None:
    massages = [tip for tip in TIPS if tip["category"] == "self-massage"]
    assert len(massages) == 7
    risks = ("stroke-or-artery", "blood-thinners", "skin-problem", "recent-injury")
    assert lacking(massages, *risks) == {}


def test_wide_head_moves_exclude_injury_dizziness_neck_and_sore_days() -> None:
    wide = [
        tip
        for tip in TIPS
        if tip["category"] in ("neck-warmup", "mobility")
        and tip["id"] != "mobility-morning-five"  # easy turns within a general morning set
        and any(
            abs(float(frame.get("head_yaw", 0))) > 30 or abs(float(frame.get("head_roll", 0))) > 20
            for frame in tip["figure"]["frames"]
        )
    ]
    assert len(wide) >= 4
    assert lacking(wide, "recent-injury", "dizziness", "neck-condition", "acute-pain") == {}


def test_only_the_sore_day_slot_holds_comfort_for_sore_days() -> None:
    assert {tip["slot"] for tip in TIPS if tip["category"] == "acute-comfort"} == {"sore"}
    assert {tip["category"] for tip in TIPS if tip["slot"] == "sore"} == {"acute-comfort"}


def test_seven_tips_wait_for_the_health_questions() -> None:
    assert sorted(tip["id"] for tip in TIPS if tip["gate"] == "screened") == [
        "contrast-build-up-plan",
        "contrast-cool-finish",
        "contrast-starter",
        "contrast-three-rounds",
        "strength-band-two-minutes",
        "strength-iso-neck",
        "warm-bath-evening",
    ]


def test_the_help_card_excludes_nobody() -> None:
    assert [t["contra"] for t in TIPS if t["id"] == "acute-get-help-card"] == [[]]


def test_there_are_twenty_questions_and_one_is_about_today() -> None:
    assert len(TAGS) == 20
    today = [tag for tag, one in HEALTH["question"].items() if one["kind"] != "lasting"]
    assert today == ["acute-pain"]
    assert HEALTH["question"]["acute-pain"]["kind"] == "today"


def test_red_flags_are_seven_emergencies_six_soon_and_one_advice() -> None:
    levels = Counter(flag["level"] for flag in SAFETY["red_flag"])
    assert levels == {"emergency": 7, "soon": 6, "advice": 1}
    assert set(levels) == set(SAFETY["level"])


def test_red_flag_ids_are_there_once() -> None:
    ids = [flag["id"] for flag in SAFETY["red_flag"]]
    assert sorted(set(ids)) == sorted(ids)


def test_levels_lock_known_categories() -> None:
    for level in SAFETY["level"].values():
        assert set(level["lock"]) <= CATEGORIES


def test_an_emergency_locks_everything() -> None:
    assert set(SAFETY["level"]["emergency"]["lock"]) == CATEGORIES


def test_soon_leaves_eyes_posture_relaxation_and_habits() -> None:
    left = CATEGORIES - set(SAFETY["level"]["soon"]["lock"])
    assert left == {"eyes", "posture", "relaxation", "habit"}


def test_advice_locks_nothing() -> None:
    assert SAFETY["level"]["advice"]["lock"] == []


def test_the_emergency_text_is_not_softened() -> None:
    assert SAFETY["level"]["emergency"]["say"] == (
        "Call your emergency number now. Do not drive yourself. "
        "Do no exercise, massage, heat or cold."
    )


def test_the_stop_rule_names_every_sign() -> None:
    assert SAFETY["text"]["stop_rule"] == (
        "Stop at once if you feel pain, tingling, numbness, weakness, dizziness, double vision, "
        "chest pressure or breathlessness."
    )
