"""The figure as the tip files give it: base, view, props, and keyframes with their channels.

A channel missing in a keyframe keeps the value of the frame before; before its first mention it is
neutral. Numbers are blended between frames, words switch at their frame. To add a channel: one
field in `Channels`, and the part of the rig, the props or the marks that looks at it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, TypeAlias, TypeVar

Side: TypeAlias = Literal["l", "r"]
"""The figure's own left or right."""

Stretch: TypeAlias = tuple[float, float]
"""Part of the cycle, from one second to another."""

VIEWS = ("front", "half", "side", "back")
BASES = ("seated", "standing", "walking", "lying", "in-water", "scene", "hands")
WAY_BACK_S = 0.8


class FigureError(ValueError):
    """A figure that cannot be drawn; the message names the word at fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """What both a keyframe and a pose between two keyframes say; 0 is neutral."""

    head_yaw: float = 0.0
    head_pitch: float = 0.0
    head_roll: float = 0.0
    head_slide: float = 0.0
    trunk_pitch: float = 0.0
    trunk_roll: float = 0.0
    trunk_yaw: float = 0.0
    trunk_round: float = 0.0
    sh_l: float = 0.0
    sh_r: float = 0.0
    scap: float = 0.0
    press: float = 0.0
    knee: float = 0.0
    heel: float = 0.0
    step: float = 0.0
    halt: float = 0.0
    eyes: float = 0.0
    squint: float = 0.0
    breath: float = 0.0
    warm: float = 0.0
    gaze_far: float = 0.0
    hip_shift: float = 0.0
    water: str = "off"
    water_at: str | None = None
    caption: str = ""
    show: str | None = None
    touch: str | None = None
    view: str = "front"

    def number(self, name: str) -> float:
        """Value of one of NUMBERS."""
        value = getattr(self, name)
        return float(value)

    def lift(self, side: Side) -> float:
        """How far this shoulder is lifted."""
        return self.sh_l if side == "l" else self.sh_r


Some = TypeVar("Some", bound=Channels)


def changed(channels: Some, values: Mapping[str, Any]) -> Some:
    """Copy of a frame or pose with channels set by their names."""
    return replace(channels, **values)


NUMBERS = tuple(f.name for f in fields(Channels) if f.type is float)
WORDS = tuple(f.name for f in fields(Channels) if f.type is not float)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame(Channels):
    """A keyframe with every channel filled in."""

    t: float = 0.0
    """Second of the cycle."""
    hand_l: str | None = None
    hand_r: str | None = None
    way_back: bool = False
    """Added by the timeline so that the loop closes; never printed as a key pose."""

    def hand(self, side: Side) -> str | None:
        """Word for the place where this hand rests; None while the figure does not care."""
        return self.hand_l if side == "l" else self.hand_r


@dataclass(frozen=True, slots=True)
class Figure:
    """One exercise: where it happens, what stands around, and keyframes that close the loop."""

    view: str
    base: str
    props: tuple[str, ...]
    frames: tuple[Frame, ...]
    named: frozenset[str]
    """Channels that some keyframe mentions; the camera shows only what is used."""
    steps: tuple[Stretch, ...] | None = None
    """For each step of the tip the part of the cycle it shows; None where none shows a part."""

    @property
    def seated(self) -> bool:
        """Whether the body sits on a chair all the time."""
        return self.base in ("seated", "scene")

    @property
    def afloat(self) -> bool:
        """Whether the body lies on its back, on a mat or in water."""
        return self.base in ("lying", "in-water")

    @property
    def person(self) -> bool:
        """Whether anybody is in the picture; some scenes show only things."""
        return self.base != "scene" or "figure-seated" in self.props

    @property
    def hands(self) -> frozenset[str]:
        """Words of all hand places in the figure."""
        words = {frame.hand(side) for frame in self.frames for side in SIDES}
        return frozenset(word for word in words if word is not None)

    def has(self, *props: str) -> bool:
        """Whether any of these things stands in the picture."""
        return any(prop in self.props for prop in props)


SIDES: tuple[Side, Side] = ("l", "r")


def close_loop(frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Add a short way back when the last pose differs from the first, so that the loop never jumps.

    Eyes and stride are left out: a blink and another step may end a cycle where they like.
    """
    first, last = frames[0], frames[-1]
    blended = [name for name in NUMBERS if name not in ("step", "eyes")]
    same = all(abs(first.number(name) - last.number(name)) < 0.05 for name in blended)
    if len(frames) == 1 or (same and all(first.hand(s) == last.hand(s) for s in SIDES)):
        return frames
    back = replace(
        first,
        t=last.t + WAY_BACK_S,
        way_back=True,
        caption=last.caption,
        water=last.water,
        show=last.show,
        step=last.step,
    )
    return (*frames, back)
