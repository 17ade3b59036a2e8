"""The tray's menu: what it says and what each row reports.

Rows are hidden, greyed and reworded but never added or taken away, as some tray hosts lose their
place when the structure of a menu changes. Everything is read anew whenever a host asks.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from unkink.core.events import (
    Done,
    GuideRequested,
    HoursChosen,
    LibraryRequested,
    Paused,
    PostureChosen,
    ProfileChosen,
    PromptRequested,
    Resumed,
    Skipped,
    Snoozed,
)
from unkink.core.moment import HOUR, MINUTE, Duration
from unkink.core.presence import Posture
from unkink.core.snapshot import Snapshot
from unkink.core.values import dataclass
from unkink.faults import Part
from unkink.menu_model import Menu, MenuItem
from unkink.ports import Report
from unkink.time_words import minutes, until_tomorrow
from unkink.words import status_line

Look = Callable[[], Snapshot]

PROFILES = 8
"""Slots for profiles; the command line knows any number."""
PAUSES: tuple[tuple[str, Duration], ...] = (
    ("30 minutes", 30 * MINUTE),
    ("1 hour", HOUR),
    ("2 hours", 2 * HOUR),
)

FAULT_ROWS = len(Part) - 1
"""Rows stand ready for all, as a menu of a fixed length shows what changes; one is in the first."""


@dataclass(frozen=True, slots=True)
class MenuActions:
    """What the rows call; all return at once."""

    report: Report
    today: Callable[[], None]
    why: Callable[[], None]
    sore: Callable[[], None]
    """Switches sore-day mode to what it is not."""
    health: Callable[[], None]
    edit_config: Callable[[], None]
    quit: Callable[[], None]


@runtime_checkable
class TokenHolder(Protocol):
    """A tray icon that was handed the activation token of the click being handled."""

    def take_token(self) -> str | None:
        """Return the token, once."""


def build(
    look: Look,
    actions: MenuActions,
    *,
    snooze: Callable[[], Duration] = lambda: 5 * MINUTE,
    problem: Callable[[], str | None] = lambda: None,
    faults: Callable[[], Sequence[str]] = tuple,
) -> Menu:
    """Build the menu over the newest snapshot; `snooze` is the configured length of a snooze."""
    return Menu(
        MenuItem(lambda _: status_line(look(), problem()), None, enabled=False),
        *(_fault_row(number, faults) for number in range(FAULT_ROWS)),
        Menu.SEPARATOR,
        *_prompt_rows(look, actions.report, snooze),
        _pause_row(look, actions.report),
        MenuItem("Resume", lambda: actions.report(Resumed()), visible=lambda _: look().paused),
        Menu.SEPARATOR,
        *(_posture_row(posture, look, actions.report) for posture in Posture),
        Menu.SEPARATOR,
        MenuItem("Today", _plain(actions.today)),
        _profile_row(look, actions.report),
        MenuItem("I am sore today", _plain(actions.sore), checked=lambda _: look().sore),
        MenuItem(lambda _: _health_text(look()), _plain(actions.health)),
        _library_row(look, actions.report),
        MenuItem("Why quiet?", _plain(actions.why)),
        MenuItem("Edit config", _plain(actions.edit_config)),
        Menu.SEPARATOR,
        MenuItem("Quit", _plain(actions.quit)),
    )


def _fault_row(number: int, faults: Callable[[], Sequence[str]]) -> MenuItem:
    """Build a row that says what does not work; a slot for each part, as no row is ever added."""

    def text(_: MenuItem) -> str:
        lines = faults()
        return lines[number] if number < len(lines) else ""

    return MenuItem(text, None, enabled=False, visible=lambda _: number < len(faults()))


def _prompt_rows(look: Look, report: Report, snooze: Callable[[], Duration]) -> list[MenuItem]:
    def live(_: MenuItem) -> bool:
        return look().live is not None

    def can_snooze(_: MenuItem) -> bool:
        snapshot = look()
        return snapshot.live is not None and snapshot.snoozes_left > 0

    return [
        _default_row(look, report),
        MenuItem("Tip now", lambda: report(PromptRequested())),
        MenuItem("Done", lambda: report(Done()), enabled=live),
        MenuItem(
            lambda _: f"Snooze {minutes(snooze())}", lambda: report(Snoozed()), enabled=can_snooze
        ),
        MenuItem("Skip", lambda: report(Skipped()), enabled=live),
    ]


def _default_row(look: Look, report: Report) -> MenuItem:
    """Build the row that a left click on the icon stands for: it always shows something."""

    def text(_: MenuItem) -> str:
        return "Show me how" if look().live is not None else "Tip library"

    def show(icon: object) -> None:
        token = _token(icon)
        live = look().live is not None
        report(GuideRequested(token=token) if live else LibraryRequested(token))

    return MenuItem(text, show, default=True)


def _library_row(look: Look, report: Report) -> MenuItem:
    """Build the library's own row, for the time when the default row shows a tip."""

    def show(icon: object) -> None:
        report(LibraryRequested(_token(icon)))

    return MenuItem("Tip library", show, visible=lambda _: look().live is not None)


def _health_text(snapshot: Snapshot) -> str:
    """Ask in the row itself where the answers are old, as long as nobody has looked at them."""
    outdated = snapshot.health_outdated
    return "Health questions: still right?" if outdated else "Health questions"


def _pause_row(look: Look, report: Report) -> MenuItem:
    def row(text: str, length: Duration) -> MenuItem:
        return MenuItem(text, lambda: report(Paused(length=length)))

    def tomorrow() -> None:
        report(Paused(until=until_tomorrow(look().wall)))

    lengths = (row(text, length) for text, length in PAUSES)
    menu = Menu(*lengths, MenuItem("Until tomorrow", tomorrow))
    return MenuItem("Pause", menu, visible=lambda _: not look().paused)


def _profile_row(look: Look, report: Report) -> MenuItem:
    """Build the choice of settings; a slot for each of the first few, as no row is ever added."""

    def slot(number: int) -> MenuItem:
        def name() -> str:
            names = look().profiles
            return names[number] if number < len(names) else ""

        return MenuItem(
            lambda _: name(),
            lambda: report(ProfileChosen(name())),
            checked=lambda _: look().profile == name(),
            radio=True,
            visible=lambda _: number < len(look().profiles),
        )

    usual = MenuItem(
        "Usual settings",
        lambda: report(ProfileChosen(None)),
        checked=lambda _: look().profile is None,
        radio=True,
    )
    by_hours = MenuItem(
        "By the hours", lambda: report(HoursChosen()), enabled=lambda _: not look().by_hours
    )
    menu = Menu(usual, *map(slot, range(PROFILES)), Menu.SEPARATOR, by_hours)
    return MenuItem("Profile", menu, visible=lambda _: bool(look().profiles))


def _posture_row(posture: Posture, look: Look, report: Report) -> MenuItem:
    return MenuItem(
        posture.value.capitalize(),
        lambda: report(PostureChosen(posture)),
        checked=lambda _: look().posture is posture,
        radio=True,
    )


def _plain(action: Callable[[], None]) -> Callable[[], None]:
    # pystray calls an action without `__code__`, such as a `partial`, with two arguments.
    def act() -> None:
        action()

    return act


def _token(icon: object) -> str | None:
    return icon.take_token() if isinstance(icon, TokenHolder) else None
