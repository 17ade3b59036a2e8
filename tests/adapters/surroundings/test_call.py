"""The streams are what PulseAudio 16.1 printed for two real recordings, shortened."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.surroundings.sound_server import SoundServer, running_sound_server
from tests.around import told
from tests.waiting import wait_until_true
from unkink.adapters.surroundings.call import calls_in_progress, microphones_by_alsa

SOURCES = [
    {"index": 0, "state": "RUNNING", "name": "out.monitor", "monitor_source": "out"},
    {"index": 1, "state": "RUNNING", "name": "mic", "monitor_source": ""},
]


def stream(name: str, source: int, **more: object) -> dict[str, object]:
    return {
        "index": 7,
        "source": source,
        "corked": False,
        "resample_method": "",
        "properties": {"application.name": name, "media.name": name},
        **more,
    }


class Desk:
    """A sound server, a /proc and a /proc/asound, each as a test wants it."""

    def __init__(self, folder: Path) -> None:
        self.proc = folder / "proc"
        self.sound = folder / "asound"
        self._programs = folder / "bin"
        self._runtime = folder / "run"
        for made in (self.proc, self.sound, self._programs, self._runtime):
            made.mkdir()
        self.environment = {
            "PATH": f"{self._programs}:{os.environ['PATH']}",
            "XDG_RUNTIME_DIR": str(self._runtime),
        }

    def sound_server(self, streams: list[dict[str, object]]) -> None:
        """Run one with these recordings."""
        self.sound_socket()
        self.process(1001, "pipewire-pulse")
        answers = {"source-outputs": streams, "sources": SOURCES}
        cases = "\n".join(
            f"*{what}) cat <<'EOF'\n{json.dumps(answer)}\nEOF\n;;"
            for what, answer in answers.items()
        )
        self.pactl(f'case "$*" in\n{cases}\nesac')

    def sound_socket(self) -> None:
        """Have the socket, which may be systemd's, without a server behind it."""
        (self._runtime / "pulse").mkdir()
        (self._runtime / "pulse" / "native").touch()

    def pactl(self, script: str) -> None:
        program = self._programs / "pactl"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    def process(self, number: int, name: str, opened: str = "/dev/null") -> None:
        descriptors = self.proc / str(number) / "fd"
        descriptors.mkdir(parents=True)
        (descriptors / "3").symlink_to(opened)
        (self.proc / str(number) / "comm").write_text(f"{name}\n")

    def recording(self, state: str, owner: int) -> None:
        substream = self.sound / "card0" / "pcm0c" / "sub0"
        substream.mkdir(parents=True)
        text = f"state: {state}\nowner_pid   : {owner}\ntrigger_time: 12.3\n"
        (substream / "status").write_text(text)

    async def look(self) -> str | None:
        return told(await calls_in_progress(self.environment, self.proc, self.sound))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("asked", ["true", True, "True"])
async def test_the_meter_of_a_mixer_on_pipewire_is_no_call(desk: Desk, asked: object) -> None:
    """pwvucontrol #29: PipeWire names no way of sampling, and passes on what was asked for."""
    about = {"application.name": "pwvucontrol", "stream.monitor": asked}
    meter = stream("pwvucontrol", 1, resample_method="PipeWire", properties=about)
    desk.sound_server([meter])
    assert await desk.look() is None


async def test_of_several_calls_each_is_told(desk: Desk) -> None:
    desk.sound_server([stream("Firefox", 1), stream("zoom", 1), stream("Firefox", 1)])
    found = await calls_in_progress(desk.environment, desk.proc, desk.sound)
    assert [(sign.words, sign.program) for sign in found] == [
        ("microphone in use by Firefox", "Firefox"),
        ("microphone in use by zoom", "zoom"),
    ]


async def test_a_program_that_records_the_microphone_is_a_call(desk: Desk) -> None:
    desk.sound_server([stream("Visualiser", 0), stream("Firefox", 1)])
    assert await desk.look() == "microphone in use by Firefox"


async def test_nobody_recording_is_no_call(desk: Desk) -> None:
    desk.sound_server([])
    assert await desk.look() is None


@pytest.mark.parametrize(
    "no_call",
    [
        stream("Visualiser", 0),
        stream("Recorder", 1, corked=True),
        stream("Mixer", 1, resample_method="peaks"),
        stream("EasyEffects", 1, properties={"application.id": "com.github.wwmm.easyeffects"}),
        stream("Talon", 1),
        stream("Loopback to Speakers", 1, client=None),
        stream("Noise", 1, properties={"node.link-group": "filter-chain-1"}),
    ],
    ids=[
        "records-the-loudspeakers",
        "paused",
        "level-bars",
        "always-records",
        "waits-for-a-word",
        "loopback",
        "filter",
    ],
)
async def test_what_records_without_a_call_is_none(desk: Desk, no_call: dict[str, object]) -> None:
    desk.sound_server([no_call])
    assert await desk.look() is None


async def test_a_stream_without_a_name_is_still_a_call(desk: Desk) -> None:
    desk.sound_server([stream("", 1, properties={})])
    assert await desk.look() == "microphone in use"


@pytest.mark.parametrize("script", ["exit 1", "echo 'no json'", "echo '{}'"])
async def test_a_sound_server_that_answers_nonsense_is_no_call(desk: Desk, script: str) -> None:
    desk.sound_server([])
    desk.pactl(script)
    assert await desk.look() is None


async def test_without_a_sound_server_none_is_started_and_the_kernel_is_asked(
    desk: Desk, tmp_path: Path
) -> None:
    desk.pactl(f"touch {tmp_path}/started")
    desk.recording("RUNNING", owner=42)
    desk.process(42, "zoom")
    assert await desk.look() == "microphone in use by zoom"
    assert not (tmp_path / "started").exists()


def test_a_recording_that_does_not_run_is_none(desk: Desk) -> None:
    desk.recording("PREPARED", owner=42)
    assert microphones_by_alsa(desk.sound, desk.proc) == []


def test_a_recording_whose_program_is_gone_has_no_name(desk: Desk) -> None:
    desk.recording("RUNNING", owner=42)
    assert microphones_by_alsa(desk.sound, desk.proc) == [None]


async def test_a_socket_that_would_start_a_sound_server_is_left_alone(
    desk: Desk, tmp_path: Path
) -> None:
    desk.sound_socket()
    desk.pactl(f"touch {tmp_path}/started")
    assert await desk.look() is None
    assert not (tmp_path / "started").exists()


async def test_a_wrapped_sound_server_is_known_by_its_pid_file(desk: Desk) -> None:
    desk.sound_server([stream("Firefox", 1)])
    (desk.proc / "1001" / "comm").write_text(".pulseaudio-wra\n")
    assert await desk.look() is None
    (Path(desk.environment["XDG_RUNTIME_DIR"]) / "pulse" / "pid").write_text("1001\n")
    assert await desk.look() == "microphone in use by Firefox"


# ── with a real sound server ──────────────────────────────────────────────────────────────────


@pytest.fixture
def sound_server(tmp_path: Path) -> Iterator[SoundServer]:
    with running_sound_server(tmp_path) as server:
        yield server


async def test_a_real_recording_is_seen_while_it_lasts(sound_server: SoundServer) -> None:
    async def in_a_call() -> bool:
        seen = told(await calls_in_progress(sound_server.environment))
        return seen == "microphone in use by Firefox"

    async def at_rest() -> bool:
        return told(await calls_in_progress(sound_server.environment)) is None

    assert await at_rest()
    call = sound_server.record("mic", "Firefox")
    await wait_until_true(in_a_call, 10, "the microphone to be in use")
    call.kill()
    await wait_until_true(at_rest, 10, "the microphone to be left alone")


async def test_real_recordings_that_are_no_call_are_none(sound_server: SoundServer) -> None:
    sound_server.record("out.monitor", "Visualiser")
    sound_server.loop_back("mic", "out")
    recorder = sound_server.record("mic", "Recorder")
    await sound_server.wait_for("source-outputs", 3)
    assert (
        told(await calls_in_progress(sound_server.environment)) == "microphone in use by Recorder"
    )
    recorder.kill()
    await sound_server.wait_for("source-outputs", 2)
    assert told(await calls_in_progress(sound_server.environment)) is None
