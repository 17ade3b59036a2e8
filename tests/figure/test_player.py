"""The page's player, run by Node with just enough of a page around it."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from tests.figure.pool import ROOT

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="no Node.js here")

TABLE = {
    "size": [320, 320],
    "cycle": 2,
    "t": [0, 1],
    "caption": ["in", "out"],
    "keys": [0, 1],
    "points": [[0, 0, 100, 0], [0, 0, 200, 40]],
    "shapes": [
        {"s": "line", "c": "ML", "i": [0, 1], "o": 100},
        {"s": "ghost", "c": "ML", "i": [0, -1], "o": [80, 0]},
    ],
}

PAGE = """
class Element {
  constructor() { this.attributes = {}; this.children = []; }
  setAttribute(name, value) { this.attributes[name] = value; }
  append(child) { this.children.push(child); }
  replaceChildren(...children) { this.children = children; }
}
const watching = {};
globalThis.document = {
  hidden: false,
  createElementNS: () => new Element(),
  addEventListener: (name, then) => { watching[name] = then; },
};
const calm = { matches: CALM, addEventListener() {} };
globalThis.matchMedia = () => calm;
globalThis.requestAnimationFrame = () => {};
const svg = new Element(), said = [], log = {};
"""

SHOWN = "svg.children[0].children.map((path) => ({ ...path.attributes }))"


def run(script: str, *, calm: bool = False) -> Any:
    """What the script leaves in `log`."""
    player = (ROOT / "config" / "guide" / "player.js").read_text(encoding="utf-8")
    page = PAGE.replace("CALM", json.dumps(calm))
    start = f"const player = startFigure(svg, {json.dumps(TABLE)}, (word) => said.push(word));"
    code = f"{page}\n{player}\n{start}\n{script}\nconsole.log(JSON.stringify(log));"
    done = subprocess.run([NODE or "node", "-"], input=code, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_points_between_two_samples_are_blended() -> None:
    log = run(f"player.show(0.5); log.paths = {SHOWN};")
    assert log["paths"][0]["d"] == "M0 0L150 20"


def test_a_shape_that_is_gone_in_the_next_sample_fades_in_place() -> None:
    log = run(f"player.show(0.5); log.paths = {SHOWN}; player.show(1); log.later = {SHOWN};")
    assert (log["paths"][1]["d"], log["paths"][1]["opacity"]) == ("M0 0L100 0", "0.40")
    assert log["later"][1]["visibility"] == "hidden"


def test_seconds_run_round_the_cycle() -> None:
    log = run("player.show(5); log.second = player.second; log.said = said;")
    assert log == {"second": 1, "said": ["in", "out"]}


def test_reduced_motion_shows_a_key_pose_and_rests() -> None:
    log = run("log.state = [player.playing, player.second];", calm=True)
    assert log["state"] == [False, 1]


def test_a_hidden_page_does_not_move_and_a_pause_by_hand_outlasts_it() -> None:
    log = run(
        """
        log.playing = [player.playing];
        document.hidden = true; watching.visibilitychange(); log.playing.push(player.playing);
        document.hidden = false; watching.visibilitychange(); log.playing.push(player.playing);
        player.wanted = false; player.obey(); log.playing.push(player.playing);
        watching.visibilitychange(); log.playing.push(player.playing);
        """
    )
    assert log["playing"] == [True, False, True, False, False]
