"""What a day or a week has at most: never relaxed, whatever else there is to show (evidence 2.5).

They bind what the program comes up with. A tip that the person asks for by its name comes all the
same, and counts.
"""

from unkink.core.person import Person
from unkink.core.shown import CARD, CONTRAST, NOTE, WEEK
from unkink.core.tips import Tip

CARD_AGAIN_AFTER = WEEK
"""Days before the same card may come again. A day at least, so that it is not yesterday's; a week,
so that mornings run out of cards now and then and leave the day to an evening card."""


class Caps:
    """The caps as they stand for a person just now."""

    def __init__(self, person: Person) -> None:
        slots = {tip.id: tip.slot for tip in person.pool.tips}
        today = {one.slot or slots.get(one.tip, "") for one in person.shown.on(person.day)}
        week = list(person.shown.within_week(person.day))
        # One that is put off, or looked at twice, is one shower.
        showers = {(one.tip, one.day) for one in week if one.category == CONTRAST}
        self.card_came = CARD in today
        self._note_came = NOTE in today
        self._cards = {one.tip for one in week}
        self._showers_over = len(showers) >= person.wishes.contrast_a_week

    def allow(self, tip: Tip, *, named: bool = False) -> bool:
        """Tell whether a tip may come; `named` is whether its reminder is there for just this."""
        if tip.slot == CARD and (self.card_came or (tip.id in self._cards and not named)):
            return False
        return not (tip.slot == NOTE and self._note_came) and self.allow_this_week(tip)

    def allow_this_week(self, tip: Tip) -> bool:
        """Tell the same of the week alone."""
        return not (tip.category == CONTRAST and self._showers_over)
