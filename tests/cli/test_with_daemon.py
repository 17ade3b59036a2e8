"""What the command line does while a daemon answers."""

import asyncio
import json
import os
import pty
import signal
import sys
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.cli.conftest import Desk
from tests.cli.standin import DECIDED, NOON, SITTING, Standin
from unkink.core import events
from unkink.core.health import HealthProfile
from unkink.core.presence import Posture
from unkink.core.taste import Liking, Stiffness

STATUS = """\
Sitting 12 min · next tip in about 18 min

  presence  active
  posture   sitting for 12 min
  sitting   12 min now, 3 h 10 min today
  waiting   Look over each shoulder (neck-turns)
  micro     12 min of 30 min, due in 18 min
  active    1 h 1 min of 1 h, held: you are in a call
  shower    at its time of day
  in use    tray sni · notifier dbus · input xsync
"""


async def test_status_in_words(desk: Desk, daemon: Standin) -> None:
    seen = await desk.types("status")
    assert (seen.code, seen.out, seen.err) == (0, STATUS, "")


async def test_status_in_words_tells_pause_sore_day_blindness_and_trouble(
    desk: Desk, daemon: Standin
) -> None:
    daemon.troubles = {"notifier": "Notifications: nobody answers."}
    daemon.stands = replace(
        SITTING, paused=True, paused_until=NOON + timedelta(hours=17), sore=True, blind="no display"
    )
    lines = (await desk.types("status")).out.splitlines()
    assert "  paused    until tomorrow 05:00" in lines
    assert "  sore day  gentle tips only, until midnight" in lines
    assert "  blind     no display" in lines
    assert "  trouble   Notifications: nobody answers." in lines


async def test_use_lists_the_profiles_and_marks_the_one_in_force(
    desk: Desk, daemon: Standin
) -> None:
    assert (await desk.types("use")).out == (
        "*  usual\n\n[profile.NAME] in the settings makes more; unkink config explain profile\n"
    )
    daemon.stands = replace(SITTING, profile="deep", profiles=("deep", "home"), by_hours=False)
    assert (await desk.types("use")).out == (
        "   usual\n*  deep\n   home\n\nas you chose; unkink use by-hours leaves it to their hours\n"
    )
    assert "  profile   deep" in (await desk.types("status")).out.splitlines()


async def test_status_for_programs_is_exactly_the_data(desk: Desk, daemon: Standin) -> None:
    seen = await desk.types("status", "--json")
    assert json.loads(seen.out) == {
        "schema": 1,
        "version": "0.1.0",
        "time": "2026-03-02T12:00:00+00:00",
        "line": "Sitting 12 min · next tip in about 18 min",
        "sign": "due",
        "presence": "active",
        "posture": "sitting",
        "posture_for_s": 720,
        "sitting_now_s": 720,
        "sitting_today_s": 11400,
        "paused": None,
        "sore": False,
        "profile": None,
        "profiles": [],
        "profile_by_hours": True,
        "reminders": [
            {
                "name": "micro",
                "state": "counting",
                "posture": None,
                "sat_s": 720,
                "every_s": 1800,
                "due_in_s": 1080,
                "holds": [],
            },
            {
                "name": "active",
                "state": "held",
                "posture": None,
                "sat_s": 3700,
                "every_s": 3600,
                "due_in_s": 0,
                "holds": ["call"],
            },
            {
                "name": "shower",
                "state": "counting",
                "posture": None,
                "sat_s": None,
                "every_s": None,
                "due_in_s": None,
                "holds": [],
            },
        ],
        "live": {
            "id": 7,
            "reminder": "micro",
            "covers": [],
            "tip": "neck-turns",
            "title": "Look over each shoulder",
            "occasion": "due",
            "snoozes_left": 2,
        },
        "adapters": {"tray": "sni", "notifier": "dbus", "input": "xsync"},
        "faults": {},
        "blind": None,
        "not_believed": [],
        "display": os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"),
    }


async def test_why_in_words_and_for_programs(desk: Desk, daemon: Standin) -> None:
    seen = await desk.types("why")
    assert seen.out == (
        "“micro” has counted 12 min of 30 min sitting; 18 min to go.\n"
        "\n"
        "09:30  micro was due; held: you are in a call\n"
        "11:05  shown: Look over each shoulder\n"
        "11:09  taken, 4 min away\n"
    )
    last = await desk.types("why", "--last", "53m", "--json")
    assert json.loads(last.out) == [
        {
            "time": "2026-03-02T11:09:00+00:00",
            "what": "outcome",
            "reminder": "micro",
            "tip": "neck-turns",
            "why": "taken",
            "seconds": None,
        },
        {
            "time": "2026-03-02T11:12:00+00:00",
            "what": "back",
            "reminder": None,
            "tip": None,
            "why": "",
            "seconds": 240,
        },
    ]


async def test_why_over_several_days_heads_each_with_its_name(desk: Desk, daemon: Standin) -> None:
    yesterday = [replace(one, time=one.time - timedelta(days=1)) for one in DECIDED[2:]]
    daemon.decided = [*yesterday, DECIDED[2]]
    seen = await desk.types("why", "--last", "48h")
    assert seen.out.partition("\n\n")[2] == (
        "Sunday 2026-03-01\n"
        "11:05  micro shown: Look over each shoulder\n"
        "11:09  taken, 4 min away\n"
        "Monday 2026-03-02\n"
        "11:05  shown: Look over each shoulder\n"
    )


async def test_why_for_a_time_without_decisions_says_so(desk: Desk, daemon: Standin) -> None:
    told = (await desk.types("why", "--last", "5m")).out.splitlines()
    assert told[2:] == [
        "Nothing was decided in that time. The journal begins on Monday 2026-03-02 at 09:30."
    ]
    daemon.decided = []
    told = (await desk.types("why")).out.splitlines()
    assert told[2:] == ["Nothing was decided in that time. The journal is still empty."]


@pytest.mark.parametrize(
    ("typed", "event", "said"),
    [
        ("now", events.PromptRequested(), "Here it is: Look over each shoulder"),
        ("now micro", events.PromptRequested("micro"), "Here it is: Look over each shoulder"),
        ("snooze", events.Snoozed(), "Snoozed."),
        ("snooze 5m", events.Snoozed(300.0), "Snoozed for 5 min."),
        ("snooze 1h 30m", events.Snoozed(5400.0), "Snoozed for 1 h 30 min."),
        ("skip", events.Skipped(), "Skipped."),
        ("done", events.Done(), "Noted as done."),
        ("done neck-nods", events.TipDone("neck-nods"), "Noted as done."),
        ("rate neck-nods more", events.TipRated("neck-nods", Liking.MORE), "Noted: more often."),
        (
            "rate neck-nods not",
            events.TipRated("neck-nods", Liking.NOT),
            "Noted. It will not be offered again.",
        ),
        (
            "felt neck-nods worse",
            events.StiffnessAnswered("neck-nods", Stiffness.WORSE),
            "Then leave it for today.",
        ),
        (
            "tight neck shoulders",
            events.TightnessTold(frozenset({"neck", "shoulders"})),
            "Tips for that come first for a week.",
        ),
        ("tight nowhere", events.TightnessTold(frozenset()), "Noted: nowhere."),
        ("pause", events.Paused(), "Paused until you resume."),
        ("pause 1h", events.Paused(length=3600.0), "Paused until you resume."),
        (
            "pause until 14:00",
            events.Paused(until=datetime.fromisoformat("2026-03-02T14:00Z")),
            "Paused until you resume.",
        ),
        (
            "pause tomorrow",
            events.Paused(until=datetime.fromisoformat("2026-03-03T05:00Z")),
            "Paused until you resume.",
        ),
        ("resume", events.Resumed(), "Reminders are on."),
        ("use deep", events.ProfileChosen("deep"), "The usual settings hold now."),
        ("use deep 2h", events.ProfileChosen("deep", 7200.0), "The usual settings hold now."),
        (
            "use usual until 14:00",
            events.ProfileChosen(None, until=datetime.fromisoformat("2026-03-02T14:00Z")),
            "The usual settings hold now.",
        ),
        ("use by-hours", events.HoursChosen(), "The usual settings hold now."),
        ("sit", events.PostureChosen(Posture.SITTING), "Sitting counts."),
        (
            "stand",
            events.PostureChosen(Posture.STANDING),
            "Standing: no sitting is counted until you sit.",
        ),
        (
            "walk",
            events.PostureChosen(Posture.WALKING),
            "Walking: no sitting is counted until you sit.",
        ),
        (
            "tip neck-turns",
            events.GuideRequested("neck-turns"),
            "The guide is open in your browser.",
        ),
    ],
)
async def test_a_command_becomes_an_event_and_says_what_came(
    desk: Desk, daemon: Standin, typed: str, event: events.Event, said: str
) -> None:
    seen = await desk.types(*typed.split())
    assert daemon.performed == [event]
    assert (seen.code, seen.out, seen.err) == (0, said + "\n", "")


async def test_a_pause_tells_when_it_ends(desk: Desk, daemon: Standin) -> None:
    daemon.stands = replace(SITTING, paused=True, paused_until=NOON + timedelta(hours=2))
    assert (await desk.types("pause", "2h")).out == "Paused until 14:00.\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("snooze soon", '"soon" is no length of time; write 5m, 1h30m or 45s'),
        ("pause until noon", '"until noon" is no time; write 1h, "until 14:00" or tomorrow'),
        ("why --last week", '"week" is no length of time; write 30m, 2h or 7d'),
        ("profile set acute-pain", '"acute-pain" is for today only; write: unkink sore on'),
    ],
)
async def test_words_that_make_no_sense_say_what_to_write_and_exit_2(
    desk: Desk, daemon: Standin, typed: str, said: str
) -> None:
    seen = await desk.types(*typed.split())
    assert (seen.code, seen.out, seen.err) == (2, "", said + "\n")
    assert daemon.performed == []


async def test_a_refusal_is_told_and_exits_1(desk: Desk, daemon: Standin) -> None:
    daemon.refusal = "No tip is waiting for an answer."
    seen = await desk.types("skip")
    assert (seen.code, seen.out, seen.err) == (1, "", "No tip is waiting for an answer.\n")


# ── tips and health answers ───────────────────────────────────────────────────────────────────


async def test_tips_knows_from_the_daemon_what_was_introduced(desk: Desk, daemon: Standin) -> None:
    listed = json.loads((await desk.types("tips", "--json", "--all")).out)
    introduced = {one["id"]: one["introduced"] for one in listed}
    assert introduced["neck-turns"] is True
    assert introduced["neck-nods"] is False


async def test_the_table_marks_what_is_liked_and_what_comes_later(
    desk: Desk, daemon: Standin
) -> None:
    daemon.liked = "neck-turns"
    lines = (await desk.types("tips")).out.splitlines()
    remarks = {line.split()[0]: line.split("  ")[-1] for line in lines if line}
    assert (remarks["neck-turns"], remarks["neck-nods"]) == ("liked", "comes later")


async def test_a_tip_the_daemon_has_not_read_yet_is_hidden(desk: Desk, daemon: Standin) -> None:
    desk.paths.own_tips.mkdir(parents=True)
    text = """\
[[tip]]
id = "mine"
category = "posture"
slot = "micro"
title = "Mine"
notify = "Do what you like for a moment."
why = "It is yours."
steps = ["One thing.", "Another thing.", "The last thing."]
step_s = [10, 10, 10]
duration_s = 30
contexts = ["desk"]
body = ["neck"]
needs = []
caution = "Gently."
contra = []
gate = "screened"
"""
    (desk.paths.own_tips / "mine.toml").write_text(text)
    seen = await desk.types("tips", "--all")
    mine = next(line for line in seen.out.splitlines() if line.startswith("mine "))
    assert mine.endswith("own  not read yet")


async def test_without_a_browser_the_steps_are_printed(desk: Desk, daemon: Standin) -> None:
    daemon.refusal = "There is no display to open a page on."
    seen = await desk.types("tip", "neck-turns")
    assert (seen.code, seen.err) == (0, "There is no display to open a page on.\n")
    assert seen.out.startswith("Look over each shoulder  54 s\n")


async def test_without_a_browser_a_hidden_tip_stays_hidden(desk: Desk, daemon: Standin) -> None:
    daemon.refusal = "This tip is hidden by your health answers."
    daemon.answers = HealthProfile(answered=True, tags=frozenset({"dizziness"}))
    seen = await desk.types("tip", "neck-turns")
    assert (seen.code, seen.out) == (1, "")
    assert seen.err == "This tip is hidden by your health answers.\n"


async def test_an_unknown_tip_gets_the_nearest_one(desk: Desk, daemon: Standin) -> None:
    seen = await desk.types("tip", "neck-turn")
    assert (seen.code, seen.err) == (1, 'there is no tip "neck-turn"; write "neck-turns"\n')
    far = await desk.types("tip", "xyzzy")
    assert (far.code, far.err) == (1, 'there is no tip "xyzzy"; unkink tips lists them\n')
    assert daemon.performed == []


async def test_answers_go_through_the_daemon_and_not_past_it(desk: Desk, daemon: Standin) -> None:
    seen = await desk.types("profile", "set", "hypertension")
    assert "[x]  hypertension" in seen.out
    assert daemon.answers == HealthProfile().answer(frozenset({"hypertension"}), NOON.date())
    assert not desk.paths.health_file.exists()
    assert (await desk.types("profile")).out == seen.out


async def test_a_red_flag_lock_and_a_sore_day_outlive_a_change_of_answers(
    desk: Desk, daemon: Standin
) -> None:
    locked = frozenset({"neck-warmup"})
    before = daemon.answers = HealthProfile(sore_on=NOON.date(), locked=locked)
    seen = await desk.types("profile", "none")
    assert daemon.answers == before.answer(frozenset(), NOON.date())
    assert "Off until a health professional has cleared you: neck-warmup." in seen.out
    await desk.types("profile", "clear")
    assert daemon.answers == before


async def test_an_answer_that_is_a_red_flag_locks_until_cleared(
    desk: Desk, daemon: Standin
) -> None:
    await desk.types("profile", "set", "arm-symptoms", "hypertension")
    locked = daemon.answers.locked
    assert locked == daemon.pool().levels["soon"].lock
    daemon.answers = replace(daemon.answers, locked=frozenset({"eyes"}))
    await desk.types("profile", "set", "arm-symptoms")  # told before, so nothing new
    assert daemon.answers.locked == {"eyes"}
    seen = await desk.types("profile", "cleared")
    assert daemon.answers == HealthProfile().answer(frozenset({"arm-symptoms"}), NOON.date())
    assert seen.out.endswith("\nBack, as a health professional has cleared you: eyes.\n")


async def test_a_sore_day_is_switched_on_and_off(desk: Desk, daemon: Standin) -> None:
    await desk.types("sore", "on")
    assert daemon.answers.sore_on == NOON.date()
    await desk.types("sore", "off")
    assert daemon.answers.sore_on is None


async def test_a_sign_named_with_the_sore_day_locks_and_an_emergency_begins_none(
    desk: Desk, daemon: Standin
) -> None:
    seen = await desk.types("sore", "on", "arm-signs")
    assert "Please see a doctor today or tomorrow." in seen.out
    assert daemon.answers.locked == daemon.pool().levels["soon"].lock
    assert daemon.answers.sore_on == NOON.date()
    await desk.types("sore", "off")
    desk.paths.config_file.parent.mkdir(parents=True, exist_ok=True)
    desk.paths.config_file.write_text('[safety]\nemergency_number = "112"\n')
    seen = await desk.types("sore", "on", "chest-pain")
    assert "Call your emergency number now. Do not drive yourself." in seen.out
    assert "Call 112. All tips are off until a health professional has cleared you" in seen.out
    assert daemon.answers.locked == daemon.pool().levels["emergency"].lock
    assert daemon.answers.sore_on is None
    seen = await desk.types("sore", "on", "chest-pian")
    assert seen.code == 2
    assert seen.err == 'no sign on the list is called "chest-pian"; write "chest-pain"\n'


async def test_whoever_prefers_not_to_say_is_asked_no_more(desk: Desk, daemon: Standin) -> None:
    await desk.types("profile", "set", "hypertension")
    seen = await desk.types("profile", "decline")
    assert daemon.answers == HealthProfile(declined=True)
    assert seen.out.startswith(
        "You prefer not to say; tips that depend on the answers stay hidden.\n"
    )


async def test_answers_that_cannot_be_kept_are_a_failure(desk: Desk, daemon: Standin) -> None:
    daemon.unwritable = "The health file cannot be written: disk full"
    seen = await desk.types("profile", "none")
    assert (seen.code, seen.err) == (1, "The health file cannot be written: disk full\n")


# ── starting and stopping ─────────────────────────────────────────────────────────────────────


async def test_a_second_start_says_that_one_is_running_and_exits_3(
    desk: Desk, daemon: Standin
) -> None:
    seen = await desk.types("run")
    assert (seen.code, seen.out, seen.err) == (3, "", "unkink is already running\n")
    assert daemon.performed == []


async def test_a_bare_second_start_opens_the_library_of_the_first(
    desk: Desk, daemon: Standin
) -> None:
    seen = await desk.types()
    assert seen.code == 3
    assert seen.err == "unkink is already running; its tip library opens in your browser\n"
    assert daemon.performed == [events.LibraryRequested()]


async def test_a_bare_second_start_without_a_browser_says_why_nothing_opened(
    desk: Desk, daemon: Standin
) -> None:
    daemon.refusal = "There is no display to open a page on."
    seen = await desk.types()
    assert seen.code == 3
    assert seen.err == "unkink is already running. There is no display to open a page on.\n"


async def test_quit_stops_the_daemon_after_its_reply(desk: Desk) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.cli.standin"),
        env={**desk.environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"listening\n"
    seen = await desk.types("quit")
    assert (seen.code, seen.out) == (0, "unkink stops now.\n")
    await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0
    assert not desk.paths.socket.exists()


async def test_a_stopped_daemon_is_told_from_none(desk: Desk, daemon: Standin) -> None:
    """The socket accepts through the kernel's backlog, and nothing ever answers."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _STUBBORN, str(desk.paths.socket)), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    await process.stdout.readline()
    seen = await desk.types("status")
    process.kill()
    await process.communicate()
    assert (seen.code, seen.err) == (
        1,
        "unkink is running but does not answer; is it stopped?\n",
    )


_STUBBORN = """
import os, socket, sys, time
os.unlink(sys.argv[1])
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
listener.listen()
print("listening", flush=True)
time.sleep(120)
"""


async def test_ctrl_c_is_quiet(desk: Desk) -> None:
    await asyncio.to_thread(desk.paths.runtime.mkdir, 0o700)
    path = desk.paths.socket
    connected = asyncio.Event()

    async def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        connected.set()
        await reader.read()
        writer.close()

    server = await asyncio.start_unix_server(welcome, path)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "unkink", "status"),
        env=desk.environment,
        stderr=asyncio.subprocess.PIPE,
    )
    await asyncio.wait_for(connected.wait(), 30)
    process.send_signal(signal.SIGINT)
    _, err = await process.communicate()
    server.close()
    assert (process.returncode, err) == (130, b"")


# ── colours ───────────────────────────────────────────────────────────────────────────────────


async def on_a_terminal(desk: Desk, *arguments: str) -> str:
    ours, theirs = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "unkink", *arguments), env=desk.environment, stdout=theirs
    )
    os.close(theirs)
    await process.wait()
    shown = await asyncio.to_thread(os.read, ours, 1 << 16)
    os.close(ours)
    return shown.decode()


async def test_colours_are_for_terminals_whose_owner_wants_them(
    desk: Desk, daemon: Standin
) -> None:
    coloured = await on_a_terminal(desk.where(TERM="xterm"), "status")
    assert coloured.startswith("\x1b[1mSitting 12 min · next tip in about 18 min\x1b[0m")
    plain = await on_a_terminal(desk.where(TERM="xterm", NO_COLOR="1"), "status")
    assert "\x1b" not in plain
    assert "\x1b" not in await on_a_terminal(desk.where(TERM="dumb"), "status")
