"""One daemon at a time, whatever happened to the one before."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.waiting import wait_until
from unkink.adapters.single_instance import AlreadyRunning, Claim, Holder, InstanceLock, holder

SOURCE_ROOT = Path(__file__).parents[2] / "daemon"

CONTENDER = """
import sys
from pathlib import Path
from unkink.adapters.single_instance import AlreadyRunning, InstanceLock
sys.stdin.readline()
try:
    lock = InstanceLock.claim(Path(sys.argv[1]))
except AlreadyRunning as running:
    print("lost", running.holder.pid, flush=True)
    raise SystemExit(3)
print("won", flush=True)
sys.stdin.readline()
"""


def contender(lock: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CONTENDER, str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE_ROOT)},
    )


def say_go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def heard(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_of_20_simultaneous_starts_exactly_one_wins(tmp_path: Path) -> None:
    lock = tmp_path / "daemon.lock"
    crowd = [contender(lock) for _ in range(20)]
    for process in crowd:
        say_go(process)
    said = [heard(process) for process in crowd]
    winner = crowd[said.index("won")]
    assert said.count("won") == 1
    assert sum(one.startswith("lost") for one in said) == 19
    assert lock.read_text() == f"{winner.pid}\n"
    for process in crowd:
        process.communicate("\n")
    assert sorted(process.returncode for process in crowd) == [0] + [3] * 19


def test_the_loser_learns_the_process_id_of_the_winner(tmp_path: Path) -> None:
    held = InstanceLock.claim(tmp_path / "daemon.lock")
    with pytest.raises(AlreadyRunning) as caught:
        InstanceLock.claim(tmp_path / "daemon.lock")
    held.release()
    assert caught.value.holder.pid == os.getpid()
    assert str(caught.value) == f"unkink is already running (process {os.getpid()})"


def test_after_kill_9_the_next_start_wins_at_once(tmp_path: Path) -> None:
    lock = tmp_path / "daemon.lock"
    process = contender(lock)
    say_go(process)
    assert heard(process) == "won"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    InstanceLock.claim(lock).release()


def test_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    lock = tmp_path / "daemon.lock"
    InstanceLock.claim(lock).release()
    InstanceLock.claim(lock).release()
    assert lock.read_text() == f"{os.getpid()}\n"


def test_a_long_old_process_id_leaves_nothing_behind(tmp_path: Path) -> None:
    lock = tmp_path / "daemon.lock"
    lock.write_text("99999999999999999\nrubbish\n")
    InstanceLock.claim(lock).release()
    assert lock.read_text() == f"{os.getpid()}\n"


def test_the_lock_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    InstanceLock.claim(tmp_path / "daemon.lock").release()
    assert stat.S_IMODE((tmp_path / "daemon.lock").stat().st_mode) == 0o600


def test_a_link_in_place_of_the_lock_file_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("precious")
    (tmp_path / "daemon.lock").symlink_to(target)
    with pytest.raises(OSError, match="symbolic link"):
        InstanceLock.claim(tmp_path / "daemon.lock")
    assert target.read_text() == "precious"


def test_a_program_started_by_the_daemon_does_not_keep_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "daemon.lock"
    held = InstanceLock.claim(lock)
    child = subprocess.Popen(["cat"], stdin=subprocess.PIPE, close_fds=False)
    try:
        held.release()
        wait_until(lambda: _free(lock), 5, "the lock to be free beside a living child")
        assert child.poll() is None
    finally:
        child.communicate()


def _free(lock: Path) -> bool:
    try:
        InstanceLock.claim(lock).release()
    except AlreadyRunning:
        return False
    return True


def test_nobody_holds_what_is_free_or_not_there(tmp_path: Path) -> None:
    lock = tmp_path / "daemon.lock"
    assert holder(lock) is None
    InstanceLock.claim(lock).release()
    assert holder(lock) is None


def test_who_looks_at_a_lock_learns_of_its_holder_and_takes_nothing(tmp_path: Path) -> None:
    lock = tmp_path / "daemon.lock"
    held = InstanceLock.claim(lock, "the-other-machine\n/run/user/1000/unkink\n")
    assert holder(lock) == Holder(
        os.getpid(), host="the-other-machine", runtime="/run/user/1000/unkink"
    )
    held.mark_ending()
    assert holder(lock) == Holder(os.getpid(), ending=True)
    held.release()


@pytest.mark.parametrize(
    "text", ["", "\n\n", "-5\n", "1" * 40, "12\n\x1b[31mred\n/run\n", "\0" * 9000]
)
def test_nothing_odd_in_a_lock_file_is_believed(tmp_path: Path, text: str) -> None:
    lock = tmp_path / "daemon.lock"
    held = InstanceLock.claim(lock)
    lock.write_text(text)
    assert holder(lock) in (Holder(), Holder(12))
    held.release()


def test_each_holder_is_told_of_in_words_that_help() -> None:
    here = os.uname().nodename
    assert [
        str(Holder(7)),
        str(Holder()),
        str(Holder(7, ending=True)),
        str(Holder(7, host=here, runtime="/run/user/1000/unkink")),
        str(Holder(7, host="the-other-machine", runtime="/run/user/1000/unkink")),
    ] == [
        "unkink is already running (process 7)",
        "unkink is already running",
        "unkink is still ending (process 7); try again in a moment",
        "unkink is already running (process 7) in another session; "
        "XDG_RUNTIME_DIR=/run/user/1000 leads commands to it",
        "unkink is already running on the-other-machine, with this same home folder; "
        "quit it there first",
    ]


def test_a_home_in_use_refuses_a_claim_and_leaves_nothing_locked(tmp_path: Path) -> None:
    home, runtime = tmp_path / "home.lock", tmp_path / "daemon.lock"
    other = InstanceLock.claim(home, "the-other-machine\n/run/user/1000/unkink\n")
    with pytest.raises(AlreadyRunning, match="running on the-other-machine"):
        Claim.make(runtime, [home], patience=0)
    assert holder(runtime) is None
    other.release()
    Claim.make(runtime, [home], patience=0).release()


def test_what_was_removed_is_locked_anew_and_what_another_took_is_not(tmp_path: Path) -> None:
    home, runtime = tmp_path / "home.lock", tmp_path / "daemon.lock"
    claim = Claim.make(runtime, [home], patience=0)
    assert list(claim.mend()) == []
    home.unlink()
    assert holder(home) is None
    assert list(claim.mend()) == [home]
    assert holder(home) == Holder(os.getpid(), host=os.uname().nodename, runtime=str(tmp_path))
    runtime.unlink()
    other = InstanceLock.claim(runtime)
    with pytest.raises(AlreadyRunning):
        claim.mend()
    other.release()
    claim.release()


def test_a_place_that_takes_no_lock_file_costs_that_lock_alone(tmp_path: Path) -> None:
    nowhere = tmp_path / "a folder.lock"
    nowhere.mkdir()
    runtime = tmp_path / "daemon.lock"
    claim = Claim.make(runtime, [nowhere, tmp_path / "no" / "folder.lock"], patience=0)
    assert holder(runtime) == Holder(os.getpid())
    claim.release()
