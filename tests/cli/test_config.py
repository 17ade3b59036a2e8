"""`unkink config` as a person types it."""

import asyncio
import json
import stat
from argparse import Namespace
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from unkink.cli import config_change
from unkink.cli.config import ConfigFile
from unkink.cli.config_change import change
from unkink.core.settings import Settings
from unkink.folder_lock import NotAlone, alone_in
from unkink.settings_file import first_text, settings_of
from unkink.settings_file.changing import with_setting


async def test_init_writes_the_explained_file_once(desk: Desk) -> None:
    file = desk.paths.config_file
    seen = await desk.types("config", "init")
    assert (seen.code, seen.err) == (0, "")
    assert file.read_text("utf-8") == first_text()
    assert (file.parent / "config.schema.json").is_file()
    file.write_text("[prompt]\n", "utf-8")
    again = await desk.types("config", "init")
    assert (again.code, again.out) == (1, "")
    assert again.err == f"{file} is there already, and stays as it is\n"
    assert file.read_text("utf-8") == "[prompt]\n"


async def test_show_prints_a_settings_file_that_says_where_each_value_is_from(desk: Desk) -> None:
    write(desk, '# mine\n[prompt]\nlull = "15s"\n')
    seen = await desk.types("config", "show")
    assert seen.code == 0
    assert 'lull = "15s"         # line 3\n' in seen.out
    assert 'max_defer = "3m"     # default\n' in seen.out
    shown = settings_of(seen.out, "shown")
    assert (shown.prompt.lull, shown.reminders) == (15.0, Settings().reminders)


async def test_show_of_no_file_shows_the_defaults(desk: Desk) -> None:
    seen = await desk.types("config", "show")
    assert settings_of(seen.out, "shown") == Settings()
    assert seen.out.startswith(f"# In use: {desk.paths.config_file} (there is none), else")


async def test_show_for_programs_names_key_value_and_source(desk: Desk) -> None:
    write(desk, '[prompt]\nlull = "15s"\n')
    rows = {
        one["key"]: one for one in json.loads((await desk.types("config", "show", "--json")).out)
    }
    assert rows["prompt.lull"] == {"key": "prompt.lull", "value": '"15s"', "from": "line 2"}
    assert rows["reminder.micro.every"]["from"] == "default"


async def test_diff_tells_only_what_was_changed(desk: Desk) -> None:
    assert (await desk.types("config", "diff")).out == "everything is at its default\n"
    write(desk, '[prompt]\nlull = "15s"\n')
    assert (await desk.types("config", "diff")).out == (
        'prompt.lull  "15s"  instead of "10s", line 2\n'
    )
    [row] = json.loads((await desk.types("config", "diff", "--json")).out)
    assert row == {"key": "prompt.lull", "default": '"10s"', "value": '"15s"', "from": "line 2"}


@pytest.mark.parametrize("key", ["prompt.lull", "lull"])
async def test_explain_says_what_a_setting_means_and_what_it_is_now(desk: Desk, key: str) -> None:
    write(desk, '[prompt]\nlull = "15s"\n')
    seen = await desk.types("config", "explain", key)
    assert seen.code == 0
    first, second, *_ = seen.out.splitlines()
    assert first == "prompt.lull"
    assert second.startswith("A due reminder waits for a pause")
    assert '  now    "15s" (line 2)\n' in seen.out


async def test_explain_knows_tables_reminders_and_hours(desk: Desk) -> None:
    adapt = await desk.types("config", "explain", "adapt")
    assert [one.splitlines()[0] for one in adapt.out.split("\n\n")] == [
        "adapt.after_ignored",
        "adapt.longer_by",
        "adapt.longest",
    ]
    every = await desk.types("config", "explain", "reminder.micro.every")
    assert every.out.startswith("reminder.every\n")
    assert 'micro "30m" (default)' in every.out
    assert (await desk.types("config", "explain", "hours.mon-fri")).out.startswith("hours\n")


async def test_explain_of_an_unknown_key_names_the_nearest(desk: Desk) -> None:
    seen = await desk.types("config", "explain", "prompt.lul")
    assert (seen.code, seen.out) == (1, "")
    assert seen.err == 'there is no setting "prompt.lul"; write "prompt.lull"\n'
    every = await desk.types("config", "explain")
    assert "\nprompt.lull " in every.out


async def test_views_of_a_broken_file_say_what_is_wrong_and_exit_2(desk: Desk) -> None:
    write(desk, '[prompt]\nlull = "soon"\n')
    for action in ("show", "diff", "explain"):
        seen = await desk.types("config", action)
        assert (seen.code, seen.out) == (2, "")
        assert seen.err.startswith(f"{desk.paths.config_file}:2: prompt.lull: ")


async def test_schema_prints_the_schema_that_lies_beside_the_file(desk: Desk) -> None:
    await desk.types("config", "init")
    beside = desk.paths.config_file.with_name("config.schema.json").read_text("utf-8")
    assert (await desk.types("config", "schema")).out == beside


async def test_set_changes_one_line_and_keeps_the_rights_of_the_file(desk: Desk) -> None:
    await desk.types("config", "init")
    desk.paths.config_file.chmod(0o640)
    seen = await desk.types("config", "set", "lull", "15s")
    assert (seen.code, seen.out) == (0, "prompt.lull is set\n")
    text = desk.paths.config_file.read_text("utf-8")
    assert text == first_text().replace('# lull = "10s"', 'lull = "15s"')
    assert stat.S_IMODE(desk.paths.config_file.stat().st_mode) == 0o640
    unset = await desk.types("config", "unset", "prompt.lull")
    assert unset.out == "prompt.lull is at its default again\n"
    assert desk.paths.config_file.read_text("utf-8") == first_text()


async def test_set_follows_a_link_to_where_the_file_really_lies(desk: Desk, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("[prompt]\n", "utf-8")
    desk.paths.config_file.parent.mkdir(parents=True)
    desk.paths.config_file.symlink_to(real)
    await desk.types("config", "set", "prompt.sound", "true")
    assert desk.paths.config_file.is_symlink()
    assert real.read_text("utf-8") == "[prompt]\nsound = true\n"


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("prompt.lull", "soon", "prompt.lull: "),
        ("prompt.lull", "5m", 'prompt.lull: is longer than max_defer; write "3m" or less'),
        ("prompt.max_snoozes", "3s", "prompt.max_snoozes: "),
        ("reminder.micro.tips", '["mirco"]', 'write "micro"'),
    ],
)
async def test_set_refuses_what_would_make_the_file_wrong(
    desk: Desk, key: str, value: str, problem: str
) -> None:
    await desk.types("config", "init")
    seen = await desk.types("config", "set", key, value)
    assert (seen.code, seen.out) == (2, "")
    assert problem in seen.err
    assert seen.err.endswith("nothing was changed\n")
    assert desk.paths.config_file.read_text("utf-8") == first_text()


async def test_set_does_not_touch_a_file_that_is_broken_already(desk: Desk) -> None:
    write(desk, "[prompt\n")
    seen = await desk.types("config", "set", "prompt.lull", "15s")
    assert seen.code == 2
    assert seen.err.startswith(f"{desk.paths.config_file}:1: ")
    assert desk.paths.config_file.read_text("utf-8") == "[prompt\n"


async def test_set_mends_a_wrong_value(desk: Desk) -> None:
    write(desk, '[prompt]\nlull = "soon"\n')
    assert (await desk.types("config", "set", "lull", "12s")).code == 0
    assert desk.paths.config_file.read_text("utf-8") == '[prompt]\nlull = "12s"\n'
    write(desk, '[prompt]\nlull = "soon"\nsound = true\n')
    assert (await desk.types("config", "unset", "lull")).code == 0
    assert desk.paths.config_file.read_text("utf-8") == '[prompt]\n# lull = "10s"\nsound = true\n'


def editor(tmp_path: Path, does: str) -> str:
    """Return an editor that does this to the file it is given."""
    script = tmp_path / "my editor"
    script.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
    script.chmod(0o755)
    return f"'{script}' --wait"


async def test_edit_opens_the_editor_and_checks_what_was_written(
    desk: Desk, tmp_path: Path
) -> None:
    command = editor(tmp_path, 'test "$1" = --wait && printf "[prompt]\\nsound = true\\n" > "$2"')
    seen = await desk.where(VISUAL=command).types("config", "edit")
    assert (seen.code, seen.err) == (0, "")
    assert seen.out == f"{desk.paths.config_file} is fine\n"
    assert desk.paths.config_file.read_text("utf-8") == "[prompt]\nsound = true\n"


async def test_edit_names_what_is_wrong_when_the_editor_is_closed(
    desk: Desk, tmp_path: Path
) -> None:
    command = editor(tmp_path, 'printf "[prompt]\\nsound = 1\\n" > "$2"')
    seen = await desk.where(EDITOR=command).types("config", "edit")
    assert seen.code == 2
    assert f"{desk.paths.config_file}:2: prompt.sound: " in seen.err
    assert desk.paths.config_file.read_text("utf-8") == "[prompt]\nsound = 1\n"


@pytest.mark.parametrize(
    ("visual", "problem"),
    [
        ("/nowhere/editor", "/nowhere/editor cannot be started"),
        ("false", "false ended with code 1"),
    ],
)
async def test_edit_says_when_the_editor_fails(desk: Desk, visual: str, problem: str) -> None:
    seen = await desk.where(VISUAL=visual).types("config", "edit")
    assert seen.code == 1
    assert problem in seen.err


async def test_edit_without_any_editor_says_how_to_name_one(desk: Desk) -> None:
    nothing = desk.where(PATH="/nowhere", VISUAL="", EDITOR="")
    seen = await nothing.types("config", "edit")
    assert (seen.code, seen.err) == (1, "no editor was found; set VISUAL to the one you like\n")


def write(desk: Desk, text: str) -> None:
    desk.paths.config_file.parent.mkdir(parents=True, exist_ok=True)
    desk.paths.config_file.write_text(text, "utf-8")


async def test_many_changes_at_once_are_all_in_the_file(desk: Desk) -> None:
    wanted = {
        "prompt.lull": "11s",
        "prompt.max_defer": "4m",
        "prompt.snooze": "6m",
        "prompt.max_snoozes": "3",
        "prompt.min_gap": "16m",
        "prompt.max_per_day": "11",
        "hold.max_hold": "61m",
        "hold.call": "false",
        "tray.icon": "dark",
        "history.keep_days": "300",
    }
    ends = await asyncio.gather(*(desk.types("config", "set", *one) for one in wanted.items()))
    assert [one.code for one in ends] == [0] * len(wanted)
    told = (await desk.types("config", "diff")).out
    assert [key for key in wanted if key.rpartition(".")[2] not in told] == []


async def test_line_ends_and_the_mark_of_windows_stay(desk: Desk) -> None:
    file = desk.paths.config_file
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xef\xbb\xbf# mine\r\n[prompt]\r\nsound = true\r\n\r\n# next\r\n[tray]\r\n")
    assert (await desk.types("config", "set", "prompt.lull", "15s")).code == 0
    assert file.read_bytes() == (
        b"\xef\xbb\xbf# mine\r\n[prompt]\r\nsound = true\r\n"
        b'lull = "15s"\r\n\r\n# next\r\n[tray]\r\n'
    )
    assert (await desk.types("config", "unset", "prompt.sound")).code == 0
    assert b"# sound = false\r\nlull" in file.read_bytes()


def test_what_an_editor_saved_meanwhile_is_not_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.paths.config_file
    file.parent.mkdir(parents=True)
    file.write_text("[prompt]\n")
    saves = iter(["[prompt]\nsound = true\n", "[prompt]\nsound = true\n# more\n"])

    def slowly(text: str, key: str, value: str) -> str:
        if (saved := next(saves, None)) is not None:
            file.write_text(saved)
        return with_setting(text, key, value)

    monkeypatch.setattr(config_change, "with_setting", slowly)
    given = Namespace(action="set", key="lull", value="9s")
    assert change(given, ConfigFile(file, desk.paths.own_tips, named=True)) == 0
    assert file.read_text() == '[prompt]\nsound = true\nlull = "9s"\n# more\n'


def test_of_two_who_want_to_be_alone_one_waits_in_vain(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(NotAlone), alone_in(tmp_path, patience=0):
        raise AssertionError("two were alone")
    with alone_in(tmp_path, patience=0):
        pass
