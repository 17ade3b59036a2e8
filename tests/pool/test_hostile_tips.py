"""A folder of tips from somebody who means harm, or who never looked: words, and nothing else."""

import json
import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.guide.desks import RecordingDesk
from tests.own_tips import FIGURE, PACING
from unkink.cli.guide import guide_text
from unkink.figure.portfolio import portfolio
from unkink.guide.pages import library
from unkink.guide.pages import tip as tip_page
from unkink.tip_files import check_pool, read_tip

PROGRAMS = 60


def told(folder: Path, text: str | bytes = "", name: str = "mine.toml") -> list[str]:
    """Write a file and return every problem, without the folder."""
    if text:
        data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        (folder / name).write_bytes(data)
    return [str(one).removeprefix(f"{folder}/") for one in check_pool(folder).problems]


def toml(text: str) -> str:
    """Spell any text as a TOML string that says the same."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def titled(title: str) -> str:
    return PACING.replace('"Pace the room"', toml(title))


# ── signs that do not show ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sign", "named"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\x1b[2J", "U+001B"),
        ("\x1b]0;owned\x07", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x9b31m", "U+009B"),
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\u200b", "U+200B"),
        ("\ufeff", "U+FEFF"),
        ("\U000e0041", "U+E0041"),
        ("\ue000", "U+E000"),
    ],
)
@pytest.mark.parametrize("key", ["title", "notify", "caution", "steps", "needs", "why", "source"])
def test_signs_that_steer_terminals_or_turn_text_around_are_refused(
    tmp_path: Path, sign: str, named: str, key: str
) -> None:
    harmful = toml(f"Pace the {sign}room, wall to wall")
    texts = f'["Stand up.", {harmful}, "Sit down."]' if key in ("steps", "needs") else harmful
    lines = [line for line in PACING.splitlines() if not line.startswith(f"{key} =")]
    (problem,) = told(tmp_path, "\n".join([*lines, f"{key} = {texts}"]))
    where = f"{key}[2]" if key in ("steps", "needs") else key
    assert problem == (
        f"mine.toml:{len(lines) + 1}: tip pacing: {where}: holds {named}, which does not show; "
        "take it out"
    )


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028", "\u2029"])
def test_a_text_of_two_lines_is_asked_for_in_one(tmp_path: Path, end: str) -> None:
    (problem,) = told(tmp_path, titled(f"Pace{end}the room"))
    assert problem.endswith("title: goes over more than one line; write it in one")


@pytest.mark.parametrize(
    "title", ["Gehen – 10 min", "散歩　する", "می‌روم", "Walk 🚶‍♂️ now", "Promenade…"]
)
def test_other_languages_are_welcome(tmp_path: Path, title: str) -> None:
    assert told(tmp_path, titled(title)) == []
    full = read_tip("pacing", tmp_path)
    assert full is not None
    assert full.tip.title == title


# ── what is shown stays text ──────────────────────────────────────────────────────────────────


MARKUP = "</h1><script>alert(1)</script>"
SHORT_MARKUP = "<b onclick=x>&"


def test_markup_stays_text_on_the_pages_and_in_the_pictures(tmp_path: Path) -> None:
    figure = FIGURE.replace('"turn"', toml(SHORT_MARKUP))
    text = titled(MARKUP).replace("Stand up.", MARKUP).replace("Hold on", SHORT_MARKUP) + figure
    assert told(tmp_path, text) == []
    full = read_tip("pacing", tmp_path)
    assert full is not None
    assert full.figure is not None
    desk = RecordingDesk()
    desk.add(full)
    for body in (tip_page.page(full, desk, "/x").body, library.page(desk, "/x").body):
        assert "&lt;/h1&gt;&lt;script&gt;alert(1)" in body
        assert MARKUP not in body
        assert SHORT_MARKUP not in body
    drawn = portfolio(full.figure, MARKUP)["stills"][0]["svg"]
    assert "&lt;b onclick=x&gt;&amp;" in drawn
    assert "<script" not in drawn


def test_what_a_terminal_prints_of_any_tip_that_loads_shows_every_sign(tmp_path: Path) -> None:
    assert told(tmp_path, titled("Pace \u00a0 the room") + FIGURE) == []
    full = read_tip("pacing", tmp_path)
    assert full is not None
    assert all(sign.isprintable() or sign in "\n\u00a0" for sign in guide_text(full, "Stop."))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(title=st.text(max_size=60), step=st.text(max_size=130))
def test_any_text_is_either_refused_or_harmless(tmp_path: Path, title: str, step: str) -> None:
    text = titled(title).replace('"Stand up."', toml(step))
    problems = told(tmp_path, text.encode("utf-8", "replace"))
    assert all(problem.isprintable() for problem in problems)
    full = read_tip("pacing", tmp_path)
    assert (full is None) == bool(problems)
    if full is not None:
        shown = full.tip.title + full.steps[0]
        assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in shown)
        assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
        assert len(full.tip.title) <= 40
        assert len(full.steps[0]) <= 115


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode()))
def test_any_file_at_all_is_read_without_a_crash_and_complained_of_in_one_line_each(
    tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "mine.toml").write_bytes(data)
    reading = check_pool(tmp_path)
    assert len(reading.pool.tips) == PROGRAMS
    assert all(str(problem).isprintable() for problem in reading.problems)


Value = st.recursive(
    st.none().map(lambda _: "true")
    | st.integers().map(str)
    | st.floats().map(repr)
    | st.text(st.characters(codec="ascii"), max_size=10).map(toml)
    | st.sampled_from(["2026-11-23", "0x" + "F" * 5000, "1e400", "nan", "07:30:00"]),
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"k{n} = {one}" for n, one in enumerate(items)) + "}"
        )
    ),
    max_leaves=8,
)
FIELDS = [line.split(" = ")[0] for line in PACING.splitlines() if " = " in line]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(key=st.sampled_from([*FIELDS, "why", "needs", "evidence", "figure", "other"]), value=Value)
def test_any_value_in_any_field_is_taken_or_named_with_its_line(
    tmp_path: Path, key: str, value: str
) -> None:
    lines = [line for line in PACING.splitlines() if not line.startswith(f"{key} =")]
    problems = told(tmp_path, "\n".join([*lines, f"{key} = {value}"]))
    assert all(f"{key}" in one or "duration_s" in one for one in problems), problems
    assert (read_tip("pacing", tmp_path) is None) == any(
        "stays hidden" not in one for one in problems
    ) or key == "id"


# ── figures ───────────────────────────────────────────────────────────────────────────────────


def test_a_figure_of_ones_own_is_taken(tmp_path: Path) -> None:
    assert told(tmp_path, PACING + FIGURE) == []


@pytest.mark.parametrize(
    ("written", "instead", "line", "problem"),
    [
        ("= 6\n", "= 1e9\n", 20, "cycle_s: is 1000000000.0; write a number from 0.5 to 60"),
        ("= 6\n", "= nan\n", 20, "cycle_s: is nan; write a number from 0.5 to 60"),
        ("= 6\n", "= 9\n", 25, "frames[3].t: the last t is 6 and cycle_s 9; write the same"),
        ("t = 3", "t = 0", 24, "frames[2].t: t begins at 0 and grows; write a later second"),
        ("-30", "-90", 24, "frames[2].head_yaw: is -90; write a number from -75 to 75"),
        ("head_yaw = -30", "head_pitch = -20", 24, "frames[2].head_pitch: is -20; write a number"),
        ("-30", '"far"', 24, 'frames[2].head_yaw: is "far"; write a number from -75 to 75'),
        ("props = []", 'props = ["gun"]', 17, ": unknown prop 'gun'; known are "),
        ("props = []", 'props = ["../../x"]', 17, ": unknown prop '../../x'; known are "),
        ("props = []", "props = 3", 21, 'props: write a list of 12 words or fewer, like ["chair"]'),
        ('"standing"', '"flying"', 17, "base: unknown word 'flying'; known are "),
        ("head_yaw = -30", "tail = 3", 24, "frames[2].tail: 3 is no word; write"),
        ("head_yaw = -30", 'tail = "up"', 17, ": unknown channel 'tail'"),
        ("view =", "colour = 1\nview =", 18, "colour: no such field; write"),
        ('"turn"', toml("\u202eturn"), 23, "frames[1].caption: '\\u202eturn' is no word; write"),
        ("frames = [", "steps = 1\nframes = [", 22, "steps: write a list of pairs like"),
    ],
)
def test_a_figure_that_cannot_be_drawn_is_refused_with_its_line(
    tmp_path: Path, written: str, instead: str, line: int, problem: str
) -> None:
    (found,) = told(tmp_path, PACING + FIGURE.replace(written, instead))
    assert found.startswith(f"mine.toml:{line}: tip pacing: figure")
    assert problem in found


def test_a_million_frames_are_not_drawn(tmp_path: Path) -> None:
    frames = ",".join(f"{{ t = {n} }}" for n in range(3000))
    text = FIGURE[: FIGURE.index("frames")] + f"frames = [{frames}]"
    assert told(tmp_path, PACING + text) == [
        "mine.toml:22: tip pacing: figure.frames: there are 3000; write 40 or fewer"
    ]


# ── sizes ─────────────────────────────────────────────────────────────────────────────────────


def test_a_file_of_a_hundred_megabytes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "mine.toml").open("wb") as file:
        file.truncate(100 << 20)  # takes no room on the disk
    assert told(tmp_path) == ["mine.toml:1: the file is larger than 128 kB; write a shorter one"]


def test_spaces_do_not_smuggle_in_a_long_text(tmp_path: Path) -> None:
    assert told(tmp_path, titled(" " * 60_000 + "Pace")) == []
    full = read_tip("pacing", tmp_path)
    assert full is not None
    assert full.tip.title == "Pace"


@pytest.mark.parametrize("key", ["contexts", "body", "contra", "needs"])
def test_a_list_has_an_end(tmp_path: Path, key: str) -> None:
    lines = [line for line in PACING.splitlines() if not line.startswith(f"{key} =")]
    many = ", ".join(['"legs"'] * 5000)
    (problem,) = told(tmp_path, "\n".join([*lines, f"{key} = [{many}]"]))
    assert problem.endswith(f"{key}: has 5000 entries; write 40 or fewer")


def test_more_tips_than_anybody_reads_are_left_out(tmp_path: Path) -> None:
    for number in range(5):
        tips = [PACING.replace("pacing", f"pacing-{number}-{one}") for one in range(50)]
        (tmp_path / f"{number}.toml").write_text("".join(tips), "utf-8")
    assert told(tmp_path) == [
        "4.toml:1: with this file there are more than 200 tips; take some out"
    ]
    assert len(check_pool(tmp_path).pool.tips) == PROGRAMS + 200


def test_more_files_than_anybody_keeps_are_left_out_and_said(tmp_path: Path) -> None:
    for number in range(40):
        text = PACING.replace("pacing", f"pacing-{number}")
        (tmp_path / f"{number:02}.toml").write_text(text, "utf-8")
    (problem,) = check_pool(tmp_path).problems
    assert str(problem) == (
        f"{tmp_path}:1: holds 40 files, and 32 are read; put more tips into each"
    )
    assert len(check_pool(tmp_path).pool.tips) == PROGRAMS + 32


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a = " + "[" * 50_000, "mine.toml:1: brackets are nested too deeply; write fewer"),
        ("a = " + "{a=" * 40_000, "mine.toml:1: brackets are nested too deeply; write fewer"),
        ("\n" + ".".join("a" * 60_000) + " = 1", "mine.toml:2: a name with more than 32 dots"),
        ("[" + '."a"' * 20_000 + "]", "mine.toml:1: a name with more than 32 dots"),
        ("n = " + "9" * 5000, "mine.toml:1: Exceeds the limit"),
    ],
)
def test_deep_and_endless_structures_are_named(tmp_path: Path, text: str, problem: str) -> None:
    (found,) = told(tmp_path, text)
    assert found.startswith(problem)


def test_a_file_of_nothing_but_mistakes_is_not_told_in_full(tmp_path: Path) -> None:
    junk = "".join(f"key-{number} = 1\n" for number in range(6000))
    problems = told(tmp_path, PACING + junk)
    assert len(problems) == 24
    problems = told(tmp_path, "[[tip]]\n" * 100)
    assert len(problems) == 40


# ── what is no file ───────────────────────────────────────────────────────────────────────────


def test_a_pipe_a_socket_a_device_a_folder_and_a_loop_are_named_and_nobody_waits(
    tmp_path: Path,
) -> None:
    os.mkfifo(tmp_path / "a-pipe.toml")
    (tmp_path / "b-device.toml").symlink_to("/dev/zero")
    (tmp_path / "c-folder.toml").mkdir()
    (tmp_path / "d-loop.toml").symlink_to(tmp_path / "d-loop.toml")
    (tmp_path / "e-gone.toml").symlink_to(tmp_path / "nowhere")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "f.toml"))
        ordinary = "this is not an ordinary file; write a text file of this name"
        assert told(tmp_path) == [
            f"a-pipe.toml:1: {ordinary}",
            f"b-device.toml:1: {ordinary}",
            "c-folder.toml:1: this is a folder; write a text file of this name",
            "d-loop.toml:1: cannot be read (Too many levels of symbolic links); "
            "let your user read it",
            "e-gone.toml:1: this link leads nowhere; mend it or take it away",
            f"f.toml:1: {ordinary}",
        ]


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(PACING, "utf-8")
    (tmp_path / "mine.toml").chmod(0)
    assert told(tmp_path) == [
        "mine.toml:1: cannot be read (Permission denied); let your user read it"
    ]


def test_the_name_of_a_file_steers_no_terminal(tmp_path: Path) -> None:
    assert told(tmp_path, "[", "\x1b[2J\u202e.toml") == [
        "\\x1b[2J\\u202e.toml:1: Invalid initial character for a key part"
    ]
    (tmp_path / "\x1b[2J\u202e.toml").unlink()
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml"))).write_text("[", "utf-8")
    (problem,) = told(tmp_path)
    assert problem.startswith("\\udcff.toml:1: ")
    problem.encode()  # what cannot be encoded cannot be printed


def test_keys_steer_no_terminal_either(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, PACING + '"\\u001b[2J" = 1\n')
    assert problem == r"mine.toml:16: tip pacing: \x1b[2J: no such field; take it out"
    (problem,) = told(tmp_path, '"\\u202e" = 1\n')
    assert problem == r"""mine.toml:1: '\u202e' stands outside of any [[tip]]; move it below one"""


# ── what an own tip can never do ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("category", "slot", "instead"),
    [
        ("habit", "sore", 'write category = "acute-comfort"'),
        ("acute-comfort", "micro", 'write slot = "sore"'),
    ],
)
def test_it_cannot_come_on_a_sore_day_as_anything_but_comfort(
    tmp_path: Path, category: str, slot: str, instead: str
) -> None:
    text = PACING.replace('"habit"', f'"{category}"').replace('"micro"', f'"{slot}"')
    problems = told(tmp_path, text)
    assert [one for one in problems if instead in one and ": category: " in one]


def test_it_cannot_take_the_place_of_another_own_tip(tmp_path: Path) -> None:
    told(tmp_path, PACING, "a.toml")
    assert told(tmp_path, titled("Second"), "b.toml") == [
        "b.toml:3: tip pacing: id: is taken already; write another one"
    ]
    full = read_tip("pacing", tmp_path)
    assert full is not None
    assert full.tip.title == "Pace the room"


def test_an_id_that_is_spelled_with_escapes_leads_to_its_page(tmp_path: Path) -> None:
    assert told(tmp_path, PACING.replace('"pacing"', '"pac\\u0069ng"')) == []
    assert read_tip("pacing", tmp_path) is not None
