"""Memory that the C library has been given back and keeps for the next time."""

from contextlib import suppress

from unkink.inotify import c_library


def give_back() -> None:
    """Let the system have it; takes a millisecond.

    After the drawings of one tip, which are large and gone at once, it is 0.5 MB. By itself the C
    library returns only what lies at the end of its memory.
    """
    with suppress(
        AttributeError, TypeError
    ):  # it is one of GNU's calls, or not even C's on Windows
        c_library().malloc_trim(0)
