"""What a page shows for something the person did there."""

import msgspec


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whether it was done, and what the page says about it."""

    ok: bool
    say: str
    go: str | None = None
    """The page to go to, below the token, such as "tip/chin-glide"."""
    level: str | None = None
    """The level of red flag whose text is to be shown, where an answer is one too."""
    mark: str | None = None
    """Which health answers the form stands for from now on."""
    news: str | None = None
    """What has changed since the form was made, so that nothing was written."""
    tags: list[str] | None = None
    """What is to be ticked then, for the person to look at."""


def reply(problem: str | None, thanks: str) -> Reply:
    """Say thanks, or what the problem is."""
    return Reply(ok=True, say=thanks) if problem is None else Reply(ok=False, say=problem)
