"""The known word a mistyped one most likely meant."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the nearest of the known words, or None when nothing is near."""
    import difflib  # 0.6 MB, and needed only where somebody mistyped

    found = difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)
    return found[0] if found else None


def hint(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Say what to write instead: the nearest word, else `otherwise`, else all of the words."""
    words = sorted(known)
    near = nearest(word, words)
    if near is not None:
        return f'write "{near}"'
    return otherwise or "write " + ", ".join(f'"{one}"' for one in words)
