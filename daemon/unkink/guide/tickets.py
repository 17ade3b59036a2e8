"""What stands in the command line of the browser instead of the token.

Command lines can be read by anybody and end up in lists of processes and in bug reports. A ticket
is worth little there: it leads to one page, and for a short while. It may be used more than once in
that while, as some desktops look at a page before they give it to the browser.
"""

import os
import time
from collections.abc import Callable

from unkink.core.moment import MINUTE, Duration
from unkink.guide.exchange import Request
from unkink.guide.gate import Admitted, judge

LASTS: Duration = 3 * MINUTE
"""A browser that is started from cold on a slow disk needs one."""
TICKET_BYTES = 24
MOST = 32
"""Nobody opens more pages within that while."""


class Tickets:
    """Those that were given out since the port was opened."""

    def __init__(self, moment: Callable[[], float] = time.monotonic) -> None:
        self._moment = moment
        self._issued: dict[str, tuple[str, float]] = {}

    def issue(self, page: str) -> str:
        """Return a new one that leads to this page."""
        ticket = os.urandom(TICKET_BYTES).hex()
        self._issued[ticket] = (page, self._moment() + LASTS)
        while len(self._issued) > MOST:
            del self._issued[next(iter(self._issued))]
        return ticket

    def page(self, request: Request, authority: str) -> str | None:
        """Return where the ticket in this request leads; the gate judges it like any other."""
        if request.method != "GET":
            return None
        for ticket, (page, until) in self._issued.items():
            if judge(request, authority, ticket) == Admitted(page):
                return page if self._moment() < until else None
        return None
