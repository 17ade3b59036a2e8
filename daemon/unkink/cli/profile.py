"""`unkink profile`: the health answers, through the daemon or on their file."""

from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, cast

from unkink import protocol as ask
from unkink.cli.client import NotRunning, call
from unkink.cli.terminal import BOLD, complain, painted, report, say, table, wrapped
from unkink.health_answers import (
    ProfileRequest,
    UnknownTags,
    changed,
    listed,
    outcome,
    profile_data,
)
from unkink.health_file import (
    UNREADABLE_TAG,
    UNREADABLE_WORDS,
    keep_aside,
    read_health,
    write_health,
    writing_alone,
)
from unkink.paths import Paths
from unkink.protocol import Code, Reply
from unkink.tip_files import check_pool

Show = Literal[ask.Bare.SHOW_PROFILE]
Data = Mapping[str, Any]
"""What `health_answers.profile_data` describes."""


def profile(paths: Paths, given: Namespace) -> int:
    """Do what was asked about the answers; showing them is the default."""
    match given.action:
        case "set":
            return change(paths, ask.SetProfile(tuple(tag.lower() for tag in given.tags)))
        case "none":
            return change(paths, ask.SetProfile())
        case "decline":
            return change(paths, ask.Bare.DECLINE_PROFILE)
        case "clear":
            return change(paths, ask.Bare.CLEAR_PROFILE)
        case "cleared":
            return change(paths, ask.Bare.CLEARED)
        case _:
            reply = asked(paths, ask.Bare.SHOW_PROFILE)
            if reply.code is Code.DONE:
                say(profile_text(cast("Data", reply.data)))
            return report(reply)


def change(paths: Paths, request: ProfileRequest) -> int:
    """Change the answers, and say how they stand now."""
    reply = asked(paths, request)
    if reply.code is not Code.DONE:
        return report(reply)
    say(profile_text(cast("Data", reply.data)))
    if reply.text:
        say("\n" + wrapped(reply.text))
    return reply.code


def asked(paths: Paths, request: ProfileRequest | Show) -> Reply:
    """Let the daemon do it, so that it takes effect at once; without one, work on the file."""
    try:
        return call(paths.socket, request)
    except NotRunning:
        return _on_file(paths, request)


def _on_file(paths: Paths, request: ProfileRequest | Show) -> Reply:
    """Do it on the file, which nobody else may write between the look at it and the change."""
    if request is ask.Bare.SHOW_PROFILE:
        return _in_file(paths, request)
    try:
        with writing_alone(paths.health_file):
            return _in_file(paths, request)
    except OSError as error:
        return Reply(Code.FAILED, f"{paths.health_file} cannot be written: {error.strerror}")


def _in_file(paths: Paths, request: ProfileRequest | Show) -> Reply:
    pool, today = check_pool().pool, datetime.now().astimezone().date()
    reading = read_health(paths.health_file, pool.tags)
    for problem in reading.problems:
        complain(str(problem))
    before = reading.profile
    if request is ask.Bare.SHOW_PROFILE:
        return Reply(data=profile_data(before, pool, today))
    after = changed(before, request, pool, today)
    if isinstance(after, UnknownTags):
        return Reply(Code.BAD_USAGE, after.why)
    if reading.problems:
        keep_aside(paths.health_file)
    write_health(paths.health_file, after)
    return outcome(before, after, pool, today)


def profile_text(data: Data) -> str:
    """Word the answers for a person, each question with its tag and a mark where it applies."""
    questions = [one for one in data["questions"] if one["kind"] == "lasting"]
    rows = [("[x]" if one["applies"] else "[ ]", one["tag"], one["ask"]) for one in questions]
    parts = [painted(_headline(data), BOLD), table(rows)]
    if UNREADABLE_TAG in data["unknown"]:
        parts.append(f"{UNREADABLE_WORDS}.")
    elif data["unknown"]:
        words = ", ".join(data["unknown"])
        parts.append(wrapped(f"Every tip stays hidden: nobody asks about {words}."))
    if data["locked"]:
        kinds = listed(data["locked"])
        parts.append(wrapped(f"Off until a health professional has cleared you: {kinds}."))
        parts.append("Once one has: unkink profile cleared")
    if data["sore"]:
        parts.append("Sore day until midnight: gentle tips only.")
    if not data["answered"]:
        parts.append("To answer: unkink profile set TAG…, or unkink profile none")
    return "\n\n".join(parts)


def _headline(data: Data) -> str:
    if not data["answered"]:
        said = "You prefer not to say" if data["declined"] else "Not answered yet"
        return f"{said}; tips that depend on the answers stay hidden."
    if any(one["applies"] and one["kind"] == "lasting" for one in data["questions"]):
        return "Your health answers; tips that do not suit you stay hidden."
    return "None of the health questions applies to you."
