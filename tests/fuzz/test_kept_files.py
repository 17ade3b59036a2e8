"""What the program wrote down itself, spoilt: it starts anyway, and the old file is kept."""

import json
from dataclasses import replace
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.test_memory_file import MEMORY, OF_VERSION_1
from tests.desk import Desk
from tests.fuzz.budget import fuzzed
from tests.fuzz.spoiling import anything
from unkink.adapters.memory_file import MemoryFile
from unkink.adapters.tuning_file import TuningFile
from unkink.core.health import why_hidden
from unkink.core.memory import (
    AskedMemory,
    ChosenMemory,
    FeltMemory,
    PractisedMemory,
    TipsMemory,
)
from unkink.health_file import keep_aside, read_health
from unkink.tuning import Tuning

LATE = "2026-11-23T23:00:00+01:00"
FULL = replace(
    MEMORY,
    tips=TipsMemory(
        liked=("tall",),
        felt=(FeltMemory("tall", "worse", "2026-11-22"),),
        practised=(PractisedMemory("tall", 3, "2026-11-22"),),
        introduced=("tall",),
        wave="2026-11-20",
        tight=("neck",),
        tight_on="2026-11-22",
    ),
    asked=(AskedMemory("first-day", "2026-11-01"),),
    chosen=ChosenMemory(None, None, LATE),
)
SAMPLES = (msgspec.json.encode(FULL), OF_VERSION_1.encode())
VALUES: tuple[object, ...] = (
    None,
    True,
    -1,
    0,
    1e300,
    10**30,
    "",
    "x",
    LATE,
    "0001-01-01",
    "2026-11-23",
    [],
    {},
)
WORDS = (b'{"schema":3,', b'"reminders":5', b'"reminders":[1]', b'"wall":"x"', b'"schema":1')


@st.composite
def one_value_wrong(draw: st.DrawFn) -> bytes:
    """Return a memory that is whole but for a few values, which any format can hold."""
    kept = json.loads(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 3))):
        place = kept
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = draw(st.sampled_from(keys))
            inner = place[key]
            if not (isinstance(inner, dict | list) and inner and draw(st.booleans())):
                break
            place = inner
        place[key] = draw(st.sampled_from(VALUES))
    return json.dumps(kept).encode()


@fuzzed
@given(data=one_value_wrong() | anything(SAMPLES, WORDS), unseen=st.sampled_from((0.0, 1.0, 900.0)))
def test_any_memory_is_gone_on_from_or_kept_aside(place: Path, data: bytes, unseen: float) -> None:
    file, aside = place / "memory.json", place / "memory.json.unreadable-1"
    aside.unlink(missing_ok=True)
    file.write_bytes(data)
    kept = MemoryFile(file).load()
    if kept is None:
        assert aside.read_bytes() == data
        assert not file.exists()
        return
    assert file.read_bytes() == data
    desk = Desk(kept=kept, boot=MEMORY.boot)
    desk.sit(40)
    assert desk.view.sat_today >= 0
    store = MemoryFile(file)
    store.save(desk.engine.memory(desk.now))
    assert store.load() == desk.engine.memory(desk.now)
    desk.restart(unseen=unseen).sit(5)


HEALTH = b"""answered = true
tags = ["dizziness"]
locked = ["neck-warmup"]
answered_on = 2026-11-01
sore_on = 2026-11-23
sore_days = [2026-11-22, 2026-11-23]

[since]
dizziness = 2026-11-01
"""
HEALTH_WORDS = (
    b"tags = ",
    b"locked = ",
    b"[since]\n",
    b"1979-05-27T07:32:00Z",
    b"declined = true\n",
)


@fuzzed
@given(anything((HEALTH,), HEALTH_WORDS))
def test_any_health_answers_are_read_or_told_and_never_lost(place: Path, data: bytes) -> None:
    file = place / "health.toml"
    file.write_bytes(data)
    file.chmod(0o600)
    desk = Desk()
    reading = read_health(file, desk.pool.tags)
    assert file.read_bytes() == data
    assert all(one.line >= 1 and str(one).isprintable() for one in reading.problems)
    for tip in desk.pool.tips:
        why_hidden(tip, reading.profile, desk.wall.date(), desk.pool.tags)
    if reading.problems:
        keep_aside(file)
        assert (place / "health.toml.old").read_bytes() == data


@fuzzed
@given(anything((msgspec.json.encode(Tuning()), b'{"x":0,"keys":false}')))
def test_any_switches_of_the_guide_are_read_or_kept_aside(place: Path, data: bytes) -> None:
    file, aside = place / "guide.json", place / "guide.json.unreadable-1"
    aside.unlink(missing_ok=True)
    file.write_bytes(data)
    TuningFile(file).load()
    assert (file if file.exists() else aside).read_bytes() == data
