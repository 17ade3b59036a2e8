"""Opens a wave of new tips when its time has come."""

from unkink.core.state import State
from unkink.core.waves import next_waves


def introduce(state: State) -> None:
    """Introduce what is to be introduced by now, where somebody is there to meet it."""
    if state.pool is None or state.timeline.presence.absent:
        return
    person = state.person
    looked = (person.pool, person.profile, state.settings, person.taste.disliked, person.day)
    if looked == state.introduced_for:
        return
    reminders = [one.settings for one in state.reminders.values()]
    waves = next_waves(state.waves, person, reminders)
    state.introduced_for = looked
    if waves is not state.waves:
        state.waves, state.unsaved = waves, True
