"""Which pictures the tray family has, and their names."""

from unkink.ports import TraySign

SIZES = (16, 22, 24, 32, 48)
"""Pixels; each size is drawn by itself, none is scaled."""

FILL_STEPS = 24
"""How many pictures `SITTING` has: 75 s each on the way to a half-hourly tip. The loop is full
only when the tip is due, which is another sign."""


def picture_name(sign: TraySign, share: float) -> str:
    """Name the picture of a sign; `share` matters to `SITTING` alone."""
    if sign is not TraySign.SITTING:
        return str(sign.value)
    return sitting_name(min(FILL_STEPS - 1, max(0, int(share * FILL_STEPS))))


def sitting_name(step: int) -> str:
    """Name the picture of one fill step."""
    return f"{TraySign.SITTING.value}-{step:02}"


def pictures() -> dict[str, tuple[TraySign, float]]:
    """List every picture: its name, its sign, and how full its loop is."""
    sitting = {
        sitting_name(step): (TraySign.SITTING, step / FILL_STEPS) for step in range(FILL_STEPS)
    }
    others = {sign.value: (sign, 0.0) for sign in TraySign if sign is not TraySign.SITTING}
    return sitting | others
