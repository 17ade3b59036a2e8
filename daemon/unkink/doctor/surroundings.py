"""What a prompt would disturb: which of it can be seen here, and by what."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from unkink.adapters.surroundings import fullscreen, fullscreen_wayland
from unkink.adapters.surroundings.call import calls_in_progress
from unkink.adapters.surroundings.do_not_disturb import is_quiet, told_by
from unkink.adapters.surroundings.inhibitor import who_keeps_the_screen_on
from unkink.adapters.surroundings.playing import players
from unkink.adapters.surroundings.sound import server_runs
from unkink.core.surroundings import Sign
from unkink.doctor.desktops import NO_SCREEN
from unkink.doctor.finding import Finding, partly, untried, works
from unkink.doctor.place import Place

CALLS, FULL_SCREEN, QUIET, FILMS = "calls", "full screen", "do not disturb", "films and talks"
PROC = Path("/proc")
NONE_FILLS = "no window fills the screen"
UNTOLD = "While it is on, pause unkink as well: unkink pause 1h"
BY_HAND = "Before a talk: switch do-not-disturb on, or unkink pause 1h"


def _words(signs: Iterable[Sign]) -> str:
    return ", ".join(sign.words for sign in signs)


def _front(sign: Sign | None) -> str:
    if sign is None:
        return NONE_FILLS
    return f"{sign.words}, to be looked at" if sign.show else sign.words


async def calls(place: Place) -> list[Finding]:
    """Look for a microphone or a camera in use."""
    now = _words(await calls_in_progress(place.environment)) or "no call now"
    if not server_runs(place.environment, PROC):
        if _has_sound_cards():
            return [works(CALLS, f"by the sound cards and cameras themselves: {now}")]
        return [partly(CALLS, f"no sound server runs; cameras alone are seen: {now}")]
    if not shutil.which("pactl", path=place.environment.get("PATH")):
        advice = "Install pactl (package pulseaudio-utils)."
        return [partly(CALLS, f"microphones cannot be seen without pactl: {now}", advice)]
    return [works(CALLS, f"by pactl, and cameras: {now}")]


def _has_sound_cards() -> bool:
    return any(PROC.glob("asound/card*"))


async def full_screen(place: Place) -> list[Finding]:
    """Look at the window in front."""
    if not place.has_screen:
        return [untried(FULL_SCREEN, "there is no display")]
    environment = place.environment
    if place.wayland:
        if fullscreen_wayland.can_tell(environment):
            now = _front(fullscreen_wayland.full_screen(environment))
            return [works(FULL_SCREEN, f"by {fullscreen_wayland.MANAGER}: {now}")]
        return [partly(FULL_SCREEN, "this compositor tells nobody which window fills it", BY_HAND)]
    if fullscreen.can_tell(environment):
        now = _front(fullscreen.full_screen(environment))
        return [works(FULL_SCREEN, f"by the window manager: {now}")]
    advice = "Run a window manager that follows the EWMH, as nearly all do."
    return [partly(FULL_SCREEN, "no window manager tells which window is in front", advice)]


async def quiet(place: Place) -> list[Finding]:
    """Read the switch of the notification server that runs."""
    if place.bus is None:
        return [untried(QUIET, "needs the session bus")]
    source = await told_by(place.bus)
    if source is None:
        return [untried(QUIET, "no notification server runs yet")]
    name, tool = source
    if tool and not shutil.which(tool, path=place.environment.get("PATH")):
        return [partly(QUIET, f"cannot be read of {name} without {tool}", f"Install {tool}.")]
    now = await is_quiet(place.bus, place.environment, name)
    if now is None:
        return [partly(QUIET, f"{name} does not tell whether it keeps quiet", UNTOLD)]
    return [works(QUIET, f"asked of {name}: {'on' if now else 'off'} now")]


async def films(place: Place) -> list[Finding]:
    """Look for who keeps the screen on, and who plays: somebody may be watching."""
    kept = await who_keeps_the_screen_on(place.bus, place.environment)
    plays = await players(place.bus, place.environment)
    now = _words([*kept, *plays]) or "nothing keeps the screen on"
    if place.bus is None:
        return [partly(FILMS, f"by logind alone: {now}", NO_SCREEN)]
    return [works(FILMS, f"by the desktop, logind and players: {now}")]
