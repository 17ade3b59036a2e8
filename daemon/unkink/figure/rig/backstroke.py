"""How a swimmer on the back moves arms and legs; one round of the arms for each `step`."""

from math import cos, pi, sin

from unkink.figure.geometry import Vec, mirror, unit

_REACH = 50.0
_BENT = 0.25
"""Share of its reach that an arm gives up as it pulls through the water."""
_WIDE, _DEEP = 16.0, 20.0


def arm(step: float, *, left: bool) -> tuple[Vec, Vec]:
    """Wrist from the shoulder, and direction of the hand, in the axes of the lying body.

    Straight up through the air, then bent and wide through the water; the arms take turns.
    """
    phase = 2 * pi * step + (pi if left else 0)
    along, up = -cos(phase), sin(phase)
    pull = max(0.0, -up)
    high = up * (_REACH if up > 0 else _DEEP)
    wrist = (5 + _WIDE * pull, _REACH * along * (1 - _BENT * pull), high)
    hand = unit((0.0, along, up if up > 0 else 0.4 * up))
    return mirror(wrist, left=left), mirror(hand, left=left)


def kick(step: float, *, left: bool) -> float:
    """How far a foot is above its middle."""
    return 8 * sin(6 * pi * step + (0 if left else pi))
