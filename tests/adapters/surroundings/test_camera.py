"""No camera here: /proc, udev's notes and PipeWire's words are laid out as real ones are."""

import os
from pathlib import Path

import pytest

from unkink.adapters.surroundings.camera import cameras_in_use
from unkink.adapters.surroundings.names import plain_name

WATCHED = """[
  {"type": "PipeWire:Interface:Core", "info": null},
  {"info": {"state": "running", "props": {"media.class": "Video/Source", "node.name": "v4l2"}}},
  {"info": {"state": "STATE", "props": {
      "media.class": "Stream/Input/Video", "application.name": "org.gnome.Cheese"}}}
]"""


def _told(names: list[str | None]) -> str | None:
    """What is said of the first."""
    if not names:
        return None
    return f"camera in use by {plain_name(names[0])}" if names[0] else "camera in use"


class Desk:
    """Programs, and what they hold open."""

    def __init__(self, folder: Path) -> None:
        self.proc, self.udev, self._programs = (folder / name for name in ("proc", "udev", "bin"))
        for made in (self.proc, self.udev, self._programs):
            made.mkdir()
        self.environment = {"PATH": f"{self._programs}:{os.environ['PATH']}"}

    def process(self, number: int, name: str, opened: str = "/dev/null") -> None:
        descriptors = self.proc / str(number) / "fd"
        descriptors.mkdir(parents=True)
        (descriptors / "3").symlink_to(opened)
        (self.proc / str(number) / "comm").write_text(f"{name}\n")

    def pw_dump(self, script: str) -> None:
        program = self._programs / "pw-dump"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    async def look(self) -> str | None:
        return _told(await cameras_in_use(self.environment, self.proc, self.udev))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


async def test_a_camera_held_open_is_named_with_its_program(desk: Desk) -> None:
    desk.process(41, "bash")
    desk.process(42, "zoom", opened="/dev/video0")
    assert await desk.look() == "camera in use by zoom"


async def test_processes_that_cannot_be_read_or_end_meanwhile_are_passed_over(desk: Desk) -> None:
    desk.process(41, "bash")
    (desk.proc / "43").mkdir()  # no fd folder
    (desk.proc / "self").mkdir()
    assert await desk.look() is None


@pytest.mark.parametrize(
    ("state", "told"), [("running", "camera in use by Cheese"), ("suspended", None)]
)
@pytest.mark.parametrize("broker", ["pipewire", "wireplumber"])
async def test_a_camera_through_pipewire_is_in_use_while_pictures_flow(
    desk: Desk, broker: str, state: str, told: str | None
) -> None:
    desk.process(41, broker, opened="/dev/video0")
    desk.pw_dump(f"cat <<'EOF'\n{WATCHED.replace('STATE', state)}\nEOF")
    assert await desk.look() == told


@pytest.mark.parametrize("script", ["exit 1", "echo nonsense"])
async def test_pipewire_that_cannot_be_asked_is_no_camera(desk: Desk, script: str) -> None:
    desk.process(41, "pipewire", opened="/dev/video0")
    desk.pw_dump(script)
    assert await desk.look() is None


async def test_pipewire_is_not_asked_about_cameras_that_it_does_not_hold(
    desk: Desk, tmp_path: Path
) -> None:
    desk.process(41, "pipewire")
    desk.pw_dump(f"touch {tmp_path}/asked")
    assert await desk.look() is None
    assert not (tmp_path / "asked").exists()


@pytest.mark.parametrize(
    ("capabilities", "told"),
    [
        (":capture:", "camera in use by chromium"),
        (":", None),  # a decoder of films, as a Raspberry Pi has
    ],
)
async def test_a_decoder_of_films_is_no_camera(
    desk: Desk, tmp_path: Path, capabilities: str, told: str | None
) -> None:
    # /dev/video10 does not exist here, so a device that does stands for it.
    link = tmp_path / "video10"
    link.symlink_to("/dev/null")
    number = os.minor(link.stat().st_rdev)
    (desk.udev / f"c81:{number}").write_text(f"E:ID_V4L_CAPABILITIES={capabilities}\n")
    desk.process(41, "chromium", opened=str(link))
    seen = _told(
        await cameras_in_use(desk.environment, desk.proc, desk.udev, str(tmp_path / "video"))
    )
    assert seen == told
