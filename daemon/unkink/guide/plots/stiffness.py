"""How neck and shoulders felt after tips, as people answered."""

from collections import Counter

from unkink.core.days.totals import Totals
from unkink.core.taste import Stiffness
from unkink.guide.plots.bars import Bar
from unkink.guide.plots.panel import Panel, Table
from unkink.guide.plots.scale import of_counts
from unkink.guide.plots.strips import Strip, strips
from unkink.guide.plots.told import Told

WORDS = {
    Stiffness.BETTER: "Better",
    Stiffness.SAME: "The same",
    Stiffness.WORSE: "Worse",
}
NO_ANSWER = "Nobody was asked, or nobody answered. The page of a tip asks at its end."


def panel(told: Told, *, wide: bool) -> Panel:
    """Show the answers of each part of the range; where not `wide`, high beside another panel."""
    whole = _counts(told.whole)
    if not whole:
        return Panel("felt", "How it felt after", NO_ANSWER, "", None, wide=wide)
    counts = [_counts(part) for part in told.parts]
    rows = [
        Strip(
            word,
            str(whole[answer]),
            [_bar(told, number, answer, count[answer]) for number, count in enumerate(counts)],
        )
        for answer, word in WORDS.items()
    ]
    scale = of_counts(max(max(count.values(), default=0) for count in counts))
    return Panel(
        "felt",
        "How it felt after",
        _said(whole),
        strips(rows, told.slots, scale, name="felt", height=34 if wide else 80),
        Table(
            (told.group.value.capitalize(), *WORDS.values()),
            [
                [slot.name, *(str(count[answer]) for answer in WORDS)]
                for slot, part, count in zip(told.slots, told.parts, counts, strict=True)
                if part.recorded
            ],
            ["Together", *(str(whole[answer]) for answer in WORDS)],
        ),
        wide=wide,
    )


def _counts(part: Totals) -> Counter[Stiffness]:
    return Counter(one.stiffness for one in part.felt)


def _bar(told: Told, number: int, answer: Stiffness, count: int) -> Bar:
    part, name = told.parts[number], told.slots[number].name
    if not part.recorded:
        ahead = told.ahead(part)
        return Bar(None, f"{name}: {'still to come' if ahead else 'not recorded'}", ahead=ahead)
    return Bar(count, f"{name}, {WORDS[answer].lower()}: {count}", figure=str(count or ""))


def _said(whole: Counter[Stiffness]) -> str:
    count = whole.total()
    answers = "1 answer" if count == 1 else f"{count} answers"
    told = ", ".join(f"{whole[one]} {word.lower()}" for one, word in WORDS.items() if whole[one])
    return f"{answers} about neck and shoulders after a tip: {told}."
