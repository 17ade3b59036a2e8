"""Measures of the body and of the room, in centimetres.

A person is about 175 tall. Head and hands are a little large, because they carry the message.
"""

from unkink.figure.geometry import Vec

SPINE = 50
NECK = 9.0
UPPER_ARM = 28.5
FOREARM = 25
HAND = 16.5
THIGH = 43
SHIN = 42
ANKLE = 7
HIP = 8.5
HIP_HEIGHT = 91
"""Hip joints above the floor when standing straight."""
SHOULDER: Vec = (16.8, -3.6, 0.0)
"""Left shoulder joint from the neck base, in the chest's own axes."""
HEAD_SIZE = 1.2
SEAT = 45
DESK = 71
