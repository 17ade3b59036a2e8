"""A small disk of a test's own, to be filled and to be made read-only."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SIZE = "1m"
CHUNK = bytes(4096)


@dataclass(frozen=True, slots=True)
class Disk:
    """What is mounted at a folder."""

    folder: Path

    def fill(self) -> None:
        """Leave no byte free."""
        with self._filler.open("wb", buffering=0) as file:
            try:
                while file.write(CHUNK):
                    pass
            except OSError:
                return

    def free(self) -> None:
        """Give back what `fill` took."""
        self._filler.unlink()

    def make_read_only(self) -> None:
        """Refuse all writing, also to root."""
        subprocess.run(["mount", "-o", "remount,ro", self.folder], check=True)

    @property
    def _filler(self) -> Path:
        return self.folder / "filler"


@contextmanager
def mounted(folder: Path) -> Iterator[Disk]:
    """Mount a small disk there, open to its owner only; skips where that is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    options = f"size={SIZE},mode=0700"
    seen = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", folder], check=False)
    if seen.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
