"""The person's own health answers on disk."""

import resource
import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.core.health import HealthProfile, why_hidden
from unkink.health_file import (
    UNREADABLE,
    health_text,
    keep_aside,
    read_health,
    write_health,
)
from unkink.tip_files import read_pool
from unkink.toml_text import parse

KNOWN = read_pool().tags
WHOLE = """
answered = true
answered_on = 2026-11-20
tags = ["hypertension", "pregnancy"]
sore_on = 2026-11-23
sore_days = [2026-11-22, 2026-11-23]
locked = ["mobility"]

[since]
hypertension = 2026-03-01
pregnancy = 2026-11-20
"""
WHOLE_ANSWERS = HealthProfile(
    answered=True,
    tags=frozenset({"hypertension", "pregnancy"}),
    sore_on=date(2026, 11, 23),
    locked=frozenset({"mobility"}),
    answered_on=date(2026, 11, 20),
    since={"hypertension": date(2026, 3, 1), "pregnancy": date(2026, 11, 20)},
    sore_days=(date(2026, 11, 22), date(2026, 11, 23)),
)
ANSWERS = HealthProfile(
    answered=True,
    tags=frozenset({"hypertension", "pregnancy"}),
    sore_on=date(2026, 11, 23),
    locked=frozenset({"mobility"}),
)


def wrote(folder: Path, text: str) -> Path:
    file = folder / "health.toml"
    file.write_text(text, "utf-8")
    file.chmod(0o600)
    return file


def problems(file: Path) -> list[str]:
    return [str(one).removeprefix(f"{file}:") for one in read_health(file, KNOWN).problems]


def test_no_file_means_unanswered(tmp_path: Path) -> None:
    reading = read_health(tmp_path / "health.toml")
    assert (reading.profile, reading.problems) == (HealthProfile(), ())


def test_a_file_by_hand_is_read(tmp_path: Path) -> None:
    text = """
answered = true
tags = ["hypertension", "pregnancy"]
sore_on = 2026-11-23
locked = ["mobility"]
"""
    reading = read_health(wrote(tmp_path, text), KNOWN)
    assert (reading.profile, reading.problems) == (ANSWERS, ())


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "new" / "health.toml"
    write_health(file, ANSWERS)
    assert read_health(file, KNOWN).profile == ANSWERS
    write_health(file, HealthProfile(answered=True))
    assert read_health(file, KNOWN).profile == HealthProfile(answered=True)


def test_days_are_kept_with_the_answers(tmp_path: Path) -> None:
    file = wrote(tmp_path, WHOLE)
    assert read_health(file, KNOWN).profile == WHOLE_ANSWERS
    write_health(file, WHOLE_ANSWERS)
    assert read_health(file, KNOWN).profile == WHOLE_ANSWERS
    write_health(file, HealthProfile(declined=True))
    assert read_health(file, KNOWN).profile == HealthProfile(declined=True)


def test_wrong_days_are_told_by_line_without_a_word_of_the_file(tmp_path: Path) -> None:
    file = wrote(
        tmp_path,
        'answered = true\ndeclined = 1\nanswered_on = "May"\nsore_days = 3\n[since]\n'
        'pregnancy = "long ago"\n',
    )
    assert read_health(file, KNOWN).profile == HealthProfile()
    assert problems(file) == [
        "2: declined: is neither on nor off; write true or false, without quotes",
        "3: answered_on: is no date; write one like 2026-11-23, without quotes",
        "4: sore_days: is no list of dates; write [2026-11-23]",
        "6: is no date; write one like 2026-11-23, without quotes",
    ]
    assert problems(wrote(tmp_path, "sore_days = [2026-11-23, 4]\nsince = 5\n")) == [
        "1: sore_days[2]: is no date; write one like 2026-11-23, without quotes",
        "2: since: is no table; write [since], and below it a date for each word",
    ]


def test_only_the_user_can_read_what_was_written(tmp_path: Path) -> None:
    file = tmp_path / "new" / "health.toml"
    write_health(file, ANSWERS)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    file.chmod(0o644)
    write_health(file, ANSWERS)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_disk_that_refuses_leaves_the_old_answers(tmp_path: Path) -> None:
    file = tmp_path / "health.toml"
    write_health(file, ANSWERS)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_health(file, HealthProfile())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert read_health(file).profile == ANSWERS
    assert list(tmp_path.iterdir()) == [file]


def test_a_linked_file_stays_linked(tmp_path: Path) -> None:
    link = tmp_path / "health.toml"
    link.symlink_to(tmp_path / "elsewhere.toml")
    write_health(link, ANSWERS)
    assert link.is_symlink()
    assert read_health(tmp_path / "elsewhere.toml").profile == ANSWERS


def test_a_file_nobody_can_read_hides_every_tip_is_reported_and_stays(tmp_path: Path) -> None:
    file = wrote(tmp_path, "answered = true\ntags = [\n")
    reading = read_health(file, KNOWN)
    assert reading.profile == UNREADABLE
    today = date(2026, 11, 23)
    assert {why_hidden(tip, UNREADABLE, today, KNOWN) for tip in read_pool().tips} == {"health"}
    assert problems(file) == ['2: is no TOML; write lines like tags = ["…", "…"]']
    assert file.read_text() == "answered = true\ntags = [\n"


def test_a_folder_in_its_place_hides_every_tip(tmp_path: Path) -> None:
    reading = read_health(tmp_path)
    assert reading.profile == UNREADABLE
    assert [one.text for one in reading.problems] == [
        "this is a folder; write a text file of this name"
    ]


def test_wrong_values_count_as_unanswered_and_what_excludes_still_does(tmp_path: Path) -> None:
    file = wrote(
        tmp_path,
        'answered = "yes"\ntags = ["epilepsy", 3]\nsore_on = "today"\nlocked = "all"\ntag = 1\n',
    )
    reading = read_health(file, KNOWN)
    assert reading.profile == HealthProfile(tags=frozenset({"epilepsy"}))
    assert problems(file) == [
        "1: answered: is neither on nor off; write true or false, without quotes",
        "2: tags[2]: is no word; write it in quotes",
        "3: sore_on: is no date; write one like 2026-11-23, without quotes",
        '4: locked: is no list; write words like ["…", "…"]',
        '5: no such key; write "tags"',
    ]


def test_a_moment_is_no_date(tmp_path: Path) -> None:
    file = wrote(tmp_path, "sore_on = 2026-11-23 08:00:00\n")
    assert problems(file) == ["1: sore_on: is no date; write one like 2026-11-23, without quotes"]


def test_a_tag_nobody_knows_stays_excludes_and_is_reported_without_its_name(tmp_path: Path) -> None:
    file = wrote(tmp_path, 'answered = true\ntags = ["pregnent"]\n')
    assert read_health(file, KNOWN).profile == HealthProfile(
        answered=True, tags=frozenset({"pregnent"})
    )
    assert problems(file) == [
        "2: tags[1]: no question asks about this, so every tip stays hidden; mend the word"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "pregnancy = true",
        '"pregnancy" = ["pregnancy"]',
        "[pregnancy]\n[pregnancy]",
        "tags = 'pregnancy'",
        "tags = [['pregnancy']]",
        "sore_on = 'pregnancy'",
        "answered = 'pregnancy'",
        "tags = ['pregnancy'",
        "pregnancy",
    ],
)
def test_nothing_the_person_wrote_reaches_a_problem(tmp_path: Path, text: str) -> None:
    found = problems(wrote(tmp_path, text))
    assert found
    assert "pregnancy" not in "\n".join(found)


def test_the_tag_for_today_among_the_lasting_ones_is_reported(tmp_path: Path) -> None:
    file = wrote(tmp_path, 'answered = true\ntags = ["acute-pain"]\n')
    assert read_health(file, KNOWN).profile.answered
    assert problems(file) == [
        "2: tags[1]: is for one day only, here it never ends; write sore_on with a date"
    ]


def test_a_file_that_others_can_read_is_reported_and_counts(tmp_path: Path) -> None:
    file = wrote(tmp_path, "answered = true\n")
    file.chmod(0o640)
    assert read_health(file, KNOWN).profile.answered
    assert problems(file) == ["1: other users can read this file; run chmod 600 on it"]


def test_a_file_that_others_could_read_is_the_users_own_once_kept_aside(tmp_path: Path) -> None:
    file = wrote(tmp_path, 'tags = ["epilepsy"]\n')
    file.chmod(0o644)
    keep_aside(file)
    old = tmp_path / "health.toml.old"
    assert file.exists()  # until new answers take its place: what it hides stays hidden
    assert old.read_text() == 'tags = ["epilepsy"]\n'
    assert stat.S_IMODE(old.stat().st_mode) == 0o600


def test_a_folder_in_its_place_is_kept_aside_too(tmp_path: Path) -> None:
    (tmp_path / "health.toml").mkdir()
    keep_aside(tmp_path / "health.toml")
    assert (tmp_path / "health.toml.old").is_dir()


@given(
    tags=st.frozensets(st.text(max_size=8)),
    locked=st.frozensets(st.text(max_size=8)),
    sore_on=st.none() | st.dates(),
)
def test_any_answers_survive_being_written(
    tags: frozenset[str], locked: frozenset[str], sore_on: date | None
) -> None:
    text = health_text(HealthProfile(answered=True, tags=tags, sore_on=sore_on, locked=locked))
    assert parse(text) == {
        "answered": True,
        "tags": sorted(tags),
        "locked": sorted(locked),
        **({} if sore_on is None else {"sore_on": sore_on}),
    }


@given(text=st.text(max_size=60) | st.sampled_from(["tags = 1e9", "locked = [[1]]"]))
def test_any_text_gives_answers(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any-health.toml"
    file.write_text(text, "utf-8", newline="")
    file.chmod(0o600)
    reading = read_health(file, KNOWN)
    assert not (reading.problems and reading.profile.answered)
