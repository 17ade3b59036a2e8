import os
import random
import resource
import stat
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from tests.waiting import wait_until
from unkink.adapters.memory_file import MemoryFile
from unkink.core.memory import SCHEMA, Memory, PauseMemory, ReminderMemory, ShownTip, SummaryMemory
from unkink.ports import AdapterError

MEMORY = Memory(
    schema=SCHEMA,
    boot="6f1c",
    moment=1234.5,
    wall="2026-03-02T09:00:00+01:00",
    sitting=True,
    posture="sitting",
    bout=900.0,
    day="2026-03-02",
    sat_today=5400.0,
    prompts_today=2,
    since_prompt=None,
    next_prompt=7,
    live="chin-tuck",
    paused=PauseMemory(left=60.0, until=None),
    reminders=(
        ReminderMemory(
            "micro",
            900.0,
            1800.0,
            pending=False,
            snoozed_for=None,
            snoozes=0,
            rung_on=None,
            absence=0.0,
            asked=1,
            longer=900.0,
            ignored=2,
            wondered=True,
            stays_longer=False,
        ),
        ReminderMemory(
            "shower",
            0.0,
            0.0,
            pending=True,
            snoozed_for=300.0,
            snoozes=1,
            rung_on="2026-03-02",
            absence=0.0,
            asked=0,
            longer=0.0,
            ignored=0,
            wondered=False,
            stays_longer=False,
        ),
    ),
    shown=(ShownTip("chin-tuck", "mobility", "2026-03-02"),),
    absence=0.0,
    summaries=(SummaryMemory("day", "2026-03-01", "2026-03-01T17:30:00+01:00"),),
)

OF_VERSION_1 = """{"schema":1,"boot":"6f1c","moment":1234.5,"wall":"2026-03-02T09:00:00+01:00",
"sitting":true,"posture":"sitting","bout":900.0,"day":"2026-03-02","sat_today":5400.0,
"prompts_today":2,"since_prompt":null,"next_prompt":7,"live":"chin-tuck",
"paused":{"left":60.0,"until":null},"reminders":[
{"name":"micro","sat":900.0,"ask_at":1800.0,"pending":false,"snoozed_for":null,"snoozes":0,
"rung_on":null}],"shown":[{"tip":"chin-tuck","category":"mobility","day":"2026-03-02"}]}"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "memory.json"


def test_what_was_saved_is_loaded(path: Path) -> None:
    MemoryFile(path).save(MEMORY)
    assert MemoryFile(path).load() == MEMORY


def test_what_version_1_wrote_down_is_taken_over(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(OF_VERSION_1)
    memory = MemoryFile(path).load()
    assert memory is not None
    assert (memory.schema, memory.bout, memory.live) == (3, 900.0, "chin-tuck")
    micro = memory.reminders[0]
    assert (micro.sat, micro.ask_at, micro.longer, micro.asked) == (900.0, 1800.0, 0.0, 0)
    assert [file.name for file in path.parent.iterdir()] == ["memory.json"]


def test_a_later_memory_takes_the_place_of_the_one_before(path: Path) -> None:
    store = MemoryFile(path)
    store.save(MEMORY)
    store.save(replace(MEMORY, bout=901.0, paused=None))
    assert store.load() == replace(MEMORY, bout=901.0, paused=None)
    assert [file.name for file in path.parent.iterdir()] == ["memory.json"]


def test_nothing_saved_is_nothing_loaded_and_no_trouble(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert MemoryFile(path).load() is None
    assert caplog.records == []


def test_only_the_owner_may_read_it(path: Path) -> None:
    MemoryFile(path).save(MEMORY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[]", b'{"schema": 1}', b"\0" * 100],
    ids=["empty", "torn", "no-text", "no-object", "incomplete", "zeros"],
)
def test_a_file_that_cannot_be_read_is_kept_aside(
    path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert MemoryFile(path).load() is None
    assert path.with_name("memory.json.unreadable-1").read_bytes() == content
    assert len(caplog.records) == 1
    assert "memory.json.unreadable-1" in caplog.text


@pytest.mark.parametrize(
    ("whole", "spoilt"),
    [
        ('"wall":"2026-03-02T09:00:00+01:00"', '"wall":"x"'),
        ('"wall":"2026-03-02T09:00:00+01:00"', '"wall":"2026-03-02T09:00:00"'),
        ('"wall":"2026-03-02T09:00:00+01:00"', '"wall":"0001-01-01T00:00:00+23:00"'),
        ('"posture":"sitting"', '"posture":"x"'),
        ('"rung_on":null', '"rung_on":"x"'),
        ('"day":"2026-03-02"}', '"day":"0001-01-01"}'),
        ('"until":null', '"until":"9999-12-31T23:59:59-23:00"'),
        ('"left":60.0', '"left":1e300'),
        *(
            ('"reminders":[', f'"summaries":[{wrong}],"reminders":[')
            for wrong in (
                '{"period":"x","rung_on":"2026-03-01","waits_since":null}',
                '{"period":"day","rung_on":"x","waits_since":null}',
                '{"period":"day","rung_on":"2026-03-01","waits_since":"x"}',
            )
        ),
        ('"reminders":[', '"reminders":5,"more":['),
        ('"reminders":[', '"reminders":[1,'),
        ('"reminders":[', '"reminders":' + "[" * 3000),
    ],
)
def test_a_file_that_is_whole_and_makes_no_sense_keeps_nobody_from_starting(
    path: Path, whole: str, spoilt: str
) -> None:
    """A date that is none was read, and believed: the daemon ended at each start."""
    assert whole in OF_VERSION_1
    path.parent.mkdir()
    path.write_text(OF_VERSION_1.replace(whole, spoilt))
    assert MemoryFile(path).load() is None
    assert path.with_name("memory.json.unreadable-1").exists()


def test_a_file_of_a_newer_version_is_kept_aside(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    MemoryFile(path).save(replace(MEMORY, schema=SCHEMA + 1))
    kept = path.read_bytes()
    assert MemoryFile(path).load() is None
    assert path.with_name("memory.json.unreadable-1").read_bytes() == kept
    assert f"of version {SCHEMA + 1}" in caplog.text


def test_what_was_kept_aside_before_is_never_written_over(path: Path) -> None:
    path.parent.mkdir()
    for content in (b"one", b"two", b"three"):
        path.write_bytes(content)
        MemoryFile(path).load()
    aside = [path.with_name(f"memory.json.unreadable-{number}") for number in (1, 2, 3)]
    assert [file.read_bytes() for file in aside] == [b"one", b"two", b"three"]


def test_a_disk_that_refuses_leaves_the_old_memory_whole(path: Path) -> None:
    store = MemoryFile(path)
    store.save(MEMORY)
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, hard))
    try:
        with pytest.raises(AdapterError, match="cannot be written"):
            store.save(replace(MEMORY, bout=901.0))
        store.save(replace(MEMORY, bout=902.0))  # told once
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["memory.json"]
    store.save(replace(MEMORY, bout=903.0))
    assert store.load() == replace(MEMORY, bout=903.0)


WRITER = """
    import sys
    from dataclasses import replace
    from pathlib import Path
    from unkink.adapters.memory_file import MemoryFile
    from tests.adapters.test_memory_file import MEMORY

    store = MemoryFile(Path(sys.argv[1]))
    number = 0
    while True:
        number += 1
        store.save(replace(MEMORY, next_prompt=number, live="x" * (number % 5000)))
        print(number, flush=True)
"""


def test_a_kill_at_any_time_leaves_the_last_memory_or_the_one_being_written(
    path: Path, tmp_path: Path
) -> None:
    """Safe Eyes #840 (peers 40): a power cut while writing leaves an empty file."""
    rng = random.Random(7)  # moments to kill at, no secrets
    told = tmp_path / "told"
    for _ in range(25):
        with told.open("wb") as output:
            writer = subprocess.Popen(
                [sys.executable, "-c", textwrap.dedent(WRITER), str(path)],
                stdout=output,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            )
            enough = rng.randint(1, 200)
            wait_until(lambda: told.read_bytes().count(b"\n") >= enough, 20, "some writes")  # noqa: B023
            writer.kill()
            writer.wait(10)
        saved = int(told.read_text().split()[-1])
        memory = MemoryFile(path).load()
        assert memory is not None
        assert memory.next_prompt in (saved, saved + 1)
        assert memory.live == "x" * (memory.next_prompt % 5000)


def test_what_a_version_did_not_write_yet_is_what_it_meant(path: Path) -> None:
    """Shown tips without their slot, and reminders without what was put off."""
    MemoryFile(path).save(MEMORY)
    text = path.read_text()
    for news in (',"slot":"","passed":false', ',"put_off":null'):
        assert news in text
        text = text.replace(news, "")
    path.write_text(text)
    assert MemoryFile(path).load() == MEMORY


def test_what_was_put_off_and_what_was_passed_over_is_kept(path: Path) -> None:
    micro, shower = MEMORY.reminders
    passed = ShownTip("chin-tuck", "mobility", "2026-03-02", slot="micro", passed=True)
    kept = replace(MEMORY, reminders=(replace(micro, put_off="chin-tuck"), shower), shown=(passed,))
    MemoryFile(path).save(kept)
    assert MemoryFile(path).load() == kept
