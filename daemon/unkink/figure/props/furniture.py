"""Floor, chairs, desk, screen, window and door."""

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Vec, lerp
from unkink.figure.outlines import ellipse
from unkink.figure.props.meaning import meaning
from unkink.figure.props.signs import right_or_wrong
from unkink.figure.rig.lengths import DESK, SEAT


def floor(stage: Stage) -> None:
    """A line from edge to edge, under the feet."""
    y = stage.cam((0, 0, 0))[1] if stage.profile else stage.cam((0, 0, -2))[1] + 1
    stage.pen.line(2, "floor", "prop-thin", [(18, y + 3), (302, y + 3)], 0.8)


def mat(stage: Stage) -> None:
    """Something soft to lie on, or to stand on in the shower."""
    if stage.figure.base == "lying":
        end = 40 if stage.figure.has("chair") else 92
        stage.pen.line(8, "mat", "strap", stage.pen.at([(0, 1, -96), (0, 1, end)]))
    else:
        y = stage.cam((0, 0, 0))[1] + 3
        stage.pen.line(8, "mat", "strap", [(110, y), (210, y)])


def chair(stage: Stage) -> None:
    """The chair of a figure that does not sit all the time; a seated one has its own."""
    figure = stage.figure
    if figure.seated:
        return
    if figure.base == "lying":
        seat(stage, 34, SEAT, flip=-1)
    elif stage.body.trunk.sit or any(frame.knee > 60 for frame in figure.frames):
        seat(stage, -42, SEAT)
    elif stage.profile:
        _chair_ahead(stage)
    else:
        seat(stage, 0, SEAT)


def seat(stage: Stage, z: float, height: float, *, flip: int = 1) -> None:
    """A plain chair at a place of the room; flip -1 turns its back forward."""

    def at(x: float, y: float, forward: float) -> Vec:
        return (x, height + y, z + flip * forward)

    pen, ground = stage.pen, -height
    if stage.profile:
        pen.line(9, "chair-leg-front", "prop-thin", pen.at([at(0, -3, 16), at(0, ground, 19)]))
        pen.line(9, "chair-leg-back", "prop-thin", pen.at([at(0, -3, -17), at(0, ground, -21)]))
        pen.line(10, "chair-seat", "prop", pen.at([at(0, -3, 19), at(0, -3, -19)]))
        post = [at(0, -3, -18), at(0, 18, -19.5), at(0, 40, -22)]
        pen.bow(10, "chair-post", "prop", pen.at(post))
        return
    for sign in (-1, 1):
        leg = [at(18 * sign, 0, -18), at(20 * sign, ground, -20)]
        pen.line(9, f"chair-leg-back{sign}", "prop-thin", pen.at(leg))
        if not stage.behind:
            leg = [at(20 * sign, 0, 18), at(21 * sign, ground, 20)]
            pen.line(9, f"chair-leg-front{sign}", "prop-thin", pen.at(leg))
    if stage.behind:
        pen.line(30, "chair-edge", "prop", pen.at([at(-20, -1, -18), at(20, -1, -18)]))
    else:
        top = [at(-21, 0, -18), at(21, 0, -18), at(22, 0, 20)]
        edge = [at(22, -4, 20), at(-22, -4, 20), at(-22, 0, 20)]
        pen.face(9.5, "chair-seat", "prop-fill", pen.at(top + edge))
    posts = [[at(15 * s, 0, -19), at(15 * s, 20, -20)] for s in (-1, 1)]
    _backrest(stage, posts, at(-19, 34, -20), at(19, 16, -20))


def _backrest(stage: Stage, posts: list[list[Vec]], corner: Vec, opposite: Vec) -> None:
    """The backrest covers the figure that turns its back, and hides behind any other."""
    pen, z = stage.pen, 90 if stage.behind else 10
    for n, post in enumerate(posts):
        pen.line(z, f"chair-post{n}", "prop-thin", pen.at(post))
    (ax, ay), (bx, by) = stage.cam(corner), stage.cam(opposite)
    size = (abs(bx - ax), abs(by - ay))
    pen.box(z + 0.1, "chair-rest", "prop-fill", ((ax + bx) / 2, (ay + by) / 2), size, 9)


def _chair_ahead(stage: Stage) -> None:
    """A chair whose back the standing figure holds."""
    pen, under = stage.pen, SEAT - 3
    pen.line(10, "ahead-seat", "prop", pen.at([(0, under, 44), (0, under, 78)]))
    pen.line(9, "ahead-leg-near", "prop-thin", pen.at([(0, under, 46), (0, 0, 43)]))
    pen.line(9, "ahead-leg-far", "prop-thin", pen.at([(0, under, 76), (0, 0, 79)]))
    back = [(0.0, under, 44.0), (0.0, 70.0, 42.0), (0.0, 90.0, 40.0)]
    pen.bow(10, "ahead-back", "prop", pen.at(back))


def armrests(stage: Stage) -> None:
    """A padded board at elbow height on both sides, before the trunk and under the arms."""
    pen = stage.pen
    for side in (1, -1):
        post = [(side * 26, SEAT - 3, 4), (side * 29, 65, 4)]
        pen.line(53, f"arm-post{side}", "prop", pen.at(post))
        inner, outer = side * 22.5, side * 35.5
        top = [(inner, 67, -14), (outer, 67, -14), (outer, 67, 28), (inner, 67, 28)]
        pen.face(53.4, f"arm-rest-top{side}", "prop-fill", pen.at(top))
        board = [(inner, 67, 28), (outer, 67, 28), (outer, 62, 28), (inner, 62, 28)]
        pen.face(53.5, f"arm-rest{side}", "prop-fill", pen.at(board))


def desk(stage: Stage) -> None:
    """Table top and far leg, in profile; a keyboard lies on it where the hands rest."""
    pen = stage.pen
    pen.line(12, "desk-top", "prop", pen.at([(0, DESK, 26), (0, DESK, 100)]))
    pen.line(11, "desk-leg", "prop-thin", pen.at([(0, DESK, 88), (0, 0, 88)]))
    if "desk" in stage.figure.hands:
        keys = [(0, DESK + 2.6, 41), (0, DESK + 2.6, 56)]
        pen.line(12.1, "keyboard", "keyboard", pen.at(keys))


def screen(stage: Stage) -> None:
    """A screen on a desk; `show` may set it too low and too near."""
    low = meaning(stage, "low")
    pen, y, near = stage.pen, lerp(96, 82, low), 3.0 * low
    if not stage.figure.has("desk"):
        desk(stage)
    foot = [(0, DESK + 1.5, 68 - near), (0, y, 65 - near)]
    pen.line(12.2, "screen-foot", "prop-thin", pen.at(foot))
    base = [(0, DESK + 2.5, 62 - near), (0, DESK + 2.5, 74 - near)]
    pen.line(12.2, "screen-base", "prop", pen.at(base))
    below, above, z = y - 16 + 5 * low, y + 21, 60.5 - near
    glass = [(0, below, z + 2), (0, above, z), (0, above, z + 3), (0, below, z + 5)]
    pen.face(12.4, "screen", "device", pen.at(glass))
    if stage.figure.base == "scene":
        _eye_level(stage, (0, above - 1 - 14 * low, z), low)


def _eye_level(stage: Stage, goal: Vec, low: float) -> None:
    """The look to the screen: down to it (wrong), or level to its upper edge (right)."""
    pen, eye = stage.pen, stage.cam(stage.body.head.at((-3, 9.2, 11)))
    x, y = stage.cam(goal)
    pen.line(94, "level", "sight", [(eye[0] + 12, eye[1] + 5 * low), (x - 4, y)])
    right_or_wrong(stage, 1 - low)


def window(stage: Stage) -> None:
    """Something far away to look at."""
    pen, (ax, ay), (bx, by) = stage.pen, stage.cam((0, 150, 71)), stage.cam((0, 113, 102))
    x, y, w, h = (ax + bx) / 2, (ay + by) / 2, abs(bx - ax), abs(by - ay)
    pen.box(3, "window", "paper", (x, y), (w, h), 3)
    hills = [
        (x - w / 2 + 3, y + h * 0.32),
        (x - w * 0.2, y + h * 0.08),
        (x + w * 0.05, y + h * 0.3),
        (x + w * 0.25, y + h * 0.12),
        (x + w / 2 - 3, y + h * 0.3),
    ]
    pen.bow(3.3, "hill", "green-line", hills)
    sun = ellipse((x + w * 0.2, y - h * 0.22), 6, 6)
    pen.put(3.2, "sun", "scarf", sun, 0.5 + 0.5 * stage.pose.gaze_far)


def door_frame(stage: Stage) -> None:
    """A doorway; the near jamb stands under the right forearm."""
    pen, x = stage.pen, -44

    def upright(near: float, far: float, depth: float) -> list[Vec]:
        return [(near, 0, -3), (near, 196, -3), (far, 196, depth), (far, 0, depth)]

    pen.face(12, "jamb", "prop-fill", pen.at(upright(x, x - 9, -3)))
    pen.face(11.9, "jamb-side", "prop-fill", pen.at(upright(x, x, -12)))
    pen.face(11.8, "jamb-far", "prop-fill", pen.at(upright(48, 57, -3)))
    lintel = [(x - 9, 196, -3), (57, 196, -3), (57, 188, -3), (x - 9, 188, -3)]
    pen.face(11.7, "lintel", "prop-fill", pen.at(lintel))


def vent(stage: Stage) -> None:
    """Cold air from the wall; it fades as the figure gets warm."""
    pen = stage.pen
    pen.box(5, "vent", "prop-fill", (46, 40), (60, 26), 5)
    for i in range(3):
        y = 33 + 7 * i
        pen.line(5.2, f"slat{i}", "prop-line", [(24, y), (68, y)])
    for i in range(3):
        x, y = 50 + 20 * i, 74 - 4 * i
        wave = [(x, y), (x + 10, y + 12), (x + 8, y + 24), (x + 18, y + 36)]
        pen.bow(5.3, f"air{i}", "air", wave, max(0, 1 - stage.pose.warm * 0.75))
