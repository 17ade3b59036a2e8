"""`unkink words`: what the Tab key offers where only unkink knows.

It must be quick. Messages do not matter: the scripts drop them, for somebody is typing.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from unkink import protocol as ask
from unkink.cli.client import NoAnswer, NotRunning, call
from unkink.cli.terminal import say
from unkink.paths import Paths
from unkink.protocol import Code, Request
from unkink.settings_words import BY_HOURS, USUAL

DATES = ("today", "yesterday")
TIMES = ("30m", "1h", "2h", "until", "tomorrow")


def suggest(paths: Paths, kind: str) -> int:
    """Print one word a line."""
    for word in sorted(_words(paths, kind)):
        say(word)
    return Code.DONE


def _words(paths: Paths, kind: str) -> Iterable[str]:
    match kind:
        case "tips":
            return _tips(paths)
        case "prompts":
            return {*_reminders(paths), *_tips(paths)}
        case "tags":
            return _tags()
        case "signs":
            from unkink.tip_files import check_pool  # reads the red flags, and every tip with them

            return [flag.id for flag in check_pool().pool.red_flags]
        case "areas":
            from unkink.tip_files import check_pool  # as above

            return {"nowhere", *(area for tip in check_pool().pool.tips for area in tip.body)}
        case "profiles":
            return {USUAL, BY_HOURS, *_profiles(paths)}
        case "dates":
            return DATES
        case "keys":
            from unkink.settings_file.explaining import explanations  # reads the default file

            return explanations()
        case _:
            return TIMES


def _tips(paths: Paths) -> Iterable[str]:
    """Return the tips that may be shown; the daemon knows them without reading a file."""
    told = _told(paths, ask.Bare.TIPS)
    if told is not None:
        return [one["id"] for one in cast("list[Mapping[str, Any]]", told) if one["hidden"] is None]
    from unkink.cli.tips import from_files  # reads every tip

    return [tip for tip, standing in from_files(paths).items() if standing.hidden is None]


def _reminders(paths: Paths) -> Iterable[str]:
    told = _told(paths, ask.Bare.STATUS)
    if told is None:
        return ()  # `unkink now` would not work either
    return [one["name"] for one in cast("Mapping[str, Any]", told)["reminders"]]


def _profiles(paths: Paths) -> Iterable[str]:
    told = _told(paths, ask.Bare.STATUS)
    if told is None:
        return ()
    names: list[str] = cast("Mapping[str, Any]", told)["profiles"]
    return names


def _tags() -> Iterable[str]:
    from datetime import date

    from unkink.core.health import HealthProfile
    from unkink.health_answers import profile_data
    from unkink.tip_files import check_pool  # reads the questions, and every tip with them

    data = profile_data(HealthProfile(), check_pool().pool, date.today())
    questions = cast("list[Mapping[str, Any]]", data["questions"])
    return [one["tag"] for one in questions if one["kind"] == "lasting"]


def _told(paths: Paths, request: Request) -> object | None:
    try:
        return call(paths.socket, request).data
    except (NotRunning, NoAnswer):
        return None
