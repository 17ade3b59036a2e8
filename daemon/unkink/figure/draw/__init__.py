"""From a body to flat shapes, painted back to front.

Every part of the body is painted twice, ink (a wide stroke) first and colour on top, so that parts
which touch share one outline. What lies before what is decided by `Shape.z`:

2-19 wall, floor and furniture behind; 20-22 water behind the body, ghost; 30-39 arms behind;
40-47 far leg; 48-51 neck and trunk; 54-55 near leg; 56-59 arms below the head; 60-61 head;
62-66 scarf, towel, pack; 70-82 arms and hands near the head; 75-88 water surface, things held;
90 backrest seen from behind; 92-97 marks and arrows.
"""

from unkink.figure.draw.arms import arms
from unkink.figure.draw.head import head
from unkink.figure.draw.legs import legs
from unkink.figure.draw.stage import Stage
from unkink.figure.draw.torso import torso


def person(stage: Stage) -> None:
    """Draw the whole body."""
    legs(stage)
    torso(stage)
    arms(stage)
    head(stage)
