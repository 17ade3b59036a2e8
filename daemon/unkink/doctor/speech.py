"""What can read a guide aloud in a terminal; the page in the browser brings its own voice."""

import shutil

from unkink.doctor.finding import Finding, partly, works
from unkink.doctor.place import Place

SPEECH = "speech"
ENGINES = ("espeak", "flite")
"""Those that plyer can have speak."""


async def speech(place: Place) -> list[Finding]:
    """Look for a program that speaks; it is not heard, as nobody likes a sudden voice."""
    for engine in ENGINES:
        if program := shutil.which(engine, path=place.environment.get("PATH")):
            return [works(SPEECH, f"{program} can read aloud")]
    return [
        partly(
            SPEECH,
            "no program here reads aloud",
            "Install espeak, or on Debian and Ubuntu espeak-ng-espeak.",
        )
    ]
