"""What the tray's menu offers in each state, and what each row reports."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from tests.snapshots import MONDAY_TEN, SITTING, with_prompt
from unkink.cli.parser import read
from unkink.core.events import (
    Done,
    Event,
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
from unkink.core.presence import Posture
from unkink.core.snapshot import Snapshot
from unkink.menu_model import Menu, MenuItem
from unkink.tray_menu import FAULT_ROWS, MenuActions, build


@dataclass
class IconWithToken:
    """Stands in for a tray icon that was clicked with an activation token."""

    token: str | None = "token-1"

    def take_token(self) -> str | None:
        token, self.token = self.token, None
        return token


@dataclass
class Desk:
    """The menu over one snapshot, and everything that came out of it."""

    snapshot: Snapshot = SITTING
    problem: str | None = None
    faults: tuple[str, ...] = ()
    events: list[Event] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    def menu(self) -> Menu:
        actions = MenuActions(
            report=self.events.append,
            today=lambda: self.calls.append("today"),
            why=lambda: self.calls.append("why"),
            sore=lambda: self.calls.append("sore"),
            health=lambda: self.calls.append("health"),
            edit_config=lambda: self.calls.append("edit"),
            quit=lambda: self.calls.append("quit"),
        )
        return build(
            lambda: self.snapshot,
            actions,
            snooze=lambda: 600.0,
            problem=lambda: self.problem,
            faults=lambda: self.faults,
        )

    def rows(self) -> list[str]:
        """The visible rows: `-` a line, `( )` greyed, `[x]` checked, `>` with a submenu."""
        return [_drawn(item) for item in self.menu()]

    def choose(self, *path: str, icon: object = None) -> None:
        menu = self.menu()
        for text in path[:-1]:
            menu = _row(menu, text).submenu
        _row(menu, path[-1])(icon)


def _row(menu: Menu, text: str) -> MenuItem:
    return next(item for item in menu if item.text == text)


def _drawn(item: MenuItem) -> str:
    if item is Menu.SEPARATOR:
        return "-"
    text = f"{item.text} >" if item.submenu else item.text
    if item.checked is not None:
        text = f"[{'x' if item.checked else ' '}] {text}"
    return text if item.enabled else f"({text})"


def test_without_a_live_prompt_the_answers_to_it_are_grey() -> None:
    assert Desk().rows() == [
        "(Sitting 12 min · next tip in about 18 min)",
        "-",
        "Tip library",
        "Tip now",
        "(Done)",
        "(Snooze 10 min)",
        "(Skip)",
        "Pause >",
        "-",
        "[x] Sitting",
        "[ ] Standing",
        "[ ] Walking",
        "-",
        "Today",
        "[ ] I am sore today",
        "Health questions",
        "Why quiet?",
        "Edit config",
        "-",
        "Quit",
    ]


def test_a_live_prompt_can_be_answered_in_every_way() -> None:
    assert Desk(with_prompt()).rows() == [
        "(A tip is here: Look over each shoulder)",
        "-",
        "Show me how",
        "Tip now",
        "Done",
        "Snooze 10 min",
        "Skip",
        "Pause >",
        "-",
        "[x] Sitting",
        "[ ] Standing",
        "[ ] Walking",
        "-",
        "Today",
        "[ ] I am sore today",
        "Health questions",
        "Tip library",
        "Why quiet?",
        "Edit config",
        "-",
        "Quit",
    ]


def test_snoozing_is_grey_when_the_snoozes_are_used_up() -> None:
    rows = Desk(with_prompt(snoozes_left=0)).rows()
    assert "(Snooze 10 min)" in rows
    assert "Skip" in rows


def test_while_paused_there_is_resume_instead_of_pause() -> None:
    rows = Desk(replace(SITTING, paused=True)).rows()
    assert "Resume" in rows
    assert "Pause >" not in rows


def test_the_number_of_rows_never_changes() -> None:
    states = (SITTING, with_prompt(), replace(SITTING, paused=True, sore=True))
    assert {len(Desk(state).menu().items) for state in states} == {23 + FAULT_ROWS}


def test_a_problem_is_the_first_row() -> None:
    assert Desk(problem="The settings have a mistake, line 12").rows()[0] == (
        "(The settings have a mistake, line 12)"
    )


def test_what_does_not_work_just_now_stands_below_the_first_row() -> None:
    desk = Desk(faults=("The bus is gone.", "Notifications: nobody answers."))
    assert desk.rows()[1:4] == ["(The bus is gone.)", "(Notifications: nobody answers.)", "-"]
    desk.faults = ()
    assert desk.rows()[1] == "-"


def test_the_left_click_opens_the_library_or_the_live_tip() -> None:
    desk = Desk()
    desk.menu()(None)
    desk.snapshot = with_prompt()
    desk.menu()(None)
    assert desk.events == [LibraryRequested(), GuideRequested()]


def test_the_activation_token_of_the_click_goes_along() -> None:
    desk = Desk(with_prompt())
    icon = IconWithToken()
    desk.menu()(icon)
    desk.choose("Tip library", icon=icon)
    assert desk.events == [GuideRequested(token="token-1"), LibraryRequested(token=None)]


def test_every_row_reports_what_it_says() -> None:
    desk = Desk(with_prompt())
    for text in ("Show me how", "Tip now", "Done", "Snooze 10 min", "Skip", "Tip library"):
        desk.choose(text)
    assert desk.events == [
        GuideRequested(),
        PromptRequested(),
        Done(),
        Snoozed(),
        Skipped(),
        LibraryRequested(),
    ]


def test_a_pause_is_for_a_while_or_until_five_tomorrow() -> None:
    desk = Desk()
    for text in ("30 minutes", "1 hour", "2 hours", "Until tomorrow"):
        desk.choose("Pause", text)
    assert desk.events == [
        Paused(length=1800.0),
        Paused(length=3600.0),
        Paused(length=7200.0),
        Paused(until=MONDAY_TEN + timedelta(hours=19)),
    ]


def test_a_pause_can_be_ended() -> None:
    desk = Desk(replace(SITTING, paused=True))
    desk.choose("Resume")
    assert desk.events == [Resumed()]


def test_the_posture_is_one_of_three() -> None:
    desk = Desk(replace(SITTING, posture=Posture.WALKING))
    assert [row for row in desk.rows() if row.startswith("[")][:3] == [
        "[ ] Sitting",
        "[ ] Standing",
        "[x] Walking",
    ]
    for text in ("Sitting", "Standing", "Walking"):
        desk.choose(text)
    assert desk.events == [
        PostureChosen(Posture.SITTING),
        PostureChosen(Posture.STANDING),
        PostureChosen(Posture.WALKING),
    ]
    items = [item for item in desk.menu() if item.text in ("Sitting", "Standing", "Walking")]
    assert [item.radio for item in items] == [True, True, True]


def test_the_remaining_rows_call_the_program() -> None:
    desk = Desk(replace(SITTING, sore=True))
    assert "[x] I am sore today" in desk.rows()
    rows = ("I am sore today", "Health questions", "Today", "Why quiet?", "Edit config", "Quit")
    for text in rows:
        desk.choose(text)
    assert desk.calls == ["sore", "health", "today", "why", "edit", "quit"]


def test_profiles_are_offered_where_the_settings_name_some() -> None:
    assert "Profile >" not in Desk().rows()
    desk = Desk(replace(SITTING, profile="deep", profiles=("deep", "home"), by_hours=False))
    assert "Profile >" in desk.rows()
    [menu] = [one.submenu for one in desk.menu() if one.text == "Profile"]
    assert menu is not None
    rows = [one for one in menu if one.visible and one.text != "- - - -"]
    assert [(one.text, bool(one.checked)) for one in rows] == [
        ("Usual settings", False),
        ("deep", True),
        ("home", False),
        ("By the hours", False),
    ]
    for row in rows:
        row(None)
    assert desk.events == [
        ProfileChosen(None),
        ProfileChosen("deep"),
        ProfileChosen("home"),
        HoursChosen(),
    ]


def test_the_row_of_the_health_questions_asks_where_the_answers_are_old() -> None:
    rows = Desk(replace(SITTING, health_outdated=True)).rows()
    assert "Health questions: still right?" in rows


TWINS = {
    "Tip library": "",
    "Show me how": "tip neck-turns",
    "Tip now": "now",
    "Done": "done",
    "Snooze 10 min": "snooze",
    "Skip": "skip",
    "Pause": "pause 1h",
    "Resume": "resume",
    "Sitting": "sit",
    "Standing": "stand",
    "Walking": "walk",
    "Profile": "use",
    "I am sore today": "sore on",
    "Health questions": "profile",
    "Today": "today",
    "Why quiet?": "why",
    "Edit config": "config edit",
    "Quit": "quit",
}
"""Which command does what each row does."""


def test_every_row_has_a_command_of_the_same_meaning() -> None:
    first, *rest = [item for item in Desk(with_prompt()).menu() if item is not Menu.SEPARATOR]
    assert not first.enabled  # it only tells how things stand, as do the rows of faults
    rest = [item for item in rest if item.text]
    texts = {item.text for item in rest} | {
        item.text for item in Desk().menu().items[2 + FAULT_ROWS :][:1]
    }
    assert texts | {"Resume", "Profile"} == TWINS.keys()
    for command in filter(None, TWINS.values()):
        assert read(command.split()).command == command.split()[0]
