"""Reads its standard input aloud with plyer, and ends when it has been spoken."""

import sys
import warnings


def main() -> None:
    """Read, speak, end."""
    # A sentence of an own tip that began with a dash would be an option of the program that speaks.
    text = sys.stdin.read().lstrip("- \t\n")
    if not text:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from plyer import tts

        tts.speak(message=text)


if __name__ == "__main__":
    main()
