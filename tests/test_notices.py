"""What notifications say, for every tip and occasion, and within the limits of every desktop."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from unkink import notices
from unkink.core.effects import Occasion, Prompt
from unkink.core.health_questions import HealthQuestion
from unkink.core.holds import Hold
from unkink.core.tips import Tip
from unkink.notices import prompt_notification
from unkink.ports import Notification
from unkink.prompt_titles import titles
from unkink.tip_files import read_pool

POOL = read_pool()
UNWELCOME = re.compile(
    r"!|\b(should|must|missed|streak|alert|warning|urgent|danger|cures?|heals?|treats?|prevents?"
    r"|pain relief|I|lazy|overdue|break reminder)\b"
)
"""Blame, alarm, orders, promises, and a program that says "I"."""


def tip(tip_id: str) -> Tip:
    found = POOL.tip(tip_id)
    assert found
    return found


def prompt(tip_id: str, occasion: Occasion = Occasion.DUE, number: int = 0) -> Prompt:
    return Prompt(number, "micro", tip(tip_id), occasion)


def shown(tip_id: str, occasion: Occasion = Occasion.DUE, number: int = 0) -> Notification:
    return prompt_notification(prompt(tip_id, occasion, number), 300, 2, sound=False)


def labels(notification: Notification) -> list[str]:
    return [button.label for button in notification.buttons]


def keys(notification: Notification) -> list[str]:
    return [button.key for button in notification.buttons]


# ── for all tips and occasions ────────────────────────────────────────────────────────────────


def test_every_prompt_fits_on_every_desktop() -> None:
    for one in POOL.tips:
        for occasion in Occasion:
            for hold in (None, *Hold):
                for title in titles(Prompt(0, "micro", one, occasion, after=hold)):
                    assert 4 <= len(title) <= 32, (one.id, occasion, title)
    for one in POOL.tips:
        for occasion in Occasion:
            said = shown(one.id, occasion)
            assert said.body == one.notify
            assert len(said.body) <= 110
            assert 2 <= len(said.buttons) <= 3
            assert all(len(label) <= 16 for label in labels(said)), labels(said)


def test_no_title_blames_alarms_or_promises() -> None:
    for one in POOL.tips:
        for occasion in Occasion:
            for hold in (None, *Hold):
                for title in titles(Prompt(0, "micro", one, occasion, after=hold)):
                    assert not UNWELCOME.search(title), title


def test_the_first_button_always_shows_how() -> None:
    for one in POOL.tips:
        for occasion in Occasion:
            said = shown(one.id, occasion)
            assert (said.buttons[0].key, said.buttons[0].label) == ("show", "Show me how")
            assert "skip" in keys(said)


def test_every_prompt_goes_to_the_same_place_with_its_tip() -> None:
    assert {shown(one.id).slot for one in POOL.tips} == {"prompt"}
    assert shown("neck-turns").tip == "neck-turns"


def test_the_sound_is_off_unless_the_settings_say_otherwise() -> None:
    assert not shown("neck-turns").sound
    assert prompt_notification(prompt("neck-turns"), 300, 2, sound=True).sound


# ── titles, written out ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("tip_id", "expected"),
    [
        ("neck-turns", ["A minute for your neck", "Neck, one minute", "Loosen up a little"]),
        (
            "massage-knead-shoulders",
            ["A minute for your shoulders", "Shoulders, one minute", "Your own two hands"],
        ),
        (
            "massage-full-sequence",
            ["Three minutes for your neck", "Neck, three minutes", "Your own two hands"],
        ),
        (
            "posture-shift",
            ["Half a minute to change position", "Posture, half a minute", "A fresh position"],
        ),
        ("stretch-wrists", ["A minute for your hands", "Hands, one minute", "Room for a stretch"]),
        ("stretch-chest-doorway", ["A minute off the chair", "Chest, one minute"]),
        ("mobility-walk-five", ["Five minutes off the chair", "All of you, five minutes"]),
        (
            "strength-blade-squeeze",
            ["A minute for your back", "Back, one minute", "A little strength"],
        ),
        ("warm-palms", ["A minute for your neck", "Neck, one minute", "Something warm"]),
        ("relax-long-exhale", ["A minute to unwind", "Calm, one minute", "A calm moment"]),
        (
            "eyes-far-look",
            ["Half a minute for your eyes", "Eyes, half a minute", "Something for your eyes"],
        ),
        ("habit-water-walk", ["Two minutes off the chair", "A small change, two minutes"]),
        ("contrast-forearms-sink", ["Three minutes off the chair", "Warm and cool, three minutes"]),
        ("acute-gentle-range", ["Gently, today", "Small and easy"]),
        ("contrast-cool-finish", ["For your next shower", "An idea for the shower"]),
        ("warm-moist-towel", ["For this evening", "An idea for tonight"]),
        ("mobility-morning-five", ["For this morning", "A start to the day"]),
        ("posture-screen-check", ["A small change", "One small thing"]),
    ],
)
def test_titles_of_a_due_prompt(tip_id: str, expected: list[str]) -> None:
    assert list(titles(prompt(tip_id))) == expected


def test_titles_take_turns_with_the_prompts() -> None:
    seen = [shown("neck-turns", number=number).title for number in range(4)]
    assert seen == [
        "A minute for your neck",
        "Neck, one minute",
        "Loosen up a little",
        "A minute for your neck",
    ]


@pytest.mark.parametrize(
    ("occasion", "expected"),
    [
        (Occasion.MERGED, "One break for both"),
        (Occasion.LAST_SNOOZE, "Last time for this one"),
        (Occasion.ASKED, "Here is one for your neck"),
        (Occasion.AFTER_HOLD, "A quiet moment now"),
    ],
)
def test_the_occasion_makes_the_title(occasion: Occasion, expected: str) -> None:
    assert shown("neck-turns", occasion).title == expected


def test_one_prompt_for_three_reminders_says_so() -> None:
    merged = replace(prompt("neck-turns", Occasion.MERGED), covers=("micro", "eyes"))
    assert titles(merged) == ("One break for all",)


@pytest.mark.parametrize(
    ("hold", "expected"),
    [
        (Hold.CALL, ("After your call", "Now that the call is over")),
        (Hold.FULLSCREEN, ("A quiet moment now", "A good moment now")),
        (Hold.LOCKED, ("Welcome back", "Before you go on")),
    ],
)
def test_after_a_hold_the_title_may_name_it(hold: Hold, expected: tuple[str, ...]) -> None:
    assert titles(replace(prompt("neck-turns", Occasion.AFTER_HOLD), after=hold)) == expected


def test_a_tip_of_the_persons_own_has_a_title_too() -> None:
    own = Tip(
        id="own-stretch",
        category="my-own-category",
        slot="micro",
        title="My stretch",
        notify="Stretch the way you like it.",
        duration=11 * 60,
        contexts=frozenset(),
        body=(),
        contra=frozenset(),
        gate="screened",
    )
    assert titles(Prompt(0, "micro", own, Occasion.DUE)) == (
        "11 minutes for yourself",
        "For yourself, 11 minutes",
        "A small tip",
    )


# ── buttons ───────────────────────────────────────────────────────────────────────────────────


def test_a_prompt_has_show_me_how_snooze_and_skip() -> None:
    said = shown("neck-turns")
    assert labels(said) == ["Show me how", "In 5 min", "Skip it"]
    assert keys(said) == ["show", "snooze", "skip"]


def test_a_prompt_that_was_asked_for_has_the_same() -> None:
    assert labels(shown("neck-turns", Occasion.ASKED)) == ["Show me how", "In 5 min", "Skip it"]


def test_when_the_snoozes_are_used_up_done_takes_their_place() -> None:
    said = prompt_notification(prompt("neck-turns"), 300, 0, sound=False)
    assert labels(said) == ["Show me how", "Done", "Skip it"]
    assert keys(said) == ["show", "done", "skip"]


def test_a_card_for_later_has_no_snooze() -> None:
    assert labels(shown("contrast-cool-finish", Occasion.CARD)) == ["Show me how", "Not today"]


@pytest.mark.parametrize(
    ("snooze", "label"),
    [
        (1, "In 1 s"),
        (45, "In 45 s"),
        (60, "In 1 min"),
        (90, "In 90 s"),
        (120, "In 2 min"),
        (150, "In 2 min"),
        (300, "In 5 min"),
        (3600, "In 1 h"),
        (5400, "In 1 h 30 min"),
        (86400, "In 24 h"),
    ],
)
def test_the_snooze_button_says_how_long(snooze: float, label: str) -> None:
    said = prompt_notification(prompt("neck-turns"), snooze, 1, sound=False)
    assert said.buttons[1].label == label


# ── notices ───────────────────────────────────────────────────────────────────────────────────

NOTICES = [
    notices.first_start_notice(1800),
    notices.first_start_notice(None),
    notices.blind_notice(),
    notices.settings_broken_notice("config.toml, line 12: “evry” is not known; write “every”"),
    notices.settings_gone_notice("config.toml"),
    notices.settings_gone_notice("settings-of-my-desk-at-the-window.toml"),
    notices.settings_mended_notice(),
    notices.tips_broken_notice(
        "mine.toml", 9, "tip pacing: title: has 50 characters; write 1 to 40"
    ),
    notices.tips_broken_notice("a-very-long-name.toml", 9, "tip pacing: " + "word " * 40),
    notices.tips_mended_notice(),
    notices.refusal_notice("No tip fits the health answers just now."),
    *(notices.health_notice(one, None) for one in HealthQuestion),
    *(notices.health_notice(HealthQuestion.STILL_RIGHT, timedelta(days=n)) for n in (91, 364)),
]


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.body)
def test_every_notice_fits_and_keeps_its_tone(notice: Notification) -> None:
    assert len(notice.title) <= 32
    assert len(notice.body) <= 110
    assert len(notice.buttons) <= 3
    assert all(len(label) <= 16 for label in labels(notice))
    assert not UNWELCOME.search(" ".join([notice.title, notice.body, *labels(notice)]))
    assert notice.slot != "prompt"


def test_old_answers_are_asked_about_by_their_age() -> None:
    bodies = [
        notices.health_notice(HealthQuestion.STILL_RIGHT, age).body
        for age in (timedelta(days=90), timedelta(days=125), timedelta(days=30), None)
    ]
    assert bodies == [
        "Your health answers are three months old.",
        "Your health answers are four months old.",
        "Your health answers are worth another look.",
        "Your health answers are worth another look.",
    ]


def test_the_third_sore_day_says_what_the_list_says() -> None:
    notice = notices.health_notice(HealthQuestion.THREE_SORE_DAYS, None)
    assert notice.body == read_pool().levels["advice"].say


def test_the_first_start_names_the_time_of_the_first_tip() -> None:
    notice = notices.first_start_notice(1800)
    assert notice.title == "unkink is here"
    assert notice.body == (
        "After 30 min of sitting, one small tip. Please read one short page before that."
    )
    assert labels(notice) == ["Read this first", "Later"]
    assert keys(notice) == ["welcome", "later"]


def test_the_first_start_promises_no_tip_that_the_settings_do_not_ask_for() -> None:
    assert notices.first_start_notice(None).body == (
        "When you ask for it, one small tip. Please read one short page before that."
    )


def test_a_mistake_in_the_settings_is_named_and_the_person_calmed() -> None:
    notice = notices.settings_broken_notice("config.toml, line 12: “evry” is not known.")
    assert notice.body == (
        "config.toml, line 12: “evry” is not known. The last good settings stay on."
    )
    assert labels(notice) == ["Open file"]


def test_a_long_mistake_is_shortened_at_a_word_and_the_comfort_stays() -> None:
    problem = "config.toml, line 12: reminder.every: 0 is too short; write a duration from 1 s up"
    notice = notices.settings_broken_notice(f"{problem}, such as “25m” or “1h30m”")
    assert notice.body == (
        "config.toml, line 12: reminder.every: 0 is too short; write a duration from…"
        " The last good settings stay on."
    )
    assert len(notice.body) == 108


def test_mended_settings_take_the_place_of_the_broken_ones() -> None:
    broken = notices.settings_broken_notice("config.toml, line 12: no")
    assert notices.settings_mended_notice().slot == broken.slot


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one, two", 6, "one…"),
        ("unbreakable", 6, "unbre…"),
    ],
)
def test_clipping_keeps_whole_words(text: str, longest: int, expected: str) -> None:
    assert notices.clipped(text, longest) == expected
