"""GNOME's idle monitor played by hand, for what the real one cannot be made to do."""

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from tests.adapters.sensors.buses import call

DBUS = "org.freedesktop.DBus"


class PlayedMonitor:
    """Answers for an IdleMonitor; fires what it is told to."""

    def __init__(self, bus: MessageBus, compositor: str) -> None:
        self._bus = bus
        self.name = f"{compositor}.IdleMonitor"
        self.silence = 0
        """Milliseconds."""
        self.idle_watches: dict[int, int] = {}
        """Number → milliseconds."""
        self.return_watches: list[int] = []
        self.questions = 0
        self._next = 1
        self._client = ""
        bus.add_message_handler(self._answer)

    async def come(self) -> None:
        await call(
            self._bus, DBUS, "/org/freedesktop/DBus", DBUS, "RequestName", "su", self.name, 4
        )

    async def go(self) -> None:
        await call(self._bus, DBUS, "/org/freedesktop/DBus", DBUS, "ReleaseName", "s", self.name)

    def fire(self, watch: int) -> None:
        signal = Message.new_signal(self._path, self.name, "WatchFired", "u", [watch])
        signal.destination = self._client
        self._bus.send(signal)

    @property
    def _path(self) -> str:
        return "/" + self.name.replace(".", "/") + "/Core"

    def _answer(self, message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL or message.interface != self.name:
            return None
        assert message.path == self._path
        self._client = message.sender or ""
        match message.member:
            case "GetIdletime":
                self.questions += 1
                return Message.new_method_return(message, "t", [self.silence])
            case "AddIdleWatch":
                self.idle_watches[self._next] = message.body[0]
            case "AddUserActiveWatch":
                self.return_watches.append(self._next)
            case _:
                self.idle_watches.pop(message.body[0], None)
                return Message.new_method_return(message)
        self._next += 1
        return Message.new_method_return(message, "u", [self._next - 1])
