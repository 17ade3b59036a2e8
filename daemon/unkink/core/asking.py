"""Questions wait until they disturb nobody: no prompt on the screen, nothing that holds one."""

from collections.abc import Iterator

from unkink.core.effects import AskAboutHealth
from unkink.core.health_questions import Agenda, HealthQuestion, agenda
from unkink.core.holds import Hold
from unkink.core.hours import open_at, opens_next
from unkink.core.moment import MINUTE, Duration, Moment, when
from unkink.core.presence import Presence
from unkink.core.prompting import FRESH
from unkink.core.state import State
from unkink.core.surroundings import Kind

HELD_FOR: Duration = 5 * MINUTE
"""A question that a call, full screen or do-not-disturb keeps back is in no hurry."""


def ask_when_free(state: State) -> None:
    """Put a question on the screen once no prompt is there: two at once are one too many."""
    if not free(state):
        return
    if state.question is not None:
        state.effects.append(state.question)
        state.question = None
        return
    question = _waiting(state)
    if question is None or not _good_time(state) or must_look(state) or disturbs(state):
        return
    day = state.now.wall.date()
    state.asked = state.asked.note(question.value, day)
    answered = state.profile.answered_on
    state.effects.append(AskAboutHealth(question, None if answered is None else day - answered))


def curious_to_ask(state: State) -> bool:
    """Tell whether somebody must look around before a question is asked."""
    return free(state) and _waiting(state) is not None and _good_time(state) and must_look(state)


def asks_next(state: State) -> Iterator[Moment | None]:
    """Yield when time alone may let a question through."""
    wall = state.now.wall
    if state.pool is None:
        return
    morning = _agenda(state).next
    if morning is not None:
        yield when(morning, state.now)
    if _waiting(state) is None:
        return
    yield settled_at(state)
    opens = opens_next(state.settings.hours, wall)
    yield None if opens is None else when(opens, state.now)
    if state.looked_around is not None and disturbs(state):
        yield Moment(state.looked_around + HELD_FOR)


def _waiting(state: State) -> HealthQuestion | None:
    return None if state.pool is None else _agenda(state).question


def _agenda(state: State) -> Agenda:
    known, wall = state.agenda, state.now.wall
    if known is None or not known.fits(state.profile, state.asked, wall):
        known = state.agenda = agenda(state.profile, state.asked, wall)
    return known


def free(state: State) -> bool:
    """Tell whether no prompt is on the screen."""
    return state.live is None or state.live.closed is not None


def _good_time(state: State) -> bool:
    return here_and_settled(state) and open_at(state.settings.hours, state.now.wall)


def here_and_settled(state: State) -> bool:
    """Tell whether the person is here, wants to hear of something, and has settled."""
    timeline = state.timeline
    here = timeline.presence is Presence.ACTIVE or timeline.blind is not None
    return (
        here
        and not state.in_doubt
        and state.pause is None
        and state.ready_since is None  # a prompt is about to come
        and state.now.moment >= settled_at(state) - 1e-6
    )


def settled_at(state: State) -> Moment:
    """Return when the person has settled after the last return."""
    return Moment(state.timeline.came_back + state.settings.hold.settle)


def must_look(state: State) -> bool:
    """Tell whether somebody must look around before it is known what a notice would disturb."""
    if not state.settings.hold.heeds_surroundings:
        return False
    return not state.looked_within((HELD_FOR if disturbs(state) else FRESH) - 1e-6)


def disturbs(state: State) -> Hold | None:
    """Return what a notice would disturb, as was seen when somebody last looked."""
    hold, seen = state.settings.hold, state.surroundings
    if hold.call and seen.first(Kind.CALL):
        return Hold.CALL
    if hold.call and seen.first(Kind.SHARING):
        return Hold.SHARING
    if seen.first(Kind.MEETING):
        return Hold.MEETING
    if hold.fullscreen and seen.first(Kind.FULLSCREEN):
        return Hold.FULLSCREEN
    return Hold.DO_NOT_DISTURB if hold.do_not_disturb and seen.first(Kind.DO_NOT_DISTURB) else None
