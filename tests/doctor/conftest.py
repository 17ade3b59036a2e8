"""A desk for the doctor: folders of its own, a bus of its own, and a person who does as told."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from dbus_fast.aio import MessageBus

from tests.adapters.sensors.buses import connect, leave, running_bus
from unkink.doctor.person import Nobody
from unkink.doctor.place import Place
from unkink.paths import Paths


@dataclass
class ObligingPerson:
    """Answers what the test says, and acts on what is asked for."""

    answer: bool | None = None
    acts: Callable[[str], None] = lambda _: None
    told: list[str] = field(default_factory=list)
    present: bool = True

    def tell(self, text: str) -> None:
        self.told.append(text)
        self.acts(text)

    async def sees(self, question: str) -> bool | None:
        self.told.append(question)
        return self.answer


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A desk with nothing on it: no bus, no screen, nobody there, nothing ever written."""
    config, runtime = tmp_path / "config", tmp_path / "run"
    runtime.mkdir(mode=0o700)
    paths = Paths(
        config_file=config / "config.toml",
        own_tips=config / "tips",
        health_file=config / "health.toml",
        state_file=tmp_path / "state/state.json",
        data=tmp_path / "data",
        cache=tmp_path / "cache",
        runtime=runtime,
    )
    environment = {"PATH": "/nonexistent", "XDG_CONFIG_HOME": str(tmp_path / "xdg")}
    return Place(paths, environment, None, Nobody())


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "bus"
    folder.mkdir()
    with running_bus(folder) as (address, _):
        yield address


@pytest.fixture
async def bus(address: str) -> AsyncIterator[MessageBus]:
    connection = await connect(address)
    yield connection
    await leave(connection)


@pytest.fixture
def on_bus(place: Place, bus: MessageBus) -> Place:
    """The same desk, with a session bus."""
    return replace(place, bus=bus)
