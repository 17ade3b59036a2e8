"""`unkink status`: the daemon's data, in words or for programs."""

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from unkink import protocol as ask
from unkink.cli.client import call
from unkink.cli.terminal import BOLD, DIM, painted, print_json, report, say, table
from unkink.paths import Paths
from unkink.protocol import Code, Reply
from unkink.session_place import display_of, same_display
from unkink.settings_words import BY_HOURS, USUAL
from unkink.time_words import minutes, time_of_day

Data = Mapping[str, Any]
"""One object of the daemon's data; `status.status_data` says what is in it."""


def status(paths: Paths, *, as_json: bool) -> int:
    """Print how things stand."""
    reply = call(paths.socket, ask.Bare.STATUS)
    if reply.code is not Code.DONE or as_json:
        return _printed(reply)
    say(status_text(cast("Data", reply.data)))
    return reply.code


def _printed(reply: Reply) -> int:
    if reply.code is Code.DONE:
        print_json(reply.data)
    return report(reply)


def profiles(paths: Paths) -> int:
    """Print which settings there are, and which hold now."""
    reply = call(paths.socket, ask.Bare.STATUS)
    if reply.code is not Code.DONE:
        return report(reply)
    data = cast("Data", reply.data)
    names = [None, *data["profiles"]]
    say(table([("*" if one == data["profile"] else "", one or USUAL) for one in names], indent=""))
    if len(names) == 1:
        say("\n[profile.NAME] in the settings makes more; unkink config explain profile")
    elif not data["profile_by_hours"]:
        say(f"\nas you chose; unkink use {BY_HOURS} leaves it to their hours")
    return reply.code


def status_text(data: Data) -> str:
    """Word the data of `status` for a person: the line of the tray, then the details."""
    rows = [*_state(data), *((one["name"], _reminder(one)) for one in data["reminders"])]
    rows.append(("in use", " · ".join(f"{job} {name}" for job, name in data["adapters"].items())))
    labels = table([(label, "") for label, _ in rows]).splitlines()
    width = max(map(len, labels))
    details = [
        f"{painted(label.ljust(width), DIM)}  {text}"
        for label, (_, text) in zip(labels, rows, strict=True)
    ]
    return "\n".join([painted(data["line"], BOLD), "", *details])


def _state(data: Data) -> list[tuple[str, str]]:
    rows = [
        ("presence", data["presence"]),
        ("posture", f"{data['posture']} for {minutes(data['posture_for_s'])}"),
        (
            "sitting",
            f"{minutes(data['sitting_now_s'])} now, {minutes(data['sitting_today_s'])} today",
        ),
    ]
    if data["paused"] is not None:
        rows.append(("paused", _until(data["paused"]["until"], data["time"])))
    if data.get("profile") is not None:  # a daemon from before this release tells of none
        rows.append(("profile", data["profile"]))
    if data["sore"]:
        rows.append(("sore day", "gentle tips only, until midnight"))
    if data["blind"] is not None:
        rows.append(("blind", data["blind"]))
    rows += [
        ("not believed", f"{one['what']}: {one['reason']}") for one in data.get("not_believed", ())
    ]
    here, there = display_of(os.environ), data.get("display")
    if here is not None and there is not None and not same_display(here, there):
        rows.append(("watches", f'another session (display {there}); "unkink run --replace" here'))
    rows += [("trouble", line) for line in data.get("faults", {}).values()]
    if data["live"] is not None:
        rows.append(("waiting", f"{data['live']['title']} ({data['live']['tip']})"))
    return rows


def _until(until: str | None, now: str) -> str:
    if until is None:
        return "until you resume"
    return f"until {time_of_day(datetime.fromisoformat(until), datetime.fromisoformat(now))}"


def _reminder(one: Data) -> str:
    reasons = ", ".join(map(_reason, one["holds"]))
    if one["state"] != "counting":
        state = f"{one['state']}: {reasons}" if reasons else one["state"]
        return f"{_progress(one)}, {state}"
    due = f", due in {minutes(one['due_in_s'])}" if one["due_in_s"] else ""
    return f"{_progress(one)}{due}{f'; would wait: {reasons}' if reasons else ''}"


def _progress(one: Data) -> str:
    if one["every_s"] is None:
        return "at its time of day"
    if one["sat_s"] is None:
        return f"every {minutes(one['every_s'])} of sitting"
    return f"{minutes(one['sat_s'])} of {minutes(one['every_s'])}"


def _reason(hold: str) -> str:
    """Word a hold; one this client does not know is printed as it came."""
    from unkink.core.holds import Hold  # only where something holds
    from unkink.hold_words import reason

    try:
        return reason(Hold(hold))
    except ValueError:
        return hold
