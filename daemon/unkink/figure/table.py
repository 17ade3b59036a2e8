"""Reading a `[tip.figure]` table into a figure; whatever is wrong with it is said in words."""

from collections.abc import Mapping

from unkink.figure.keyframes import (
    BASES,
    NUMBERS,
    VIEWS,
    WORDS,
    Figure,
    FigureError,
    Frame,
    Stretch,
    changed,
    close_loop,
)


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
