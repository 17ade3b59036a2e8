"""What the command line does while nothing is running."""

import asyncio
import json
import socket
import stat
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.adapters.test_memory_file import MEMORY
from tests.cli.conftest import Desk
from unkink.adapters.history.history_file import HistoryFile
from unkink.adapters.memory_file import MemoryFile
from unkink.core.effects import Decision
from unkink.core.entries import Entry
from unkink.core.memory import TipsMemory
from unkink.paths import make_private
from unkink.time_words import WEEKDAYS

NOT_RUNNING = 'unkink is not running; start it with "unkink"\n'
BEFORE = "unkink is not running; this is what it decided before\n"


@pytest.mark.parametrize(
    "command",
    [
        *("status", "why", "now", "snooze 5m", "skip", "done", "done neck-nods", "pause", "resume"),
        *("stand", "rate neck-nods more", "felt neck-nods same", "tight neck", "quit"),
    ],
)
async def test_commands_for_a_daemon_say_that_none_is_running_and_exit_4(
    desk: Desk, command: str
) -> None:
    seen = await desk.types(*command.split())
    assert (seen.code, seen.out, seen.err) == (4, "", NOT_RUNNING)


@pytest.fixture
def left_behind(desk: Desk) -> datetime:
    """What a daemon decided that was stopped two days ago; returns the time of its last line."""
    noon = (datetime.now(UTC) - timedelta(days=2)).replace(hour=12, minute=0)
    entries = [
        Entry(noon - timedelta(minutes=3), Decision.DUE, "micro"),
        Entry(noon - timedelta(minutes=3), Decision.HELD, "micro", why="fullscreen"),
        Entry(noon, Decision.SHOWN, "micro", "neck-turns", "after-hold"),
    ]
    with closing(HistoryFile(desk.paths.history_file, lambda: 400)) as file:
        file.write(entries)
    return noon


async def test_why_tells_what_was_decided_before_and_exits_4_all_the_same(
    desk: Desk, left_behind: datetime
) -> None:
    """Statistics of an earlier run are still there (Safe Eyes healthstats, peers 42)."""
    seen = await desk.types("why", "--last", "100h")
    weekday = WEEKDAYS[left_behind.weekday()]
    assert (seen.code, seen.err) == (4, BEFORE)
    assert seen.out == (
        f"{weekday} {left_behind:%Y-%m-%d}\n"
        "11:57  micro was due; held: something fills the screen\n"
        "12:00  shown: Look over each shoulder\n"
    )
    rows = json.loads((await desk.types("why", "--last", "100h", "--json")).out)
    assert [one["what"] for one in rows] == ["due", "held", "shown"]
    assert rows[2]["why"] == "after-hold"
    today = await desk.types("why")
    assert (today.code, today.err) == (4, BEFORE)
    assert today.out == (
        "Nothing was decided in that time. "
        f"The journal begins on {weekday} {left_behind:%Y-%m-%d} at 11:57.\n"
    )
    # SQLite leaves its side files behind after a look; nobody else may read those either.
    assert {stat.S_IMODE(one.stat().st_mode) for one in desk.paths.data.iterdir()} == {0o600}


async def test_why_of_a_length_that_makes_no_sense_exits_2(
    desk: Desk, left_behind: datetime
) -> None:
    seen = await desk.types("why", "--last", "week")
    assert (seen.code, seen.out) == (2, "")
    assert seen.err == '"week" is no length of time; write 30m, 2h or 7d\n'


async def test_why_looks_at_nothing_but_a_journal_of_ours(desk: Desk) -> None:
    desk.paths.data.mkdir(parents=True)
    desk.paths.history_file.write_bytes(b"torn" * 1000)
    seen = await desk.types("why")
    assert (seen.code, seen.out, seen.err) == (4, "", NOT_RUNNING)
    assert desk.paths.history_file.read_bytes() == b"torn" * 1000


async def test_the_socket_of_a_crashed_daemon_counts_as_not_running(desk: Desk) -> None:
    make_private(desk.paths.runtime)
    with socket.socket(socket.AF_UNIX) as crashed:
        crashed.bind(str(desk.paths.socket))
    seen = await desk.types("status")
    assert (seen.code, seen.err) == (4, NOT_RUNNING)


async def test_the_version_and_the_help_need_nothing(desk: Desk) -> None:
    assert (await desk.types("--version")).out == "unkink 0.1.0\n"
    helped = await desk.types("--help")
    assert helped.code == 0
    assert "unkink pause until 14:00    no tips before two o'clock" in helped.out
    assert "exit codes: 0 done, 1 failed, 2 bad usage or settings" in helped.out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("statu", 'unkink: there is no command "statu"; write "status"'),
        ("frobnicate", 'unkink: there is no command "frobnicate"; unkink --help lists them all'),
        ("sore maybe", "unkink sore: argument switch: invalid choice: 'maybe'"),
        ("tip", "unkink tip: the following arguments are required: ID"),
        ("config", "unkink config: the following arguments are required: ACTION"),
        ("run --tray moon", "unkink run: argument --tray: invalid choice: 'moon'"),
        ("status --js", "unkink: unrecognized arguments: --js"),
    ],
)
async def test_bad_usage_gets_one_line_and_exit_2(desk: Desk, typed: str, said: str) -> None:
    seen = await desk.types(*typed.split())
    assert (seen.code, seen.out) == (2, "")
    assert seen.err.startswith(said)
    assert seen.err.count("\n") == 1


# ── tips ──────────────────────────────────────────────────────────────────────────────────────


async def test_tips_lists_those_that_may_be_shown_and_counts_the_hidden(desk: Desk) -> None:
    seen = await desk.types("tips")
    lines = seen.out.splitlines()
    turns = next(line for line in lines if line.startswith("neck-turns "))
    assert turns.split("  ")[-1] == "C"
    assert "Look over each shoulder" in turns
    assert "contrast-cool-finish" not in seen.out
    assert lines[-1] == "11 more are hidden; unkink tips --all says why"


async def test_tips_all_says_why_each_hidden_one_is(desk: Desk) -> None:
    seen = await desk.types("tips", "--all")
    lines = seen.out.splitlines()
    assert len(lines) == 60
    cool = next(line for line in lines if line.startswith("contrast-cool-finish "))
    assert cool.endswith("waiting for the health questions")


async def test_tips_for_programs_has_stable_keys(desk: Desk) -> None:
    seen = await desk.types("tips", "--json", "--all")
    tips = {one["id"]: one for one in json.loads(seen.out)}
    assert len(tips) == 60
    assert tips["neck-turns"] == {
        "id": "neck-turns",
        "title": "Look over each shoulder",
        "category": "neck-warmup",
        "slot": "micro",
        "duration_s": 54,
        "evidence": "C",
        "own": False,
        "hidden": None,
        "introduced": None,
        "liking": None,
    }
    assert tips["contrast-cool-finish"]["hidden"] == "screened"
    assert tips["acute-legs-up"]["hidden"] == "sore-day-only"


async def test_tips_reads_what_a_daemon_wrote_down_about_them(desk: Desk) -> None:
    tips = TipsMemory(
        liked=("neck-turns",),
        disliked=("neck-nods",),
        introduced=("neck-turns", "an-own-tip-that-is-gone"),
    )
    make_private(desk.paths.state_file.parent)
    MemoryFile(desk.paths.state_file).save(replace(MEMORY, tips=tips))
    listed = {
        one["id"]: (one["hidden"], one["introduced"], one["liking"])
        for one in json.loads((await desk.types("tips", "--json", "--all")).out)
    }
    assert listed["neck-turns"] == (None, True, "more")
    assert listed["neck-nods"] == ("disliked", False, "not")
    assert listed["eyes-far-look"] == (None, False, "usual")
    lines = {line.split()[0]: line for line in (await desk.types("tips", "--all")).out.splitlines()}
    assert lines["neck-turns"].endswith("  C  liked")
    assert lines["neck-nods"].endswith("put aside, as it is not for you")
    assert lines["eyes-far-look"].endswith("comes later")


async def test_a_disliked_tip_can_still_be_read(desk: Desk) -> None:
    make_private(desk.paths.state_file.parent)
    disliked = replace(MEMORY, tips=TipsMemory(disliked=("neck-nods",)))
    MemoryFile(desk.paths.state_file).save(disliked)
    seen = await desk.types("tip", "neck-nods")
    assert (seen.code, seen.err) == (0, "")
    assert "Take care: Keep the upward part small" in seen.out


@pytest.mark.parametrize("text", ["", "[]", '{"tips": 7}', '{"tips": {"liked": "all"}}'])
async def test_a_state_file_in_disorder_says_nothing_about_tips(desk: Desk, text: str) -> None:
    make_private(desk.paths.state_file.parent)
    desk.paths.state_file.write_text(text)
    listed = json.loads((await desk.types("tips", "--json")).out)
    assert {(one["introduced"], one["liking"]) for one in listed} == {(None, None)}


async def test_who_stays_seated_sees_no_tips_for_the_feet(desk: Desk) -> None:
    make_private(desk.paths.config_file.parent)
    desk.paths.config_file.write_text("[tips]\nseated_only = true\n")
    listed = json.loads((await desk.types("tips", "--json", "--all")).out)
    assert sorted(one["id"] for one in listed if one["hidden"] == "seated-only") == [
        "contrast-forearms-sink",
        "habit-walk-plan",
        "habit-water-walk",
        "mobility-heel-raises",
        "mobility-morning-five",
        "mobility-walk-five",
        "posture-stand-for-call",
        "stretch-chest-doorway",
    ]


async def test_health_answers_hide_tips_in_the_list(desk: Desk) -> None:
    await desk.types("profile", "set", "neck-condition")
    listed = json.loads((await desk.types("tips", "--json", "--all")).out)
    hidden = {one["id"]: one["hidden"] for one in listed}
    assert hidden["neck-turns"] == "health"
    assert hidden["posture-shift"] is None


async def test_a_broken_own_tip_is_named_and_the_rest_listed(desk: Desk) -> None:
    desk.paths.own_tips.mkdir(parents=True)
    (desk.paths.own_tips / "mine.toml").write_text('[[tip]]\nid = "mine"\n')
    seen = await desk.types("tips")
    assert seen.code == 0
    assert "neck-turns" in seen.out
    assert "mine.toml:1: tip mine: caution: is missing; write caution = …" in seen.err


# ── one tip ───────────────────────────────────────────────────────────────────────────────────


async def test_a_tip_is_printed_with_times_caution_grade_and_safety_line(desk: Desk) -> None:
    seen = await desk.where(COLUMNS="200").types("tip", "neck-turns")
    assert (seen.code, seen.err) == (0, "")
    assert seen.out == (
        "Look over each shoulder  54 s\n"
        "\n"
        "Moves a neck that has been held still; may ease stiffness.\n"
        "\n"
        "  1. Sit tall with both feet on the floor and let your shoulders hang.  6 s\n"
        "  2. Turn your head slowly to the right for 2 seconds, only as far as feels easy.  2 s\n"
        "  3. Look along your right shoulder for 2 seconds, then take 2 seconds to come back."
        "  4 s\n"
        "  4. Do the same to the left.  6 s\n"
        "  5. Carry on, side by side, until you have done 4 turns each way.  36 s\n"
        "\n"
        "Take care: Slow and pain-free. Stop at once if you feel dizzy, see double or get\n"
        "tingling.\n"
        "\n"
        "Evidence grade C, for: less discomfort in a break and more neck rotation; no proof that\n"
        "it prevents pain.\n"
        "\n"
        "General wellness tips, not medical advice. Stop if anything hurts, tingles or makes you\n"
        "dizzy.\n"
    )


@pytest.mark.parametrize(
    ("answers", "tip", "why"),
    [
        (
            (),
            "contrast-cool-finish",
            "This tip is waiting for the health questions: unkink profile.",
        ),
        (("neck-condition",), "neck-turns", "This tip is hidden by your health answers."),
        (
            ("dizziness",),
            "neck-turns",
            "This tip is off until a health professional has cleared you: "
            "then unkink profile cleared.",
        ),
        ((), "acute-legs-up", "This tip is for sore days only: unkink sore on."),
    ],
)
async def test_a_hidden_tip_is_refused_with_the_reason(
    desk: Desk, answers: tuple[str, ...], tip: str, why: str
) -> None:
    if answers:
        await desk.types("profile", "set", *answers)
    seen = await desk.types("tip", tip)
    assert (seen.code, seen.out, seen.err) == (1, "", why + "\n")


async def test_a_mistyped_tip_gets_the_nearest_one(desk: Desk) -> None:
    seen = await desk.types("tip", "neck-turn")
    assert (seen.code, seen.err) == (1, 'there is no tip "neck-turn"; write "neck-turns"\n')


# ── health answers ────────────────────────────────────────────────────────────────────────────


async def test_answers_are_kept_in_a_file_for_their_owner_only(desk: Desk) -> None:
    assert not desk.paths.health_file.exists()
    seen = await desk.types("profile", "set", "hypertension", "Epilepsy")
    assert seen.code == 0
    assert "[x]  hypertension" in seen.out
    assert "[x]  epilepsy" in seen.out
    assert "[ ]  pregnancy" in seen.out
    assert stat.S_IMODE(desk.paths.health_file.stat().st_mode) == 0o600
    assert 'tags = ["epilepsy", "hypertension"]' in desk.paths.health_file.read_text()


async def test_showing_the_answers_writes_no_file(desk: Desk) -> None:
    seen = await desk.types("profile")
    assert seen.out.startswith("Not answered yet; tips that depend on the answers stay hidden.\n")
    assert not desk.paths.health_file.exists()


async def test_none_is_an_answer_that_lets_screened_tips_through(desk: Desk) -> None:
    seen = await desk.types("profile", "none")
    assert seen.out.startswith("None of the health questions applies to you.\n")
    assert (await desk.types("tip", "contrast-cool-finish")).code == 0


async def test_clear_forgets_the_answers(desk: Desk) -> None:
    await desk.types("profile", "none")
    assert (await desk.types("profile", "clear")).out.startswith("Not answered yet")
    assert (await desk.types("tip", "contrast-cool-finish")).code == 1


async def test_an_unknown_tag_changes_nothing_and_gets_the_nearest_one(desk: Desk) -> None:
    seen = await desk.types("profile", "set", "epilepsi", "hypertension")
    assert (seen.code, seen.err) == (2, 'nobody asks about "epilepsi"; write "epilepsy"\n')
    assert not desk.paths.health_file.exists()


async def test_an_answer_that_is_a_red_flag_brings_its_text_letter_for_letter(desk: Desk) -> None:
    seen = await desk.where(COLUMNS="300").types("profile", "set", "arm-symptoms")
    assert "Please see a doctor today or tomorrow." in seen.out
    again = await desk.types("profile", "set", "arm-symptoms")
    assert "Please see a doctor" not in again.out


async def test_what_that_text_calls_paused_is_locked_until_the_person_was_cleared(
    desk: Desk,
) -> None:
    kinds = "acute-comfort, contrast-shower, mobility, neck-warmup, self-massage, strength, warmth."
    await desk.types("profile", "set", "dizziness")
    shown = " ".join((await desk.types("profile")).out.split())
    assert f"Off until a health professional has cleared you: {kinds}" in shown
    assert shown.endswith("Once one has: unkink profile cleared")

    await desk.types("profile", "none")  # an answer taken back is no visit to a doctor
    assert (await desk.types("tip", "neck-turns")).code == 1
    cleared = await desk.types("profile", "cleared")
    assert cleared.code == 0
    words = " ".join(cleared.out.split())
    assert words.endswith(f"Back, as a health professional has cleared you: {kinds}")
    assert "Off until" not in words
    assert (await desk.types("tip", "neck-turns")).code == 0


async def test_cleared_changes_no_answer_and_says_nothing_where_nothing_was_locked(
    desk: Desk,
) -> None:
    await desk.types("profile", "set", "hypertension")
    before = (await desk.types("profile")).out
    assert (await desk.types("profile", "cleared")).out == before


async def test_a_sore_day_shows_the_red_flags_and_opens_the_gentle_tips(desk: Desk) -> None:
    seen = await desk.types("sore", "on")
    assert seen.code == 0
    assert "Please check this list. Do any of these apply now?" in seen.out
    assert "\n   1  A drooping face, a weak or numb arm or leg" in seen.out
    assert "\n  14  Pain or a locked muscle that is not easing after 3 days" in seen.out
    assert "If a sign of the list applies, say so: unkink sore on SIGN" in seen.out
    assert "Call your emergency number now. Do not drive yourself." in seen.out
    assert (await desk.types("tip", "acute-legs-up")).code == 0
    assert (await desk.types("sore", "off")).out == "The sore day is over; all tips are back.\n"
    assert (await desk.types("tip", "acute-legs-up")).code == 1


async def test_a_health_file_that_cannot_be_written_is_a_failure_in_one_line(desk: Desk) -> None:
    seen = await desk.where(XDG_CONFIG_HOME="/proc/nowhere").types("profile", "none")
    assert (seen.code, seen.out) == (1, "")
    assert seen.err.startswith("/proc/nowhere/unkink/health.toml cannot be written: ")
    assert seen.err.count("\n") == 1


async def test_a_health_file_that_cannot_be_read_hides_all_and_is_never_lost(desk: Desk) -> None:
    desk.paths.health_file.parent.mkdir(parents=True)
    desk.paths.health_file.write_text('tags = ["epilep')
    desk.paths.health_file.chmod(0o600)
    assert (await desk.types("tip", "posture-shift")).code == 1
    shown = await desk.types("profile")
    assert "The health answers cannot be read, so no tip is shown." in shown.out
    assert (await desk.types("profile", "none")).code == 0
    assert (await desk.types("tip", "posture-shift")).code == 0
    old = desk.paths.health_file.with_name("health.toml.old")
    assert old.read_text() == 'tags = ["epilep'


# ── settings ──────────────────────────────────────────────────────────────────────────────────


async def test_config_path_tells_the_file(desk: Desk) -> None:
    assert (await desk.types("config", "path")).out == f"{desk.paths.config_file}\n"
    assert (await desk.types("config", "path", "--config", "x.toml")).out == "x.toml\n"


async def test_config_check_names_every_problem_with_its_line(desk: Desk) -> None:
    desk.paths.config_file.parent.mkdir(parents=True)
    desk.paths.config_file.write_text('[prompt]\nsnoze = "5m"\nmax_defer = "3 parsecs"\n')
    seen = await desk.types("config", "check")
    assert (seen.code, seen.out) == (2, "")
    first, second = seen.err.splitlines()
    assert first.startswith(f"{desk.paths.config_file}:2: prompt.snoze: ")
    assert second.startswith(f"{desk.paths.config_file}:3: prompt.max_defer: ")


async def test_config_check_is_content_with_a_good_file_and_with_none(desk: Desk) -> None:
    seen = await desk.types("config", "check")
    assert (seen.code, seen.out) == (
        0,
        f"{desk.paths.config_file} does not exist; the defaults are in use\n",
    )
    desk.paths.config_file.parent.mkdir(parents=True)
    desk.paths.config_file.write_text('[prompt]\nsnooze = "5m"\n')
    seen = await desk.types("config", "check")
    assert (seen.code, seen.out) == (0, f"{desk.paths.config_file} is fine\n")


async def test_config_check_of_a_named_file_that_is_missing_fails(desk: Desk) -> None:
    seen = await desk.types("config", "check", "--config", "/nonexistent/x.toml")
    assert seen.code == 2
    assert "there is no such file" in seen.err


# ── the terminal ──────────────────────────────────────────────────────────────────────────────


async def test_a_reader_that_has_seen_enough_hears_no_complaint(desk: Desk) -> None:
    process = await asyncio.create_subprocess_shell(
        f"{sys.executable} -m unkink tips --all | true",
        env=desk.environment,
        stderr=asyncio.subprocess.PIPE,
    )
    _, err = await process.communicate()
    assert err == b""


async def test_a_full_disk_is_told_in_one_line(desk: Desk) -> None:
    process = await asyncio.create_subprocess_shell(
        f"{sys.executable} -m unkink tips > /dev/full",
        env=desk.environment,
        stderr=asyncio.subprocess.PIPE,
    )
    _, err = await process.communicate()
    assert (process.returncode, err) == (1, b"unkink: [Errno 28] No space left on device\n")


async def test_a_locale_without_the_signs_costs_signs_not_the_answer(desk: Desk) -> None:
    seen = await desk.where(PYTHONIOENCODING="ascii").types("profile")
    assert seen.code == 0
    assert "unkink profile set TAG?" in seen.out


async def test_doctor_away_from_any_desktop_says_where_to_run_it(desk: Desk) -> None:
    seen = await desk.types("doctor")
    assert (seen.code, seen.err) == (1, "")
    assert "  NO  tray icon        there is no display\n" in seen.out
    assert "-> Run unkink doctor in a terminal inside your desktop.\n" in seen.out
    assert "  ok  guide            the page can be served; no browser was opened\n" in seen.out
    assert not desk.paths.config_file.parent.exists()
