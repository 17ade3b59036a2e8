"""Places where a hand may rest: the vocabulary of `hand_l` and `hand_r`, and what each word means.

To add a place: one entry in TARGETS, and its word in WORDS if keyframes may name it. If it lies at
or above the shoulders add it to NEAR_HEAD in `draw.arms`.
"""

from typing import Literal, NamedTuple

from unkink.figure.geometry import Vec
from unkink.figure.keyframes import Figure, FigureError, Side
from unkink.figure.rig.lengths import DESK, SEAT

Anchor = Literal[
    "room",
    "thigh",
    "chest",
    "neck",
    "head",
    "own shoulder, upright",
    "own shoulder",
    "other shoulder",
    "other hand",
]
"""What a place moves with; shoulders are taken in the chest's axes unless upright."""


class Target(NamedTuple):
    """A place for the LEFT hand; mirrored for the right."""

    anchor: Anchor
    at: Vec
    """Where, from the anchor, in centimetres."""
    hand: Vec
    """Direction from wrist to finger tips."""
    elbow: Vec
    """Direction in which the elbow points."""
    grip: float
    """Which point of the hand lies there: 0 the wrist, 1 the finger tips."""
    palm: Vec = (0.0, -1.0, 0.0)
    """Where the palm looks, in the axes of `hand`."""
    curl: float = 12.0
    """Degrees by which the fingers bend towards the palm."""


_SIDE = (0.5, 0.0, -1.0)
_CROSS = (0.1, -1.0, 0.55)
_DOWN, _INWARD, _AHEAD, _BACK = (0, -1, 0), (-1, 0, 0), (0, 0, 1), (0, 0, -1)
_PALMS = Target("chest", (-0.6, -15.5, 18), (-0.35, 0.75, 0.25), (1, -0.8, -0.1), 0.55, _INWARD, 2)

FIST = 104.0
"""Bend of the fingers in a closed hand."""
AT_EASE = frozenset({"lap", "side", "knees"})
"""Places where a hand touches nothing that matters."""
IDLE = frozenset({"chair-back", "chair-ahead", "seat-edge", "desk"})
"""Places where a hand only leans."""
HELD_OUT = frozenset({"palm-up", "palm-down"})
"""Places in the air where the other hand draws the fingers down."""

TARGETS: dict[str, Target] = {
    "side": Target("own shoulder, upright", (4.5, -50, 2), (0, -1, 0.08), _SIDE, 0, _INWARD, 24),
    "low": Target(
        "own shoulder, upright", (-6, -33, 22), (-0.15, 0.25, 1), (0.5, -0.6, -0.8), 0, _INWARD, 24
    ),
    "forward": Target("own shoulder, upright", (-1, -9, 46), (0, 0.03, 1), (0.3, -1, 0), 0),
    "palm-up": Target(
        "own shoulder, upright", (-5, -8, 43), _AHEAD, (0.5, -1, -0.3), 0, (0, 1, 0), 5
    ),
    "palm-down": Target(
        "own shoulder, upright", (-5, -8, 43), _AHEAD, (0.5, -1, -0.3), 0, _DOWN, 5
    ),
    "lap": Target("thigh", (-1, 7.6, 27), (-0.35, -0.12, 1), _SIDE, 0.5, _DOWN, 14),
    "knees": Target("thigh", (0, 8, 38), (-0.2, -0.3, 1), (1, 0, -0.3), 0.5, _DOWN, 20),
    "desk": Target("room", (13, DESK + 3.4, 33), (-0.35, 0, 1), (0.7, -0.5, -0.6), 0.25),
    "seat-edge": Target(
        "room", (20.5, SEAT + 1, 1), (-0.25, -1, 0.1), (1, 0, -0.6), 0.5, _INWARD, 40
    ),
    "chair-back": Target("room", (29, 70.5, 23), (-0.1, -0.12, 1), (0.3, -1, -0.6), 0, _DOWN, 40),
    "chair-ahead": Target("room", (9, 92, 31), (0, -0.25, 1), (0.7, -1, -0.3), 0.55, _DOWN, 40),
    "sink": Target("room", (7, 92, 40), (-0.15, -0.12, 1), (0.4, -1, -0.5), 0.5),
    "box": Target("room", (14, 27, 24), (-0.2, -1, 0.3), (0.6, 0, -1), 0.5, _INWARD, 10),
    "neck-back": Target(
        "neck", (4.4, 7.6, -8.2), (-1, 0.35, -0.05), (1, 0.42, 0.15), 0.86, _AHEAD, 6
    ),
    "neck-back-low": Target(
        "neck", (4.8, 0.0, -9.3), (-0.75, -0.62, -0.1), (1, 0.75, 0.3), 0.85, _AHEAD, 6
    ),
    "neck-cross": Target(
        "neck", (-3.6, 5.2, -8.6), (-1, 0.22, 0.06), (1, 0.42, 0.15), 0.86, _AHEAD, 8
    ),
    "shoulder-same": Target(
        "own shoulder",
        (-7.5, 6.4, -5.2),
        (-0.3, -0.42, -1),
        (0.55, 0.1, 1),
        0.72,
        (0.1, -1, 0.3),
        16,
    ),
    "shoulder-same-out": Target(
        "own shoulder", (-0.5, 5.4, -4.6), (-0.1, -0.45, -1), (0.75, 0, 1), 0.72, (0.1, -1, 0.3), 16
    ),
    "shoulder-cross": Target(
        "other shoulder", (4.0, 5.0, 0.5), (-0.6, 0.1, -0.75), _CROSS, 0.68, (0.2, -0.75, -0.6), 30
    ),
    "shoulder-cross-out": Target(
        "other shoulder", (-1.0, 4.6, 1.5), (-0.65, 0.0, -0.7), _CROSS, 0.68, (0.2, -0.75, -0.6), 30
    ),
    "overhead": Target("own shoulder", (1.5, 50, 2), (-0.05, 1, 0), (1, 0, 0.2), 0, _INWARD, 6),
    "out": Target("own shoulder", (48, 1, 5), (1, -0.05, 0.1), (0, -1, -0.6), 0, _DOWN, 12),
    "door-frame": Target("own shoulder", (25, 22, 1), (0, 1, 0.05), (1, -1, -0.25), 0, _AHEAD, 4),
    "forehead": Target(
        "head", (2.0, 12.6, 11.4), (-0.35, 0.88, -0.32), (0.15, -0.5, 1), 0.3, _BACK, 4
    ),
    "brow": Target(
        "head", (2.0, 16.4, 9.4), (-0.97, 0.12, 0.15), (0.8, -0.6, 0.3), 0.95, (-0.3, 0, -1), 6
    ),
    "head-back": Target("head", (0, 8.5, -11.6), (-1, 0.35, 0), (1, 0.05, 0.12), 0.8, _AHEAD, 8),
    "head-side": Target("head", (11, 12, 0.5), (-0.1, 1, 0.05), (1, -0.2, 0.2), 0.6, _INWARD, 6),
    "temples": Target(
        "head", (8.1, 11.2, 5.2), (-0.78, 0.62, 0.0), (0.8, -0.8, 0.3), 0.97, (-0.6, 0, -0.8), 12
    ),
    "jaw": Target(
        "head", (7.6, 4.4, 4.8), (-0.72, 0.68, 0.1), (0.7, -1, 0.3), 0.97, (-0.7, 0, -0.7), 12
    ),
    "sip": Target(
        "head", (2.2, -3.4, 16.5), (-0.3, 0.3, 0.5), (0.8, -0.7, 0.3), 0.5, (-1, 0, -0.2), 30
    ),
    "hug": Target(
        "chest", (-20.5, -9, -3), (-0.55, 0.3, -0.9), (0.25, -0.6, 1), 0.75, (1, 0, 0.2), 14
    ),
    "palms": _PALMS,
    "chest-rub": _PALMS._replace(grip=0.3),
    "carry": Target("chest", (13, -27, 22), (-0.1, -0.25, 1), (0.3, -0.4, -1), 0.4, _INWARD, 10),
    "phone-up": Target("chest", (0, 1, 35), (-0.1, 0.9, 0.25), (0.35, -1, -0.4), 0.4),
    "face-level": Target(
        "chest", (1, 7, 27), (-0.1, 0.9, 0.25), (0.35, -1, 0.1), 0.4, (-0.4, 0, -0.9), 20
    ),
    "other-fingers": Target(
        "other hand", (0, 0, 0), (-0.85, 0, -0.5), (0.8, -0.9, 0), 0.72, _DOWN, 12
    ),
}

_PLAIN = (
    "side",
    "lap",
    "desk",
    "seat-edge",
    "chair-back",
    "neck-back",
    "neck-back-low",
    "forehead",
    "brow",
    "head-back",
    "temples",
    "jaw",
    "hug",
    "overhead",
    "out",
    "low",
    "door-frame",
    "forward",
    "knees",
    "chest-rub",
    "palm-up",
    "palm-down",
    "other-fingers",
    "face-level",
)
_SHOULDERS = ("shoulder-l", "shoulder-r", "shoulder-l-out", "shoulder-r-out")
WORDS = frozenset({"rest", "chest", "head-side-l", "head-side-r", *_SHOULDERS, *_PLAIN})
"""Words that keyframes may use; the props decide what some of them mean."""


def check(word: str) -> None:
    """Refuse a word that names no place."""
    if word not in WORDS:
        known = ", ".join(sorted(WORDS))
        raise FigureError(f"unknown hand target {word!r}; known are {known}")


def resolve(word: str | None, own: Side, figure: Figure) -> str:
    """Key in TARGETS for a word, for this hand, base and props."""
    if word is None or word == "rest" or (word == "lap" and not figure.seated):
        return "lap" if figure.seated else "side"
    if word in _SHOULDERS:
        return _on_shoulder(word, own)
    if word.startswith("head-side-"):
        return "head-side"
    if word == "chair-back" and figure.base != "seated":
        return "chair-ahead"
    return _with_props(word, figure)


def _on_shoulder(word: str, own: Side) -> str:
    owner, _, out = word.removeprefix("shoulder-").partition("-")
    key = "shoulder-same" if owner == own else "shoulder-cross"
    return f"{key}-out" if out else key


def _with_props(word: str, figure: Figure) -> str:
    """Things in the picture redirect a hand to themselves."""
    if figure.has("box"):
        word = {"low": "box", "chest": "carry"}.get(word, word)
    if word == "neck-back-low" and figure.has("chair-back"):
        return "neck-cross"
    if word == "forward" and figure.has("sink"):
        return "sink"
    if word == "face-level" and figure.has("glass"):
        return "sip"
    if word == "face-level" and figure.has("phone"):
        return "phone-up"
    if word == "face-level" and figure.has("shower"):
        return "door-frame"  # as high, and beside the head
    return "palms" if word == "chest" else word
