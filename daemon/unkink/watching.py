"""What `unkink watch` tells, and when a change is worth a line."""

from collections.abc import Mapping, Sequence

from unkink.commands import Daemon, stands
from unkink.core.moment import MINUTE
from unkink.core.presence import Posture
from unkink.core.snapshot import Snapshot
from unkink.feed import Standing
from unkink.protocol import Json, Reply


def standing(daemon: Daemon) -> Standing:
    """Describe how things stand as `status` does; new when more than lengths of time differ.

    Those change all the time. The one a person is told, how long they have been sitting or on
    their feet, counts by its whole minutes, for which the daemon wakes up anyway.
    """
    data = stands(daemon)
    mark = (_minute(daemon.snapshot()), _without_lengths(data))
    return Standing(mark, Reply(data=data))


def _minute(snapshot: Snapshot) -> int | None:
    if snapshot.presence.absent:
        return None  # nobody wakes up to count the minutes of an empty chair
    told = snapshot.bout if snapshot.posture is Posture.SITTING else snapshot.posture_for
    return int(told // MINUTE)


def _without_lengths(data: Json) -> Json:
    if isinstance(data, Mapping):
        return {
            key: _without_lengths(value)
            for key, value in data.items()
            if key != "time" and not key.endswith("_s")
        }
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [_without_lengths(one) for one in data]
    return data
