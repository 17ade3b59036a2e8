"""An arm with its joints in place."""

from dataclasses import dataclass

from unkink.figure.geometry import Vec, add, mix, mul


@dataclass(frozen=True, slots=True)
class Arm:
    """Joints of an arm, and the place its hand rests on."""

    shoulder: Vec
    elbow: Vec
    wrist: Vec
    hand: Vec
    """Direction from the wrist to the finger tips."""
    tip: Vec
    palm: Vec
    """Direction in which the palm looks, square to the hand."""
    thumb: Vec
    """Direction from the little finger to the index finger, square to both."""
    curl: float
    """Degrees by which the fingers bend towards the palm."""
    target: str

    def along_hand(self, share: float) -> Vec:
        """Place between the wrist (0) and the finger tips (1)."""
        return mix(self.wrist, self.tip, share)

    def past_wrist(self, centimetres: float) -> Vec:
        """Place on the hand, measured from the wrist."""
        return add(self.wrist, mul(self.hand, centimetres))

    def upper(self, share: float) -> Vec:
        """Place between the shoulder (0) and the elbow (1)."""
        return mix(self.shoulder, self.elbow, share)
