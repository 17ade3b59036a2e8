"""Each hold in plain words: as a line of its own, and as part of a sentence."""

from typing import assert_never

from unkink.core.holds import Hold


def waiting(hold: Hold) -> str:
    """Say in one line what a due reminder is waiting for."""
    match hold:
        case Hold.SLEEP:
            return "Waiting for the computer to wake up · the tip is kept"
        case Hold.LOCKED:
            return "Waiting for the screen to be unlocked · the tip is kept"
        case Hold.AWAY:
            return "Waiting until you are back · the tip is kept"
        case Hold.PAUSED:
            return "Paused · the tip is kept"
        case Hold.OFF_HOURS:
            return "Outside your hours · the tip is kept"
        case Hold.NO_TIPS:
            return "No tip fits just now · the reminder is kept"
        case Hold.CALL:
            return "Waiting for your call to end · the tip is kept"
        case Hold.SHARING:
            return "Waiting until the screen is yours alone · the tip is kept"
        case Hold.MEETING:
            return "Waiting for your meeting to end · the tip is kept"
        case Hold.FULLSCREEN:
            return "Waiting for full screen to end · the tip is kept"
        case Hold.DO_NOT_DISTURB:
            return "Waiting for do not disturb to end · the tip is kept"
        case Hold.BATTERY:
            return "Waiting while the battery is in use · the tip is kept"
        case Hold.SETTLING:
            return "Letting you settle for a moment · the tip is kept"
        case Hold.NOT_SITTING:
            return "Waiting until you sit again · the tip is kept"
        case Hold.SNOOZED:
            return "Snoozed for a few minutes · the tip is kept"
        case Hold.JUST_STARTED:
            return "Settling in first · the tip is kept"
        case Hold.TOO_SOON:
            return "Keeping some distance to the last tip · this one is kept"
        case Hold.ENOUGH_TODAY:
            return "Enough tips for today · more tomorrow"
        case other:
            assert_never(other)


def over(hold: Hold) -> str:
    """Say that the hold has ended, as part of a sentence: "released: the call is over"."""
    match hold:
        case Hold.SLEEP:
            return "the computer is awake again"
        case Hold.LOCKED:
            return "the screen is unlocked"
        case Hold.AWAY:
            return "you are back"
        case Hold.PAUSED:
            return "the pause is over"
        case Hold.OFF_HOURS:
            return "your hours have begun"
        case Hold.NO_TIPS:
            return "a tip fits again"
        case Hold.CALL:
            return "the call is over"
        case Hold.SHARING:
            return "the screen is yours alone again"
        case Hold.MEETING:
            return "the meeting is over"
        case Hold.FULLSCREEN:
            return "full screen is over"
        case Hold.DO_NOT_DISTURB:
            return "do not disturb is off"
        case Hold.BATTERY:
            return "the battery is spared long enough"
        case Hold.NOT_SITTING:
            return "you sit again"
        case Hold.SNOOZED:
            return "the snooze is over"
        case Hold.SETTLING:
            return "you have settled"
        case Hold.JUST_STARTED:
            return "you have been here for a while"
        case Hold.TOO_SOON:
            return "the last tip is long enough ago"
        case Hold.ENOUGH_TODAY:
            return "a new day has begun"
        case other:
            assert_never(other)


def reason(hold: Hold) -> str:
    """Name the hold as part of a sentence: "… is kept: you are in a call"."""
    match hold:
        case Hold.SLEEP:
            return "the computer is asleep"
        case Hold.LOCKED:
            return "the screen is locked"
        case Hold.AWAY:
            return "you are away"
        case Hold.PAUSED:
            return "tips are paused"
        case Hold.OFF_HOURS:
            return "it is outside your hours"
        case Hold.NO_TIPS:
            return "no tip fits just now"
        case Hold.CALL:
            return "you are in a call"
        case Hold.SHARING:
            return "others see your screen"
        case Hold.MEETING:
            return "you are in a meeting"
        case Hold.FULLSCREEN:
            return "something fills the screen"
        case Hold.DO_NOT_DISTURB:
            return "do not disturb is on"
        case Hold.BATTERY:
            return "the battery is in use"
        case Hold.SETTLING:
            return "you have a moment to settle first"
        case Hold.NOT_SITTING:
            return "you are not sitting"
        case Hold.SNOOZED:
            return "you snoozed it"
        case Hold.JUST_STARTED:
            return "you have only just started"
        case Hold.TOO_SOON:
            return "the last tip was a short while ago"
        case Hold.ENOUGH_TODAY:
            return "there were enough tips today"
        case other:
            assert_never(other)
