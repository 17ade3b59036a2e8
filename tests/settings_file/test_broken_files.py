"""Files as they really break: each is told with file and line, and nothing of it is lost."""

from pathlib import Path

import pytest

from unkink.settings_file import SettingsError, read_settings

BROKEN: dict[str, bytes] = {
    "a quote that is not closed": b'[prompt]\nlull = "10s\n',
    "a bracket that is not closed": b'[hours]\nmon-fri = ["08:00-18:30"\n[tray]\n',
    "a header that is not closed": b"[prompt\nlull = '10s'\n",
    "no value": b"[prompt]\nlull =\n",
    "no equals sign": b'[prompt]\nlull "10s"\n',
    "two values": b'[prompt]\nlull = "10s" "20s"\n',
    "a key said twice": b'[prompt]\nlull = "10s"\nlull = "20s"\n',
    "a table said twice": b"[prompt]\n[tray]\n[prompt]\n",
    "an ini file": b"[prompt]\nlull: 10s\n; a comment\n",
    "a yaml file": b"prompt:\n  lull: 10s\n",
    "a json file": b'{"prompt": {"lull": "10s"}}\n',
    "a merge conflict": b"[prompt]\n<<<<<<< mine\nsound = true\n=======\n>>>>>>> other\n",
    "a word processor's quotes": "[prompt]\nlull = \u201c10s\u201d\n".encode(),
    "Latin-1": "[prompt]\n# für mich\nsound = maybe\n".encode("latin-1"),
    "UTF-16": '[prompt]\nlull = "10s"\n'.encode("utf-16"),
    "NULs, as a crash leaves them": b"\0" * 4096,
    "half of a file": b'[prompt]\nlull = "10s"\n[[remind',
    "a picture": bytes(range(256)) * 4,
    "an escape that is none": b'[[reminder]]\nname = "a\\q"\n',
    "a list of lists beyond reason": b"[hours]\nmon = " + b"[" * 5000,
    "a key as long as a book": b"[prompt]\n" + b"a." * 20_000 + b"b = 1\n",
    "a number as long as a book": b"[prompt]\nmax_snoozes = " + b"9" * 20_000 + b"\n",
    "a text as long as a book": b'[prompt]\nlull = "' + b"a" * 100_000 + b'"\n',
    "a folder's worth of unknown tables": b"".join(b"[t%d]\n" % one for one in range(500)),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_told_with_its_lines_and_stays_as_it_is(
    tmp_path: Path, data: bytes
) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(data)
    with pytest.raises(SettingsError) as broken:
        read_settings(file)
    lines = data.count(b"\n") + 1
    assert broken.value.problems
    for problem in broken.value.problems:
        assert problem.file == str(file)
        assert 1 <= problem.line <= lines
        assert 0 < len(str(problem).removeprefix(str(file))) < 400
        assert str(problem).isprintable()
    assert file.read_bytes() == data
    assert list(tmp_path.iterdir()) == [file]
