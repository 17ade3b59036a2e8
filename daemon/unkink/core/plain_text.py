"""Text from outside, made harmless where it comes in.

Names of windows, programs and servers, and what they say went wrong, end up in a terminal, a page,
a tooltip and a file. What does not show, or steers the one who shows it, has no place there.
"""

JOINERS = "\u200c\u200d"
"""Letters of Persian and Hindi, and many an emoji, are written with these."""
LONGEST_NAME = 60
LONGEST = 300
"""Characters of a reason; the longest of our own have some hundred."""


def shows(sign: str) -> bool:
    """Tell whether a sign is seen, and does nothing but being seen."""
    return sign.isprintable() or sign in JOINERS


def plain(text: str, longest: int = LONGEST) -> str:
    """Return one line of what shows, no longer than `longest`, with an ellipsis where it is cut.

    Controls, escapes, signs that turn text around and halves of characters become a space.
    """
    if len(text) <= longest and text.isprintable() and "  " not in text:
        return text.strip()
    line = " ".join("".join(one if shows(one) else " " for one in text[: 4 * longest]).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def plain_or_none(text: str | None, longest: int = LONGEST) -> str | None:
    """Return the same; None, where nothing is left or was there."""
    return plain(text, longest) or None if text is not None else None


def printable(text: str) -> str:
    """Return text with what does not show spelled out, for whoever typed it, or named a file so."""
    return "".join(sign if shows(sign) else ascii(sign)[1:-1] for sign in text)
