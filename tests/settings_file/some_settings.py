"""Any settings that a file can hold, for laws."""

from dataclasses import replace
from datetime import time

from hypothesis import strategies as st

from unkink.core.presence import Posture
from unkink.core.settings import (
    AdaptSettings,
    AtClockTime,
    AtFirstUse,
    AtMaxHold,
    EverySitting,
    HistorySettings,
    HoldSettings,
    OpenRange,
    PromptSettings,
    ReminderSettings,
    Settings,
    SettingsProfile,
    SittingSettings,
    SummaryAt,
    SummarySettings,
    TrayInk,
    TraySettings,
)

LENGTHS = st.integers(1, 24 * 3600).map(float)
CLOCKS = st.times().map(lambda one: one.replace(second=0, microsecond=0))
DAYS = st.frozensets(st.integers(0, 6), min_size=1)
NAMES = st.text("abcxyzäöß \"'\\#[].=", min_size=1, max_size=40).filter(
    lambda name: name == name.strip()
)


@st.composite
def hours(draw: st.DrawFn) -> tuple[OpenRange, ...]:
    """Two spans a day at most, which share no minute."""
    found = []
    for day in range(7):
        for begins, ends in draw(st.sets(st.sampled_from(((6, 12), (13, 18))))):
            found.append(OpenRange(day, time(begins, draw(st.integers(0, 59))), time(ends)))
    return tuple(sorted(found, key=lambda one: (one.weekday, one.begins)))


@st.composite
def sitting_triggers(draw: st.DrawFn) -> EverySitting:
    every = draw(st.integers(60, 24 * 3600))
    return EverySitting(
        every=float(every),
        rest=float(draw(st.integers(1, every))),
        full_break=float(draw(st.integers(60, 3600))),
        merge_within=float(draw(st.just(0) | st.integers(1, every - 1))),
        posture=draw(st.sampled_from(Posture)),
    )


@st.composite
def reminders(draw: st.DrawFn) -> tuple[ReminderSettings, ...]:
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    clock = st.builds(AtClockTime, CLOCKS, DAYS) | st.builds(
        AtFirstUse, st.just(time(22)), st.just(time(2)), DAYS
    )
    trigger = sitting_triggers() | clock
    tips = st.lists(st.sampled_from(("micro", "eyes", "note")), min_size=1, unique=True)
    return tuple(ReminderSettings(name, draw(trigger), tuple(draw(tips))) for name in names)


@st.composite
def profiles(draw: st.DrawFn, usual: Settings) -> tuple[SettingsProfile, ...]:
    found = []
    for name in draw(st.lists(NAMES, max_size=2, unique=True)):
        kept = tuple(one for one in usual.reminders if draw(st.booleans()))
        prompt = replace(usual.prompt, snooze=draw(LENGTHS))
        settings = replace(usual, prompt=prompt, reminders=kept, hooks=())
        found.append(SettingsProfile(name, settings, draw(hours())))
    return tuple(found)


@st.composite
def any_settings(draw: st.DrawFn) -> Settings:
    defer = draw(st.integers(10, 3600))
    cards = draw(reminders())
    summary_times = st.just(SummaryAt.OFF) | CLOCKS
    by_clock = any(isinstance(one.trigger, AtClockTime) for one in cards)
    usual = Settings(
        sitting=SittingSettings(float(draw(st.integers(1, 60))), draw(st.booleans())),
        prompt=PromptSettings(
            lull=float(draw(st.integers(1, defer))),
            max_defer=float(defer),
            snooze=draw(LENGTHS),
            max_snoozes=draw(st.integers(0, 20)),
            sound=draw(st.booleans()),
        ),
        hold=HoldSettings(max_hold=draw(LENGTHS), at_max_hold=draw(st.sampled_from(AtMaxHold))),
        adapt=AdaptSettings(after_ignored=draw(st.integers(0, 20))),
        tray=TraySettings(draw(st.sampled_from(TrayInk))),
        summary=SummarySettings(draw(summary_times), draw(summary_times)),
        history=HistorySettings(draw(st.integers(1, 3650))),
        hours=() if by_clock else draw(hours()),  # else a card might never come
        reminders=cards,
    )
    return replace(usual, profiles=draw(profiles(usual)))
