"""A little program with a tray icon, run by the tests on a real desktop.

It does what the loop does: keeps a snapshot, changes it when a row is chosen, shows it. Every event
is printed as a line. A line in the pipe `--orders` changes it from outside:
`sign NAME`, `share 0.5`, `many`, `light`, `dark`.
"""

import argparse
import asyncio
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dbus_fast import BusType
from dbus_fast.aio import MessageBus

from unkink.adapters.tray.desktop_tray import DesktopTray, TrayKind
from unkink.core.effects import Occasion, Prompt
from unkink.core.events import Event, Paused, PostureChosen, PromptRequested, Resumed, Skipped
from unkink.core.presence import Posture, Presence
from unkink.core.settings import TrayInk
from unkink.core.snapshot import Phase, ReminderView, Snapshot
from unkink.core.tips import Tip
from unkink.ports import TraySign, TrayView
from unkink.tray_menu import MenuActions, build
from unkink.words import tray_view

TIP = Tip(
    "neck", "neck", "micro", "Look over each shoulder", "", 60, frozenset(), (), frozenset(), "open"
)
START = Snapshot(
    presence=Presence.ACTIVE,
    posture=Posture.SITTING,
    posture_for=60.0,
    bout=720.0,
    sat_today=720.0,
    reminders=(ReminderView("micro", Phase.COUNTING, 720.0, 1800.0, 1080.0),),
    live=None,
    paused=False,
    paused_until=None,
    blind=None,
    successor=None,
    sore=False,
    wall=datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
    snoozes_left=2,
)


def say(*words: object) -> None:
    print(*words, flush=True)


class LittleProgram:
    def __init__(self, kind: TrayKind, ink: TrayInk, bus: MessageBus | None) -> None:
        self.snapshot = START
        self.ended = asyncio.Event()
        actions = MenuActions(
            report=self.take,
            today=lambda: say("today"),
            why=lambda: say("why"),
            health=lambda: say("health"),
            sore=self.sore,
            edit_config=lambda: say("edit"),
            quit=self.ended.set,
        )
        menu = build(lambda: self.snapshot, actions)
        self.tray = DesktopTray(kind, bus, menu, ink, self.host)

    def host(self, present: bool) -> None:  # noqa: FBT001 - the callback's own shape
        say("host", present, self.tray.name)

    def sore(self) -> None:
        say("sore")
        self.change(sore=not self.snapshot.sore)

    def change(self, **differences: object) -> None:
        self.snapshot = replace(self.snapshot, **differences)  # type: ignore[arg-type]  # a test's shorthand
        self.tray.update(tray_view(self.snapshot))

    def take(self, event: Event) -> None:
        say(event)
        match event:
            case PostureChosen(posture):
                self.change(posture=posture)
            case Paused(length):
                until = self.snapshot.wall + timedelta(seconds=length or 0)
                self.change(paused=True, paused_until=until)
            case Resumed():
                self.change(paused=False)
            case PromptRequested():
                self.change(live=Prompt(1, "micro", TIP, Occasion.ASKED))
            case Skipped():
                self.change(live=None)
            case _:
                pass

    def told(self, order: str) -> None:
        """Do what the test says."""
        match order.split():
            case ["sign", name]:
                self.tray.update(TrayView(TraySign(name), 0.5, f"showing {name}"))
            case ["share", share]:
                self.tray.update(TrayView(TraySign.SITTING, float(share), f"share {share}"))
            case ["many"]:
                for count in range(200):
                    self.tray.update(TrayView(TraySign.SITTING, count % 24 / 24, f"{count} times"))
                self.tray.update(TrayView(TraySign.DUE, 1.0, "settled"))
            case ["light" | "dark" as ink]:
                self.tray.recolour(TrayInk(ink))
            case _:
                raise ValueError(order)
        say("shown")


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tray", type=TrayKind, default=TrayKind.AUTO)
    parser.add_argument("--ink", type=TrayInk, default=TrayInk.COLOUR)
    parser.add_argument("--no-bus", action="store_true")
    parser.add_argument("--orders", type=Path)
    given = parser.parse_args()
    bus = None if given.no_bus else await MessageBus(bus_type=BusType.SESSION).connect()
    program = LittleProgram(given.tray, given.ink, bus)
    program.tray.update(tray_view(START))
    present = await program.tray.start()
    say("started", present, program.tray.name)
    if given.orders is not None:
        pipe = os.open(given.orders, os.O_RDWR)  # for writing too, or it ends with each writer
        asyncio.get_running_loop().add_reader(
            pipe, lambda: program.told(os.read(pipe, 99).decode())
        )
    await program.ended.wait()
    await program.tray.close()
    say("closed")
    if bus is not None:
        bus.disconnect()


asyncio.run(main())
