"""What the figure wears: scarf, towels, packs, bags and a headset."""

from math import cos, sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point, Vec, add, clamp, mix, turn
from unkink.figure.outlines import ellipse, loop
from unkink.figure.props.signs import bubble, right_or_wrong, steam, warm_or_cool


def _chest(stage: Stage, x: float, y: float, z: float) -> Point:
    """Canvas point of a place in the chest's axes."""
    return stage.cam(stage.body.trunk.at_chest(x, y, z))


def scarf(stage: Stage) -> None:
    """A scarf round the neck, there as soon as it gets warm."""
    warm, pen, trunk = stage.pose.warm, stage.pen, stage.body.trunk
    show = min(1, max(0, warm - 0.05) * 3)
    if not show:
        return
    neck = mix(trunk.neck_base, stage.body.head.pivot, 0.3)

    def round_neck(places: tuple[Vec, ...]) -> list[Point]:
        return pen.at([add(neck, turn(trunk.chest, place)) for place in places])

    upper = ((-8.6, 3.4, 2), (-5, 0.2, 7), (0, -1.6, 8.5), (5, 0.2, 7), (8.6, 3.4, 2))
    lower = ((10.6, -2.5, 3), (6.5, -7.2, 7), (0, -9.4, 9), (-6.5, -7.2, 7), (-10.6, -2.5, 3))
    pen.put(63, "scarf", "scarf", loop(round_neck(upper + lower)), show)
    fold = ((-9.4, 0.4, 3), (-4, -4, 8), (2, -5.4, 9), (8.4, -2.4, 6))
    pen.bow(63.1, "scarf-fold", "thin", round_neck(fold), show)
    tail = [(3.0, -2.0, 10.0), (9.5, -2.0, 9.0), (11.0, -25.0, 12.0), (4.0, -26.0, 12.5)]
    pen.face(62.9, "scarf-tail", "scarf", [_chest(stage, *p) for p in tail], show)
    for i, y in enumerate((-18.0, -21.0)):
        stripe = [_chest(stage, 3.9, y, 12), _chest(stage, 10.6, y + 0.8, 12)]
        pen.line(62.95, f"scarf-stripe{i}", "light-line", stripe, show)
    for i in range(4):
        x = 4.4 + 2.1 * i
        fringe = [_chest(stage, x, -25.6, 12), _chest(stage, x + 0.2, -29.5, 12)]
        pen.line(62.8, f"fringe{i}", "line", fringe, show)


_TOWEL_ABOVE = ((-22, -5), (-17, 0.6), (-9, 5.6), (0, 7.4), (9, 5.6), (17, 0.6), (22, -5))
_TOWEL_BELOW = ((22.5, -16.0), (20.0, -20.5), (9, -21.0), (0, -21.0), (-9, -21.0), (-20.0, -20.5))


def towel(stage: Stage) -> None:
    """A warm moist towel over the shoulders, seen from behind; it rides with the lift."""
    if stage.figure.view != "back" or stage.figure.has("pack"):
        return
    pose, pen = stage.pose, stage.pen

    def lifted(x: float, y: float) -> Point:
        lift = pose.sh_l if x > 0 else pose.sh_r
        return _chest(stage, x, y + 7.5 * lift * min(1, abs(x) / 16), -9)

    below = (*_TOWEL_BELOW, (-22.5, -16.0))
    pen.put(66, "towel", "cloth", loop([lifted(x, y) for x, y in _TOWEL_ABOVE + below]))
    for i, y in enumerate((-14.0, -17.0)):
        stripe = [_chest(stage, x, y, -9) for x in (-21.5, -9, 9, 21.5)]
        pen.bow(66.2, f"stripe{i}", "warm-drop", stripe)
    pen.put(
        66.1, "towel-warm", "warmth", ellipse(_chest(stage, 0, -4, -9), 44, 20), pose.warm * 0.55
    )
    warm_or_cool(stage, "warm" if pose.warm > 0.3 else "off", (268, 50), 1.5)
    for i, (x, y) in enumerate(((-14, 6), (14, 6), (-17, 19), (17, 19))):
        steam(stage, f"steam{i}", _chest(stage, x, y, -9), pose.warm)


def towel_round_neck(stage: Stage) -> None:
    """After the water: a towel that hangs down in front."""
    base = stage.body.neck_base
    if stage.profile:
        side = ((4, -7), (-2, -11), (-24, -10), (-24, 0), (-5, 3), (-26, 12), (-24, 15), (0, 9))
        places = [add(base, (0.0, y, z)) for y, z in side]
        stage.pen.put(66, "towel-neck", "cloth", loop(stage.pen.at(places)))
        return
    half: tuple[Vec, ...] = (
        (4, 5, 2),
        (11, 0, 3),
        (13, -14, 9),
        (12.5, -30, 10),
        (5, -30, 11),
        (5.5, -12, 9),
    )
    for sign in (1, -1):
        places = [add(base, (sign * x, y, z)) for x, y, z in half]
        stage.pen.put(59, f"towel-neck{sign}", "cloth", loop(stage.pen.at(places)))


def rolled_towel(stage: Stage) -> None:
    """A roll under the neck."""
    body = stage.body
    neck = mix(body.neck_base, body.head.pivot, 0.6)
    place = add(neck, turn(body.trunk.root, (0, 0, -9.5)))
    x, y = stage.cam(place)
    if stage.figure.base == "lying":
        y = stage.cam((0, 5, place[2]))[1]
    r = 4.6 * stage.cam.scale
    stage.pen.put(70, "roll", "cloth", ellipse((x, y), r, r * 0.92))
    turns = [(r * 0.5 * (1 - i / 12), i * 0.8) for i in range(11)]
    spiral = [(x + radius * cos(a), y + radius * sin(a)) for radius, a in turns]
    stage.pen.bow(70.2, "roll-in", "cloth-line", spiral)


def pack(stage: Stage) -> None:
    """A cool or warm pack in a cloth, between the shoulders."""
    warm, pen, centre = stage.pose.warm, stage.pen, _chest(stage, 0, -3, -10)
    pen.box(66, "pack-cloth", "cloth", centre, (82, 40), 14)
    pen.box(66.1, "pack-cool", "cool-fill", centre, (58, 20), 9, 1 - warm)
    pen.box(66.1, "pack-warm", "warm-fill", centre, (58, 20), 9, warm)
    warm_or_cool(stage, "warm" if warm > 0.5 else "cool", (46, 52), 1.5)


def bag(stage: Stage) -> None:
    """A bag on one lifted shoulder (wrong), or on both (right); one fades as the other comes."""
    one = clamp((abs(stage.pose.sh_r) - 0.2) / 0.3)
    _on_both_shoulders(stage, 1 - one)
    _on_one_shoulder(stage, one)
    right_or_wrong(stage, 1 - one)


def _on_both_shoulders(stage: Stage, show: float) -> None:
    pen, k = stage.pen, stage.cam.scale
    pen.box(88, "backpack", "bag", _chest(stage, 0, -27, -12), (26 * k, 36 * k), 22, show)
    pen.box(88.2, "pocket", "bag", _chest(stage, 0, -35, -12), (18 * k, 14 * k), 10, show)
    handle = [(-3.0, -9.5), (-2.0, -6.5), (2.0, -6.5), (3.0, -9.5)]
    pen.bow(87.9, "handle", "strap-thin", [_chest(stage, x, y, -12) for x, y in handle], show)
    for sign in (1, -1):
        strap = [_chest(stage, sign * 9.5, -11, -12), _chest(stage, sign * 11.5, 1.5, -6)]
        pen.line(87.4, f"strap{sign}-ink", "strap-ink", strap, show)
        pen.line(87.6, f"strap{sign}", "strap", strap, show)


def _on_one_shoulder(stage: Stage, show: float) -> None:
    pen, shoulder = stage.pen, stage.body.shoulder("r")
    x, y = stage.cam(add(shoulder, (-9.0, -54.0, -4.0)))
    strap = [stage.cam(add(shoulder, (-2.0, 6.0, -4.0))), (x - 12, y - 28)]
    pen.line(87, "one-strap-ink", "strap-ink", strap, show)
    pen.line(87.1, "one-strap", "strap", strap, show)
    pen.box(88, "shoulderbag", "bag", (x, y), (64, 64), 12, show)
    pen.box(88.1, "flap", "bag", (x, y - 17), (64, 30), 10, show)


def headset(stage: Stage) -> None:
    """Headband, two cups and a microphone."""
    pen, at = stage.pen, stage.body.head.at
    band: tuple[Vec, ...] = ((-9.5, 8, 0), (-8, 17, 0), (0, 21, 0), (8, 17, 0), (9.5, 8, 0))
    pen.bow(61, "headband", "prop-line", pen.at([at(place) for place in band]))
    for sign in (1, -1):
        pen.box(61.2, f"cup{sign}", "device", stage.cam(at((sign * 9.6, 7, 0))), (9, 15), 4)
    boom: tuple[Vec, ...] = ((9.5, 5, 1), (8, 0, 7), (3, -0.5, 10))
    pen.bow(61.3, "mic", "prop-line", pen.at([at(place) for place in boom]))
    x, y = stage.cam(at((9, 2, 10)))
    bubble(stage, (x + 58, y - 8), (x + 14, y + 8))
