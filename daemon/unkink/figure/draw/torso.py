"""Neck, trunk, collar, shoulder blades and the glow of warmth."""

from math import atan2, cos, hypot, pi, sin, sqrt

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import IDENTITY, Mat, Point, Vec, about_x, add, chain, turn
from unkink.figure.keyframes import SIDES
from unkink.figure.outlines import Egg, Outline, ellipse, hull, join, loop
from unkink.figure.rig.trunk import between


def torso(stage: Stage) -> None:
    """Draw the trunk; the neck stands in the collar, or behind the shirt when seen from behind."""
    pen, neck = stage.pen, _neck(stage)
    pen.part(48, "neck", "skin", neck)
    pen.part(50, "torso", stage.shirt, _trunk_outline(stage))
    if stage.behind:
        _blades(stage)
    else:
        pen.put(51, "neck-root", "skin", neck)
        _collar(stage)
    if stage.pose.warm > 0.02:
        _warmth(stage)


def _neck(stage: Stage) -> Outline:
    """From the ring of the collar up to the skull."""
    (place, axes), (wide, deep) = _collar_ring(stage), _COLLAR
    ring = Egg(stage.cam, place, axes, (wide, 0.3, deep))
    top = Egg(stage.cam, stage.body.head.pivot, IDENTITY, (5.3, 5.3, 5.3))
    return hull([ring, top], 28)


_COLLAR = (6.7, 6.3)
"""Half width and half depth of the neckline."""


def _collar_ring(stage: Stage) -> tuple[Vec, Mat]:
    trunk = stage.body.trunk
    return trunk.at_chest(0, -0.6, 1.6), chain(trunk.chest, about_x(30))


def _collar(stage: Stage) -> None:
    """The half of the neckline that is nearer to the reader."""
    (place, axes), (wide, deep) = _collar_ring(stage), _COLLAR
    towards = atan2(
        stage.cam.depth(turn(axes, (wide, 0, 0))), stage.cam.depth(turn(axes, (0, 0, deep)))
    )
    ring = []
    for i in range(9):
        angle = towards + pi * (i / 8 - 0.5)
        ring.append(add(place, turn(axes, (wide * sin(angle), 0, deep * cos(angle)))))
    stage.pen.bow(51.1, "collar", "line", stage.pen.at(ring))


def yoke_root(stage: Stage) -> Vec:
    """Where the shoulder lines of the shirt meet."""
    return stage.body.trunk.at_chest(0, -1.2, -0.6)


def _trunk_outline(stage: Stage) -> Outline:
    trunk, pen = stage.body.trunk, stage.pen
    root = yoke_root(stage)
    yoke = [pen.rod(root, trunk.shoulder[side], 6.6, 5.5) for side in SIDES]
    upper = pen.rod(trunk.at_chest(0, -8, 0.5), root, 9.0, 5.5)
    armpits = [
        pen.rod(trunk.shoulder[side], trunk.at_chest(8 if side == "l" else -8, -16, 0.8), 5.4, 7)
        for side in SIDES
    ]
    return join(_waist(stage), *yoke, upper, *armpits)


def _girth(breath: float) -> tuple[tuple[float, float, float], ...]:
    """Share of the spine, half width and half depth there; breath widens ribs and belly."""
    return (
        (-0.04, 13.0, 10.2),
        (0.10, 14.4, 11.6),
        (0.30, 13.0, 10.6 + 2.6 * breath),
        (0.52, 13.6 + 0.9 * breath, 11.2 + 1.8 * breath),
        (0.72, 15.0 + 1.6 * breath, 11.6 + 2.0 * breath),
        (0.86, 13.6 + 0.9 * breath, 9.8),
        (0.98, 9.5, 6.6),
    )


def _waist(stage: Stage) -> Outline:
    """Smooth outline round the spine, wide or deep as the camera sees each cut."""
    breath = stage.pose.breath
    left: list[Point] = []
    right: list[Point] = []
    for share, wide, deep in _girth(breath):
        centre, axes = between(stage.body.trunk, share)
        centre = add(centre, turn(axes, (0, 0, 0.6 * breath + (1.0 if share > 0.5 else 0))))
        across = _across(stage, share)
        half = _seen_width(stage, axes, across, wide, deep)
        x, y = stage.cam(centre)
        left.append((x + across[0] * half, y + across[1] * half))
        right.append((x - across[0] * half, y - across[1] * half))
    # The same turning sense as the rods, so that their union has no holes.
    return loop(right + left[::-1])


def _across(stage: Stage, share: float) -> Point:
    """Canvas direction square to the spine."""
    low, high, _ = stage.body.trunk.along(share)
    (ax, ay), (bx, by) = stage.cam(low.centre), stage.cam(high.centre)
    far = hypot(bx - ax, by - ay) or 1
    return (-(by - ay) / far, (bx - ax) / far)


def _seen_width(stage: Stage, axes: Mat, across: Point, wide: float, deep: float) -> float:
    """Half width of an oval cut along a canvas direction."""
    x, z = stage.cam.flat(turn(axes, (1, 0, 0))), stage.cam.flat(turn(axes, (0, 0, 1)))
    from_width = wide * (x[0] * across[0] + x[1] * across[1])
    from_depth = deep * (z[0] * across[0] + z[1] * across[1])
    return sqrt(from_width**2 + from_depth**2)


def _blades(stage: Stage) -> None:
    """Curved lines for shoulder blades and spine; the blades slide with `scap` and the lift."""
    trunk, pose, pen = stage.body.trunk, stage.pose, stage.pen
    apart = 7.6 - 4.0 * (pose.scap - 0.5 * pose.trunk_round)
    bow = ((1.6, -7.0), (-0.6, -10.5), (-0.2, -15.0), (2.4, -19.5))
    for side in SIDES:
        sign, lift = (1 if side == "l" else -1), 6 * pose.lift(side)
        places = [trunk.at_chest(sign * (apart + x), y + lift, -10.5) for x, y in bow]
        pen.bow(50.8, f"blade-{side}", "thin", pen.at(places), 0.85)
    spine = [trunk.at_chest(0, y, -10) for y in (-7, -14, -22, -30)]
    pen.bow(50.8, "spine", "thin", pen.at(spine), 0.35)


def _warmth(stage: Stage) -> None:
    trunk, warm = stage.body.trunk, stage.pose.warm
    k = stage.cam.scale * (0.8 + 0.2 * warm)
    if stage.figure.afloat:
        centre, rings = trunk.at_chest(0, -12, 0), ((12.0, 20.0), (9.0, 14.0))
    else:
        centre = trunk.at_chest(0, -4, -9 if stage.facing < 0 else 3)
        rings = ((17.0, 8.0), (11.0, 4.8))
    for i, (rx, ry) in enumerate(rings):
        glow = ellipse(stage.cam(centre), rx * k, ry * k)
        stage.pen.put(50.9, f"warm-{i}", "warmth", glow, (0.5 + 0.25 * i) * warm)
