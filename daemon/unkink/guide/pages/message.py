"""Pages that only say something: not found, and not for you today."""

from html import escape
from http import HTTPStatus

from unkink.guide.pages.frame import Page, template
from unkink.guide.words import hidden_because


def not_found(root: str) -> Page:
    """Say that there is no such page."""
    return Page(
        title="Nothing here",
        body=template("message.html").substitute(
            title="Nothing here",
            text="This page is not there, or its tip has been taken away.",
            more="",
            root=root,
        ),
        status=HTTPStatus.NOT_FOUND,
    )


def hidden(reason: str, root: str) -> Page:
    """Say kindly that a tip is hidden; the reason shows after a tap, as a screen may be shared."""
    more = f"<details><summary>Why?</summary><p>{escape(hidden_because(reason))}.</p></details>"
    return Page(
        title="Not for now",
        body=template("message.html").substitute(
            title="Not for now",
            text="This tip is put aside for now. There are others that fit.",
            more=more,
            root=root,
        ),
        status=HTTPStatus.FORBIDDEN,
    )
