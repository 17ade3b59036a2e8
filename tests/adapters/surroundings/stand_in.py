"""A program on a bus that cannot be run here, as far as a look around can tell."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from dbus_fast import Message, MessageType

from tests.adapters.sensors.buses import connect, leave

Answers = Mapping[str, tuple[str, list[Any]]]
"""By member, or by "path member" or "Get property" where one is not enough: signature and body."""


class StandIn:
    """Answers what it is told to; says nothing at all when it hangs."""

    def __init__(self, answers: Answers, *, hangs: bool = False) -> None:
        self._answers = answers
        self._hangs = hangs

    def hear(self, message: Message) -> Message | bool:
        """Answer one call; an unknown one gets the bus library's own error."""
        if message.message_type is not MessageType.METHOD_CALL:
            return False
        if self._hangs:
            return True
        member = f"Get {message.body[1]}" if message.member == "Get" else str(message.member)
        for asked in (f"{message.path} {member}", member):
            if asked in self._answers:
                return Message.new_method_return(message, *self._answers[asked])
        return False


@asynccontextmanager
async def standing_in(
    address: str, name: str, answers: Answers, *, hangs: bool = False
) -> AsyncIterator[None]:
    """Own a name on this bus for a while."""
    bus = await connect(address)
    bus.add_message_handler(StandIn(answers, hangs=hangs).hear)
    await bus.request_name(name)
    try:
        yield
    finally:
        await leave(bus)
