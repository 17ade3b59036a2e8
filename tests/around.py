"""What somebody who looks around would see, in few words."""

from collections.abc import Sequence

from unkink.core.surroundings import Kind, Sign, Surroundings


def signs(
    call: str | None = None,
    fullscreen: str | None = None,
    do_not_disturb: str | None = None,
    inhibitor: str | None = None,
    playing: str | None = None,
    *more: Sign,
    show: bool = False,
    named: str | None = None,
) -> Surroundings:
    """One sign of each kind that has words.

    `show` is whether the full screen is a game or film; `named` is the program behind all of them.
    """
    told = {
        Kind.CALL: call,
        Kind.FULLSCREEN: fullscreen,
        Kind.DO_NOT_DISTURB: do_not_disturb,
        Kind.INHIBITOR: inhibitor,
        Kind.PLAYING: playing,
    }
    return Surroundings(
        tuple(
            Sign(kind, words, named, show=show and kind is Kind.FULLSCREEN)
            for kind, words in told.items()
            if words
        )
        + more
    )


def told(found: Sequence[Sign]) -> str | None:
    """The words of the first sign; None where there is none."""
    return found[0].words if found else None
