"""The shower: rain from above, a hand shower that the left hand takes from the wall, a towel after.

The hand shower hangs where the hand reaches with `out`; from there the hand carries it along.
"""

from math import hypot

from unkink.figure.draw.camera import SIZE
from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point, Vec, mix
from unkink.figure.keyframes import SIDES
from unkink.figure.outlines import ellipse, join
from unkink.figure.props.signs import steam, warm_or_cool
from unkink.figure.props.worn import towel_round_neck

_HOLDING = frozenset({"out", "low", "chest", "face-level"})
_HOOK: Vec = (71.0, 132.0, 6.0)
"""Where the hand shower hangs."""
_ROWS = (-19, -9.5, 0, 9.5, 19)
_SPREAD = {"legs": 0.34, "arms": 0.34, "shoulders": 0.14}
"""How much the spray of the hand shower widens on its way; beside the head it stays narrow."""
_MIST = 0.16
_FALLING = 29
"""Canvas units between two drops of a row; the page lets them fall by this much."""


def grab_bar(stage: Stage) -> None:
    """A handle on the wall, where the right hand holds on to it with `out`."""
    pen, x = stage.pen, stage.cam((-76.0, 0.0, 0.0))[0]
    top, low = (stage.cam((0.0, y, 0.0))[1] for y in (148.0, 88.0))
    pen.line(4, "bar", "prop", [(x, top), (x, low)])
    for key, y in (("top", top + 8), ("low", low - 8)):
        pen.put(3.9, f"bar-foot-{key}", "prop-fill", ellipse((x, y), 8, 8))


def shower(stage: Stage) -> None:
    """Pipe, rose and hand shower, the water that runs, and a towel once it is off."""
    if stage.figure.base == "scene":
        return
    word = stage.pose.water
    _pipe(stage)
    if word == "off":
        towel_round_neck(stage)
        _hand_shower(stage)
        return
    warm_or_cool(stage, word, (266 if stage.behind else 54, 44), 1.5)
    where = stage.pose.water_at or "all"
    if where == "all":
        _rain(stage, word)
        _hand_shower(stage)
    else:
        _wet(stage, where, word)
        _jet(stage, where, word)


def _pipe(stage: Stage) -> None:
    pen = stage.pen
    x, y = stage.cam((0, 191, 0))
    wall = _wall(stage)
    way = 1 if wall > x else -1
    pipe = [(wall, 262), (wall, 60), (wall, 34), (wall - 12 * way, y - 9), (x + 20 * way, y - 9)]
    pen.bow(5, "pipe", "prop", [*pipe, (x, y - 8)])
    pen.line(5, "pipe-end", "prop", [(x, y - 8), (x, y - 2)])
    pen.box(6, "rose", "prop-solid", (x, y), (58, 9), 4)
    pen.box(6, "mixer", "prop-solid", (wall, 236), (16, 26), 6)
    pen.line(6.1, "mixer-lever", "prop", [(wall, 232), (wall - 20 * way, 224)])


def _wall(stage: Stage) -> float:
    """Where the pipe runs up, kept inside the picture."""
    x = stage.cam(_HOOK)[0] + (-10 if stage.behind else 10)
    return min(max(x, 26.0), SIZE - 26.0)


def _rain(stage: Stage, word: str) -> None:
    """A pale cone of water, and rows of drops in it; those on the body fall behind it."""
    pen, rose = stage.pen, stage.cam((0, 189, 0))
    floor = stage.cam((0, 4, 0))[1] - 8
    cone = [(rose[0] - 24, rose[1] + 4), (rose[0] + 24, rose[1] + 4)]
    cone += [(rose[0] + 62, floor), (rose[0] - 62, floor)]
    pen.face(20, f"rain-{word}", f"{word}-fill", cone, _MIST)
    for i, offset in enumerate(_ROWS):
        for step in range(9):
            x = rose[0] + offset * (1 + step * 0.26)
            y = rose[1] + 12 + (i % 2) * 11 + step * _FALLING
            if y >= floor:
                continue
            behind = abs(x - rose[0]) < 21 and step > 0
            drop = [(x, y), (x + offset * 0.09, y + 11)]
            key = f"drop{i * 9 + step}-{word}"
            pen.line(21 if behind else 86, key, f"{word}-fall", drop)
    if word == "warm":
        wide = 43 * stage.cam.scale
        for i, (side, up) in enumerate(((-1, 60), (1, 112), (-1, 132))):
            at = (rose[0] + side * (wide + 6 * i), rose[1] + up)
            steam(stage, f"vapour{i}", at, 0.8)


def _hand_shower(stage: Stage) -> None:
    """On its hook, or carried by the left hand; the hose hangs between it and the mixer."""
    if "hand_l" not in stage.figure.named:
        return  # nobody takes it, and the picture is too near to show it
    pen, where, aim = stage.pen, _rose_place(stage), _aim(stage)
    x, y = stage.cam(where)
    ux, uy = aim
    pen.line(85.5, "hand-rose", "prop", [(x - uy * 12, y + ux * 12), (x + uy * 12, y - ux * 12)])
    pen.line(85.4, "hand-rose-grip", "prop", [(x, y), (x - ux * 20, y - uy * 20)])
    wall, mixer = _wall(stage), 244.0
    low = max(y + 36, mixer + 16)
    hose = [(x - ux * 20, y - uy * 20), ((x + wall) / 2, low), (wall, mixer)]
    pen.bow(84, "hose", "prop-line", hose)


def _rose_place(stage: Stage) -> Vec:
    """The hook, unless the hand carries it away or back."""
    way = stage.pose.left
    arm = stage.body.arm["l"]
    if way.start in _HOLDING and (way.end in _HOLDING or way.share == 0):
        return arm.past_wrist(11)
    return _HOOK


def _goal(stage: Stage) -> Vec:
    """Middle of what the spray is aimed at; the aim turns while the hand travels."""
    way = stage.pose.left
    return mix(_part(stage, way.start), _part(stage, way.end), way.share)


def _part(stage: Stage, hand: str | None) -> Vec:
    """What a hand at this place aims the hand shower at."""
    body = stage.body
    if hand == "low":
        return mix(body.leg["r"].knee, body.leg["l"].ankle, 0.5)
    if hand == "chest":
        return mix(body.arm["r"].elbow, body.arm["r"].wrist, 0.4)
    return mix(body.neck_base, body.shoulder("l"), 0.75)


def _aim(stage: Stage) -> Point:
    """Direction of the spray on the canvas."""
    place, goal = stage.cam(_rose_place(stage)), stage.cam(_goal(stage))
    dx, dy = goal[0] - place[0], goal[1] - place[1]
    far = hypot(dx, dy) or 1.0
    return dx / far, dy / far


def _jet(stage: Stage, where: str, word: str) -> None:
    """Water from the hand shower to the part of the body it is meant for."""
    pen = stage.pen
    x, y = stage.cam(_rose_place(stage))
    ux, uy = _aim(stage)
    goal = stage.cam(_goal(stage))
    far = hypot(goal[0] - x, goal[1] - y)

    def at(along: float, across: float) -> Point:
        return (x + ux * along - uy * across, y + uy * along + ux * across)

    near, end = 8.0, max(far, 34.0)
    wide = 11 + end * _SPREAD[where]
    cone = [at(near, -11), at(near, 11), at(end, wide), at(end, -wide)]
    pen.face(83, f"jet-mist-{where}", f"{word}-fill", cone, _MIST)
    for row in range(-2, 3):
        ray = [at(near + 3 + 4 * (row % 2), row * 4.8), at(end, row * wide / 2.4)]
        pen.line(96, f"jet{row + 2}-{where}", f"{word}-jet", ray)
    _hand_shower(stage)


def _wet(stage: Stage, where: str, word: str) -> None:
    """Colour on the part of the body that the water runs over."""
    rod, body = stage.pen.rod, stage.body
    for side in SIDES:
        leg, arm = body.leg[side], body.arm[side]
        if where == "legs":
            parts = [rod(mix(leg.hip, leg.knee, 0.45), leg.knee, 7.2, 6.2)]
            parts.append(rod(leg.knee, leg.ankle, 6.2, 4.0))
        elif where == "arms":
            parts = [rod(arm.upper(0.3), arm.elbow, 4.8, 4.3), rod(arm.elbow, arm.wrist, 4.3, 3.2)]
            parts.append(rod(arm.wrist, arm.past_wrist(11), 3.2, 3.4))
        else:
            middle = body.trunk.at_chest(0, -3, 0)
            parts = [
                rod(middle, arm.shoulder, 6.4, 5.4),
                rod(arm.shoulder, arm.upper(0.4), 5.2, 4.8),
            ]
        stage.pen.put(
            55.9 if where == "legs" else 59.6,
            f"wet-{where}-{side}",
            f"{word}-fill",
            join(*parts),
            0.5,
        )
