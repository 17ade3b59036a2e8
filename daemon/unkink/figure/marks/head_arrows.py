"""Arrows of the head: turn, nod, tip, half circle and glide."""

from math import cos, radians, sin

from unkink.figure.geometry import IDENTITY, Vec, add, lerp, mix
from unkink.figure.keyframes import changed
from unkink.figure.marks.change import ENOUGH, Change, sweep
from unkink.figure.rig import skeleton
from unkink.figure.timeline import still

_HEAD = frozenset({"head_yaw", "head_pitch", "head_roll"})


def head_arrows(change: Change) -> None:
    """Draw what the head does."""
    if _circling(change):
        change.arrow("chin", _pendulum(change) if "head_roll" in change.what else _nose(change))
    else:
        if "head_yaw" in change.what:
            _turn(change)
        elif "head_pitch" in change.what:
            _nod(change)
        if "head_roll" in change.what:
            low, high = change.span("head_roll")
            body = change.new
            span = (low * 0.85, high * 0.85)
            change.arrow("roll", sweep(body.neck_base, body.trunk.upright, 46, span, "tip"))
    if "head_slide" in change.what and change.stage.profile:
        above = add(mix(change.old.head.pivot, change.new.head.pivot, 0.5), (0.0, 31.0, 0.0))
        change.straight("slide", above, (0.0, 0.0, 10.0 * change.sign("head_slide")))


def _circling(change: Change) -> bool:
    """Several head channels at once, seen from the front, are one movement of the chin."""
    moves, a, b = change.what & _HEAD, change.a, change.b
    if change.stage.pose.view != "front":
        return False
    together = "head_roll" in moves and len(moves) > 1
    turned = min(abs(a.head_yaw), abs(b.head_yaw)) > 15
    return together or ("head_pitch" in moves and turned)


def _pendulum(change: Change) -> list[Vec]:
    """The chin swings below the head."""
    low, high = (f.head_roll * 1.3 + f.head_yaw for f in (change.a, change.b))
    centre = add(change.new.neck_base, (0.0, 11.0, 14.0))
    angles = [radians(lerp(low, high, i / 8)) for i in range(9)]
    return [add(centre, (22 * sin(angle), -22 * cos(angle), 0.0)) for angle in angles]


def _nose(change: Change) -> list[Vec]:
    """The real path of a point before the nose, which sinks towards the armpit."""
    places = []
    for i in range(7):
        mid = {name: lerp(*change.span(name), i / 6) for name in ENOUGH}
        body = skeleton(still(changed(change.a, mid)), change.stage.figure)
        places.append(body.head.at((0, 4.5, 20)))
    return places


def _turn(change: Change) -> None:
    """A ring above the head."""
    stage, centre = change.stage, change.new.head.at((0, 27, 0))
    low, high = change.span("head_yaw")
    if stage.profile:
        if change.a.gaze_far == change.b.gaze_far:
            arc = sweep(centre, IDENTITY, 13, (low - 90, high - 90), "turn")
            change.arrow("yaw", arc)
        return
    way = change.sign("head_yaw")
    if abs(high - low) < 45:  # a small turn gets an arrow long enough to be seen
        low, high = low - 8 * way, low + 42 * way
    ring = sweep(centre, change.new.trunk.upright, 17, (low, high + 8 * way), "turn", 10)
    level = stage.cam(centre)[1]
    # Rounder than the camera would see it.
    change.flat("yaw", [(x, level + (y - level) * 2.3) for x, y in stage.pen.at(ring)])


def _nod(change: Change) -> None:
    """An arc before the face in profile, a slight bow beside it otherwise."""
    stage = change.stage
    middle = mix(change.old.head.at((0, 9, 0)), change.new.head.at((0, 9, 0)), 0.5)
    if stage.profile:
        span = change.span("head_pitch")
        change.arrow("pitch", sweep(add(middle, (0.0, -3.0, 0.0)), IDENTITY, 21, span, "nod"))
        return
    down, x = change.sign("head_pitch"), -17.5 if stage.behind else 17.5
    bow = ((x, 9.0 * down, 0.0), (x + 2.5, 0.0, 0.0), (x, -9.0 * down, 0.0))
    change.arrow("pitch-beside", [add(middle, place) for place in bow])
