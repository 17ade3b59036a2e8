"""One arrow for each clear change between two keyframes.

To show a new kind of change: a threshold in `change.ENOUGH`, and a function here or in
`head_arrows` or `hand_arrows` that looks at `Change.what`.
"""

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import IDENTITY, add, mix, turn
from unkink.figure.keyframes import SIDES, Frame, Side
from unkink.figure.marks.change import Change, moving, sweep
from unkink.figure.marks.hand_arrows import bent_wrist, hand_arrow
from unkink.figure.marks.head_arrows import head_arrows
from unkink.figure.marks.steady import rolling

_SHOULDERS = frozenset({"sh_l", "sh_r"})
_HANDS = frozenset({"hand_l", "hand_r"})


def arrows(stage: Stage, a: Frame, b: Frame, tag: str, opacity: float) -> None:
    """Draw all arrows from keyframe a to keyframe b; a cut to another view has none."""
    if a.view != b.view:
        return
    what = moving(a, b)
    if rolling(stage.figure, a.caption):  # one ring tells the roll better than many small arrows
        what -= _SHOULDERS | {"scap"}
    change = Change.of(stage, a, b, what, tag, opacity)
    head_arrows(change)
    for side in SIDES:
        _shrug(change, side)
    _blades(change)
    _lean(change)
    _bend(change)
    _legs(change)
    for side in SIDES:
        hand_arrow(change, side)
        bent_wrist(change, side)


def _shrug(change: Change, side: Side) -> None:
    stage, channel = change.stage, f"sh_{side}"
    if channel not in change.what or (stage.profile and side == "l"):
        return
    before, after = change.span(channel)
    hands_tell = stage.pose.view == "front" and change.what & _HANDS
    if abs(before - after) < 0.4 and (change.b.touch or hands_tell):
        return  # a small lift that only accompanies the hands
    beside = (0.0, 6.0, -17.0) if stage.profile else (12.5 if side == "l" else -12.5, 4.0, 0.0)
    joint = mix(change.old.shoulder(side), change.new.shoulder(side), 0.5)
    change.straight(f"sh{side}", add(joint, beside), (0.0, 8.0 * change.sign(channel), 0.0))


def _blades(change: Change) -> None:
    stage, body = change.stage, change.new
    if "scap" not in change.what or change.what & _SHOULDERS:
        return
    if stage.behind:
        for sign in (1, -1):
            middle = body.trunk.at_chest(sign * 9, -14, -12)
            outward = turn(body.trunk.chest, (-sign * 5.5 * change.sign("scap"), 0, 0))
            change.straight(f"scap{sign}", middle, outward)
    elif stage.profile and not stage.figure.has("door-frame") and "trunk_round" not in change.what:
        above = add(body.shoulder("r"), (0.0, 13.0, 0.0))
        change.straight("scapside", above, (0.0, 0.0, -8.0 * change.sign("scap")))


def _lean(change: Change) -> None:
    """Leaning or rounding: an arc in profile, a straight arrow beside the trunk otherwise."""
    stage, body = change.stage, change.new
    if not stage.profile:
        if "trunk_pitch" in change.what and stage.pose.view in ("front", "back"):
            beside = add(body.neck_base, (-31.0 if stage.behind else 31.0, -16.0, 0.0))
            change.straight("leanz", beside, (0.0, -9.0 * change.sign("trunk_pitch"), 0.0))
        return
    if not change.what & {"trunk_pitch", "trunk_round"} or stage.figure.has("box"):
        return
    low, high = (f.trunk_pitch + 14 * f.trunk_round for f in (change.a, change.b))
    if "head_slide" in change.what:  # growing tall: straight up behind the back
        behind = add(body.neck_base, (0.0, 4.0, -26.0))
        change.straight("grow", behind, (0.0, 13.0 if high < low else -13.0, 0.0))
    else:
        arc = sweep(body.trunk.hip, IDENTITY, 94, (low - 90, high - 90), "nod")
        change.arrow("lean", arc)


def _bend(change: Change) -> None:
    """Bending sideways and twisting."""
    stage, body = change.stage, change.new
    if "trunk_roll" in change.what and not stage.profile:
        low, high = change.span("trunk_roll")
        arc = sweep(body.trunk.hip, IDENTITY, 92, (low * 1.05, high * 1.05), "tip")
        change.arrow("bend", arc)
    if "trunk_yaw" in change.what:
        centre = add(body.neck_base, (0.0, -16.0, 0.0))
        level = stage.cam(centre)[1]
        ring = stage.pen.at(sweep(centre, IDENTITY, 31, change.span("trunk_yaw"), "turn"))
        change.flat("twist", [(x, level + (y - level) * 1.6) for x, y in ring])


def _legs(change: Change) -> None:
    """Striding into a doorway, rising on the toes, sitting down and standing up."""
    stage, what = change.stage, change.what
    if stage.figure.has("door-frame") and abs(change.a.step - change.b.step) > 0.2:
        f = change.sign("step")
        change.arrow("stride", [(26, 2, 4 - 14 * f), (26, 2, 4), (26, 2, 4 + 18 * f)])
    if "heel" in what:
        behind = add(change.new.leg["r"].ankle, (0.0, 2.0, -17.0))
        change.straight("heel", behind, (0.0, 8.0 * change.sign("heel"), 0.0))
    if "knee" in what and stage.figure.base == "standing":
        beside = (0.0, 30.0, -34.0) if stage.profile else (34.0, 30.0, 0.0)
        middle = add(mix(change.old.trunk.hip, change.new.trunk.hip, 0.5), beside)
        change.straight("rise", middle, (0.0, -16.0 * change.sign("knee"), 0.0))
