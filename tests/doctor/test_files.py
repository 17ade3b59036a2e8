"""What the doctor reads in files, and that it leaves them as they are."""

import os
from pathlib import Path

import pytest

from tests.desktop.home import LONG_AGO
from unkink.adapters.history.connection import open_to_write
from unkink.adapters.memory_file import MemoryFile
from unkink.doctor.autostart import autostart
from unkink.doctor.finding import Finding, Verdict, fails, partly, untried, works
from unkink.doctor.folders import folders
from unkink.doctor.kept import journal, state
from unkink.doctor.place import Place
from unkink.doctor.settings import health, own_tips, settings


async def test_at_a_desk_where_unkink_never_ran_nothing_is_wrong(place: Place) -> None:
    found = [
        one for check in (settings, health, own_tips, state, journal) for one in await check(place)
    ]
    assert [one.verdict for one in found] == [Verdict.UNTRIED] * 5
    assert await folders(place) == [works("folders", "all can be written, or made")]
    assert sorted(one.name for one in place.paths.runtime.parent.iterdir()) == ["run"]


async def test_every_problem_of_the_settings_is_a_line_as_config_check_words_it(
    place: Place,
) -> None:
    write(place.paths.config_file, '[prompt]\nlull = "soon"\nlul = 1\n')
    first, second = await settings(place)
    assert first.verdict is second.verdict is Verdict.FAILS
    assert first.seen.startswith(f"{place.paths.config_file}:2: prompt.lull: ")
    assert second.seen == f'{place.paths.config_file}:3: prompt.lul: no such key; write "lull"'
    assert first.advice == "Mend this line: unkink config edit"


async def test_settings_in_order_are_fine(place: Place) -> None:
    write(place.paths.config_file, '[prompt]\nlull = "15s"\n')
    file = place.paths.config_file
    assert await settings(place) == [works("settings", f"{file} is fine")]


async def test_health_answers_are_checked_and_never_told(place: Place) -> None:
    file = place.paths.health_file
    write(file, 'answered = true\ntags = ["pregnant"]\npregnant = true\n')
    file.chmod(0o600)
    found = await health(place)
    assert [one.verdict for one in found] == [Verdict.FAILS] * len(found)
    assert found
    assert "pregnan" not in str(found)


async def test_a_broken_tip_of_ones_own_is_named(place: Place) -> None:
    write(place.paths.own_tips / "mine.toml", '[[tip]]\nid = "mine"\n')
    found = await own_tips(place)
    assert {one.verdict for one in found} == {Verdict.FAILS}
    assert "mine.toml:1: tip mine: " in found[0].seen


async def test_a_state_file_that_cannot_be_read_is_told_of_and_stays(place: Place) -> None:
    file = place.paths.state_file
    write(file, "{")
    [found] = await state(place)
    assert found.verdict is Verdict.FAILS
    assert found.seen.startswith(f"{file} cannot be read: ")
    assert [one.name for one in file.parent.iterdir()] == ["state.json"]


async def test_a_state_file_in_order_can_be_read(place: Place) -> None:
    MemoryFile(place.paths.state_file).save(LONG_AGO)
    assert await state(place) == [works("state", f"{place.paths.state_file} can be read")]


async def test_a_journal_is_checked_and_no_file_appears_beside_it(place: Place) -> None:
    open_to_write(place.paths.history_file).close()
    [found] = await journal(place)
    assert found == works("journal", "0 decisions, 0.0 MB, no damage")
    assert [one.name for one in place.paths.data.iterdir()] == ["history.db"]


async def test_a_journal_that_a_daemon_writes_can_be_read_beside_it(place: Place) -> None:
    daemon = open_to_write(place.paths.history_file)
    add = "INSERT INTO decision (at, utc_offset, decision, why) VALUES (1, 0, 'due', '')"
    daemon.execute(add)
    [found] = await journal(place)
    daemon.execute(add)
    daemon.close()
    assert found.seen.startswith("1 decisions, ")
    assert [one.name for one in place.paths.data.iterdir()] == ["history.db"]


@pytest.mark.parametrize(
    ("statement", "seen"),
    [
        ("PRAGMA user_version = 99", "was written by a newer unkink"),
        ("DROP TABLE decision", "is none of unkink's: it holds no decisions"),
    ],
)
async def test_a_journal_of_another_kind_is_told_apart(
    place: Place, statement: str, seen: str
) -> None:
    database = open_to_write(place.paths.history_file)
    database.execute(statement)
    database.close()
    [found] = await journal(place)
    assert (found.verdict, found.seen) == (
        Verdict.FAILS,
        f"{place.paths.history_file} {seen}",
    )


async def test_a_damaged_journal_fails(place: Place) -> None:
    file = place.paths.history_file
    database = open_to_write(file)
    for number in range(3000):
        row = (number, "x" * 40)
        database.execute(
            "INSERT INTO decision (at, utc_offset, decision, why) VALUES (?, 0, 'due', ?)", row
        )
    database.close()
    with file.open("r+b") as raw:
        raw.seek(8192)
        raw.write(b"\xff" * 40960)
    [found] = await journal(place)
    assert found.verdict is Verdict.FAILS
    assert str(file) in found.seen


async def test_no_database_at_all_fails(place: Place) -> None:
    write(place.paths.history_file, "not a database, but long enough to be looked at " * 9)
    [found] = await journal(place)
    assert found.seen == f"{place.paths.history_file} cannot be read: file is not a database"


async def test_a_journal_that_cannot_be_opened_is_no_damage(place: Place) -> None:
    place.paths.history_file.mkdir(parents=True)
    [found] = await journal(place)
    assert found == fails(
        "journal",
        f"{place.paths.history_file} cannot be opened: it is no ordinary file",
        "Give yourself the right to read and write it, and try again.",
    )


async def test_a_journal_others_can_look_into_could_be_better(place: Place) -> None:
    place.paths.data.mkdir(mode=0o755)
    place.paths.data.chmod(0o755)
    assert await folders(place) == [
        partly(
            "folders", f"others can look into {place.paths.data}", f"chmod 700 {place.paths.data}"
        )
    ]


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_cannot_be_written_fails(place: Place) -> None:
    place.paths.cache.mkdir(mode=0o500)
    [found] = await folders(place)
    assert found.advice == f"chmod u+rwx {place.paths.cache}"


async def test_a_file_in_the_place_of_a_folder_fails(place: Place) -> None:
    write(place.paths.cache, "")
    assert await folders(place) == [
        Finding("folders", Verdict.FAILS, f"{place.paths.cache} is no folder", "Move it away.")
    ]


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def starting(place: Place, command: str) -> Path:
    """Let the session start this; return the file that says so."""
    file = Path(place.environment["XDG_CONFIG_HOME"]) / "autostart/unkink.desktop"
    write(file, f"[Desktop Entry]\nType=Application\nName=unkink\nExec={command}\n")
    return file


async def test_a_start_at_login_is_a_choice(place: Place) -> None:
    assert await autostart(place) == [untried("autostart", "off; unkink autostart on changes that")]
    file = starting(place, "true")
    assert await autostart(place) == [works("autostart", f"starts when you log in, by {file}")]


async def test_a_start_at_login_that_cannot_work_is_a_fault(place: Place) -> None:
    file = starting(place, "/nowhere/unkink")
    [found] = await autostart(place)
    assert found.verdict is Verdict.FAILS
    assert found.seen.startswith(f"{file}: ")
    assert found.advice == "Write it anew: unkink autostart on"
