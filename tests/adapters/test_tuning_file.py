"""The switches of the instruction page, from one start of the program to the next."""

import stat
from pathlib import Path

import pytest

from unkink.adapters.tuning_file import TuningFile
from unkink.ports import AdapterError
from unkink.tuning import Tuning

CHANGED = Tuning(sound=True, voice=True, own_pace=True, keys=False)


def test_what_was_kept_comes_back_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "state/guide.json"
    assert TuningFile(file).load() == Tuning(sound=False, voice=False, own_pace=False, keys=True)
    TuningFile(file).save(CHANGED)
    assert TuningFile(file).load() == CHANGED
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["guide.json"]


@pytest.mark.parametrize(
    "text", ["", "{", '{"sound": "loud"}', "[]", "\x00\xff", '{"x":' + "[" * 3000]
)
def test_a_file_that_cannot_be_read_is_put_aside(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "guide.json"
    file.write_text(text)
    assert TuningFile(file).load() == Tuning()
    assert [one.name for one in tmp_path.iterdir()] == ["guide.json.unreadable-1"]
    assert "it is kept as guide.json.unreadable-1" in caplog.text
    TuningFile(file).save(CHANGED)
    assert TuningFile(file).load() == CHANGED


def test_what_a_later_version_knows_besides_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "guide.json"
    file.write_text('{"sound": true, "tempo": 3}')
    assert TuningFile(file).load() == Tuning(sound=True)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    with pytest.raises(AdapterError, match=r"This could not be kept for the next time \(.+\)\."):
        TuningFile(tmp_path / "state/guide.json").save(CHANGED)
