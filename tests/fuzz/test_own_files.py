"""What the program keeps beside its memory, spoilt at random: it is read, or left out."""

import zlib
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given

from tests.fuzz.budget import fuzzed
from tests.fuzz.spoiling import anything
from unkink.adapters.history.history_file import HistoryFile
from unkink.adapters.notifiers.leftovers import Leftovers
from unkink.adapters.single_instance import Holder, InstanceLock, holder
from unkink.core.effects import Decision
from unkink.core.entries import Entry
from unkink.core.settings import Settings
from unkink.guide.figures import GZIP, Figures, _read
from unkink.pictures import COMPLETE, Pictures
from unkink.settings_at_start import LastGoodSettings

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SETTINGS = (
    b'[prompt]\nlull = "7s"\n\n[[reminder]]\nname = "a"\nevery = "30m"\ntips = ["micro"]\n',
)
LOCKS = (b"4711\n", b"4711\nending\n", b"4711\nthe-other-machine\n/run/user/1000/unkink\n")
STILLS = zlib.compress(b'{"stills": [{"svg": "<svg/>", "caption": "turn"}], "telling": 0}', 6, GZIP)


def journal(place: Path) -> bytes:
    """Return the bytes of a small journal."""
    path = place / "sample.db"
    if not path.exists():
        file = HistoryFile(path, lambda: 400)
        file.write([Entry(NINE, Decision.DUE, "micro"), Entry(NINE, Decision.PAUSED)])
        file.close()
    return path.read_bytes()


@fuzzed
@given(data=anything(SETTINGS, (b"[[hook]]", b'lull = "oops"', b"= = =")))
def test_settings_put_aside_are_settings_or_nothing(place: Path, data: bytes) -> None:
    file = place / "last-good.toml"
    file.write_bytes(data)
    read = LastGoodSettings(file).read(frozenset({"micro"}))
    assert read is None or isinstance(read, Settings)


@fuzzed
@given(data=anything(LOCKS, (b"ending", b"\n", b"-1", b"99999999999999999999")))
def test_a_lock_says_who_holds_it_or_nothing_whatever_stands_in_it(
    place: Path, data: bytes
) -> None:
    path = place / "daemon.lock"
    lock = InstanceLock.claim(path)
    path.write_bytes(data)
    found = holder(path)
    assert isinstance(found, Holder)
    assert str(found).isprintable()
    lock.release()
    InstanceLock.claim(path).release()


@fuzzed
@given(data=anything((b"Xfce Notify Daemon\n7\n12",), (b"\n", b"-1", b"1" * 5000)))
def test_what_was_on_the_screen_is_numbers_or_nothing(place: Path, data: bytes) -> None:
    file = place / "on-screen"
    file.write_bytes(data)
    assert all(isinstance(one, int) for one in Leftovers(file).of("Xfce Notify Daemon"))


@fuzzed
@given(data=anything((STILLS,), (b"\x1f\x8b", b"\x00" * 50)))
def test_a_kept_figure_is_a_figure_or_drawn_anew(place: Path, data: bytes) -> None:
    figures = Figures(place, "1")
    file = figures._file("stills", {"any": "figure"})
    file.write_bytes(data)
    kept = _read(file, figures._stills)
    assert kept is None or kept.stills is not None


@fuzzed
@given(data=anything((b"0.1.0",), (b"0.1.0",)))
def test_which_version_drew_the_pictures_is_read_or_they_are_drawn_anew(
    place: Path, data: bytes
) -> None:
    (place / COMPLETE).write_bytes(data)
    assert Pictures(place, place / "tips", "0.1.0")._complete() is (data == b"0.1.0")


@fuzzed
@given(data=anything((b"",), (b"SQLite format 3\x00",)))
def test_a_journal_with_a_spoilt_beginning_is_kept_aside_or_used(place: Path, data: bytes) -> None:
    path = place / "history.db"
    for one in place.glob("history.db*"):
        one.unlink()
    whole = journal(place)
    path.write_bytes(data + whole[len(data) :])
    file = HistoryFile(path, lambda: 400)
    file.write([Entry(NINE, Decision.RESUMED)])
    assert Entry(NINE, Decision.RESUMED) in file.since(NINE)
    file.close()
