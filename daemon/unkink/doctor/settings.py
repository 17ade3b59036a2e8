"""What the person has written: settings, health answers, tips of their own."""

from unkink.doctor.finding import Finding, fails, untried, works
from unkink.doctor.place import Place
from unkink.health_file import read_health
from unkink.settings_file import SettingsError, read_settings
from unkink.tip_files import check_pool, reminder_words

SETTINGS, HEALTH, TIPS = "settings", "health answers", "own tips"


async def settings(place: Place) -> list[Finding]:
    """Read the settings as a start would; every problem as `unkink config check` words it."""
    file = place.paths.config_file
    if not file.exists():
        return [untried(SETTINGS, f"{file} does not exist; the defaults are in use")]
    try:
        read_settings(file, reminder_words(check_pool(place.paths.own_tips).pool))
    except SettingsError as error:
        mend = "Mend this line: unkink config edit"
        return [fails(SETTINGS, str(problem), mend) for problem in error.problems]
    return [works(SETTINGS, f"{file} is fine")]


async def health(place: Place) -> list[Finding]:
    """Read the health answers; what they are is nobody's business."""
    file = place.paths.health_file
    if not file.exists():
        return [untried(HEALTH, "not given yet; some tips wait for them: unkink profile")]
    problems = read_health(file, check_pool().pool.tags).problems
    mend = "Mend it, or answer anew: unkink profile"
    return [fails(HEALTH, str(one), mend) for one in problems] or [works(HEALTH, "can be read")]


async def own_tips(place: Place) -> list[Finding]:
    """Read the person's own tips; a broken one is left out, and the rest are used."""
    reading = check_pool(place.paths.own_tips)
    if reading.problems:
        mend = "Mend it; config/README.md tells how a tip is written. The others are used."
        return [fails(TIPS, str(problem), mend) for problem in reading.problems]
    own = len(reading.pool.tips) - len(check_pool().pool.tips)
    if not own:
        return [untried(TIPS, f"none in {place.paths.own_tips}")]
    return [works(TIPS, f"{own} in {place.paths.own_tips}")]
