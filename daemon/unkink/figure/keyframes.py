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


def parse(table: Mapping[str, object]) -> Figure:
    """Read a `[tip.figure]` table; words for hands and props are checked by `source.read`."""
    view, base = _choice(table, "view", VIEWS), _choice(table, "base", BASES)
    props = table.get("props", [])
    if not isinstance(props, list | tuple) or not all(isinstance(p, str) for p in props):
        raise FigureError(f"props: expected a list of words, got {props!r}")
    raw = table.get("frames")
    if not isinstance(raw, list | tuple) or not raw:
        raise FigureError("frames: expected at least one keyframe")
    frames = _fill_in(raw, view)
    named = frozenset(str(name) for row in raw for name in row)
    steps = _steps(table.get("steps"), frames[-1].t)
    return Figure(view, base, tuple(props), close_loop(frames), named, steps)


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


def _steps(raw: object, end: float) -> tuple[Stretch, ...] | None:
    """Stretches of the steps; each needs some length, as it is played again and again."""
    if raw is None:
        return None
    if not isinstance(raw, list | tuple) or not raw:
        raise FigureError(f"steps: expected a list of [from, to], got {raw!r}")
    return tuple(_stretch(n, pair, end) for n, pair in enumerate(raw, 1))


def _stretch(n: int, pair: object, end: float) -> Stretch:
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise FigureError(f"steps: expected [from, to] for step {n}, got {pair!r}")
    start, stop = (_number(f"steps: step {n}", value) for value in pair)
    if not 0 <= start < stop:
        raise FigureError(f"steps: step {n} goes from {start:g} to {stop:g}; it must go forward")
    if stop > end:
        raise FigureError(f"steps: step {n} ends at {stop:g}, after the last frame at {end:g}")
    return start, stop


def _fill_in(raw: list[object] | tuple[object, ...], view: str) -> tuple[Frame, ...]:
    frames: list[Frame] = []
    last = Frame(view=view)
    for row in raw:
        if not isinstance(row, Mapping):
            raise FigureError(f"frames: expected a table, got {row!r}")
        last = changed(last, dict(_channel(str(k), v) for k, v in row.items()))
        if frames and last.t <= frames[-1].t:
            raise FigureError(f"frames: t = {last.t:g} does not come after t = {frames[-1].t:g}")
        frames.append(last)
    return tuple(frames)


_TEXT = frozenset(WORDS) | {"hand_l", "hand_r"}
_CHOICES = {
    "view": VIEWS,
    "water": ("warm", "cool", "off"),
    "water_at": ("all", "legs", "arms", "shoulders"),
    "touch": ("stroke", "circle", "knead", "tap", "press"),
    "gaze": ("screen", "far"),
}


def _channel(name: str, value: object) -> tuple[str, object]:
    """One checked pair for `replace`."""
    choices = _CHOICES.get(name)
    if choices is not None and value not in choices:
        raise FigureError(f"{name}: unknown word {value!r}; known are {', '.join(choices)}")
    if name == "gaze":
        return "gaze_far", 1.0 if value == "far" else 0.0
    if name in _TEXT:
        if not isinstance(value, str):
            raise FigureError(f"{name}: expected a word, got {value!r}")
        return name, value
    if name != "t" and name not in NUMBERS:
        raise FigureError(f"unknown channel {name!r}")
    return name, _number(name, value)


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e6:
        raise FigureError(f"{name}: expected a number, got {value!r}")
    return float(value)


def _choice(table: Mapping[str, object], key: str, known: tuple[str, ...]) -> str:
    value = table.get(key)
    if not isinstance(value, str) or value not in known:
        raise FigureError(f"{key}: unknown word {value!r}; known are {', '.join(known)}")
    return value
