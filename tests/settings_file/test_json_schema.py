"""The JSON Schema for editors: the same judgement as ours, as far as one key can tell."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

from tests.settings_file.reading import problems
from tests.settings_file.some_settings import any_settings
from tests.settings_file.test_writing import written
from unkink.assets import asset
from unkink.core.settings import Settings
from unkink.settings_file import default_text, first_text
from unkink.settings_file.first_file import SCHEMA
from unkink.settings_file.json_schema import schema, schema_text

VALIDATOR = jsonschema.Draft7Validator(schema())


def test_the_file_that_is_shipped_is_the_schema_of_today() -> None:
    shipped = asset("config", SCHEMA).read_text("utf-8")
    assert shipped == schema_text(), "run: python -m unkink.settings_file.json_schema"


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(schema())


@given(any_settings())
def test_whatever_the_program_writes_the_schema_takes(some: Settings) -> None:
    assert list(VALIDATOR.iter_errors(tomllib.loads(written(some)))) == []


WRONG = [
    "[prompt]\nlul = 1",
    '[prompt]\nlull = "0s"',
    '[prompt]\nlull = "soon"',
    "[prompt]\nlull = 15",
    "[prompt]\nmax_snoozes = 21",
    "[prompt]\nmax_snoozes = -1",
    '[prompt]\nsound = "true"',
    '[tray]\nicon = "red"',
    '[safety]\nemergency_number = "call"',
    '[tary]\nicon = "dark"',
    '[hours]\nmonday = ["08:00-12:00"]',
    '[hours]\nmon = "08:00-12:00"',
    '[hours]\nmon = ["8-12"]',
    '[[reminder]]\nname = "a"\ntips = ["micro"]',
    '[[reminder]]\nname = "a"\ntips = []\nevery = "30m"',
    '[[reminder]]\nname = ""\ntips = ["micro"]\nevery = "30m"',
    '[[reminder]]\nname = "a"\ntips = ["micro"]\nevery = "30m"\nat = "12:30"',
    '[[reminder]]\nname = "a"\ntips = ["micro"]\nat = "25:00"',
    '[[reminder]]\nname = "a"\ntips = ["micro"]\nat = "first use 5"',
    '[[reminder]]\nname = "a"\ntips = ["micro"]\nat = "12:30"\nweekdays = "weekend"',
]


@pytest.mark.parametrize("text", WRONG)
def test_what_the_program_refuses_an_editor_marks(text: str) -> None:
    assert problems(text) != []
    assert list(VALIDATOR.iter_errors(tomllib.loads(text))) != []


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A settings folder as a first start leaves it."""
    (tmp_path / SCHEMA).write_text(schema_text(), "utf-8")
    return tmp_path / "config.toml"


def taplo(file: Path) -> subprocess.CompletedProcess[str]:
    """Check a file as editors built on Taplo do, by the schema its first line names."""
    command = Path(sys.executable).with_name("taplo")
    return subprocess.run(
        [command, "lint", file.name], cwd=file.parent, capture_output=True, text=True, check=False
    )


def test_editors_find_the_schema_by_the_first_line_and_like_the_first_file(beside: Path) -> None:
    beside.write_text(first_text(), "utf-8")
    found = taplo(beside)
    assert (found.returncode, "ERROR" in found.stderr) == (0, False), found.stderr
    beside.write_text(default_text(), "utf-8")
    assert taplo(beside).returncode == 0


def test_editors_mark_a_mistake_by_the_schema(beside: Path) -> None:
    beside.write_text(first_text().replace('# lull = "10s"', 'lull = "soon"'), "utf-8")
    found = taplo(beside)
    assert found.returncode != 0
    assert "lull" in found.stderr


def test_every_key_is_described_for_who_points_at_it() -> None:
    tables = schema()["properties"]
    prompt = json.loads(json.dumps(tables))["prompt"]["properties"]
    assert prompt["lull"]["description"].startswith("A due reminder waits for a pause")
