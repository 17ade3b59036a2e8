"""Colours and line widths: the only place.

The page gets them as CSS, the PNG writer reads them from here. Ink and arrows keep a contrast of at
least 4.5 to 1 on the panel in both themes; colour is never the only sign.
"""

from typing import Literal, NamedTuple, TypeAlias

Theme: TypeAlias = Literal["light", "dark"]

THEMES: dict[Theme, dict[str, str]] = {
    "light": {
        "panel": "#eef2f1",
        "ink": "#20303a",
        "skin": "#f6d9bf",
        "feature": "#20303a",
        "hair": "#5b4a44",
        "shirt": "#5fa8a6",
        "suit": "#5b79b4",
        "trousers": "#4a5f73",
        "shoe": "#33434f",
        "ghost": "#cfd9da",
        "prop": "#82949a",
        "propfill": "#c9d3d4",
        "propdark": "#6b7c84",
        "move": "#c8370a",
        "warm": "#e8590c",
        "cool": "#1667ad",
        "warmth": "#ff8a4c",
        "good": "#237a35",
        "water": "#a9cdea",
        "text": "#20303a",
        "paper": "#fbfcfb",
        "boxfill": "#dcc6a4",
        "leaf": "#b3d0b4",
        "salad": "#4d9a57",
        "bark": "#b9aa99",
        "wall": "#e2e9e8",
    },
    "dark": {
        "panel": "#1b262c",
        "ink": "#cfdad6",
        "skin": "#a8765a",
        "feature": "#1d1412",
        "hair": "#2a211f",
        "shirt": "#2c7a7a",
        "suit": "#3f5c96",
        "trousers": "#3a4d5e",
        "shoe": "#222e37",
        "ghost": "#33444c",
        "prop": "#6f8189",
        "propfill": "#3d4d55",
        "propdark": "#93a4aa",
        "move": "#ff9a5a",
        "warm": "#ff8a4c",
        "cool": "#6cb6ff",
        "warmth": "#ff7a3c",
        "good": "#69db7c",
        "water": "#2d5273",
        "text": "#eef4f4",
        "paper": "#2a373e",
        "boxfill": "#6b5a43",
        "leaf": "#2f4a3a",
        "salad": "#3f7d4c",
        "bark": "#4a443d",
        "wall": "#243038",
    },
}


class Paint(NamedTuple):
    """How a shape is painted: names of THEMES colours, and widths in canvas units."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dashes: tuple[int, int] | None = None


def _line(colour: str, width: float, dashes: tuple[int, int] | None = None) -> Paint:
    return Paint(None, colour, width, dashes)


PAINT: dict[str, Paint] = {
    # The body. Half of the ink's stroke shows outside the part painted on top of it.
    "ink": Paint("ink", "ink", 5.2),
    "skin": Paint("skin"),
    "hair": Paint("hair"),
    "shirt": Paint("shirt"),
    "suit": Paint("suit"),
    "trousers": Paint("trousers"),
    "shoe": Paint("shoe"),
    "dot": Paint("ink"),
    "skin-line": Paint("skin", "ink", 2.2),
    "ear-line": Paint("skin", "ink", 2.2),
    "line": _line("ink", 2.4),
    "thin": _line("ink", 1.7),
    # Features stay dark on the skin in both themes: light eyes look haunted.
    "eye": Paint("feature"),
    "face": _line("feature", 2.2),
    "brow": _line("hair", 2.6),
    # Marks.
    "ghost": Paint("ghost", "ghost", 5.2),
    "arrow": _line("move", 5.0),
    "arrow-thin": _line("move", 3.4),
    "halo": _line("panel", 8.6),
    "halo-thin": _line("panel", 6.4),
    "halo-head": Paint("panel", "panel", 4.6),
    "head": Paint("move", "move", 1.2),
    "press": _line("move", 2.6),
    "warmth": Paint("warmth"),
    "sight": _line("move", 2.6, (2, 7)),
    "check": _line("good", 5.0),
    "cross": _line("move", 5.0),
    # Things.
    "prop": _line("prop", 7.0),
    "prop-thin": _line("prop", 3.2),
    "prop-fill": Paint("propfill", "prop", 2.6),
    "prop-solid": Paint("prop", "prop", 1.0),
    "prop-line": _line("propdark", 2.4),
    "paper": Paint("paper", "propdark", 2.6),
    "paper-fill": Paint("paper"),
    "paper-line": _line("propdark", 2.4),
    "small-ink": Paint("propdark", "propdark", 4.0),
    "small-head": Paint("propfill", "propdark", 2.0),
    "small-fill": Paint("propfill"),
    "light-line": _line("paper", 3.2),
    "device": Paint("propdark", "ink", 2.2),
    "band": _line("suit", 4.4),
    "cloth": Paint("paper", "ink", 2.4),
    "cloth-line": _line("ink", 1.7),
    "scarf": Paint("warm", "ink", 2.4),
    "green": Paint("salad", "ink", 2.2),
    "green-line": _line("good", 3.0),
    "brown": Paint("hair", "ink", 2.2),
    "keyboard": _line("propdark", 5.0),
    "leaves": Paint("leaf"),
    "bark": _line("bark", 8.0),
    "wall-fill": Paint("wall", "propfill", 2.6),
    "box": Paint("boxfill", "ink", 2.4),
    "nut-line": _line("skin", 1.7),
    "bean": Paint("paper", "ink", 1.7),
    "bag": Paint("suit", "ink", 2.6),
    "strap": _line("suit", 7.0),
    "strap-thin": _line("ink", 3.2),
    "strap-ink": _line("ink", 11.0),
    # Water and air.
    "warm-fall": _line("warm", 3.2),
    "cool-fall": _line("cool", 3.2),
    "warm-drop": _line("warm", 3.2),
    "cool-drop": _line("cool", 3.2),
    "warm-jet": _line("warm", 3.2, (9, 9)),
    "cool-jet": _line("cool", 3.2, (9, 9)),
    "warm-fill": Paint("warm"),
    "cool-fill": Paint("cool"),
    "pool": Paint("water"),
    "wave": _line("cool", 2.6),
    "air": _line("cool", 3.2),
}

_GROUND = """\
.fig { display: block; background: var(--fig-panel); border-radius: 16px; }
.fig path { fill: none; stroke-linejoin: round; stroke-linecap: round; }
"""

# The drops of a shower fall by one row of drops, which is 29 canvas units, and a jet runs on by one
# dash and its gap; the player draws tenths.
_FALLING = """\
@media (prefers-reduced-motion: no-preference) {
  .fig .tenths .warm-fall, .fig .tenths .cool-fall { animation: fig-fall 0.55s linear infinite; }
  .fig .tenths .warm-jet, .fig .tenths .cool-jet { animation: fig-jet 0.4s linear infinite; }
}
@keyframes fig-fall { to { transform: translateY(290px); } }
@keyframes fig-jet { to { stroke-dashoffset: -180; } }
"""


def css() -> str:
    """Variables for both themes, and one rule for each style name."""
    dark = _variables("dark")
    return "".join(
        [
            "/* Written by unkink.figure.style; a test keeps both equal. */\n",
            f":root {{ {_variables('light')} }}\n",
            "@media (prefers-color-scheme: dark) {\n",
            f"  :root:not([data-theme=light]) {{ {dark} }}\n}}\n",
            f":root[data-theme=dark] {{ {dark} }}\n",
            _GROUND,
            *(_rules(name, paint) for name, paint in PAINT.items()),
            _FALLING,
        ]
    )


def _variables(theme: Theme) -> str:
    return " ".join(f"--fig-{name}: {colour};" for name, colour in THEMES[theme].items())


def _rules(name: str, paint: Paint) -> str:
    """Rule of a style; the player draws in tenths of a unit, so its strokes are ten times wider."""
    inside = [f"fill: var(--fig-{paint.fill});"] if paint.fill else []
    if not paint.stroke:
        return f".fig .{name} {{ {' '.join(inside)} }}\n"
    inside.append(f"stroke: var(--fig-{paint.stroke});")
    plain = f".fig .{name} {{ {' '.join(inside)} {_stroke(paint, 1)} }}\n"
    return plain + f".fig .tenths .{name} {{ {_stroke(paint, 10)} }}\n"


def _stroke(paint: Paint, times: int) -> str:
    text = f"stroke-width: {paint.width * times:g};"
    if paint.dashes:
        on, off = paint.dashes
        text += f" stroke-dasharray: {on * times} {off * times};"
    return text
