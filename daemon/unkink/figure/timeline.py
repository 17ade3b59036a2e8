"""From keyframes to a pose at any second, and the choice of key poses for still pictures.

No geometry happens here: a pose is channel values, and the rig makes a body of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin
from typing import NamedTuple

from unkink.figure.geometry import clamp, lerp
from unkink.figure.keyframes import NUMBERS, SIDES, WORDS, Channels, Frame, Side, changed

ROUND_S = 1.4
"""About how long fingers take for one small circle."""


class HandWay(NamedTuple):
    """Where a hand is: a share of the way between two places, so the rig can carry it on a bow."""

    start: str | None
    end: str | None
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose(Channels):
    """All channels at one moment."""

    left: HandWay
    right: HandWay
    segment: int = 0
    """Index of the keyframe before this moment."""
    share: float = 1.0
    """Share of the way to the next keyframe, in plain time (not eased)."""
    rounds: float = 0.0
    """Small circles that rubbing fingers have drawn since that keyframe; whole at the next one."""
    key: int | None = None
    """Index of the keyframe this pose is, when it is printed as a still."""

    def hand(self, side: Side) -> HandWay:
        """Way of this hand."""
        return self.left if side == "l" else self.right


def ease(share: float) -> float:
    """Start and stop softly."""
    return (1 - cos(pi * share)) / 2


def at(frames: Sequence[Frame], second: float) -> Pose:
    """Blend the pose of this second of the cycle."""
    i = 0
    while i < len(frames) - 2 and second >= frames[i + 1].t:
        i += 1
    a, b = frames[i], frames[min(i + 1, len(frames) - 1)]
    share = 0.0 if b.t == a.t else clamp((second - a.t) / (b.t - a.t))
    if a.view != b.view:  # a new view is a cut: hold the old picture until it comes
        share = 0.0
    return between(a, b, share, segment=i)


def between(a: Frame, b: Frame, share: float, *, segment: int = 0) -> Pose:
    """Blend two keyframes; strides run evenly, everything else is eased."""
    soft = ease(share)
    numbers = {
        name: lerp(a.number(name), b.number(name), share if name == "step" else soft)
        for name in NUMBERS
    }
    spoken = b if share >= 0.999 else a
    words = {word: getattr(spoken, word) for word in WORDS}
    left, right = HandWay(a.hand_l, b.hand_l, soft), HandWay(a.hand_r, b.hand_r, soft)
    rounds = share * max(1, round((b.t - a.t) / ROUND_S))
    pose = Pose(left=left, right=right, segment=segment, share=share, rounds=rounds)
    return changed(pose, numbers | words)


def still(frame: Frame, key: int | None = None) -> Pose:
    """One keyframe as a pose."""
    pose = between(frame, frame, 1.0)
    return replace(
        pose,
        left=HandWay(frame.hand_l, frame.hand_l, 0.0),
        right=HandWay(frame.hand_r, frame.hand_r, 0.0),
        key=key,
    )


RESTING = frozenset({None, "lap", "rest", "side", "seat-edge", "knees"})
"""Hand places that say nothing about an exercise."""

# How far a channel must change to count as one clear difference.
_SPAN = {
    "head_yaw": 30,
    "head_pitch": 20,
    "head_roll": 20,
    "head_slide": 0.5,
    "trunk_pitch": 15,
    "trunk_roll": 8,
    "trunk_yaw": 20,
    "trunk_round": 0.6,
    "sh_l": 0.5,
    "sh_r": 0.5,
    "scap": 0.9,
    "press": 1.6,
    "knee": 40,
    "heel": 0.7,
    "eyes": 0.8,
    "squint": 0.8,
    "breath": 0.8,
    "warm": 1.2,
    "gaze_far": 0.7,
    "hip_shift": 0.6,
}
_WORD_WEIGHT = {"water": 1.2, "caption": 0.6, "show": 1.2, "water_at": 1.2, "touch": 0.8}


def distance(a: Frame, b: Frame) -> float:
    """Tell how different two keyframes look; 1 is one clear difference."""
    total = sum(abs(a.number(name) - b.number(name)) / span for name, span in _SPAN.items())
    for side in SIDES:
        if a.hand(side) != b.hand(side):
            total += 0.2 if {a.hand(side), b.hand(side)} <= RESTING else 1.5
    total += abs(sin(2 * pi * a.step) - sin(2 * pi * b.step))
    changed = (n for n in _WORD_WEIGHT if getattr(a, n) != getattr(b, n))
    return total + sum(_WORD_WEIGHT[name] for name in changed)


def key_poses(frames: Sequence[Frame], most: int = 4) -> list[int]:
    """Indices of up to `most` keyframes that tell the exercise, in order of time.

    Captions lead where a figure has several: each gets its clearest frame. Otherwise the frames
    that differ most are taken, beginning with the first.
    """
    runs = _by_caption(frames)
    if len(runs) > 1:
        return _captioned(frames, runs, most)
    closing = len(frames) - 1
    pool = [
        i
        for i, frame in enumerate(frames)
        if not frame.way_back and not (0 < i == closing and distance(frame, frames[0]) < 0.9)
    ]
    chosen = [pool[0]]

    def news(i: int) -> float:
        return min(distance(frames[i], frames[c]) for c in chosen)

    while len(chosen) < most:
        best = max(pool, key=news)
        if news(best) < 0.62:
            break
        chosen.append(best)
    return sorted(chosen)


def telling_pose(frames: Sequence[Frame]) -> int:
    """Index of the frame a single picture should show: the clearest departure from the start."""
    picks = key_poses(frames)
    if frames[0].water != "off":
        picks = [i for i in picks if frames[i].water != "off"] or picks
    if frames[0].show:
        return picks[0]
    return max(picks, key=lambda i: (round(distance(frames[i], frames[0]), 1), -i))


def _captioned(frames: Sequence[Frame], runs: list[list[int]], most: int) -> list[int]:
    """The clearest frame of each run; the dullest leave first when there are too many."""
    first = frames[0]
    neutral = changed(first, dict.fromkeys(NUMBERS, 0.0))

    def clear(i: int) -> float:
        return distance(frames[i], replace(neutral, caption=frames[i].caption))

    picks = [max(run, key=clear) for run in runs]
    while len(picks) > most:
        picks.remove(min(picks[1:], key=clear))
    return picks


def _by_caption(frames: Sequence[Frame]) -> list[list[int]]:
    """Frame indices grouped by caption, each caption (with its water) once."""
    runs: list[list[int]] = []
    for i in range(len(frames) - (1 if frames[-1].way_back else 0)):
        if runs and frames[runs[-1][0]].caption == frames[i].caption:
            runs[-1].append(i)
        else:
            runs.append([i])
    seen: set[tuple[str, str]] = set()
    out = []
    for run in (_without_repeat(frames, run) for run in runs):
        lead = frames[run[0]]
        if lead.caption and (lead.caption, lead.water) not in seen:
            out.append(run)
        seen.add((lead.caption, lead.water))
    return out


def _without_repeat(frames: Sequence[Frame], run: list[int]) -> list[int]:
    """Leave out a first frame that only holds the pose before it under a new caption."""
    if len(run) == 1 or not run[0]:
        return run
    lead, before = frames[run[0]], frames[run[0] - 1]
    return run[1:] if distance(replace(lead, caption=before.caption), before) < 0.5 else run
