"""The parts of the comparison that can be told without a desktop."""

from tests.bench.births import processes_started
from tests.bench.cost import Cost, Look, after_name, members
from tests.bench.peer_table import markdown, medians, spent
from tests.bench.registration import registrations

THREAD = "clone3({flags=CLONE_VM|CLONE_THREAD|CLONE_SETTLS, exit_signal=0}, 88) = 32196"
PROCESS = "clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD, child_tidptr=0x7f) = 32197"


def test_a_vfork_and_a_clone_are_processes_and_a_thread_is_none() -> None:
    trace = f"100 vfork() = 101\n101 +++ exited with 0 +++\n100 {PROCESS}\n100 {THREAD}\n"
    assert processes_started(trace) == 2


def test_a_call_that_strace_wrote_in_two_lines_counts_once() -> None:
    trace = """
100 vfork( <unfinished ...>
200 clone3({flags=CLONE_VM|CLONE_THREAD} <unfinished ...>
100 <... vfork resumed>) = 101
200 <... clone3 resumed> => {parent_tid=[201]}, 88) = 201
"""
    assert processes_started(trace) == 1


def test_a_process_that_could_not_be_started_is_not_counted() -> None:
    assert processes_started("100 fork() = -1 EAGAIN (Resource temporarily unavailable)") == 0
    assert processes_started("100 fork( <unfinished ...>") == 0


def test_a_program_is_its_descendants_and_what_its_session_left_behind() -> None:
    child, grandchild, orphan, stranger = (11, 10, 10), (12, 11, 12), (13, 1, 10), (14, 1, 14)
    assert members(10, [grandchild, stranger, orphan, child]) == {10, 11, 12, 13}


def test_a_name_with_brackets_and_spaces_does_not_shift_the_fields() -> None:
    assert after_name("42 (odd ) name) S 1 42") == ["S", "1", "42"]


def test_costs_of_several_processes_add_up() -> None:
    one = Cost(proportional_mb=10.5, threads=1, switches=7)
    other = Cost(proportional_mb=4.5, threads=2, processor_s=0.5)
    assert one + other == Cost(proportional_mb=15.0, threads=3, switches=7, processor_s=0.5)


def test_what_twenty_seconds_cost_is_told_by_the_minute() -> None:
    before = Look(Cost(), {11: 10}, 1.0)
    after = Look(Cost(), {11: 14}, 1.002)
    assert spent(before, after, 20, "idle") == {
        "processor ms a minute, idle": 6.0,
        "context switches a minute, idle": 12,
    }


def test_a_thread_that_ended_takes_no_switches_away_from_the_others() -> None:
    before = Look(Cost(), {11: 10, 12: 500}, 1.0)
    after = Look(Cost(), {11: 14, 13: 2}, 1.0)
    assert spent(before, after, 60, "idle")["context switches a minute, idle"] == 6


def test_the_monitor_tells_when_an_icon_was_registered() -> None:
    log = (
        "sig\t1795675576.7\t2\torg.freedesktop.DBus\tNameAcquired\n"
        "mc\t1795675577.984\t10\t:1.13\t:1.6\t/Watcher\tWatcher\tRegisterStatusNotifierItem\n"
        "mc\t1795675578.1\t11\t:1.13\t:1.6\t/Watcher\tWatcher\tSomethingElse\n"
    )
    assert registrations(log) == [1795675577.984]


def test_the_table_has_the_medians_and_says_what_was_not_measured() -> None:
    unkink = medians([{"PSS, MB": 28.1, "ms": 1500}, {"PSS, MB": 30.0, "ms": 1700}])
    other = medians([{"PSS, MB": 40.0, "ms": 3}, {"PSS, MB": None, "ms": 3}])
    assert markdown({"unkink 1": unkink, "other 2": other}) == (
        "|  | unkink 1 | other 2 |\n"
        "| --- | ---: | ---: |\n"
        "| PSS, MB | 29.1 | not measured |\n"
        "| ms | 1,600 | 3 |"
    )
