"""Somebody who swaps folders and links as fast as they can while the daemon sets itself up."""

import os
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from unkink.paths import PathsError, make_private
from unkink.private_files import replace_private

TRIES = 2000


@contextmanager
def meanwhile(act: Callable[[], None]) -> Iterator[None]:
    """Do this again and again on another thread."""
    enough = threading.Event()

    def again() -> None:
        while not enough.is_set():
            with suppress(OSError):
                act()

    one = threading.Thread(target=again)
    one.start()
    try:
        yield
    finally:
        enough.set()
        one.join()


def test_a_folder_that_is_swapped_for_a_link_never_changes_what_the_link_points_to(
    tmp_path: Path,
) -> None:
    precious, place = tmp_path / "precious", tmp_path / "unkink"
    precious.mkdir()
    precious.chmod(0o755)

    def swap() -> None:
        place.symlink_to(precious)
        place.unlink()
        place.mkdir(mode=0o777)
        place.rmdir()

    outcomes = set()
    with meanwhile(swap):
        for _ in range(TRIES):
            try:
                make_private(place)
            except PathsError:
                outcomes.add("refused")
            else:
                outcomes.add("made")
            with suppress(OSError):
                place.rmdir()
    assert "made" in outcomes
    assert stat.S_IMODE(precious.stat().st_mode) == 0o755


def test_a_link_put_where_a_file_is_about_to_be_written_is_never_written_through(
    tmp_path: Path,
) -> None:
    precious, place = tmp_path / "precious", tmp_path / "state.json"
    precious.write_text("mine")
    fresh = tmp_path / f".state.json.{os.getpid()}"
    with meanwhile(lambda: fresh.symlink_to(precious)):
        for number in range(200):
            with suppress(OSError):
                replace_private(place, str(number))
    assert precious.read_text() == "mine"
