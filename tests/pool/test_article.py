"""What became of the article: each idea that is fit for a tip is one, and the rest is nowhere.

The marks are those of the evidence table, part 1: M movement, S massage, T warmth and cold, R rest,
P load and posture, F food and drink.
"""

import re

import pytest

from tests.pool.article_runs import digest, of_the_article, runs
from tests.pool.files import HEALTH, SAFETY, TIPS, TipTable
from unkink.core.settings import Settings
from unkink.tip_files import read_pool

FIT = {
    "M1 turning the head": ["neck-turns"],
    "M2 bending it forward and back": ["neck-nods"],
    "M3 bending it sideways": ["neck-side-tilts"],
    "M4 circles, halved": ["neck-half-circles"],
    "M5 sets of four": ["neck-four-by-four"],
    "M6 morning exercise": ["mobility-morning-five"],
    "M7 stretching": [
        "stretch-upper-trap",
        "stretch-levator",
        "stretch-chest-doorway",
        "stretch-upper-back-hug",
    ],
    "M8 isometric tension": ["strength-iso-neck"],
    "M9, M10 swimming, exercise in water": ["habit-swim-week"],
    "M12 good tone": ["habit-walk-plan", "strength-band-two-minutes"],
    "M13 letting a muscle go": ["relax-tense-release", "shoulder-shrug-drop"],
    "S2 light self-massage, daily": ["massage-full-sequence"],
    "S4, S5, S6 upper trapezius, outwards, both sides": ["massage-stroke-down"],
    "S7 the arm supported": ["massage-supported-arm"],
    "S8 stroking": ["massage-stroke-down"],
    "S9 fingertip circles": ["massage-finger-circles"],
    "S10 kneading": ["massage-knead-shoulders"],
    "S11 tapping": ["massage-fingertip-tapping"],
    "S12 stroking at the end": ["massage-full-sequence"],
    "S14 the face": ["massage-jaw-temples"],
    "T1 contrast shower": [
        "contrast-starter",
        "contrast-three-rounds",
        "contrast-cool-finish",
        "contrast-forearms-sink",
        "contrast-build-up-plan",
    ],
    "T2 warm bath": ["warm-bath-evening"],
    "T4 warm towel": ["warm-moist-towel"],
    "T9, T10 keeping warm, no draught": ["warm-scarf-draught"],
    "R1 quiet sessions": ["relax-quiet-fifteen"],
    "R2 stress": ["relax-long-exhale", "relax-cyclic-sigh", "relax-tense-release"],
    "P1 sitting still": [
        "posture-shift",
        "posture-tall-reset",
        "posture-screen-check",
        "posture-forearm-support",
        "posture-stand-for-call",
    ],
    "P2 a bag on one shoulder": ["habit-bag-straps"],
    "P4, P5 sudden moves, lifting": ["habit-lift-close"],
    "P6 monotony": ["massage-jaw-temples"],
    "F1, F2 minerals, as food": ["habit-mineral-food"],
    "F3 late drinks": ["habit-late-drinks"],
}
"""Every idea with the verdict YES or CARE, and its tips. M11 and S16 are about all of them."""

SORE = {
    "T5, S15 cold": ["acute-cool-or-warm"],
    "R3 easing off first": ["acute-gentle-range"],
    "R4, R6 legs up": ["acute-legs-up"],
    "P9, W1, W2 whom to ask": ["acute-get-help-card"],
}
"""What only a sore day brings."""

NEVER = {
    "M4 full circles": r"full circles?|circle your (?:head|neck)|all the way round",
    "M14, M15, S1, N6 what others do to you": r"physiotherap\w+ treat\w*|clinic|acupunct\w+|manual "
    r"therap\w+|chiropract\w+|osteopath\w+|videos?",
    "P3 pupils": r"school\w*|pupils?|child(?:ren)?|kids?|teen\w*",
    "S13 deep pressure": r"vibrat\w+|percussi\w+|(?:press|push|dig) (?:hard|deep\w*)",
    "S16, N8 claims": r"lymph\w*|detox\w*|toxins?|vertebra\w*|blood supply|boosts?|immun\w+",
    "T3 hot baths": r"hot (?:bath|shower|tub)s?",
    "T4 plastic": r"plastic|cling film",
    "T5 bare ice": r"ice (?:cubes?|massage)|rub\w* (?:with )?ice",
    "T6, T7 products": r"menthol|balms?|sprays?|ointments?|creams?|gels?|patch(?:es)?",
    "T8 herbs": r"herb(?:s|al)?|bergamot|valerian|lavender|chamomile|peppermint|oils?",
    "F1, F4 pills": r"supplements?|vitamins?|magnesium (?:pill|tablet|powder)s?|painkillers?",
    "N1, N2, N3 drugs": r"drugs?|inject\w+|relaxants?|prescri\w+|anti-inflammator\w+",
    "N4 shops": r"brands?|buy|shops?|order (?:it|one)|www|https?",
    "N5 currents, magnets": r"magnet(?:s|ic)?|electr\w+|currents?|laser\w*",
    "N7 surgery": r"surger\w+|operations?",
    "W7 chest pain made light of": r"only a pinched nerve|not your heart",
    "W8 fear": r"intolerable|severe consequences|dangerous|paraly\w+|cripp\w+|permanent damage",
    "promises": r"cures?|heals?|treats?|prevents?|guarantee\w*|eliminat\w+|gets? rid of|proven to"
    r"|relieves?|permanently|forever|miracle\w*",
}
"""Every idea with the verdict NO, every rejected claim, as words that no tip may hold."""


def shown(tip: TipTable) -> list[str]:
    return [tip["title"], tip["notify"], tip["why"], *tip["steps"], *tip["needs"]]


def every_text() -> list[tuple[str, str]]:
    """Each text somebody may read, and whose it is; cautions may name what not to do."""
    texts = [(tip["id"], text) for tip in TIPS for text in (*shown(tip), tip["caution"])]
    texts += [(tip["id"], tip["grade_for"]) for tip in TIPS]
    texts += [(tag, one["ask"]) for tag, one in HEALTH["question"].items()]
    texts += [(one["id"], one["text"]) for one in SAFETY["red_flag"]]
    texts += [(name, one["say"]) for name, one in SAFETY["level"].items()]
    return texts + list(SAFETY["text"].items())


def test_no_six_words_in_a_row_are_the_articles() -> None:
    article = of_the_article()
    copied = [
        (whose, run) for whose, text in every_text() for run in runs(text) if digest(run) in article
    ]
    assert copied == []


def test_the_digests_are_of_a_whole_article() -> None:
    assert len(of_the_article()) > 4000
    heading = "how to relieve spasm of neck muscles"
    assert [digest(run) in of_the_article() for run in runs(heading)] == [True, True]


@pytest.mark.parametrize("idea", FIT)
def test_an_idea_that_is_fit_is_a_tip_and_comes_by_itself_or_stands_in_the_library(
    idea: str,
) -> None:
    pool = read_pool()
    drawn = {word for reminder in Settings().reminders for word in reminder.tips}
    for name in FIT[idea]:
        tip = pool.tip(name)
        assert tip is not None, name
        assert tip.slot in drawn | {"note"}, name


@pytest.mark.parametrize("idea", SORE)
def test_an_idea_for_a_sore_day_comes_on_no_other(idea: str) -> None:
    pool = read_pool()
    slots = [tip.slot for name in SORE[idea] if (tip := pool.tip(name)) is not None]
    assert slots == ["sore"] * len(SORE[idea])


@pytest.mark.parametrize("idea", NEVER)
def test_what_is_no_tip_is_named_in_none(idea: str) -> None:
    words = re.compile(rf"\b(?:{NEVER[idea]})\b", re.IGNORECASE)
    found = [
        (tip["id"], match[0])
        for tip in TIPS
        for text in shown(tip)
        if (match := words.search(text)) is not None
    ]
    assert found == []
