"""Makes a tip out of one `[[tip]]` table, or says why not.

Fail closed (evidence part 4.2, rule 8): a tip with anything wrong is not loaded, above all one
without `contra`, `gate` or `caution`. A health tag that nobody asks about stays on the tip, and
`why_hidden` keeps the tip away from everyone.
"""

import re
from collections.abc import Mapping
from sys import intern

from unkink.core.tips import Tip
from unkink.core.values import dataclass
from unkink.nearest import hint
from unkink.settings_file.kinds import shown
from unkink.tip_files.fields import Fault, Fields
from unkink.tip_files.full_tip import FullTip
from unkink.tip_files.vocabulary import Vocabulary

LENGTHS = {"micro": (20, 75), "active": (76, 330), "home": (120, 1300), "note": (15, 120)}
LENGTHS["sore"] = (40, 1200)
"""Shortest and longest tip of each slot, in seconds; from the breaks they fill (evidence 2.5)."""
COMFORT = "acute-comfort"
"""The one category of the slot "sore", and of no other."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one table: the tip, unless something is wrong with it."""

    name: str
    tip: FullTip | None
    faults: tuple[Fault, ...]


def read(table: Mapping[str, object], number: int, words: Vocabulary, *, own: bool) -> Reading:
    """Read the table that stands at place `number` (from 1) of its file."""
    fields = Fields(table)
    tip_id = _id(fields)
    name = tip_id or f"number {number}"
    full = _full_tip(fields, tip_id, words, own=own)
    fields.leftovers()
    if fields.faults:
        return Reading(name, None, tuple(fields.faults))
    return Reading(name, full, _unknown_tags(full.tip, words))


def _id(fields: Fields) -> str:
    tip_id = fields.text("id", 1, 60)
    if tip_id and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", tip_id):
        fields.problem(f"{shown(tip_id)}: write small letters, digits and single hyphens", "id")
        return ""
    return tip_id


def _full_tip(fields: Fields, tip_id: str, words: Vocabulary, *, own: bool) -> FullTip:
    """Read all fields; an own tip may leave out what only a graded tip can say."""

    def optional(key: str, most: int) -> str:
        return "" if own and not fields.has(key) else fields.text(key, 1, most)

    steps, step_s = fields.texts("steps", 115), fields.wholes("step_s")
    figure = fields.table("figure") if fields.has("figure") or not own else None
    tip = _tip(fields, tip_id, words, figure, own=own)
    _check_steps(fields, steps, step_s, tip)
    if own:
        _check_own(fields, tip, figure)
    return FullTip(
        tip=tip,
        why=optional("why", 110),
        steps=steps,
        step_s=step_s,
        needs=fields.texts("needs", 40) if fields.has("needs") or not own else (),
        caution=fields.text("caution", 1, 140),
        source=optional("source", 200),
        evidence="D"
        if own and not fields.has("evidence")
        else fields.word("evidence", words.grades),
        grade_for=optional("grade_for", 140),
        figure=figure,
        own=own,
    )


def _tip(
    fields: Fields,
    tip_id: str,
    words: Vocabulary,
    figure: Mapping[str, object] | None,
    *,
    own: bool,
) -> Tip:
    gate = fields.word("gate", words.gates)
    return Tip(
        id=tip_id,
        category=intern(fields.word("category", words.categories)),
        slot=intern(fields.word("slot", words.slots)),
        title=fields.text("title", 1, 40),
        notify=fields.text("notify", 10, 110),
        duration=fields.whole("duration_s"),
        contexts=frozenset(map(intern, fields.words("contexts", words.contexts))),
        body=tuple(map(intern, fields.words("body", words.body))),
        contra=frozenset(map(intern, fields.texts("contra", 60))),
        gate="screened" if own else intern(gate),  # evidence part 4.2, rule 9
        pose=_pose(figure),
        own=own,
    )


def _pose(figure: Mapping[str, object] | None) -> str:
    base = None if figure is None else figure.get("base")
    return intern(base) if isinstance(base, str) else ""


def _check_steps(fields: Fields, steps: tuple[str, ...], step_s: tuple[int, ...], tip: Tip) -> None:
    if steps and not 3 <= len(steps) <= 7:
        fields.problem(f"there are {len(steps)}; write 3 to 7", "steps")
    if steps and step_s and len(steps) != len(step_s):
        text = f"{len(step_s)} numbers for {len(steps)} steps; write one each"
        fields.problem(text, "step_s")
    if step_s and tip.duration and sum(step_s) != tip.duration:
        fields.problem(f"the steps take {sum(step_s)} s; write {sum(step_s)}", "duration_s")
    shortest, longest = LENGTHS.get(tip.slot, (1, 3600))
    if tip.duration and not shortest <= tip.duration <= longest:
        text = f'is {tip.duration}, and slot "{tip.slot}" takes {shortest} to {longest} s'
        fields.problem(f"{text}; write other seconds or another slot", "duration_s")


def _check_own(fields: Fields, tip: Tip, figure: Mapping[str, object] | None) -> None:
    """Look at what the tests look at for the program's own tips."""
    if tip.slot and tip.category and (tip.slot == "sore") != (tip.category == COMFORT):
        other = f'write category = "{COMFORT}"' if tip.slot == "sore" else 'write slot = "sore"'
        fields.problem(f'slot "sore" and category "{COMFORT}" go together; {other}', "category")
    if figure is not None:
        from unkink.tip_files.own_figure import figure_fault  # 1.5 MB, for whoever draws their own

        fault = figure_fault(figure)
        if fault is not None:
            fields.problem(fault.text, "figure", *fault.place)


def _unknown_tags(tip: Tip, words: Vocabulary) -> tuple[Fault, ...]:
    return tuple(
        Fault(
            ("contra",),
            f'no question asks about "{tag}", so the tip stays hidden; '
            f"{hint(tag, words.tags, 'unkink profile lists the tags')}",
        )
        for tag in sorted(tip.contra - words.tags)
    )
