"""Whatever is typed, the command line answers with a code and words, never with a traceback."""

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unkink.cli.dispatch import execute

COMMANDS = [
    "status",
    "why",
    "now",
    "snooze",
    "skip",
    "done",
    "pause",
    "resume",
    "use",
    "sit",
    "stand",
    "walk",
    "sore",
    "profile",
    "tips",
    "tip",
    "config",
    "simulate",
    "quit",
]
"""All but `run` and none at all, which would start and stay."""
ACTIONS = [
    "path",
    "init",
    "check",
    "show",
    "diff",
    "explain",
    "schema",
    "set",
    "unset",
    "none",
    "clear",
    "cleared",
    "on",
    "off",
]
OPTIONS = [
    "--json",
    "--all",
    "--last",
    "--config",
    "--day",
    "--seed",
    "--help",
    "--version",
    "-h",
    "--nonsense",
    "--",
]
VALUES = ["prompt.lull", "hours.mon", "reminder.micro.every", "15s", "until 14:00", "14d", "-1", ""]
WORDS = st.sampled_from([*ACTIONS, *OPTIONS, *VALUES]) | st.text(max_size=12)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A person's home in which no daemon runs."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "run").mkdir(mode=0o700)
    return folder


@given(command=st.sampled_from(COMMANDS), words=st.lists(WORDS, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_words_end_with_a_code_and_no_traceback(
    home: Path, monkeypatch: pytest.MonkeyPatch, command: str, words: list[str]
) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "run"))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = execute([command, *words])
    assert code in range(5)
    said = out.getvalue() + err.getvalue()
    assert said or code == 0
    assert "Traceback" not in said
