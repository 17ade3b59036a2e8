"""What somebody who looks around would see, in few words."""

from unkink.core.surroundings import Kind, Sign, Surroundings


def signs(
    call: str | None = None,
    fullscreen: str | None = None,
    do_not_disturb: str | None = None,
    inhibitor: str | None = None,
    playing: str | None = None,
    *more: Sign,
    show: bool = False,
) -> Surroundings:
    """One sign of each kind that has words; `show` is whether the full screen is a game or film."""
    told = {
        Kind.CALL: call,
        Kind.FULLSCREEN: fullscreen,
        Kind.DO_NOT_DISTURB: do_not_disturb,
        Kind.INHIBITOR: inhibitor,
        Kind.PLAYING: playing,
    }
    return Surroundings(
        tuple(
            Sign(kind, words, show=show and kind is Kind.FULLSCREEN)
            for kind, words in told.items()
            if words
        )
        + more
    )
