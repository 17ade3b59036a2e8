"""What the figure of every tip must be like; `config/README.md` has the same table."""

from collections import Counter
from itertools import pairwise

from tests.pool.files import TIPS, VOCABULARY, FigureTable, Frame
from unkink.figure.png import small_picture
from unkink.figure.scene import still_shapes
from unkink.figure.source import read
from unkink.tip_files import read_tips

RANGES = {
    "head_yaw": (-75, 75),
    "head_pitch": (-25, 50),
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
WORDS = {
    "hand_l": VOCABULARY["hand_targets"],
    "hand_r": VOCABULARY["hand_targets"],
    "view": VOCABULARY["views"],
    "gaze": ["screen", "far"],
    "water": ["warm", "cool", "off"],
    "water_at": ["all", "legs", "arms", "shoulders"],
    "touch": ["stroke", "circle", "knead", "tap", "press"],
}
FREE = {"t", "caption", "show"}


def wrong_channels(frame: Frame) -> list[str]:
    wrong = []
    for channel, value in frame.items():
        if channel in RANGES:
            low, high = RANGES[channel]
            fits = isinstance(value, int | float) and low <= value <= high
        else:
            fits = channel in FREE or value in WORDS.get(channel, [])
        if not fits:
            wrong.append(f"{channel} = {value}")
    return wrong


def test_every_figure_has_exactly_the_documented_fields() -> None:
    keys = {"view", "base", "cycle_s", "props", "frames"}
    assert [tip["id"] for tip in TIPS if set(tip["figure"]) - {"steps"} != keys] == []


def test_a_figure_with_stretches_has_one_for_each_step() -> None:
    wrong = [
        tip["id"]
        for tip in TIPS
        if len(tip["figure"].get("steps", tip["steps"])) != len(tip["steps"])
    ]
    assert wrong == []


def test_every_figure_has_a_known_view_and_base() -> None:
    unknown = [
        tip["id"]
        for tip in TIPS
        if tip["figure"]["view"] not in VOCABULARY["views"]
        or tip["figure"]["base"] not in VOCABULARY["bases"]
    ]
    assert unknown == []


def test_frames_run_from_0_to_the_end_of_the_cycle_and_never_back() -> None:
    wrong = []
    for tip in TIPS:
        times = [float(frame["t"]) for frame in tip["figure"]["frames"]]
        grows = all(before < after for before, after in pairwise(times))
        if not grows or times[0] != 0 or times[-1] != tip["figure"]["cycle_s"]:
            wrong.append((tip["id"], times))
    assert wrong == []


def test_every_channel_is_known_and_within_its_range() -> None:
    wrong = [
        (t["id"], one) for t in TIPS for f in t["figure"]["frames"] for one in wrong_channels(f)
    ]
    assert wrong == []


def test_no_head_bends_back_beyond_what_is_safe() -> None:
    backward = [
        tip["id"]
        for tip in TIPS
        if any(float(frame.get("head_pitch", 0)) < -16 for frame in tip["figure"]["frames"])
    ]
    assert backward == []


def test_the_drawing_accepts_every_figure() -> None:
    for full in read_tips():
        assert full.figure is not None
        assert read(full.figure).base == full.figure["base"]


def views(figure: FigureTable) -> set[str]:
    """The view it begins with, and those that its frames cut to."""
    named = {str(frame["view"]) for frame in figure["frames"] if "view" in frame}
    return {figure["view"], *named}


def test_every_tip_is_drawn_in_every_view_it_names_for_page_and_notification() -> None:
    drawn = Counter[str]()
    for tip in TIPS:
        figure = read(tip["figure"])
        seen = {frame.view for frame in figure.frames}
        assert views(tip["figure"]) <= seen | {figure.view}, tip["id"]
        for index, frame in enumerate(figure.frames):
            shapes = still_shapes(figure, index)
            assert sum(shape.opacity > 0.5 for shape in shapes) > 3, (tip["id"], frame.view)
            drawn[frame.view] += 1
        assert small_picture(figure, 48).startswith(b"\x89PNG"), tip["id"]
    assert set(drawn) == set(VOCABULARY["views"])
