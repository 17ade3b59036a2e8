"""Legs and feet."""

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Vec, add, mix, mul
from unkink.figure.keyframes import SIDES, Side
from unkink.figure.outlines import join
from unkink.figure.rig import Leg


def legs(stage: Stage) -> None:
    """Draw both legs, the far one first."""
    order = sorted(SIDES, key=lambda side: stage.cam.depth(stage.body.leg[side].knee))
    for n, side in enumerate(order):
        _leg(stage, side, _layer(stage, n))


def _layer(stage: Stage, n: int) -> float:
    """Painting order of a leg; n is 0 for the far one."""
    if stage.figure.seated and stage.behind:
        return 20 + n
    if stage.pose.view in ("side", "half"):
        return 55 if n else 40
    if stage.behind:
        return 44 + n
    return (54 if stage.figure.seated else 47) + n


def _leg(stage: Stage, side: Side, z: float) -> None:
    pen, leg, bare = stage.pen, stage.body.leg[side], stage.wet
    heel = _heel(leg)
    shoe = pen.rod(heel, add(heel, mul(leg.toe, 18)), 3.9, 3.2)
    pen.part(z, f"shoe-{side}", "skin" if bare else "shoe", shoe)
    thigh, shin = pen.rod(leg.hip, leg.knee, 8.2, 6.4), pen.rod(leg.knee, leg.ankle, 6.2, 4.0)
    pen.part(z + 0.2, f"leg-{side}", "skin" if bare else "trousers", join(thigh, shin))
    if bare:
        shorts = pen.rod(leg.hip, mix(leg.hip, leg.knee, 0.42), 8.0, 7.2)
        pen.put(z + 0.75, f"suit-leg-{side}", "suit", shorts)


def _heel(leg: Leg) -> Vec:
    """Below the ankle, unless the foot points up or down."""
    heel = add(leg.ankle, mul(leg.toe, -3.5))
    return add(heel, (0.0, -3.2, 0.0)) if abs(leg.toe[1]) < 0.8 else heel
