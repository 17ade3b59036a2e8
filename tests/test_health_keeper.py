"""Health answers change in one place: in the file, and in the rules at once."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.small_pool import POOL
from unkink.core.events import Event, HealthChanged
from unkink.core.health import HealthProfile
from unkink.core.tips import Level, Pool, RedFlag
from unkink.health_file import UNREADABLE_WORDS, read_health, write_health, writing_alone
from unkink.health_keeper import HealthKeeper

TODAY = date(2026, 11, 23)


class House:
    """A keeper and what it tells."""

    def __init__(self, file: Path) -> None:
        self.profile = HealthProfile()
        self.fault: str | None = None
        self.unsaved: str | None = None
        self.keeper = HealthKeeper(file, self.take, self.complain, self.degrade)

    def take(self, event: Event) -> None:
        assert isinstance(event, HealthChanged)
        self.profile = event.profile

    def degrade(self, line: str | None) -> None:
        self.unsaved = line

    def complain(self, fault: str | None) -> None:
        self.fault = fault


def test_answers_are_used_at_once_and_read_again_later(tmp_path: Path) -> None:
    file = tmp_path / "health.toml"
    answers = HealthProfile(answered=True, tags=frozenset({"dizziness"}))
    house = House(file)
    assert house.keeper.keep(answers) is None
    assert house.profile == answers
    again = House(file)
    again.keeper.load(POOL)
    assert again.profile == answers


def test_sore_today_is_for_today(tmp_path: Path) -> None:
    house = House(tmp_path / "health.toml")
    house.keeper.set_sore(TODAY, on=True)
    assert house.profile.sore(TODAY)
    assert not house.profile.sore(date(2026, 11, 24))
    house.keeper.set_sore(TODAY, on=False)
    assert not house.profile.sore(TODAY)


def test_a_red_flag_locks_until_the_person_says_they_were_cleared(tmp_path: Path) -> None:
    pool = Pool(
        red_flags=(RedFlag("arm", "soon", "Tingling"), RedFlag("ill", "soon", "Fever")),
        levels={"soon": Level("See a doctor.", frozenset({"neck-warmup", "mobility"}))},
    )
    house = House(tmp_path / "health.toml")
    house.keeper.lock(pool, frozenset({"arm"}))
    assert house.profile.locked == {"neck-warmup", "mobility"}
    house.keeper.unlock()
    assert house.profile.locked == frozenset()


def test_answers_that_cannot_be_written_still_exclude(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("a file where a folder should be")
    house = House(tmp_path / "in the way" / "health.toml")
    answers = HealthProfile(answered=True, tags=frozenset({"dizziness"}))
    told = house.keeper.keep(answers)
    assert told is not None
    assert told.startswith("The answers hold, but could not be saved yet: ")
    assert house.profile == answers


def test_a_file_nobody_can_read_is_complained_of_and_kept_beside_new_answers(
    tmp_path: Path,
) -> None:
    file = tmp_path / "health.toml"
    file.write_text('tags = ["dizziness"')
    house = House(file)
    house.keeper.load(POOL)
    assert house.fault == UNREADABLE_WORDS
    house.keeper.set_sore(TODAY, on=True)  # hides everything still: nobody knows what was in it
    assert house.fault == UNREADABLE_WORDS
    house.keeper.keep(HealthProfile(answered=True))
    assert house.fault is None
    assert (tmp_path / "health.toml.old").read_text() == 'tags = ["dizziness"'
    assert read_health(file).profile == HealthProfile(answered=True)


def test_a_doubtful_file_that_was_taken_away_meanwhile_is_no_obstacle(tmp_path: Path) -> None:
    file = tmp_path / "health.toml"
    file.write_text('tags = ["dizziness"')
    house = House(file)
    house.keeper.load(POOL)
    file.unlink()
    assert house.keeper.keep(HealthProfile(answered=True)) is None
    assert read_health(file).profile == HealthProfile(answered=True)


# ── a disk that refuses ───────────────────────────────────────────────────────────────────────

STROKE = HealthProfile().answer(frozenset({"stroke-or-artery"}), TODAY)
PREGNANT = HealthProfile().answer(frozenset({"pregnancy"}), TODAY)
NOT_SAVED = "The health answers are not saved yet (File exists); unkink tries again."


class Refusing(House):
    """A house in which a file stands where the folder of the answers should be, for a while."""

    def __init__(self, folder: Path) -> None:
        self.blocker = folder / "kept"
        self.file = self.blocker / "health.toml"
        super().__init__(self.file)

    def block(self) -> None:
        self.blocker.write_text("in the way")

    def unblock(self) -> None:
        self.blocker.unlink()


def test_answers_that_were_refused_are_written_when_there_is_room(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    house = Refusing(tmp_path)
    house.block()
    assert house.keeper.keep(PREGNANT) is not None
    assert house.unsaved == NOT_SAVED
    house.keeper.write_again()
    assert house.unsaved == NOT_SAVED
    house.unblock()
    house.keeper.write_again()
    assert house.unsaved is None
    assert read_health(house.file).profile == PREGNANT
    assert house.keeper.end() is None
    told = [one.getMessage().removeprefix(f"{house.file} ") for one in caplog.records]
    assert told == [  # once each, and no answer among it
        "cannot be written (File exists); unkink tries again",
        "can be written again",
    ]


def test_what_no_file_takes_at_the_end_is_said(tmp_path: Path) -> None:
    house = Refusing(tmp_path)
    house.block()
    house.keeper.keep(PREGNANT)
    assert house.keeper.end() == (
        "The newest health answers are in no file (File exists). "
        "Please give them again once unkink runs."
    )


def test_the_last_of_several_refused_answers_is_what_is_written(tmp_path: Path) -> None:
    house = Refusing(tmp_path)
    house.block()
    house.keeper.keep(PREGNANT)
    house.keeper.keep(STROKE)
    house.keeper.set_sore(TODAY, on=True)
    house.unblock()
    assert house.keeper.end() is None
    assert read_health(house.file).profile == STROKE.become_sore(TODAY)


def test_who_writes_at_the_same_moment_is_waited_for_and_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "health.toml"
    house = House(file)
    with writing_alone(file):
        told = house.keeper.keep(PREGNANT)
        write_health(file, STROKE)  # which another program does
    assert told == (
        "The answers hold, but could not be saved yet: another unkink is writing there. "
        "unkink tries again."
    )
    house.keeper.write_again()
    assert house.profile.tags == {"pregnancy", "stroke-or-artery"}
    assert read_health(file).profile == house.profile


# ── an editor beside it ───────────────────────────────────────────────────────────────────────


def test_what_was_written_by_hand_is_used_and_never_overwritten_unread(tmp_path: Path) -> None:
    file = tmp_path / "health.toml"
    house = House(file)
    house.keeper.load(POOL)
    house.keeper.keep(PREGNANT)
    write_health(file, STROKE)
    house.keeper.look_again()
    assert house.profile == STROKE
    write_health(file, PREGNANT)
    house.keeper.set_sore(TODAY, on=True)  # a change of what is there, not of what was
    assert read_health(file).profile == PREGNANT.become_sore(TODAY) == house.profile


def test_what_was_written_by_hand_while_answers_waited_hides_as_well(tmp_path: Path) -> None:
    house = Refusing(tmp_path)
    house.block()
    house.keeper.keep(PREGNANT)
    house.unblock()
    house.blocker.mkdir()
    write_health(house.file, STROKE)
    house.keeper.write_again()
    assert house.profile.tags == {"pregnancy", "stroke-or-artery"}
    assert read_health(house.file).profile == house.profile
    assert house.unsaved is None


def test_a_file_that_was_taken_away_takes_no_answer_along(tmp_path: Path) -> None:
    file = tmp_path / "health.toml"
    house = House(file)
    house.keeper.keep(PREGNANT)
    file.unlink()
    house.keeper.look_again()
    assert house.profile == PREGNANT
    assert not file.exists()  # nor is it put back: that is the person's to say
    house.keeper.confirm(TODAY)
    assert read_health(file).profile == PREGNANT


def test_a_file_spoilt_by_hand_hides_every_tip_and_is_kept_beside_new_answers(
    tmp_path: Path,
) -> None:
    file = tmp_path / "health.toml"
    house = House(file)
    house.keeper.keep(PREGNANT)
    file.write_text("tags = [")
    house.keeper.look_again()
    assert house.fault == UNREADABLE_WORDS
    house.keeper.keep(STROKE)
    assert house.fault is None
    assert (tmp_path / "health.toml.old").read_text() == "tags = ["
    assert read_health(file).profile == STROKE


def test_a_doubtful_file_keeps_its_place_until_new_answers_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "health.toml"
    file.write_text('answered = true\ntags = ["pregnancy"]\nmood = 1\n')
    house = House(file)
    house.keeper.load(POOL)

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("unkink.health_keeper.write_health", full)
    assert house.keeper.keep(STROKE) is not None
    assert read_health(file).profile.tags == {"pregnancy"}  # should the daemon be killed now


DOINGS = st.lists(
    st.tuples(
        st.sampled_from(["page", "hand", "sore", "confirm", "fill", "free", "later"]),
        st.frozensets(st.sampled_from(["pregnancy", "epilepsy", "stroke-or-artery"])),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=40)  # each example writes to a real disk
@given(DOINGS)
def test_whoever_changes_what_and_when_the_last_word_or_more_is_in_the_file(
    doings: list[tuple[str, frozenset[str]]],
) -> None:
    with TemporaryDirectory() as folder:
        house = Refusing(Path(folder))
        said, full = frozenset[str](), False
        for doing, tags in doings:
            match doing:
                case "page":
                    house.keeper.look_again()
                    house.keeper.keep(house.profile.answer(tags, TODAY))
                    said = tags
                case "hand" if not full:
                    house.blocker.mkdir(exist_ok=True)
                    write_health(house.file, HealthProfile().answer(tags, TODAY))
                    said = tags
                case "sore":
                    house.keeper.set_sore(TODAY, on=True)
                case "confirm":
                    house.keeper.confirm(TODAY)
                case "fill" if not full:
                    if house.blocker.exists():
                        house.blocker.rename(house.blocker.with_name("away"))
                    house.block()
                    full = True
                case "free" if full:
                    house.unblock()
                    away = house.blocker.with_name("away")
                    if away.exists():
                        away.rename(house.blocker)
                    full = False
                case _:
                    house.keeper.write_again()
            house.keeper.look_again()
            assert said <= house.profile.tags
        if full:
            house.unblock()
        house.keeper.keep(house.profile)
        assert said <= read_health(house.file).profile.tags
        assert house.keeper.end() is None
        assert house.unsaved is None
