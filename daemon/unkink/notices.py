"""Every notification the program shows, in words: prompts, and the few notices beside them.

Pure. Limits of the wording: a title has at most 32 characters, a body 110, a button 16, which all
desktops show in full; three buttons at most. Where there is a tip, the body is its own line and
nothing else.
"""

from datetime import timedelta
from typing import assert_never

from unkink.core.effects import Occasion, Prompt
from unkink.core.health_questions import HealthQuestion
from unkink.core.moment import HOUR, MINUTE, Duration
from unkink.ports import Button, Notification
from unkink.prompt_titles import titles

TITLE, BODY, BUTTON = 32, 110, 16
"""The longest title, body and button in characters."""

PROMPT_SLOT = "prompt"
WELCOME_SLOT = "welcome"
SENSORS_SLOT = "sensors"
SETTINGS_SLOT = "settings"
TIPS_SLOT = "own-tips"
REFUSAL_SLOT = "refusal"
TOO_OFTEN_SLOT = "too-often"
HEALTH_SLOT = "health"
SUMMARY_SLOT = "summary"

LAST_GOOD = "The last good settings stay on."
DEFAULTS = "The default settings are in use."

SHOW = Button("show", "Show me how", "Show")
DONE = Button("done", "Done")
SKIP = Button("skip", "Skip it")
NOT_TODAY = Button("skip", "Not today", "Skip it")
OPEN_FILE = Button("edit", "Open file", "Open")
STAYS_LONGER = Button("longer", "Keep it so", "Keep")
AS_BEFORE = Button("usual", "As before", "As usual")
ANSWER_NOW = Button("answer", "Answer now", "Answer")
STILL_SORE = Button("still-sore", "Still sore", "Sore")
BETTER = Button("better", "Better")
SHOW_LIST = Button("list", "Show me the list", "List")
LOOK_AT_THEM = Button("look", "Look at them", "Look")
ALL_THE_SAME = Button("same", "All the same", "Same")
LOOK_AT_TODAY = Button("today", "Look at today", "Look")


def prompt_notification(
    prompt: Prompt,
    snooze: Duration,
    snoozes_left: int,
    *,
    sound: bool,
) -> Notification:
    """Word a prompt. Its titles change with `prompt.id`, so that it is not always the same."""
    openings = titles(prompt)
    return Notification(
        slot=PROMPT_SLOT,
        title=clipped(openings[prompt.id % len(openings)], TITLE),
        body=clipped(prompt.tip.notify, BODY),
        buttons=_buttons(prompt, snooze, snoozes_left),
        sound=sound,
        tip=prompt.tip.id,
    )


def clipped(text: str, longest: int) -> str:
    """Shorten a text at a word, with an ellipsis, where it is too long."""
    if len(text) <= longest:
        return text
    start = text[: longest - 1]
    cut = start.rpartition(" ")[0] if text[longest - 1] != " " else start
    return (cut or start).rstrip(" ,;:") + "…"


# ── the buttons of a prompt ───────────────────────────────────────────────────────────────────


def _buttons(prompt: Prompt, snooze: Duration, snoozes_left: int) -> tuple[Button, ...]:
    if prompt.occasion is Occasion.CARD:
        return (SHOW, NOT_TODAY)
    if snoozes_left <= 0 or prompt.occasion is Occasion.LAST_SNOOZE:
        return (SHOW, DONE, SKIP)
    return (SHOW, Button("snooze", f"In {_brief(snooze)}"), SKIP)


def _brief(length: Duration) -> str:
    # Not `words.minutes`, which rounds down: "1m30s" in the settings must not read "In 1 min".
    seconds = round(length)
    if seconds < MINUTE or (seconds % 60 and seconds < 2 * MINUTE):
        return f"{seconds} s"
    whole = round(seconds / MINUTE)
    hours, minutes = divmod(whole, round(HOUR / MINUTE))
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{minutes} min"] if minutes else parts)


# ── notices ───────────────────────────────────────────────────────────────────────────────────


def first_start_notice(first: Duration | None) -> Notification:
    """Say hello once; `first` is the sitting before the first tip, None where none comes by that.

    The first button opens the page that must be read before the first tip (evidence part 4.1).
    """
    coming = "When you ask for it" if first is None else f"After {_brief(first)} of sitting"
    return Notification(
        WELCOME_SLOT,
        "unkink is here",
        f"{coming}, one small tip. Please read one short page before that.",
        (Button("welcome", "Read this first", "Read it"), Button("later", "Later")),
    )


def blind_notice() -> Notification:
    """Say that no input sensor works on this desktop."""
    return Notification(
        SENSORS_SLOT,
        "Sitting time is a guess now",
        "This desktop does not tell how long nothing was typed. Lock and sleep still count.",
        (Button("why", "Show me why", "Why"),),
    )


def too_often_notice(usual: Duration, longer: Duration) -> Notification:
    """Ask, once for a reminder, whether it comes too often; for today it is rarer already."""
    return Notification(
        TOO_OFTEN_SLOT,
        "Tips too often?",
        f"A few went by. Today one comes every {_brief(longer)} instead of {_brief(usual)}. "
        "Keep it so?",
        (STAYS_LONGER, AS_BEFORE),
    )


def health_notice(question: HealthQuestion, age: timedelta | None) -> Notification:
    """Ask about health; nothing in it tells an answer to whoever sees the screen."""
    match question:
        case HealthQuestion.OFFER:
            return Notification(
                HEALTH_SLOT,
                "The health questions",
                "They take a minute and stay on this computer. Some tips wait for the answers.",
                (ANSWER_NOW, Button("later", "Not now")),
            )
        case HealthQuestion.STILL_RIGHT:
            return Notification(
                HEALTH_SLOT, "Still right?", _age_words(age), (LOOK_AT_THEM, ALL_THE_SAME)
            )
        case HealthQuestion.HOW_IS_IT:
            return Notification(
                HEALTH_SLOT,
                "How is it today?",
                "Yesterday was a sore day. Gentle tips can stay on.",
                (STILL_SORE, BETTER),
            )
        case HealthQuestion.THREE_SORE_DAYS:
            return Notification(
                HEALTH_SLOT,
                "Three sore days",
                "Please ask a doctor, physiotherapist or pharmacist for advice. Only gentle tips "
                "are shown meanwhile.",
                (SHOW_LIST,),
            )
        case _:
            assert_never(question)


def _age_words(age: timedelta | None) -> str:
    months = 0 if age is None else age.days // 30
    if not 3 <= months < len(_NUMBERS):
        return "Your health answers are worth another look."
    return f"Your health answers are {_NUMBERS[months]} months old."


_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)


def settings_broken_notice(problem: str, comfort: str = LAST_GOOD) -> Notification:
    """Say what is wrong in the settings; `problem` names file, line and fault in one phrase, and
    `comfort` says what is in force meanwhile.
    """
    fault = clipped(problem.rstrip("."), BODY - len(comfort) - 2)
    return Notification(
        SETTINGS_SLOT,
        "A line in the settings is off",
        f"{fault}{'' if fault.endswith('…') else '.'} {comfort}",
        (OPEN_FILE,),
    )


def settings_gone_notice(file: str) -> Notification:
    """Say that the settings' file is not there any more."""
    return Notification(
        SETTINGS_SLOT,
        "The settings file is gone",
        f"{clipped(file, 24)} is not there now. The last settings stay on. "
        "“unkink config init” writes a new one.",
    )


def settings_mended_notice() -> Notification:
    """Say that the settings are in order again."""
    return Notification(SETTINGS_SLOT, "Settings are fine again", "The new settings are in use.")


def tips_broken_notice(file: str, line: int, fault: str) -> Notification:
    """Say what is wrong in a file of the person's own tips."""
    return Notification(
        TIPS_SLOT,
        "One of your tips needs a look",
        clipped(f"{file}, line {line}: {fault}", BODY),
        (OPEN_FILE,),
    )


def tips_mended_notice() -> Notification:
    """Say that all of the person's own tips are in order again."""
    return Notification(TIPS_SLOT, "Your tips are fine again", "All of them are in use.")


def refusal_notice(why: str) -> Notification:
    """Say why what was asked for did not happen; `why` comes from the rules."""
    return Notification(REFUSAL_SLOT, "Not just now", clipped(why, BODY))
