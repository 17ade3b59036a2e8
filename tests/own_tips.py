"""A tip that a person wrote, as text."""

PACING = """
[[tip]]
id = "pacing"
category = "habit"
slot = "micro"
title = "Pace the room"
notify = "Pace the room once from wall to wall."
steps = ["Stand up.", "Walk to the far wall.", "Walk back and sit down."]
step_s = [5, 15, 15]
duration_s = 35
contexts = ["standing"]
body = ["legs"]
caution = "Hold on to something if you feel unsteady."
contra = ["balance-problem"]
gate = "open"
"""

FIGURE = """
[tip.figure]
view = "front"
base = "standing"
cycle_s = 6
props = []
frames = [
  { t = 0, head_yaw = 0, caption = "turn" },
  { t = 3, head_yaw = -30 },
  { t = 6, head_yaw = 0 },
]
"""
