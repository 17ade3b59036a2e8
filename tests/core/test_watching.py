"""Nobody types, and yet somebody is there: a call, a film, a program that keeps the screen on."""

from tests.around import signs
from tests.desk import Desk
from unkink.core.effects import Decision
from unkink.core.events import Blinded, LidClosed, Locked, Looked, TimePassed
from unkink.core.presence import Presence
from unkink.core.settings import MICRO, Settings, SittingSettings
from unkink.core.surroundings import Surroundings

MICRO_ONLY = Settings(reminders=(MICRO,))
FILM = signs(fullscreen="mpv in full screen", playing="mpv is playing")
CALL = signs(call="microphone in use by Firefox")
KEPT_ON = signs(inhibitor="mpv keeps the screen on")


def presences(desk: Desk) -> list[tuple[Presence, float]]:
    """The closed spans: who was there, and for how many minutes."""
    return [(span.presence, round(span.length / 60, 2)) for span in desk.spans()]


def test_a_film_counts_as_sitting_from_the_last_input_on() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=5)
    desk.around = FILM
    desk.read(minutes=20)
    assert desk.view.presence is Presence.WATCHING
    assert desk.sat("micro") == 25
    desk.type(minutes=1)
    assert presences(desk)[-1] == (Presence.WATCHING, 20)


def test_a_program_that_keeps_the_screen_on_and_a_call_count_too() -> None:
    for around in (CALL, KEPT_ON):
        desk = Desk(MICRO_ONLY)
        desk.around = around
        desk.read(minutes=20)
        assert desk.sat("micro") == 20


def test_music_alone_keeps_nobody_at_the_desk() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=10)
    desk.around = signs(playing="mpd is playing")
    desk.read(minutes=2)
    assert desk.view.presence is Presence.AWAY
    assert desk.sat("micro") == 0


def test_a_full_screen_that_plays_nothing_keeps_nobody_at_the_desk() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = signs(fullscreen="evince in full screen")
    desk.read(minutes=2)
    assert desk.view.presence is Presence.AWAY


def test_switched_off_only_input_counts_and_nobody_looks_around() -> None:
    desk = Desk(Settings(reminders=(MICRO,), sitting=SittingSettings(watching=False)))
    desk.around = FILM
    desk.type(minutes=10)
    desk.read(minutes=2)
    assert desk.view.presence is Presence.AWAY
    assert desk.sat("micro") == 0


def test_when_the_film_is_over_whoever_touches_nothing_is_away_from_then_on() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=5)
    desk.around = FILM
    desk.read(minutes=10)
    desk.around = Surroundings()
    desk.read(minutes=3)
    assert desk.view.presence is Presence.AWAY
    assert presences(desk)[-1] == (Presence.WATCHING, 11)  # noticed within a minute


def test_an_inhibitor_that_never_ends_is_believed_for_two_hours() -> None:
    """Workrave #181, #565; Sane Break #22 (peers 10): an inhibitor keeps one active for ever."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=5)
    desk.around = KEPT_ON
    desk.read(minutes=8 * 60)
    assert desk.view.presence is Presence.AWAY
    assert presences(desk)[-1] == (Presence.WATCHING, 120)


def test_a_touch_begins_the_two_hours_anew() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = KEPT_ON
    desk.read(minutes=100)
    desk.type(minutes=0.1)
    desk.read(minutes=100)
    assert desk.view.presence is Presence.WATCHING


def test_a_film_that_begins_in_an_empty_room_brings_nobody_back() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=10)
    desk.read(minutes=5)
    desk.around = FILM
    desk.read(minutes=20)
    assert desk.view.presence is Presence.AWAY


def test_a_lock_ends_watching_at_once() -> None:
    desk = Desk(MICRO_ONLY)
    desk.around = FILM
    desk.read(minutes=10)
    desk.say(Locked())
    assert desk.view.presence is Presence.LOCKED
    assert presences(desk)[-1] == (Presence.WATCHING, 10)


def test_until_somebody_has_looked_around_nobody_is_away_and_nothing_is_shown() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=29.5)
    desk._advance(61)
    effects = desk.engine.handle(Looked(desk.last_input), desk.now)
    assert desk.engine.curious()
    assert desk.view.presence is Presence.ACTIVE
    assert [one for one in effects if hasattr(one, "decision")] == []


def test_a_call_without_a_touch_holds_what_is_due_and_is_told_after_it() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=25)
    desk.around = CALL
    desk.read(minutes=20)
    assert desk.shown() == []
    assert [one.why for _, one in desk.records(Decision.HELD)] == [
        "call: microphone in use by Firefox"
    ]
    desk.around = Surroundings()
    desk.type(minutes=6)
    assert [name for _, name in desk.shown()] == ["micro"]


def test_who_comes_back_after_more_than_twelve_hours_is_there_at_the_first_key() -> None:
    """A night at an unlocked machine that never sleeps was taken for twelve hours of noise."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=10)
    desk.leave(minutes=15 * 60)
    assert desk.view.presence is Presence.ACTIVE
    desk.sit(minutes=31)
    assert [name for _, name in desk.shown()] == ["micro"]


def test_noise_that_never_pauses_is_nobody_after_twelve_hours() -> None:
    """Workrave #245 (peers 11): a driver's noise keeps one active for ever."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=12 * 60)
    seen = [desk.view.presence]
    desk.type(minutes=60)  # the table still shakes
    seen.append(desk.view.presence)
    desk.read(minutes=2)
    desk.type(minutes=1)  # a pause, and then somebody
    seen.append(desk.view.presence)
    assert seen == [Presence.AWAY, Presence.AWAY, Presence.ACTIVE]


def test_noise_that_a_sensor_never_tells_of_is_nobody_after_twelve_hours_too() -> None:
    """Workrave #245 (peers 11), on Wayland: a compositor is silent while input goes on."""
    desk = Desk(MICRO_ONLY)
    while desk.minute < 12 * 60:
        desk._advance(600)
        desk.say(TimePassed())
    assert desk.view.presence is Presence.AWAY


def test_a_closed_lid_is_an_absence_that_the_next_key_ends() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=10)
    desk.say(LidClosed())
    desk.read(minutes=2)
    assert desk.sat("micro") == 0
    desk.type(minutes=1)
    assert presences(desk)[-1] == (Presence.AWAY, 2)
    assert desk.view.presence is Presence.ACTIVE


def test_input_from_before_the_lid_was_closed_does_not_end_the_absence_under_it() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=10)
    desk.say(LidClosed())
    desk.read(minutes=0.5)
    desk.say(Looked(desk.last_input))  # a fresh reading at some deadline
    assert desk.view.presence is Presence.AWAY


def test_under_a_lid_a_short_silence_is_listened_for_so_that_its_end_is_heard() -> None:
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=10)
    assert desk.engine.silences() == {60.0}
    desk.say(LidClosed())
    assert desk.engine.silences() == {60.0, 2.0}
    desk.read(minutes=0.5)
    desk.type(minutes=5)  # the machine was carried to another room, or is typed on from outside
    assert desk.engine.silences() == {60.0}
    assert presences(desk)[-1] == (Presence.AWAY, 0.5)
    assert desk.view.presence is Presence.ACTIVE


def test_a_lid_locks_nobody_out_where_no_sensor_could_tell_of_their_return() -> None:
    desk = Desk(MICRO_ONLY)
    desk.say(Blinded("There is no display to watch."))
    desk.say(LidClosed())
    assert desk.view.presence is Presence.UNKNOWN


def test_input_that_turns_out_to_be_a_shaking_mouse_is_taken_back_to_the_last_real_one() -> None:
    """Workrave #245 (peers 11): a sensor that has doubts tells when somebody was there last."""
    desk = Desk(MICRO_ONLY)
    desk.type(minutes=10)
    really = desk.last_input
    desk.type(minutes=5)  # the table shakes
    desk.last_input = really
    desk.say(Looked(really))
    assert desk.view.presence is Presence.AWAY
    assert presences(desk)[-1] == (Presence.ACTIVE, 10)
    assert desk.sat("micro") == 0
