"""What the package writes: table, SVG, PNG, CSS, and all of it as a child process."""

import json
import os
import subprocess
import sys
from io import BytesIO
from typing import Literal
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.figure.pool import ROOT, Table
from unkink.figure import png, scene, style, svg
from unkink.figure.bake import Baked, BakedShape, bake
from unkink.figure.portfolio import portfolio

NODDING: Table = {
    "view": "side",
    "base": "seated",
    "props": ["chair"],
    "frames": [
        {"t": 0, "caption": "look <down>"},
        {"t": 2, "head_pitch": 30},
        {"t": 4, "head_pitch": 0},
    ],
}


def points(table: Baked, shape: BakedShape, sample: int) -> list[int] | None:
    index = shape["i"] if isinstance(shape["i"], int) else shape["i"][sample]
    return None if index < 0 else table["points"][index]


def middle(row: list[int], axis: int) -> float:
    """Mean of a shape's points: some corners of a hull may stand for either of two eggs."""
    return sum(row[axis::2]) / len(row[axis::2])


def test_a_baked_loop_ends_where_it_began(pool: dict[str, Table]) -> None:
    for tip in ("neck-turns", "massage-stroke-down", "mobility-heel-raises"):
        table = bake(pool[tip])
        last = len(table["t"]) - 1
        for shape in table["shapes"]:
            first, end = points(table, shape, 0), points(table, shape, last)
            if first is not None and end is not None:
                for axis in (0, 1):
                    assert abs(middle(first, axis) - middle(end, axis)) <= 10, tip


def test_turning_the_head_moves_the_eyes_both_ways(pool: dict[str, Table]) -> None:
    table = bake(pool["neck-turns"])
    eyes = [shape for shape in table["shapes"] if shape["s"] == "eye"]
    rows = [points(table, eye, n) for eye in eyes for n in range(len(table["t"]))]
    middles = [middle(row, 0) for row in rows if row is not None]
    assert min(middles) < 1600 - 150
    assert max(middles) > 1600 + 150


def test_a_table_has_a_value_for_every_sample() -> None:
    table = bake(NODDING)
    assert table["cycle"] == 4
    assert len(table["caption"]) == len(table["t"])
    for shape in table["shapes"]:
        for row in (shape["i"], shape["o"]):
            assert isinstance(row, int) or len(row) == len(table["t"])
        takes = sum({"M": 2, "L": 2, "C": 6, "Z": 0}[command] for command in shape["c"])
        assert len(points(table, shape, 0) or range(takes)) == takes


def test_a_table_says_which_part_of_the_cycle_each_step_shows() -> None:
    assert bake(NODDING)["steps"] is None
    assert bake({**NODDING, "steps": [[0, 2], [2, 4]]})["steps"] == [[0, 2], [2, 4]]


def test_a_pause_costs_two_samples_only() -> None:
    table = bake({**NODDING, "frames": [{"t": 0}, {"t": 60}]})
    assert len(table["t"]) == 2


def test_the_picture_is_sound_xml_with_an_escaped_name() -> None:
    text = svg.picture(scene.still_shapes(NODDING), 'nod & "rest" <slowly>')
    root = ElementTree.fromstring(text)  # noqa: S314
    assert root.get("aria-label") == 'nod & "rest" <slowly>'
    assert "style=" not in text
    assert {path.get("class") for path in root} <= set(style.PAINT)


def test_a_still_shows_the_pose_before_as_a_ghost() -> None:
    assert any(shape.style == "ghost" for shape in scene.still_shapes(NODDING, 1))
    alone = scene.still_shapes(NODDING, 1, ghost=False)
    assert not any(shape.style == "ghost" for shape in alone)


def test_the_portfolio_names_its_stills_and_the_one_that_tells_most() -> None:
    drawn = portfolio(NODDING, "Nod")
    assert [still["t"] for still in drawn["stills"]] == [0, 2]
    assert drawn["telling"] == 1
    assert 'aria-label="Nod: look &lt;down&gt;"' in drawn["stills"][0]["svg"]


def test_every_style_of_the_pool_can_be_painted(pool: dict[str, Table]) -> None:
    used = {shape.style for table in pool.values() for shape in scene.still_shapes(table)}
    assert used <= set(style.PAINT)


def test_both_themes_have_the_same_colours() -> None:
    assert style.THEMES["light"].keys() == style.THEMES["dark"].keys()
    for paint in style.PAINT.values():
        assert {paint.fill, paint.stroke} - {None} <= style.THEMES["light"].keys()


def test_the_committed_style_sheet_is_the_one_written_by_the_package() -> None:
    sheet = ROOT / "config" / "guide" / "figure.css"
    assert sheet.read_text(encoding="utf-8") == style.css(), (
        "write it anew: python -c 'from unkink.figure import style; print(style.css(), end=\"\")'"
    )


@pytest.mark.parametrize(
    "word", ["import ", "export ", "eval(", "new Function", "style=", ".style"]
)
def test_the_player_keeps_to_the_content_policy(word: str) -> None:
    assert word not in (ROOT / "config" / "guide" / "player.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_png_has_the_asked_size_and_round_corners(theme: Literal["light", "dark"]) -> None:
    image = Image.open(BytesIO(png.picture(NODDING, 96, theme)))
    image.load()
    assert (image.format, image.size, image.mode) == ("PNG", (96, 96), "RGBA")
    assert image.getchannel("A").crop((0, 0, 1, 1)).tobytes()[0] < 5
    panel = tuple(bytes.fromhex(style.THEMES[theme]["panel"][1:]))
    assert image.getpixel((90, 10)) == (*panel, 255)


def child(table: object, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "unkink.figure", *arguments],
        input=json.dumps(table).encode(),
        capture_output=True,
        timeout=30,
        env={**os.environ, "PYTHONPATH": str(ROOT / "daemon")},
    )


def test_a_child_process_writes_the_portfolio() -> None:
    run = child(NODDING, "--label", "Nod")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == portfolio(NODDING, "Nod")


def test_a_child_process_writes_the_table_of_the_player() -> None:
    run = child(NODDING, "--table")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == bake(NODDING)


def test_a_child_process_draws_each_figure_as_soon_as_it_has_its_line() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "unkink.figure"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "daemon")},
    ) as run:
        assert run.stdin
        assert run.stdout
        for figure in (NODDING, {**NODDING, "frames": [{"t": 0}, {"t": 60}]}):
            run.stdin.write(json.dumps(figure).encode() + b"\n")
            run.stdin.flush()
            assert json.loads(run.stdout.readline()) == portfolio(figure)
        run.stdin.close()
        assert run.wait(30) == 0


def test_a_child_process_writes_a_png() -> None:
    run = child(NODDING, "--png", "64", "--theme", "dark")
    assert run.returncode == 0, run.stderr
    assert Image.open(BytesIO(run.stdout)).size == (64, 64)


def test_a_child_process_says_what_it_cannot_draw() -> None:
    run = child({**NODDING, "props": ["sofa"]})
    assert run.returncode == 2
    assert b"unknown prop 'sofa'" in run.stderr
    assert run.stdout == b""


def test_drawing_for_the_page_does_not_import_pillow() -> None:
    code = "import sys, unkink.figure.__main__; sys.exit('PIL' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        timeout=30,
        env={**os.environ, "PYTHONPATH": str(ROOT / "daemon")},
    )
    assert run.returncode == 0
