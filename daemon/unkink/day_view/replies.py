"""What the daemon answers about a recorded day; loaded when somebody asks."""

from typing import TYPE_CHECKING

from unkink.day_view.data import day_data
from unkink.day_view.words import NO_DATE, named, read_date
from unkink.protocol import Code, Reply, ShowDay, TellDay

if TYPE_CHECKING:
    from unkink.commands import Daemon


async def day_reply(daemon: "Daemon", request: ShowDay | TellDay) -> Reply:
    """Tell of a day, or open its page; where that fails, `data` lets the client print it."""
    now = daemon.snapshot().wall
    day = read_date(request.day or "", now.date())
    if day is None:
        return Reply(Code.BAD_USAGE, f'"{request.day}" {NO_DATE}')
    titles = {tip.id: tip.title for tip in daemon.pool().tips}
    data = day_data(daemon.told_day(day), now, titles.get, daemon.journal_begins())
    if isinstance(request, TellDay):
        return Reply(data=data)
    # Without its date, so that the page goes on with the day that begins at midnight.
    page = "today" if day == now.date() else f"today/{day.isoformat()}"
    failure = await daemon.open(page)
    if failure is not None:
        return Reply(Code.FAILED, failure, data)
    return Reply(text=f"{named(day, now.date())} is open in your browser.")
