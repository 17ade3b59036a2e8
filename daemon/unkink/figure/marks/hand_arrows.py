"""Arrows of the hands, along the path they really take."""

from dataclasses import replace
from math import cos, hypot, radians, sin

from unkink.figure.geometry import Vec, add, lerp
from unkink.figure.keyframes import Side, changed
from unkink.figure.marks.change import Change, flat_arrow
from unkink.figure.rig import skeleton
from unkink.figure.timeline import RESTING, HandWay, Pose, still

_CARRIED = (
    "trunk_pitch",
    "trunk_roll",
    "trunk_yaw",
    "sh_l",
    "sh_r",
    "head_pitch",
    "head_roll",
    "head_yaw",
)
"""Channels that carry a hand with them while it travels."""


def bent_wrist(change: Change, side: Side) -> None:
    """Show how far the other hand draws the fingers down, round the wrist."""
    low, high = change.span("press")
    if f"wrist_{side}" not in change.what:
        return
    places = []
    for i in range(8):
        angle = radians(88 * lerp(low, high, i / 7))
        reach = (0.0, -25 * sin(angle), 25 * cos(angle))
        places.append(add(change.new.arm[side].wrist, reach))
    change.arrow(f"wrist{side}", places)


def hand_arrow(change: Change, side: Side) -> None:
    """Show where a hand goes, if it goes far enough to matter."""
    what, profile = change.what, change.stage.profile
    if f"hand_{side}" not in what or "knee" in what:
        return
    if profile and side == "l" and "hand_r" in what:
        return  # both arms do the same; the near one tells it
    words = {change.a.hand(side), change.b.hand(side)}
    new_step = change.a.caption and change.a.caption != change.b.caption
    far = _distance(change, side)
    touch = change.b.touch
    arrives = touch == "press" or (touch and words & RESTING)  # the mark of the touch tells more
    if words <= RESTING or arrives or new_step or far < _enough(change, words):
        return
    points = change.stage.pen.at(_path(change, side, 0.14 if far > 60 else 0.0))
    opacity = change.opacity * 0.95
    flat_arrow(change.stage, f"{change.tag}-hand{side}", points, opacity, thin=True)


def _enough(change: Change, words: set[str | None]) -> float:
    """Canvas units a hand must travel: fewer when it works on the body than when it comes."""
    working = not words & RESTING and change.b.touch in (None, "stroke")
    return 10 if working else 34


def _distance(change: Change, side: Side) -> float:
    cam = change.stage.cam
    (ax, ay), (bx, by) = (cam(body.arm[side].along_hand(0.6)) for body in (change.old, change.new))
    return hypot(ax - bx, ay - by)


def _path(change: Change, side: Side, margin: float) -> list[Vec]:
    """Places on the way, without a share of it at both ends."""
    figure = change.stage.figure
    shares = (lerp(margin, 1 - margin, i / 7) for i in range(8))
    poses = (_on_the_way(change, side, share) for share in shares)
    return [skeleton(pose, figure).arm[side].along_hand(0.75) for pose in poses]


def _on_the_way(change: Change, side: Side, share: float) -> Pose:
    way = HandWay(change.a.hand(side), change.b.hand(side), share)
    mid = {name: lerp(*change.span(name), share) for name in _CARRIED}
    pose = changed(still(change.a), mid)
    return replace(pose, left=way) if side == "l" else replace(pose, right=way)
