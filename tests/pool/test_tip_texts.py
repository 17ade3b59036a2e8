"""What the texts of every tip must be like (evidence parts 2.5 and 4.3)."""

import re
from collections import Counter

from tests.pool.files import CATEGORIES, CONFIG, POOL, TAGS, TIPS, VOCABULARY, TipTable

KEYS = set(TipTable.__annotations__)
FORBIDDEN = re.compile(
    r"\b(cures?|heals?|treats?|therapy|osteochondrosis|spasm|guarantee|mid[oa]\w*calm|ibuprofen"
    r"|diclofenac|naproxen|ketorol|relaxant|analgesic|nsaid|injection|supplement to take|valerian"
    r"|lavender|paracetamol|aspirin|magnesium tablets?|prevents? disease)\b",
    re.IGNORECASE,
)
"""Drugs, products, diseases as a target, promises (evidence 4.3, rules 1 and 2)."""
SECONDS = {
    "micro": (20, 75),
    "active": (76, 330),
    "home": (120, 1300),
    "note": (15, 120),
    "sore": (40, 1200),
}


def shown_texts(tip: TipTable) -> list[str]:
    return [tip["title"], tip["notify"], tip["why"], tip["caution"], *tip["steps"]]


def test_there_are_sixty_tips() -> None:
    assert len(TIPS) == 60


def test_every_id_is_there_once() -> None:
    assert [tip_id for tip_id, times in Counter(t["id"] for t in TIPS).items() if times > 1] == []


def test_ids_are_small_words_joined_by_hyphens() -> None:
    pattern = r"[a-z0-9]+(-[a-z0-9]+)*"
    assert [t["id"] for t in TIPS if not re.fullmatch(pattern, t["id"])] == []


def test_every_tip_has_exactly_the_documented_fields() -> None:
    assert {t["id"]: set(t) ^ KEYS for t in TIPS if set(t) != KEYS} == {}


def test_every_tip_stands_in_the_file_of_its_category() -> None:
    for name in CATEGORIES:
        text = (CONFIG / "tips" / f"{name}.toml").read_text("utf-8")
        assert set(re.findall(r'^category = "(.*)"$', text, re.MULTILINE)) == {name}


def test_fixed_words_are_of_the_vocabulary() -> None:
    unknown = [
        (tip["id"], word)
        for tip in TIPS
        for word, known in [
            (tip["category"], CATEGORIES),
            (tip["slot"], VOCABULARY["slots"]),
            (tip["gate"], VOCABULARY["gates"]),
            (tip["evidence"], POOL["grade"]),
            *((one, VOCABULARY["contexts"]) for one in tip["contexts"]),
            *((one, VOCABULARY["body"]) for one in tip["body"]),
            *((one, TAGS) for one in tip["contra"]),
        ]
        if word not in known
    ]
    assert unknown == []


def test_notifications_have_10_to_110_characters() -> None:
    assert [t["id"] for t in TIPS if not 10 <= len(t["notify"]) <= 110] == []


def test_titles_have_at_most_40_characters() -> None:
    assert [t["id"] for t in TIPS if not 1 <= len(t["title"]) <= 40] == []


def test_reasons_have_at_most_110_characters() -> None:
    assert [t["id"] for t in TIPS if not 1 <= len(t["why"]) <= 110] == []


def test_every_tip_has_a_caution_of_at_most_140_characters() -> None:
    assert [t["id"] for t in TIPS if not 1 <= len(t["caution"]) <= 140] == []


def test_every_tip_has_an_honest_line_about_what_its_grade_is_for() -> None:
    assert [t["id"] for t in TIPS if not t["grade_for"].strip() or not t["source"].strip()] == []


def test_every_tip_has_three_to_seven_steps() -> None:
    assert [t["id"] for t in TIPS if not 3 <= len(t["steps"]) <= 7] == []


def test_no_step_is_longer_than_115_characters() -> None:
    assert [(t["id"], s) for t in TIPS for s in t["steps"] if not 1 <= len(s) <= 115] == []


def test_every_step_has_its_seconds() -> None:
    assert [t["id"] for t in TIPS if len(t["steps"]) != len(t["step_s"])] == []
    assert [t["id"] for t in TIPS if min(t["step_s"]) < 1] == []


def test_the_steps_add_up_to_the_duration() -> None:
    assert [t["id"] for t in TIPS if sum(t["step_s"]) != t["duration_s"]] == []


def test_the_duration_fits_the_slot() -> None:
    wrong = [
        (tip["id"], tip["duration_s"])
        for tip in TIPS
        if not SECONDS[tip["slot"]][0] <= tip["duration_s"] <= SECONDS[tip["slot"]][1]
    ]
    assert wrong == []


def test_no_text_names_a_drug_a_product_or_a_promise() -> None:
    found = [
        (tip["id"], match[0])
        for tip in TIPS
        for text in shown_texts(tip)
        if (match := FORBIDDEN.search(text))
    ]
    assert found == []


def test_no_text_shouts_or_blames() -> None:
    loud = re.compile(r"!|\byou should\b|\byou must\b|\balways remember\b", re.IGNORECASE)
    assert [(t["id"], s) for t in TIPS for s in shown_texts(t) if loud.search(s)] == []


def test_no_tag_is_listed_twice() -> None:
    assert [t["id"] for t in TIPS if len(set(t["contra"])) != len(t["contra"])] == []


def test_each_slot_has_the_tips_the_evidence_lists() -> None:
    assert Counter(tip["slot"] for tip in TIPS) == {
        "micro": 28,
        "active": 10,
        "home": 8,
        "note": 10,
        "sore": 4,
    }


def test_each_grade_has_the_tips_the_evidence_lists() -> None:
    assert Counter(tip["evidence"] for tip in TIPS) == {"A": 3, "B": 7, "C": 38, "D": 12}
