"""Input sensor for Wayland: ext_idle_notifier_v1, or org_kde_kwin_idle where that is all there is.

The compositor keeps a timer for each silence that is listened for, and sends one event when it has
passed and one when input comes back. The daemon sleeps while somebody types and while nobody does.

Neither protocol can be asked how long input has been silent, and both count a silence from the
making of the object that listens for it: one that was going on already is noticed as much later.
Their timers stand still while the machine is suspended.
"""

import asyncio
import logging
from functools import partial
from pathlib import Path

from unkink.adapters.sensors.last_input import LastInput
from unkink.adapters.sensors.vouching import PATIENCE, Vouching
from unkink.adapters.sensors.wayland_listener import WaylandListener
from unkink.core.events import Blinded, Looked
from unkink.core.moment import Duration, Moment
from unkink.core.values import dataclass
from unkink.ports import AdapterError, Clock, Report
from unkink.wayland_connection import ignore
from unkink.wayland_wire import Body, number

log = logging.getLogger(__name__)

NOT_OFFERED = "This Wayland compositor tells no other program about input."
AT_ONCE = 1
"""Milliseconds of silence after which the next input is told. Not 0: wlroots' org_kde_kwin_idle
takes that for never. KWin's takes anything below 500 for 500."""

PAUSE = 10_000
"""Milliseconds of silence that are listened for where no longer one was told."""

_DESTROY = 0  # the same in both protocols, as are the events
_SILENT, _RETURNED = 0, 1


@dataclass(frozen=True, slots=True)
class IdleProtocol:
    """How one protocol is asked for a notification."""

    name: str
    interface: str
    version: int
    """The newest version that is known here."""
    listen: int
    """The request that makes a notification."""
    listen_to_input: int | None = None
    """The same, for input alone, in version 2: an idle inhibitor, such as a video that plays, does
    not keep it waiting. Whether somebody watches is judged elsewhere."""
    seat_first: bool = False


EXT_IDLE_NOTIFY = IdleProtocol("ext-idle-notify", "ext_idle_notifier_v1", 2, 1, 2)
KWIN_IDLE = IdleProtocol("kwin-idle", "org_kde_kwin_idle", 1, 0, seat_first=True)


class _Notification:
    """One object of the compositor's that waits for a silence."""

    def __init__(self, made: int) -> None:
        self.id = made
        self.reached = False
        """Whether the silence is going on; its end will then be told."""


class WaylandSensor:
    """Knows from the compositor when a silence was reached and when it ended.

    Takes a connection that nobody else uses, and owns it. Raises AdapterError when the compositor
    does not offer the protocol, or has no seat.
    """

    def __init__(
        self,
        report: Report,
        clock: Clock,
        wayland: WaylandListener,
        protocol: IdleProtocol,
        patience: Duration = PATIENCE,
    ) -> None:
        seat, notifier = wayland.offered("wl_seat"), wayland.offered(protocol.interface)
        if seat is None or notifier is None:
            raise AdapterError(NOT_OFFERED)
        self.name = protocol.name
        self._report = report
        self._clock = clock
        self._wayland = wayland
        self._protocol = protocol
        self._listens = protocol.listen
        if protocol.listen_to_input and notifier.version >= 2:
            self._listens = protocol.listen_to_input
        self._loop = asyncio.get_running_loop()
        self._wanted: frozenset[int] = frozenset()
        """Silences that are listened for, in milliseconds."""
        self._notifications: dict[int, _Notification] = {}
        """Also those not wanted any more that will tell the end of a silence."""
        self._last_input = LastInput()
        # Where nobody knows anything, the compositor counts from now on, and so do we.
        self._moment = self._last_input.take(0.0, clock.now())
        self._told = False
        self._silent = False
        """Whether there was no input since `_moment`, for sure."""
        self._soon: asyncio.TimerHandle | None = None
        self._gone: str | None = None
        self._vouching: Vouching | None = None
        """None where no inhibitor hides a silence."""
        if self._listens == protocol.listen:
            self._vouching = Vouching(patience, partial(self._listen, PAUSE), self._vouch_no_more)
        self._seat = wayland.bind(seat, 1)
        self._notifier = wayland.bind(notifier, protocol.version)
        wayland.lost = self._lose

    @classmethod
    async def open(
        cls,
        report: Report,
        clock: Clock,
        path: Path,
        protocol: IdleProtocol,
        patience: Duration = PATIENCE,
    ) -> "WaylandSensor":
        """Connect to the compositor's socket at `path`; raises AdapterError as the class does."""
        wayland = await WaylandListener.listen(path)
        try:
            sensor = cls(report, clock, wayland, protocol, patience)
            await wayland.answer()
        except BaseException:
            wayland.close()
            raise
        return sensor

    def last_input(self) -> Moment | None:
        """Return the last input in a silence that is known of, else None; asks nobody.

        After None, the next input is reported, even when no silence was reached.
        """
        if self._gone is not None:
            raise AdapterError(self._gone)
        if self._silent or not self._told:
            self._told = True
            return self._moment
        self._listen(AT_ONCE)
        return None

    def last_key(self) -> None:
        """Keys and motion look alike here."""

    def listen_for(self, silences: frozenset[Duration]) -> None:
        """Report `Looked` at each of these silences, and when input comes back after one.

        A new silence is counted from now on, unless it is known to have been reached already.
        """
        wanted = frozenset(max(AT_ONCE + 1, round(silence * 1000)) for silence in silences)
        new, self._wanted = wanted - self._wanted, wanted
        if self._gone is not None:
            return
        for silence in new:
            self._listen(silence)
        self._clean_up()
        lasting = self._clock.now().moment - self._moment
        if self._silent and any(silence / 1000 <= lasting for silence in new):
            self._loop.call_soon(self._say)

    def close(self) -> None:
        """Report no more, and let go of the connection."""
        self._gone = self._gone or "The sensor was closed."
        self._wait_no_more()
        if self._vouching is not None:
            self._vouching.close()
        self._wayland.close()

    # ── with the compositor ───────────────────────────────────────────────────────────────────

    def _listen(self, silence: int) -> None:
        if silence in self._notifications:
            return
        made = _Notification(self._wayland.new_object(partial(self._hear, silence)))
        self._notifications[silence] = made
        rest = (self._seat, silence) if self._protocol.seat_first else (silence, self._seat)
        self._wayland.request(self._notifier, self._listens, number(made.id, *rest))

    def _clean_up(self) -> None:
        """Destroy what nobody waits for, except what will tell the end of a silence."""
        for silence, one in list(self._notifications.items()):
            asking = self._vouching is not None and self._vouching.asking
            waits = one.reached or silence == AT_ONCE or (silence == PAUSE and asking)
            if silence not in self._wanted and not waits:
                self._destroy(silence)

    def _destroy(self, silence: int) -> None:
        one = self._notifications.pop(silence)
        self._wayland.request(one.id, _DESTROY)
        self._wayland.handle(one.id, ignore)

    def _hear(self, silence: int, event: int, _body: Body) -> None:
        one = self._notifications[silence]
        doubted = self._vouching is not None and self._vouching.confirm()
        if doubted:
            self._silent = False
        if event == _SILENT:
            one.reached = True
            if silence in self._wanted or (doubted and silence != AT_ONCE):
                self._fall_silent(silence / 1000)
        elif event == _RETURNED:
            one.reached = False
            self._return(news=self._silent or doubted or silence == AT_ONCE)
            self._clean_up()

    # ── what follows from it ──────────────────────────────────────────────────────────────────

    def _fall_silent(self, silence: Duration) -> None:
        now = self._clock.now()
        if not self._silent:
            self._moment = self._last_input.take(silence, now)
        # An earlier event that was read late, when we were busy, makes the silence a little short
        # of what was asked for. The rules compare exactly, so it is told when it is long enough.
        missing = silence - (now.moment - self._moment)
        if missing > 0:
            self._wait_no_more()
            self._soon = self._loop.call_later(missing + 0.001, self._fall_silent, silence)
            return
        self._silent = True
        self._say()

    def _vouch_no_more(self) -> None:
        """Nobody was seen since the last word of the compositor: there may only be an inhibitor."""
        if not self._silent:
            log.info("the compositor told of no pause for long: its word is not believed")
            self._silent = True
            self._say()

    def _return(self, *, news: bool) -> None:
        self._wait_no_more()
        self._silent = False
        self._moment = self._last_input.take(0.0, self._clock.now())
        if news:
            if AT_ONCE in self._notifications:
                self._destroy(AT_ONCE)  # it would tell the same once more
            self._say()

    def _wait_no_more(self) -> None:
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None

    def _say(self) -> None:
        if self._gone is None:
            self._told = True
            self._report(Looked(self._moment))

    def _lose(self, why: str) -> None:
        if self._gone is None:
            self._gone = why
            self._wait_no_more()
            if self._vouching is not None:
                self._vouching.close()
            self._report(Blinded(why))
