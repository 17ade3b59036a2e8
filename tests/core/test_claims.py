"""What other programs say is believed while it agrees with what is seen, and never for ever."""

from typing import Any

import pytest

from tests.around import signs
from tests.desk import Desk
from unkink.core.effects import Decision
from unkink.core.events import (
    Blinded,
    Done,
    FellAsleep,
    Locked,
    Looked,
    SaidAway,
    SaidHere,
    SettingsChanged,
    TimePassed,
    Unlocked,
    Woke,
)
from unkink.core.moment import HOUR, MINUTE, Moment
from unkink.core.settings import (
    MICRO,
    HoldSettings,
    OnBattery,
    ProgramSettings,
    PromptSettings,
    Settings,
    SittingSettings,
)
from unkink.core.surroundings import Kind, Sign, Surroundings

MICRO_ONLY = Settings(reminders=(MICRO,))
STEAM = Surroundings((Sign(Kind.INHIBITOR, "Steam keeps the screen on", "Steam"),))
CALL = signs(call="microphone in use by Firefox")
EDITOR = Surroundings((Sign(Kind.FULLSCREEN, "Emacs in full screen", "Emacs"),))


def there(desk: Desk) -> str:
    """How the person is there, by its word."""
    return desk.view.presence.value


def doubted(desk: Desk) -> list[str]:
    """What was not believed, and why."""
    return [one.why for _, one in desk.records(Decision.DOUBTED)]


# ── who keeps the screen on ───────────────────────────────────────────────────────────────────


def test_a_game_shop_that_always_keeps_the_screen_on_makes_no_sitting_of_a_lunch() -> None:
    """Steam asks for it as long as it runs (steam-for-linux 5532, 6966, 11207)."""
    desk = Desk(MICRO_ONLY)
    desk.around = STEAM
    desk.sit(minutes=31)  # the look for the first tip sees it amid work
    desk.sit(minutes=20)  # and so does another one, ten minutes later
    shown = len(desk.shown())
    desk.read(minutes=60)
    assert there(desk) == "away"
    assert desk.sat("micro") == 0
    assert len(desk.shown()) == shown
    assert doubted(desk) == [
        "Steam keeps the screen on: it is there whether you work or not",
    ]


def test_what_keeps_the_screen_on_when_the_program_starts_is_no_sign_of_a_person() -> None:
    desk = Desk(MICRO_ONLY)
    kept = desk.engine.memory(desk.now)
    later = Desk(MICRO_ONLY, kept=kept, started=desk.moment + 5 * MINUTE)
    later.around = STEAM
    later.say(TimePassed())
    again = _starting_with(STEAM)
    again.sit(minutes=5)
    again.read(minutes=30)
    assert there(again) == "away"
    assert doubted(again)[0] == "Steam keeps the screen on: it was there before you were"


def _starting_with(around: Surroundings, **machine: Any) -> Desk:
    """Somebody at a machine where this was on before the program."""

    class Started(Desk):
        def __post_init__(self) -> None:
            self._first = around
            super().__post_init__()

        @property
        def around(self) -> Surroundings:
            return self._first

        @around.setter
        def around(self, seen: Surroundings) -> None:
            self._first = around if not hasattr(self, "effects") else seen

    return Started(MICRO_ONLY, **machine)


def test_a_film_beside_work_is_a_film_once_one_only_watches_it() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = signs(inhibitor="mpv keeps the screen on", playing="mpv is playing")
    desk.sit(minutes=50)
    assert doubted(desk) == ["mpv keeps the screen on: it is there whether you work or not"]
    desk.read(minutes=20)
    assert there(desk) == "watching"


def test_music_of_another_program_makes_no_film_of_what_keeps_the_screen_on() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = Surroundings(
        (*STEAM.signs, Sign(Kind.PLAYING, "mpd is playing", "mpd")),
    )
    desk.sit(minutes=50)
    desk.read(minutes=2)
    assert there(desk) == "away"


def test_slides_that_keep_the_screen_on_and_fill_it_count_as_sitting() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = signs(inhibitor="Impress keeps the screen on", fullscreen="Impress")
    desk.read(minutes=40)
    assert there(desk) == "watching"


def test_music_beside_a_full_screen_editor_keeps_nobody_at_the_desk() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=5)
    desk.around = Surroundings((*EDITOR.signs, Sign(Kind.PLAYING, "mpd is playing", "mpd")))
    desk.read(minutes=2)
    assert there(desk) == "away"


# ── calls ─────────────────────────────────────────────────────────────────────────────────────


def test_a_call_in_which_one_only_listens_still_holds_and_counts() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=5)
    desk.around = CALL
    desk.read(minutes=90)
    assert there(desk) == "watching"
    assert desk.shown() == []
    assert doubted(desk) == []


def test_a_call_that_never_ends_is_believed_for_three_hours() -> None:
    """A camera that a chat program never lets go of (caelestia-dots/shell 1942)."""
    desk = Desk(MICRO_ONLY)
    desk.around = CALL
    desk.sit(minutes=5 * 60)
    assert doubted(desk) == ["microphone in use by Firefox: it has been there for too long"]
    assert 210 <= desk.shown()[0][0] <= 213  # seen from the first look at minute 30 on
    assert len(desk.shown()) >= 2


def test_a_call_that_was_there_before_one_came_in_the_morning_is_none() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = CALL
    desk.leave(minutes=14 * 60, lock=True)
    desk.sit(minutes=31)
    assert [name for _, name in desk.shown()] == ["micro"]
    assert doubted(desk) == ["microphone in use by Firefox: it was there before you were"]


def test_once_it_is_over_the_next_call_of_the_same_program_is_one_again() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = CALL
    desk.leave(minutes=14 * 60, lock=True)
    desk.sit(minutes=31)
    desk.around = Surroundings()
    desk.sit(minutes=31)
    shown = len(desk.shown())
    desk.around = CALL
    desk.sit(minutes=45)
    assert len(desk.shown()) == shown


def test_a_call_that_a_restart_of_the_program_falls_into_still_holds() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = CALL
    desk.sit(minutes=29)
    again = desk.restart(unseen=0.5)
    again.around = CALL
    again.sit(minutes=20)
    assert again.shown() == []


def test_a_call_that_a_start_after_days_falls_into_holds_unless_the_machine_just_started() -> None:
    before = Desk(MICRO_ONLY)
    kept = before.engine.memory(before.now)
    later = before.wall.replace(day=25)
    for started, holds in ((5000.0, True), (60.0, False)):
        desk = _starting_with(CALL, wall=later, kept=kept, boot="second boot", started=started)
        desk.sit(minutes=31)
        assert (desk.shown() == []) is holds


# ── the bounds of the others ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("around", "hours"),
    [
        (signs(do_not_disturb="do not disturb is on"), 10),
        (Surroundings((Sign(Kind.SHARING, "OBS shares the screen", "OBS"),)), 3),
        (Surroundings((Sign(Kind.MEETING, "in a meeting until 10:30"),)), 4),
        (signs(fullscreen="a game in full screen", show=True), 4),
    ],
)
def test_none_is_believed_without_end(around: Surroundings, hours: int) -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = around
    desk.sit(minutes=hours * 60 + 29)
    assert desk.shown() == []
    desk.sit(minutes=10)
    assert len(desk.shown()) == 1
    assert [why.rpartition(": ")[2] for why in doubted(desk)] == ["it has been there for too long"]


# ── full screen ───────────────────────────────────────────────────────────────────────────────


def test_who_types_all_day_in_a_full_screen_editor_gets_tips_as_anybody_does() -> None:
    """Safe Eyes #272, #12: eight hours without one pop-up."""
    desk, usual = Desk(MICRO_ONLY), Desk(MICRO_ONLY)
    desk.around = EDITOR
    desk.sit(minutes=8 * 60)
    usual.sit(minutes=8 * 60)
    assert len(desk.shown()) == len(usual.shown()) > 5
    assert desk.shown()[0] == (30.917, "micro")  # once half a minute of work was seen
    assert desk.records(Decision.RELEASED)[0][1].why == "fullscreen: you work in it"


@pytest.mark.parametrize(
    "around",
    [
        signs(fullscreen="a game in full screen", show=True),
        Surroundings((*EDITOR.signs, Sign(Kind.SHARING, "OBS shares the screen", "OBS"))),
        Surroundings(
            (
                Sign(Kind.FULLSCREEN, "Firefox in full screen", "Firefox"),
                Sign(Kind.PLAYING, "Mozilla Firefox is playing", "Mozilla Firefox"),
            )
        ),
        signs(fullscreen="a game in full screen", inhibitor="a game keeps the screen on"),
    ],
)
def test_games_films_and_shared_screens_hold_whatever_is_typed(around: Surroundings) -> None:
    desk = Desk(MICRO_ONLY)
    desk.sit(minutes=1)
    desk.around = around
    desk.sit(minutes=90)
    assert desk.shown() == []


def test_slides_that_are_turned_now_and_then_hold_too() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = EDITOR
    for _ in range(120):
        desk.type(minutes=1 / 60)
        desk.read(minutes=29 / 60)
    assert desk.shown() == []


# ── the person's own word about a program ─────────────────────────────────────────────────────


def test_a_program_that_is_to_count_for_nothing_counts_for_nothing() -> None:
    rows = (
        ProgramSettings("obs", call=False),
        ProgramSettings("Emacs", fullscreen=False),
        ProgramSettings("Steam", screen_on=False),
    )
    desk = Desk(Settings(reminders=(MICRO,), programs=rows))
    call = Sign(Kind.CALL, "microphone in use by OBS", "OBS")
    front = Sign(Kind.FULLSCREEN, "Emacs in full screen", "Emacs", show=True)
    desk.around = Surroundings((call, front, *STEAM.signs))
    desk.sit(minutes=31)
    assert [name for _, name in desk.shown()] == ["micro"]
    desk.read(minutes=2)
    assert there(desk) == "away"
    assert doubted(desk) == []


def test_a_program_that_is_to_count_is_never_doubted() -> None:
    rows = (ProgramSettings("Firefox", call=True), ProgramSettings("Emacs", fullscreen=True))
    for around in (
        Surroundings((Sign(Kind.CALL, "microphone in use by Firefox", "Firefox"),)),
        EDITOR,
    ):
        desk = Desk(Settings(reminders=(MICRO,), programs=rows))
        desk.around = around
        desk.sit(minutes=10 * 60)
        assert desk.shown() == []
        assert doubted(desk) == []


def test_a_row_that_is_written_while_it_holds_counts_within_a_minute() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = Surroundings((Sign(Kind.CALL, "microphone in use by OBS", "OBS"),))
    desk.sit(minutes=40)
    assert desk.shown() == []
    rows = (ProgramSettings("OBS", call=False),)
    desk.say(SettingsChanged(Settings(reminders=(MICRO,), programs=rows)))
    desk.sit(minutes=3)
    assert [name for _, name in desk.shown()] == ["micro"]


# ── locked ────────────────────────────────────────────────────────────────────────────────────


def test_who_types_on_under_a_lock_that_nobody_took_back_is_there() -> None:
    """hyprlock #907: a lock that is told of and never taken back silenced a whole day."""
    desk = Desk(MICRO_ONLY)
    desk.say(Locked())
    desk.sit(minutes=8 * 60)
    usual = Desk(MICRO_ONLY)
    usual.sit(minutes=8 * 60)
    assert len(desk.shown()) == len(usual.shown())
    assert doubted(desk) == ["the screen is locked: somebody typed on for a minute"]
    assert desk.view.sat_today == pytest.approx(8 * HOUR, abs=MINUTE)


def test_once_nobody_types_the_lock_has_the_word_again() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(Locked())
    desk.sit(minutes=10)
    assert there(desk) == "active"
    desk.read(minutes=5)
    assert there(desk) == "locked"
    desk.sit(minutes=3)
    assert there(desk) == "active"


def test_a_mouse_that_is_nudged_and_a_key_that_is_pressed_leave_the_screen_locked() -> None:
    """aw-watcher-afk PR 84: a jiggler under a lock."""
    for every in (5, 30, 59):
        desk = Desk(MICRO_ONLY)
        desk.say(Locked())
        for _ in range(3600 // every):
            desk._touch()
            desk.read(minutes=every / 60)
        assert there(desk) == "locked"
        assert doubted(desk) == []


def test_a_mouse_that_never_rests_has_no_keys_and_leaves_the_screen_locked() -> None:
    desk = Desk(MICRO_ONLY)
    before = Moment(desk.moment)
    desk.say(Locked())
    for _ in range(600):
        desk._advance(1)
        desk.last_input = desk.moment
        desk.say(Looked(desk.last_input, last_key=before))
    assert there(desk) == "locked"
    desk.say(Looked(desk.last_input, last_key=desk.moment))
    assert there(desk) == "active"


def test_a_password_and_two_that_were_mistyped_leave_the_screen_locked() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(Locked())
    desk.read(minutes=10)
    for _ in range(3):
        desk.type(minutes=10 / 60)
        desk.read(minutes=5 / 60)
    assert there(desk) == "locked"


def test_a_lock_that_is_told_anew_is_believed_anew() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(Locked())
    desk.type(minutes=2)
    assert there(desk) == "active"
    desk.say(Locked())
    assert there(desk) == "locked"
    desk.say(Unlocked())
    assert there(desk) == "active"


# ── asleep ────────────────────────────────────────────────────────────────────────────────────


def test_a_sleep_that_never_came_is_over_after_ten_minutes_in_which_the_machine_ran() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(Blinded("no sensor"))
    desk.say(FellAsleep())
    desk.read(minutes=11)
    assert there(desk) == "unknown"


def test_a_sleep_that_came_late_is_no_sleep_that_never_came() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=5)
    desk.say(FellAsleep())
    desk.read(minutes=1)
    desk._advance(8 * HOUR)
    desk.slept += 8 * HOUR
    desk.read(minutes=1)
    assert there(desk) == "asleep"
    desk.say(Woke())
    desk.type(minutes=1)
    assert there(desk) == "active"


# ── no sensor ─────────────────────────────────────────────────────────────────────────────────


def test_losing_the_sensor_brings_nobody_back_who_was_away() -> None:
    """aw-watcher-afk #27: logged out, and sitting all night."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=10)
    desk.read(minutes=10)
    assert there(desk) == "away"
    desk.say(Blinded("The display is gone."))
    desk.read(minutes=12 * 60)
    assert there(desk) == "away"
    assert desk.shown() == []
    assert desk.view.sat_today == 10 * MINUTE


def test_where_no_sensor_works_a_click_shows_that_somebody_is_back() -> None:
    desk = Desk(MICRO_ONLY)
    desk.read(minutes=10)
    desk.say(Blinded("The display is gone."))
    desk.say(Done())
    assert there(desk) == "unknown"


# ── said by the person ────────────────────────────────────────────────────────────────────────


def test_who_says_to_be_here_is_here_for_as_long_as_they_say() -> None:
    """A pen, a gamepad, a treadmill: nothing that a sensor sees."""
    desk = Desk(MICRO_ONLY)
    desk.say(SaidHere(20 * MINUTE))
    desk.read(minutes=19.9)
    assert there(desk) == "watching"
    assert desk.sat("micro") == pytest.approx(19.9)
    desk.read(minutes=1)
    assert there(desk) == "away"


def test_said_without_a_length_it_is_as_a_touch() -> None:
    desk = Desk(MICRO_ONLY)
    desk.read(minutes=10)
    desk.say(SaidHere())
    assert there(desk) == "active"
    desk.read(minutes=2)
    assert there(desk) == "away"


def test_it_counts_where_watching_is_switched_off_and_where_the_screen_is_said_to_be_locked() -> (
    None
):
    desk = Desk(Settings(reminders=(MICRO,), sitting=SittingSettings(watching=False)))
    desk.say(Locked())
    desk.say(SaidHere(10 * MINUTE))
    desk.read(minutes=9)
    assert there(desk) == "watching"
    assert doubted(desk) == ["the screen is locked: you said that you are here"]
    desk.read(minutes=5)
    assert there(desk) == "locked"


def test_not_even_that_is_believed_without_end() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(SaidHere(100 * HOUR))
    desk.read(minutes=13 * 60)
    assert there(desk) == "away"


def test_who_says_to_leave_is_away_until_the_next_input() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=20)
    desk.say(SaidAway())
    desk.read(minutes=1 / 60)
    desk._touch()  # the hand that leaves the keyboard
    assert there(desk) == "away"
    desk.read(minutes=4)
    desk.type(minutes=0.1)
    assert there(desk) == "active"
    assert desk.sat("micro") == pytest.approx(0.0, abs=4.1)


def test_a_call_that_goes_on_keeps_nobody_who_said_to_leave() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = CALL
    desk.read(minutes=5)
    desk.say(SaidAway())
    desk.read(minutes=10)
    assert there(desk) == "away"


# ── battery ───────────────────────────────────────────────────────────────────────────────────

BATTERY = Surroundings((Sign(Kind.BATTERY, "running on battery"),))


@pytest.mark.parametrize(
    ("word", "first"), [(OnBattery.IGNORE, [30]), (OnBattery.LONGER, [46]), (OnBattery.HOLD, [])]
)
def test_on_battery_tips_come_later_or_not_at_all_as_the_settings_say(
    word: OnBattery, first: list[int]
) -> None:
    hold = HoldSettings(on_battery=word, settle=1.0)
    desk = Desk(Settings(reminders=(MICRO,), hold=hold, prompt=PromptSettings(lull=1.0)))
    desk.around = BATTERY
    desk.sit(minutes=50)
    assert [round(minute) for minute, _ in desk.shown()][:1] == first
