"""The receiving end of a notifier, and waiting for it without blocking the loop."""

import asyncio
import time
from collections.abc import Callable

from unkink.ports import Button, Notification, Response

BUTTONS = (Button("show", "Show me how"), Button("snooze", "In 5 min"), Button("skip", "Skip it"))
BODY = "Look over each shoulder: four slow head turns to the right and four to the left."
PROMPT = Notification("prompt", "A minute for your neck", BODY, BUTTONS, tip="neck-turns")


class Listener:
    """Keeps what a notifier reports."""

    def __init__(self) -> None:
        self.responses: list[Response] = []
        self.availabilities = 0

    def respond(self, response: Response) -> None:
        """Take a response, as the program would."""
        self.responses.append(response)

    def available(self) -> None:
        """Take the word that it is worth trying again."""
        self.availabilities += 1


async def until(condition: Callable[[], object], what: str, deadline: float = 10.0) -> None:
    """Wait until the condition is true, with the loop running on; TimeoutError with `what`."""
    ends = time.monotonic() + deadline
    while not condition():
        if time.monotonic() > ends:
            raise TimeoutError(f"waited {deadline:g} s for {what}")
        await asyncio.sleep(0.01)
