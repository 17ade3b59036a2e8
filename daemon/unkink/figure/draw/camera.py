"""Which part of the room is shown, and from where.

Legs appear only in exercises that use them, so that the moving part is as large as it can be.
"""

from unkink.figure.geometry import Camera, Vec
from unkink.figure.keyframes import Figure
from unkink.figure.rig.targets import HELD_OUT

SIZE = 320
"""Side of the square canvas, in its own units."""

YAW = {"front": 0, "half": 38, "side": 90, "back": 180}
TILT = {"front": 9, "half": 8, "side": 4, "back": 9}

_EYES_ONLY = frozenset({"t", "caption", "eyes", "gaze"})
_RAISED = frozenset(
    {
        "chest",
        "chest-rub",
        "neck-back",
        "neck-back-low",
        "forehead",
        "brow",
        "head-back",
        "temples",
        "jaw",
    }
    | {f"head-side-{side}" for side in "lr"}
    | {f"shoulder-{side}{out}" for side in "lr" for out in ("", "-out")}
)
"""Places of hands at work on neck, shoulders and head."""
_BELOW_THE_HEAD = frozenset({"trunk_pitch", "trunk_roll", "knee", "press"})


def camera_for(figure: Figure, view: str) -> Camera:
    """Camera for a figure in one of its views."""
    profile = view == "side"
    if figure.seated:
        scale, middle = _seated(figure, profile=profile)
    elif figure.afloat:
        scale, middle = _afloat(figure)
    else:
        scale, middle = _upright(figure, view)
    steps_forward = profile and figure.base == "standing" and figure.has("chair", "box")
    if figure.base == "walking" or steps_forward:
        middle = (0.0, middle[1], 8.0)
    return Camera.look(YAW[view], TILT[view], scale, middle, SIZE)


def _seated(figure: Figure, *, profile: bool) -> tuple[float, Vec]:
    if figure.has("desk", "screen", "window"):
        return 2.1, (0, 80, 32)
    if "seat-edge" in figure.hands:
        return 2.6, (0, 89, 0)
    if figure.hands & HELD_OUT:
        return 3.5, (0, 99, 26)
    if "forward" in figure.hands:
        return 2.6, (0, 92, 26)
    if figure.named <= _EYES_ONLY and not figure.props:
        return 7.4, (0, 120, 9 if profile else 0)
    if _head_only(figure):
        return 3.12, (0, 100, 6 if profile else 0)
    if "squint" in figure.named:
        return 3.12, (0, 96, 6 if profile else 0)
    if figure.hands and figure.hands <= _RAISED | {"lap"} and not figure.props:
        return 3.3, (0, 103, 8 if profile else 0)
    return 2.72, (0, 92, 12 if profile else 0)


def _head_only(figure: Figure) -> bool:
    """Whether nothing below the shoulders takes part."""
    return (
        figure.hands <= {"lap", "side"}
        and not figure.named & _BELOW_THE_HEAD
        and set(figure.props) <= {"chair"}
    )


def _afloat(figure: Figure) -> tuple[float, Vec]:
    if figure.base == "lying":
        return (1.86, (0, 44, -17)) if figure.has("chair") else (1.66, (0, 30, 0))
    return (1.42, (0, 8, -12)) if figure.has("pool") else (1.72, (0, 40, 9))


def _upright(figure: Figure, view: str) -> tuple[float, Vec]:
    if view != figure.view and not figure.props:
        return 2.25, (0, 126, 0)  # a cut to another view is a close-up
    if figure.has("phone"):
        return 2.35, (0, 124, 8)
    if figure.has("shoulder-bag"):
        return 2.3, (0, 128, 0)
    if figure.has("sink"):
        return 2.1, (0, 112, 16)
    if "overhead" in figure.hands:
        return 1.42, (0, 103, 0)
    if figure.has("shower"):
        still = "hand_l" not in figure.named
        return (2.0, (0, 122, 0)) if still else (1.5, (0, 97, 0))
    return 1.62, (0, 88, 4 if view == "side" else 0)
