"""Health answers change in one place: in the file, and in the rules at once."""

from datetime import date
from pathlib import Path

from tests.small_pool import POOL
from unkink.core.events import Event, HealthChanged
from unkink.core.health import HealthProfile
from unkink.core.tips import Level, Pool, RedFlag
from unkink.health_file import UNREADABLE_WORDS, read_health
from unkink.health_keeper import HealthKeeper

TODAY = date(2026, 11, 23)


class House:
    """A keeper and what it tells."""

    def __init__(self, file: Path) -> None:
        self.profile = HealthProfile()
        self.fault: str | None = None
        self.keeper = HealthKeeper(file, self.take, lambda: self.profile, self.complain)

    def take(self, event: Event) -> None:
        assert isinstance(event, HealthChanged)
        self.profile = event.profile

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
    assert told.startswith("The answers hold until unkink stops; they could not be written:")
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
