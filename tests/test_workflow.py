"""What the workflow runs is what the project says it runs on."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORKFLOW = (ROOT / ".github/workflows/check.yml").read_text()


def test_each_python_of_the_classifiers_is_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    named = re.findall(r"Python :: (3\.\d+)", " ".join(project["classifiers"]))
    tried = re.search(r"python: \[(.*)\]", WORKFLOW)
    assert tried is not None
    assert re.findall(r"\d\.\d+", tried[1]) == named == ["3.11", "3.12", "3.13", "3.14", "3.15"]


def test_each_debian_from_12_on_runs_all_the_tests() -> None:
    releases = re.search(r"release: \[(.*)\]", WORKFLOW)
    assert releases is not None
    assert releases[1].split(", ") == ["bookworm", "trixie", "testing"]
    assert "- run: bash .ci/run\n" in WORKFLOW
