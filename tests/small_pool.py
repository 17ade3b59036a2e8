"""A small made-up pool for stories about the rules; the real one has tests of its own."""

from unkink.core.tips import Category, Pool, Question, Tip


def tip(
    tip_id: str,
    category: str,
    slot: str = "micro",
    contra: frozenset[str] = frozenset(),
    gate: str = "open",
    contexts: frozenset[str] = frozenset({"desk"}),
) -> Tip:
    return Tip(
        id=tip_id,
        category=category,
        slot=slot,
        title=tip_id.replace("-", " ").capitalize(),
        notify=f"Do the {tip_id} four times.",
        duration=50,
        contexts=contexts,
        body=("neck",),
        contra=contra,
        gate=gate,
    )


HURTS = frozenset({"acute-pain"})
POOL = Pool(
    tips=(
        tip("neck-turns", "neck-warmup", contra=HURTS | {"dizziness"}),
        tip("neck-nods", "neck-warmup", contra=HURTS | {"dizziness"}),
        tip("knead", "self-massage", contra=HURTS),
        tip("tall", "posture"),
        tip("exhale", "relaxation"),
        tip("walk", "mobility", slot="active", contexts=frozenset({"standing"})),
        tip("stand", "posture", slot="active", contexts=frozenset({"standing"})),
        tip(
            "cool-finish",
            "contrast-shower",
            slot="home",
            gate="screened",
            contra=frozenset({"heart-disease"}),
            contexts=frozenset({"home", "shower", "morning"}),
        ),
        tip("sink", "contrast-shower", slot="home", contexts=frozenset({"home"})),
        tip("warm-towel", "warmth", slot="home", contexts=frozenset({"home", "evening"})),
        tip("tiny-turns", "acute-comfort", slot="sore"),
    ),
    categories=(
        Category("neck-warmup", "Neck warm-up", 24, 4),
        Category("self-massage", "Self-massage", 16, 3),
        Category("posture", "Posture change", 14, 4),
        Category("relaxation", "Relaxation", 10, 3),
        Category("mobility", "Mobility", 20, 4),
        Category("contrast-shower", "Contrast shower", 12, 1),
        Category("warmth", "Warmth", 8, 2),
        Category("acute-comfort", "Comfort on a sore day", 0, 6),
    ),
    questions=(
        Question("dizziness", "Dizziness", "lasting"),
        Question("heart-disease", "Heart disease", "lasting"),
        Question("acute-pain", "Strong pain today", "today"),
    ),
)
