"""`[[hook]]` as the file words it."""

import pytest

from tests.settings_file.reading import problems, settings
from unkink.core.settings import HookSettings


def test_there_are_no_hooks_unless_the_person_writes_one() -> None:
    assert settings("").hooks == ()


def test_a_hook_is_a_word_of_the_journal_and_a_program() -> None:
    text = """
        [[hook]]
        on = "shown"
        run = ["~/bin/light", "--colour", "green; rm -rf /"]
        [[hook]]
        on = ["paused", "resumed", "paused"]
        run = ["true"]
        limit = "1m"
    """
    assert settings(text).hooks == (
        HookSettings(("shown",), ("~/bin/light", "--colour", "green; rm -rf /"), 10.0),
        HookSettings(("paused", "resumed"), ("true",), 60.0),
    )


HEAD = '[[hook]]\non = "shown"\nrun = ["true"]\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("hook = 1", "1: hook: write [[hook]] with two brackets, once for each hook"),
        ('[hook]\non = "shown"', "1: hook: write [[hook]] with two brackets, once for each hook"),
        (
            '[[hook]]\non = "show"\nrun = ["true"]',
            '2: hook[1].on: "show" is no word of the journal; write "shown"',
        ),
        (
            '[[hook]]\non = "shown"\nrun = "echo hello"',
            '3: hook[1].run: "echo hello" is a line for a shell; write a program and its '
            'arguments as a list, like ["notify-send", "hello"]',
        ),
        (
            '[[hook]]\non = "shown"\nrun = []',
            "3: hook[1].run: no program is named; write a program and its arguments as a list, "
            'like ["notify-send", "hello"]',
        ),
        (
            '[[hook]]\non = "shown"\nrun = ["a\\u0000b"]',
            "3: hook[1].run: no program can be told a NUL; take it out",
        ),
        (
            '[[hook]]\non = "shown"',
            "1: hook[1]: run is missing; write run = a program and its arguments as a list, "
            'like ["notify-send", "hello"]',
        ),
        (
            f'{HEAD}limit = "6m"',
            '4: hook[1].limit: "6m" is too long; write a length from "1s" to "5m"',
        ),
        (f"{HEAD}shell = true", '4: hook[1].shell: no such key; write "limit", "on", "run"'),
    ],
)
def test_a_hook_that_will_not_do_says_what_to_write(text: str, problem: str) -> None:
    assert problems(text) == [problem]
