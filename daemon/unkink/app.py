"""The composition root: the one module that knows how everything is plugged together.

Order matters at start: what shows the icon comes first, as that is what a person waits for; what
matters only later is imported later.
"""

import asyncio
import logging
import os
import sys
from collections.abc import Collection
from contextlib import AsyncExitStack, suppress
from functools import partial
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from unkink.adapters.clock import SystemClock, boot_id
from unkink.adapters.memory_file import MemoryFile
from unkink.adapters.session_bus import SESSION_BUS, SYSTEM_BUS, LastingBus
from unkink.adapters.single_instance import Claim
from unkink.adapters.tray.desktop_tray import DesktopTray, TrayKind
from unkink.announcement import announcement
from unkink.assets import asset
from unkink.core.engine import Engine
from unkink.core.events import Blinded, Event, SettingsChanged
from unkink.core.settings import OnBattery, Settings
from unkink.core.snapshot import Snapshot
from unkink.core.surroundings import Sign
from unkink.ending import ENDS_WITHIN, Close, Ending
from unkink.faults import Faults, Part
from unkink.health_keeper import HealthKeeper
from unkink.journal import KeptJournal
from unkink.loop import Loop
from unkink.mailbox import Mailbox
from unkink.notices import (
    HEALTH_SLOT,
    PROMPT_SLOT,
    WELCOME_SLOT,
    first_start_notice,
    refusal_notice,
)
from unkink.options import RunOptions
from unkink.paths import Paths, PathsError, make_private, user_paths
from unkink.pictures import Pictures
from unkink.plain_log import log_to_stderr
from unkink.ports import Notification
from unkink.private_files import make_folders
from unkink.settings_at_start import (
    LastGoodSettings,
    StartSettings,
    at_login,
    session_entries,
    settings_at_start,
)
from unkink.settings_file import SettingsError, write_first_config
from unkink.settings_keeper import SettingsKeeper
from unkink.start_barrier import started
from unkink.tip_files import PoolReading, check_pool, is_tips, reminder_words
from unkink.tip_keeper import TipKeeper
from unkink.tray_menu import MenuActions, build
from unkink.version import VERSION
from unkink.words import tray_view
from unkink.world import World

if TYPE_CHECKING:
    from unkink.adapters.control import ControlServer
    from unkink.adapters.notifiers.chain import NotifierChain
    from unkink.adapters.schedule import DeadlineSchedule
    from unkink.adapters.sensors.logind import LogindSensor
    from unkink.guide.server import GuideServer
    from unkink.meetings import Meetings

log = logging.getLogger(__name__)

BAD_SETTINGS = 2
LOOK_LIMIT = 20.0
"""Seconds; a notification server that hangs is waited for 5 s a call, and then known to hang."""


def run(options: RunOptions) -> int:
    """Be the daemon until somebody ends it; return the exit code.

    Raises AlreadyRunning, or PathsError when there is no place for lock and socket.
    """
    log_to_stderr(verbose=options.verbose)
    paths = user_paths()
    make_private(paths.runtime)
    claim = _claim(paths)
    try:
        written = options.config is not None or _write_config(paths.config_file)
        tips = check_pool(paths.own_tips).logged()
        config = options.config or paths.config_file
        start = StartSettings(Settings())
        if written:
            start = _settings(options, config, reminder_words(tips.pool), paths.last_good(config))
        asyncio.run(_live(options, paths, claim, config, start, tips))
    except SettingsError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return BAD_SETTINGS
    finally:
        claim.release()
    return 0


def _settings(
    options: RunOptions, config: Path, words: Collection[str], kept: Path
) -> StartSettings:
    """Read the settings; raises SettingsError where they are wrong and somebody reads that."""
    try:
        return settings_at_start(config, words, None)
    except SettingsError:
        if at_login(asked=options.at_login, entries=lambda: session_entries(os.environ)):
            return settings_at_start(config, words, LastGoodSettings(kept))
        raise


def _claim(paths: Paths) -> Claim:
    """Be the only one; one that is ending is waited for, as after a logout and a login at once."""
    for file in paths.home_locks:
        with suppress(OSError):  # a disk that refuses is told of by whoever writes there
            make_folders(file.parent)
    try:
        return Claim.make(paths.lock, paths.home_locks, ENDS_WITHIN + 1)
    except IsADirectoryError as error:
        raise PathsError(
            f"{paths.lock} is a folder, where unkink needs a file; remove it"
        ) from error
    except OSError as error:
        raise PathsError(f"{paths.lock} cannot be written: {error.strerror}") from error


def _write_config(path: Path) -> bool:
    """Have a settings file there, or tell that the disk refuses; then there is none."""
    try:
        write_first_config(path)
    except OSError as error:
        log.warning("%s cannot be written (%s); the defaults are in force", path, error.strerror)
        return False
    return True


async def _live(
    options: RunOptions,
    paths: Paths,
    claim: Claim,
    config: Path,
    start: StartSettings,
    tips: PoolReading,
) -> None:
    ending = Ending(begun=claim.mark_ending)
    ending.at_last(partial(paths.socket.unlink, missing_ok=True))
    ending.heed_signals()
    house = House(options, paths, claim, ending, config, start, tips)
    async with AsyncExitStack() as stack:
        house.close_last(stack)
        await house.connect(stack)
        await house.show_tray(stack)
        loop = house.plug(stack)
        await house.open_doors(loop, stack)
        await house.announce(loop)
        await ending.begins.wait()
        await house.leave(loop)
    await ending.finish()


class House:
    """Everything plugged together, for one run."""

    def __init__(
        self,
        options: RunOptions,
        paths: Paths,
        claim: Claim,
        ending: Ending,
        config: Path,
        start: StartSettings,
        tips: PoolReading,
    ) -> None:
        self._claim = claim
        self._ending = ending
        self._control: ControlServer | None = None
        self._meetings: Meetings | None = None
        self._logind: LogindSensor | None = None
        self._options = options
        self._paths = paths
        self._config = config
        self._settings = start.settings
        self._clock = SystemClock(break_length=lambda: self._engine.settings.full_break)
        self._store = MemoryFile(paths.state_file)
        self._mailbox = Mailbox()
        kept = self._store.load()
        # Whoever has a history has seen the welcome, whatever became of the memory.
        self._first_start = kept is None and not paths.history_file.exists()
        self._engine = Engine(start.settings, self._clock.now(), SystemRandom(), boot_id(), kept)
        mailbox = self._mailbox
        self._faults = Faults(lambda: mailbox.ask(Loop.redraw))
        self._health = HealthKeeper(
            paths.health_file,
            mailbox.report,
            partial(self._faults.note, Part.HEALTH),
            partial(self._faults.note, Part.UNSAVED),
        )
        self._bus = LastingBus(SESSION_BUS, partial(self._faults.note, Part.BUS))
        self._system_bus = LastingBus(SYSTEM_BUS, partial(self._faults.note, Part.LOCK))
        self._tray: DesktopTray | None = None
        self._tips = TipKeeper(
            paths.own_tips,
            tips,
            mailbox.report,
            self._tell,
        )
        self._keeper = SettingsKeeper(
            config,
            start.settings,
            lambda: reminder_words(self._engine.pool),
            self._settings_changed,
            self._tell,
            partial(self._faults.note, Part.SETTINGS),
            good=LastGoodSettings(paths.last_good(config)).keep,
        )
        self._keeper.begin(start)
        self._pictures = Pictures(paths.cache / "pictures", paths.own_tips, VERSION)
        self._health.load(tips.pool)

    def close_last(self, stack: AsyncExitStack) -> None:
        """Take the socket away when all else is closed: until then it says that unkink is ending,
        and right after it goes the lock.
        """

        async def close() -> None:
            if self._control is not None:
                await self._control.close()

        self._closes(stack, "the control socket", close)

    def _closes(self, stack: AsyncExitStack, name: str, close: Close) -> None:
        stack.push_async_callback(self._ending.step, name, close)

    async def connect(self, stack: AsyncExitStack) -> None:
        """Connect to both buses; closed late, as most others talk over them until the end."""
        self._closes(stack, "the session bus", self._bus.close)
        self._closes(stack, "the system bus", self._system_bus.close)
        await asyncio.gather(self._bus.start(), self._system_bus.start())

    async def show_tray(self, stack: AsyncExitStack) -> None:
        """Show the icon; what is clicked before the rest is there waits in the mailbox."""
        kind = TrayKind(self._options.tray)
        if kind is TrayKind.NONE:
            return
        menu = build(
            self._look,
            self._menu_actions(),
            snooze=lambda: self._engine.settings.prompt.snooze,
            problem=lambda: self._faults.problem,
            faults=lambda: self._faults.lines,
        )
        tray = DesktopTray(
            kind, self._bus.connection, menu, self._settings.tray.icon, self._icon_changed
        )
        tray.update(tray_view(self._look()))
        self._closes(stack, "the tray icon", tray.close)
        await started("the tray icon", tray.start())
        self._tray = tray
        self._bus.attend(tray.use)

    def plug(self, stack: AsyncExitStack) -> Loop:
        """Plug in everything that the loop acts through."""
        from unkink.adapters.browser import DesktopBrowser
        from unkink.adapters.history.history_file import HistoryFile
        from unkink.adapters.hooks import UserHooks
        from unkink.adapters.schedule import DeadlineSchedule
        from unkink.adapters.surroundings.lookout import DesktopLookout
        from unkink.pages_on_demand import PagesOnDemand

        history = HistoryFile(
            self._paths.history_file, lambda: self._engine.settings.history.keep_days
        )
        stack.callback(history.close)
        self._journal = KeptJournal(history, partial(self._faults.note, Part.JOURNAL))
        self._chain = self._notifiers(stack)
        schedule = DeadlineSchedule(
            self._clock,
            lambda: self._mailbox.ask(Loop.wake),
        )
        pages = PagesOnDemand(lambda: self._guide(loop))
        hooks = UserHooks(lambda: self._engine.settings.hooks, self._title)
        self._closes(stack, "the hooks", hooks.close)
        self._ending.at_last(hooks.kill)
        self._closes(stack, "the reading of calendars", self._leave_calendars)
        lookout = DesktopLookout(self._bus.connection, os.environ, self._known_signs)
        self._bus.attend(lookout.use)
        loop = Loop(
            self._engine,
            World(
                clock=self._clock,
                schedule=schedule,
                store=self._store,
                journal=self._journal,
                notifier=self._chain,
                pages=pages,
                browser=DesktopBrowser(os.environ),
                lookout=lookout,
                tray=self._tray,
                hooks=hooks,
                health=self._health,
                history=self._journal,
                pictures=self._pictures,
                faults=self._faults,
            ),
        )
        self._pictures.start()
        self._closes(stack, "the drawing of pictures", self._pictures.close)
        self._closes(stack, "the guide pages", pages.close)
        stack.callback(schedule.close)
        self._watch_clocks(schedule, loop, stack)
        return loop

    async def open_doors(self, loop: Loop, stack: AsyncExitStack) -> None:
        """Let in what happens: sensors, clocks, command line, signals."""
        from unkink.adapters.control import ControlServer
        from unkink.adapters.sensors.choice import Place
        from unkink.adapters.sensors.succession import Succession
        from unkink.command_desk import CommandDesk
        from unkink.commands import answer
        from unkink.feed import Feed
        from unkink.own_place import OwnPlace
        from unkink.protocol import ENDING, Reply, Request
        from unkink.watching import standing

        self._mailbox.deliver_to(loop)
        bus = self._bus.connection
        sensor = Succession(Place(self._hear_of_input, self._clock, os.environ, bus))
        stack.callback(sensor.close)
        await started("the sensor for input", sensor.start())
        self._bus.attend(sensor.use)
        loop.watch(sensor)
        await self._watch_session(stack)
        self._watch_files(stack)
        self._use_calendars()
        desk = CommandDesk(loop, self._journal, self._health, self._ending.begin)
        feed = Feed(lambda: standing(desk))
        loop.world.audience = feed

        async def reply(request: Request) -> Reply:
            return ENDING if self._ending.begun else await answer(desk, request)

        control = ControlServer(self._paths.socket, reply, feed)
        await control.start()
        self._control = control
        degraded = partial(self._faults.note, Part.CONTROL)
        OwnPlace(self._paths, self._claim, control, self._ending.begin, degraded).start(stack)

    async def announce(self, loop: Loop) -> None:
        """Tell the terminal what was found, and on the first start what to read first."""
        world = loop.world
        await started("notifications", self._chain.look(), LOOK_LIMIT)
        tray = "none" if self._tray is None else self._tray.name
        sensor = "none" if world.sensor is None else world.sensor.name
        first = loop.engine.pool.safety.first_start if self._first_start else None
        lines = announcement(
            loop.snapshot(), tray, world.notifier.name, sensor, self._config, first
        )
        print("\n".join(lines), flush=True)
        if self._first_start and world.notifier.clickable:
            loop.tell(first_start_notice(loop.settings.first_tip_after))

    async def leave(self, loop: Loop) -> None:
        """Write down how things stand, and leave no dead notification behind."""
        step = self._ending.step
        loop.save()
        self._journal.flush()
        self._ending.kept()
        await step("what goes on", loop.finish)
        loop.save()
        self._part_with_answers(loop)
        for slot in (PROMPT_SLOT, WELCOME_SLOT, HEALTH_SLOT):
            await step("a notification", partial(loop.world.notifier.withdraw, slot))
        await step("what goes on", loop.finish)
        self._journal.end(loop.present())

    def _part_with_answers(self, loop: Loop) -> None:
        """Say that answers about health are lost now, should no file have taken them."""
        lost = self._health.end()
        if lost is not None:
            log.error("%s", lost)
            loop.tell(refusal_notice(lost))

    def _watch_clocks(
        self, schedule: "DeadlineSchedule", loop: Loop, stack: AsyncExitStack
    ) -> None:
        """Count anew, and look who is there, when the clock was set or the machine woke."""
        from unkink.adapters.clock_steps import ClockSteps

        def changed() -> None:
            schedule.clocks_changed()
            loop.wake()

        steps = ClockSteps(changed)
        steps.start()
        stack.callback(steps.close)

    def _watch_files(self, stack: AsyncExitStack) -> None:
        """Read settings and own tips anew when they have changed, and draw the tips."""
        from unkink.adapters.folder_changes import FolderChanges

        def tips_changed() -> None:
            self._tips.reload()
            self._keeper.reload()  # what a reminder draws from may be an own tip
            self._pictures.renew()

        def is_config(path: Path) -> bool:
            return path.name == self._config.name

        def is_health(path: Path) -> bool:
            return path.name == self._paths.health_file.name

        for folder, matters, changed in (
            (self._paths.own_tips, is_tips, tips_changed),
            (self._config.absolute().parent, is_config, self._keeper.reload),
            (self._paths.health_file.parent, is_health, self._health.look_again),
        ):
            changes = FolderChanges(folder, matters, changed)
            changes.start()
            stack.callback(changes.close)
        stack.callback(self._tips.close)
        stack.callback(self._keeper.close)

    async def _watch_session(self, stack: AsyncExitStack) -> None:
        """Hear of lock and sleep, from logind where there is one and from screen savers."""
        from unkink.adapters.sensors.lock import Lock
        from unkink.adapters.sensors.logind import LogindSensor
        from unkink.adapters.sensors.screensaver import ScreensaverSensor

        lock = Lock(self._mailbox.report)
        degraded = partial(self._faults.note, Part.LOCK)
        logind = LogindSensor(
            self._system_bus.connection,
            self._mailbox.report,
            lock,
            os.environ,
            degraded,
            self._log_out,
        )
        self._logind = logind
        self._closes(stack, "the sensor for lock and sleep", logind.close)
        self._system_bus.attend(logind.use)
        await started("the sensor for lock and sleep", logind.start())
        screensaver = ScreensaverSensor(self._bus.connection, lock)
        stack.callback(screensaver.close)
        self._bus.attend(screensaver.use)
        await started("the sensor for screen savers", screensaver.start())

    def _known_signs(self) -> list[Sign]:
        """Tell what the calendar and the battery say, as far as the settings ask for it."""
        hold, now = self._engine.settings.hold, self._clock.now()
        signs = [] if self._meetings is None else self._meetings.signs(now.wall)
        if hold.on_battery is not OnBattery.IGNORE:
            from unkink.adapters.surroundings.battery import on_battery

            signs += on_battery()
        return signs

    def _use_calendars(self) -> None:
        """Read the calendars that the settings name, and no others."""
        places = self._engine.settings.hold.calendar
        if places and self._meetings is None:
            from unkink.meetings import Meetings  # most people name none

            self._meetings = Meetings(partial(self._faults.note, Part.CALENDAR))
        if self._meetings is not None:
            self._meetings.use(places)

    async def _leave_calendars(self) -> None:
        if self._meetings is not None:
            await self._meetings.close()

    def _hear_of_input(self, event: Event) -> None:
        self._mailbox.report(event)
        if isinstance(event, Blinded) and self._logind is not None:
            self._logind.look_whether_closing()  # a display goes when its session ends

    def _log_out(self) -> None:
        """End with the session that is watched, whatever of the person's goes on."""
        log.warning("the session has ended, and so does unkink")
        self._ending.begin()

    def _icon_changed(self, present: bool) -> None:  # noqa: FBT001 - a report of a fact
        self._faults.note(Part.TRAY, None if present else "No panel shows the tray icon now.")

    def _title(self, tip_id: str) -> str | None:
        tip = self._engine.pool.tip(tip_id)
        return None if tip is None else tip.title

    def _look(self) -> Snapshot:
        return self._engine.snapshot(self._clock.now())

    def _settings_changed(self, event: SettingsChanged) -> None:
        self._mailbox.report(event)
        self._use_calendars()
        if self._tray is not None:
            self._tray.recolour(event.settings.tray.icon)

    def _tell(self, notice: Notification, file: Path | None) -> None:
        self._mailbox.ask(lambda loop: loop.tell(notice, file))

    def _menu_actions(self) -> MenuActions:
        mailbox = self._mailbox
        return MenuActions(
            report=mailbox.report,
            today=lambda: mailbox.ask(lambda loop: loop.open("today")),
            why=lambda: mailbox.ask(lambda loop: loop.open("why")),
            sore=self._switch_sore,
            health=lambda: mailbox.ask(lambda loop: loop.open("health")),
            edit_config=lambda: mailbox.ask(lambda loop: loop.open_file(self._config)),
            quit=self._ending.begin,
        )

    def _switch_sore(self) -> None:
        """Off at once; on only by way of the page that asks about red flags first."""
        if self._look().sore:
            problem = self._health.set_sore(self._clock.now().wall.date(), on=False)
            if problem is not None:
                self._mailbox.ask(lambda loop: loop.tell(refusal_notice(problem)))
        else:
            self._mailbox.ask(lambda loop: loop.open("sore"))

    def _guide(self, loop: Loop) -> "GuideServer":
        from unkink.adapters.tuning_file import TuningFile
        from unkink.guide.figures import Figures
        from unkink.guide.server import GuideServer
        from unkink.page_desk import PageDesk

        switches = TuningFile(self._paths.tuning_file)
        desk = PageDesk(loop, self._journal, self._health, self._paths.own_tips, switches)
        return GuideServer(desk, Figures(self._paths.cache / "figures", VERSION))

    def _notifiers(self, stack: AsyncExitStack) -> "NotifierChain":
        from unkink.adapters.notifiers.chain import NotifierChain
        from unkink.adapters.notifiers.choice import fill

        chain = NotifierChain(
            lambda response: self._mailbox.ask(lambda loop: loop.respond(response)),
            partial(self._faults.note, Part.NOTIFIER),
        )
        icon = asset("icons", "unkink-48.png").as_uri()
        on_screen = self._paths.runtime / "on-screen"
        desktop = fill(chain, self._options.notifier, self._bus.connection, icon, on_screen)
        if desktop is not None:
            self._bus.attend(desktop.use)
        self._closes(stack, "the notifications", chain.close)
        return chain
