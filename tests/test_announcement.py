"""What the terminal says at start, letter for letter."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.snapshots import MICRO, SHOWER, SITTING
from unkink.announcement import announcement
from unkink.core.snapshot import ReminderView, Snapshot

CONFIG = Path("/home/sam/.config/unkink/config.toml")
FRESH = replace(SITTING, reminders=(replace(MICRO, sat=0.4, due_in=1799.6), SHOWER))


def announced(
    snapshot: Snapshot = FRESH, tray: str = "sni", notifier: str = "terminal", sensor: str = "xsync"
) -> list[str]:
    return announcement(snapshot, tray, notifier, sensor, CONFIG)


def test_the_whole_announcement() -> None:
    assert announced(notifier="dbus (dunst)") == [
        "unkink is running. The next tip comes after about 30 min of sitting.",
        "  Tray icon:     shown in the panel",
        "  Notifications: sent to the desktop by dbus (dunst)",
        "  Sitting time:  measured by keyboard and pointer (xsync)",
        "  Settings:      /home/sam/.config/unkink/config.toml",
        "Stop it with Ctrl-C or: unkink quit",
    ]


def test_the_first_start_says_below_what_must_be_read_once() -> None:
    text = "These tips are for adults who feel generally well. " * 2
    lines = announcement(FRESH, "sni", "terminal", "xsync", CONFIG, text)
    assert lines[:6] == announced()
    assert lines[6:] == [
        "",
        "These tips are for adults who feel generally well. These tips are for adults who",
        "feel generally well.",
        "",
        "The health questions: unkink profile",
    ]


@pytest.mark.parametrize(
    ("due_in", "words"),
    [
        (1800.0, "The next tip comes after about 30 min of sitting."),
        (1740.1, "The next tip comes after about 30 min of sitting."),
        (5040.0, "The next tip comes after about 1 h 24 min of sitting."),
        (20.0, "The next tip comes after about 1 min of sitting."),
        (0.0, "A tip is due already and comes at a good moment."),
    ],
)
def test_the_time_to_the_next_tip_is_rounded_up(due_in: float, words: str) -> None:
    snapshot = replace(FRESH, reminders=(replace(MICRO, due_in=due_in),))
    assert announced(snapshot)[0] == f"unkink is running. {words}"


@pytest.mark.parametrize("reminders", [(), (SHOWER,), (replace(MICRO, sat=None, due_in=None),)])
def test_where_no_reminder_counts_sitting_it_says_where_one_could_be(
    reminders: tuple[ReminderView, ...],
) -> None:
    first = announced(replace(FRESH, reminders=reminders))[0]
    assert first == (
        "unkink is running. No reminder counts sitting; the settings have room for one."
    )


@pytest.mark.parametrize(
    ("tray", "words"),
    [
        ("sni", "shown in the panel"),
        ("xembed", "shown in the old-style tray"),
        (
            "none",
            "none here; `unkink status`, `unkink now` and `unkink --help` do what its menu would",
        ),
    ],
)
def test_each_kind_of_tray(tray: str, words: str) -> None:
    assert announced(tray=tray)[1] == f"  Tray icon:     {words}"


@pytest.mark.parametrize(
    ("notifier", "words"),
    [
        ("plyer", "sent to the desktop by plyer"),
        ("terminal", "none of the desktop's answers; tips are printed here"),
        ("none", "none here; look at `unkink status`"),
    ],
)
def test_each_kind_of_notifier(notifier: str, words: str) -> None:
    assert announced(notifier=notifier)[2] == f"  Notifications: {words}"


def test_without_a_sensor_the_reason_is_told() -> None:
    blind = replace(FRESH, blind="There is no X display.")
    assert announced(blind, sensor="none")[3] == (
        "  Sitting time:  a guess, as nothing tells when you type. There is no X display."
    )
