"""Whether the figure of an own tip can be drawn: in good time, and by a body that bends like one.

The tests look at the program's figures; somebody else's are looked at when they are read. What the
words mean is known to the drawing alone, which is asked last.
"""

from collections.abc import Mapping

from unkink.figure.keyframes import FigureError
from unkink.figure.source import read
from unkink.nearest import hint
from unkink.settings_file.kinds import shown
from unkink.tip_files.fields import Fault

LONGEST_CYCLE = 60
"""Seconds; a moving picture is drawn eight times for each."""
MOST_FRAMES = 40
MOST_PROPS = 12
LONGEST_WORD = 24
"""Characters of a caption or any other word."""
RANGES = {
    "head_yaw": (-75, 75),
    "head_pitch": (-16, 50),
    "head_roll": (-40, 40),
    "head_slide": (-1, 1),
    "trunk_pitch": (-20, 60),
    "trunk_roll": (-25, 25),
    "trunk_yaw": (-45, 45),
    "trunk_round": (0, 1),
    "sh_l": (-0.3, 1),
    "sh_r": (-0.3, 1),
    "scap": (-1, 1),
    "press": (0, 1),
    "knee": (0, 90),
    "heel": (0, 1),
    "step": (0, 2),
    "halt": (0, 1),
    "eyes": (0, 1),
    "squint": (0, 1),
    "breath": (0, 1),
    "warm": (0, 1),
}
"""What a body does without harm: no head goes further back (evidence part 4.3, rule 3)."""
KEYS = ("view", "base", "cycle_s", "props", "frames", "steps")


class _WrongError(Exception):
    """The first thing that is wrong, and where."""

    def __init__(self, text: str, *place: str | int) -> None:
        super().__init__(text)
        self.fault = Fault(place, text)


def figure_fault(figure: Mapping[str, object]) -> Fault | None:
    """Return the first thing to mend, its place counted from `[tip.figure]`; None: it is fine."""
    try:
        _check_keys(figure)
        cycle = _number(figure.get("cycle_s"), 0.5, LONGEST_CYCLE, "cycle_s")
        _words(figure.get("props", []), "props")
        _check_frames(figure.get("frames"), cycle)
        _check_steps(figure.get("steps"), cycle)
        read(figure)
    except _WrongError as wrong:
        return wrong.fault
    except FigureError as error:
        return Fault((), str(error)[:400])
    return None


def _check_keys(figure: Mapping[str, object]) -> None:
    for key in figure:
        if key not in KEYS:
            raise _WrongError(f"no such field; {hint(key[:60], KEYS)}", key)


def _check_frames(frames: object, cycle: float) -> None:
    if not isinstance(frames, list) or not frames:
        raise _WrongError("write a list of frames, the first at t = 0", "frames")
    if len(frames) > MOST_FRAMES:
        raise _WrongError(f"there are {len(frames)}; write {MOST_FRAMES} or fewer", "frames")
    last = -1.0
    for at, frame in enumerate(frames):
        if not isinstance(frame, dict):
            raise _WrongError("is no frame; write { t = 0, … }", "frames", at)
        second = _number(frame.get("t"), 0, cycle, "frames", at, "t")
        if second <= last or (at == 0 and second != 0):
            raise _WrongError("t begins at 0 and grows; write a later second", "frames", at, "t")
        last = second
        _check_channels(frame, at)
    if last != cycle:
        text = f"the last t is {last:g} and cycle_s {cycle:g}; write the same"
        raise _WrongError(text, "frames", len(frames) - 1, "t")


def _check_channels(frame: Mapping[str, object], at: int) -> None:
    for name, value in frame.items():
        if name in RANGES:
            _number(value, *RANGES[name], "frames", at, name)
        elif name != "t":
            _word(value, "frames", at, name)


def _check_steps(steps: object, cycle: float) -> None:
    """Each step may loop over a stretch of the cycle of its own."""
    if steps is None:
        return
    if not isinstance(steps, list) or len(steps) > MOST_FRAMES:
        raise _WrongError("write a list of pairs like [[0, 6], [6, 12]]", "steps")
    for at, pair in enumerate(steps):
        if not isinstance(pair, list) or len(pair) != 2:
            raise _WrongError("write a pair like [0, 6]", "steps", at)
        begin = _number(pair[0], 0, cycle, "steps", at)
        _number(pair[1], begin, cycle, "steps", at)


def _number(value: object, least: float, most: float, *place: str | int) -> float:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
    if not isinstance(value, int | float) or not fits:
        was = "is missing" if value is None else f"is {shown(value)}"
        raise _WrongError(f"{was}; write a number from {least:g} to {most:g}", *place)
    return float(value)


def _words(value: object, key: str) -> None:
    if not isinstance(value, list) or len(value) > MOST_PROPS:
        raise _WrongError(f'write a list of {MOST_PROPS} words or fewer, like ["chair"]', key)
    for at, word in enumerate(value):
        _word(word, key, at)


def _word(value: object, *place: str | int) -> None:
    if not isinstance(value, str) or len(value) > LONGEST_WORD or not value.isprintable():
        text = f"{shown(value)} is no word; write one of {LONGEST_WORD} characters or fewer"
        raise _WrongError(text, *place)
