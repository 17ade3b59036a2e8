"""What every list of problems owes to whoever reads it."""

from collections.abc import Sequence

from unkink.settings_file.problems import Problem


def in_order(problems: Sequence[Problem], data: bytes) -> None:
    """Check that problems of a file come by its lines, each with words that any terminal shows."""
    lines = [one.line for one in problems]
    assert lines == sorted(lines)
    assert all(1 <= line <= data.count(b"\n") + data.count(b"\r") + 1 for line in lines)
    assert all(one.text and str(one).isprintable() for one in problems)
