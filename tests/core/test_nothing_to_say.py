"""A reminder whose tips are all hidden waits; it keeps nobody else from speaking."""

from tests.desk import Desk
from unkink.core.events import HealthChanged
from unkink.core.health import HealthProfile
from unkink.core.settings import ACTIVE, MICRO, Settings
from unkink.tip_files import read_pool

POOL = read_pool()
EVERY_TAG = HealthProfile(answered=True, tags=POOL.tags)


def test_a_longer_reminder_that_stays_due_with_nothing_to_say_is_passed_over() -> None:
    """With every health answer no tip of the longer break is left; it once swallowed the small
    ones for good.
    """
    desk = Desk(Settings(reminders=(MICRO, ACTIVE)), pool=POOL)
    desk.say(HealthChanged(EVERY_TAG))
    desk.sit(minutes=61)
    for _ in range(3):
        desk.leave(minutes=1)
        desk.sit(minutes=31)
    names = [name for _, name in desk.shown()]
    assert len(names) >= 4
    assert set(names) == {"micro"}
