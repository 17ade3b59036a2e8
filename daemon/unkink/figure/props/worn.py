"""What the figure wears: scarf, towels, packs, bags and a headset."""

from math import cos, sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point, Vec, add, mix, turn
from unkink.figure.outlines import ellipse, loop
from unkink.figure.props.signs import steam, warm_or_cool


def _chest(stage: Stage, x: float, y: float, z: float) -> Point:
    """Canvas point of a place in the chest's axes."""
    return stage.cam(stage.body.trunk.at_chest(x, y, z))


def scarf(stage: Stage) -> None:
    """A scarf round the neck, there as soon as it gets warm."""
    warm = stage.pose.warm
    if warm < 0.2:
        return
    trunk = stage.body.trunk
    neck = mix(trunk.neck_base, stage.body.head.pivot, 0.35)
    round_neck: tuple[Vec, ...] = (
        (-8.5, 2, 2),
        (-7.5, -3.5, 4),
        (0, -5.5, 7),
        (7.5, -3.5, 4),
        (8.5, 2, 2),
        (0, 1.5, 7),
    )
    wrap = [add(neck, turn(trunk.chest, place)) for place in round_neck]
    show = min(1, warm * 2.2)
    stage.pen.put(63, "scarf", "scarf", loop(stage.pen.at(wrap)), show)
    tail = ((2, 0, 9), (7.5, -1, 9), (9, -20, 12), (3, -21, 12))
    stage.pen.face(62.9, "scarf-tail", "scarf", [_chest(stage, *p) for p in tail], show)


def towel(stage: Stage) -> None:
    """A towel over the shoulders, seen from behind; it rides with the lift."""
    if stage.figure.view != "back" or stage.figure.has("pack"):
        return
    left, right = 7.5 * stage.pose.sh_l, 7.5 * stage.pose.sh_r
    upper = ((-19, -4.5 + right), (-9, 2.6 + right / 2), (0, 7), (9, 2.6 + left / 2))
    lower = ((19, -4.5 + left), (18, -17), (9, -16), (0, -15.5), (-9, -16), (-18, -17))
    cloth = loop([_chest(stage, x, y, -9) for x, y in upper + lower])
    stage.pen.put(66, "towel", "cloth", cloth)
    for i, y in enumerate((-10.5, -13.5)):
        bow = ((-17.5, y), (-9, y + 1.2), (9, y + 1.2), (17.5, y))
        stripe = [_chest(stage, x, at, -9) for x, at in bow]
        stage.pen.bow(66.2, f"stripe{i}", "warm-drop", stripe)
    if stage.pose.warm > 0.3:
        for i, (x, y) in enumerate(((-12, 12), (12, 12), (-24, 4), (24, 4))):
            steam(stage, f"steam{i}", _chest(stage, x, y, -9), stage.pose.warm)


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
    warm_or_cool(stage, "warm" if warm > 0.5 else "cool", (268, 52))


def bag(stage: Stage) -> None:
    """A bag on one lifted shoulder (wrong), or on both (right)."""
    if abs(stage.pose.sh_r) < 0.3:
        _on_both_shoulders(stage)
    else:
        _on_one_shoulder(stage)


def _on_both_shoulders(stage: Stage) -> None:
    pen, k = stage.pen, stage.cam.scale
    pen.box(88, "backpack", "bag", _chest(stage, 0, -27, -12), (26 * k, 36 * k), 22)
    pen.box(88.2, "pocket", "bag", _chest(stage, 0, -35, -12), (18 * k, 14 * k), 10)
    for sign in (1, -1):
        strap = [_chest(stage, sign * 9.5, -11, -12), _chest(stage, sign * 11.5, 1.5, -6)]
        pen.line(87.4, f"strap{sign}-ink", "strap-ink", strap)
        pen.line(87.6, f"strap{sign}", "strap", strap)
    pen.line(97, "right", "check", [(262, 52), (272, 63), (292, 38)])


def _on_one_shoulder(stage: Stage) -> None:
    pen, shoulder = stage.pen, stage.body.shoulder("r")
    x, y = stage.cam(add(shoulder, (-9.0, -54.0, -4.0)))
    strap = [stage.cam(add(shoulder, (-2.0, 6.0, -4.0))), (x - 12, y - 28)]
    pen.line(87, "one-strap-ink", "strap-ink", strap)
    pen.line(87.1, "one-strap", "strap", strap)
    pen.box(88, "shoulderbag", "bag", (x, y), (60, 62), 12)
    pen.line(97, "wrong1", "cross", [(266, 38), (288, 62)])
    pen.line(97, "wrong2", "cross", [(288, 38), (266, 62)])


def headset(stage: Stage) -> None:
    """Headband, two cups and a microphone."""
    pen, at = stage.pen, stage.body.head.at
    band: tuple[Vec, ...] = ((-9.5, 8, 0), (-8, 17, 0), (0, 21, 0), (8, 17, 0), (9.5, 8, 0))
    pen.bow(61, "headband", "prop-line", pen.at([at(place) for place in band]))
    for sign in (1, -1):
        pen.box(61.2, f"cup{sign}", "device", stage.cam(at((sign * 9.6, 7, 0))), (9, 15), 4)
    boom: tuple[Vec, ...] = ((9.5, 5, 1), (8, 0, 7), (3, -0.5, 10))
    pen.bow(61.3, "mic", "prop-line", pen.at([at(place) for place in boom]))
