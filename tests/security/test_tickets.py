"""What a browser's command line carries, and for how long it opens anything."""

from unkink.guide.exchange import Request
from unkink.guide.tickets import LASTS, MOST, Tickets

HERE = "127.0.0.1:4711"


class Watch:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def asked(path: str, method: str = "GET", **headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(method, f"/{path}", {"host": HERE, **named})


def test_a_ticket_leads_to_its_page_for_three_minutes() -> None:
    watch = Watch()
    tickets = Tickets(watch)
    issued = tickets.issue("tip/neck-turns")
    assert len(bytes.fromhex(issued)) == 24
    ticket = f"{issued}/tip/neck-turns"
    assert tickets.page(asked(ticket), HERE) == "tip/neck-turns"
    assert LASTS == 180
    watch.now += 179
    assert tickets.page(asked(ticket), HERE) == "tip/neck-turns"
    watch.now += 1
    assert tickets.page(asked(ticket), HERE) is None


def test_a_ticket_is_taken_from_nobody_whom_the_token_would_not_let_in() -> None:
    tickets = Tickets()
    issued = tickets.issue("library")
    ticket = f"{issued}/library"
    for turned_away in (
        asked(ticket, host="attacker.example:4711"),
        asked(ticket, sec_fetch_site="cross-site"),
        asked(ticket, origin="http://attacker.example"),
        asked(ticket, method="POST", origin=f"http://{HERE}"),
        asked(f"{issued[:-1]}/library"),
        asked(f"{issued}/why"),
        asked(f"{issued}/tip/neck-turns"),
        asked(""),
    ):
        assert tickets.page(turned_away, HERE) is None


def test_no_more_of_them_are_kept_than_anybody_needs() -> None:
    tickets = Tickets()
    issued = [tickets.issue("library") for _ in range(MOST + 1)]
    found = [tickets.page(asked(f"{ticket}/library"), HERE) for ticket in issued]
    assert found == [None] + ["library"] * MOST
