"""How many processes a program has started, by what strace wrote down."""

import re

TRACER = ("strace", "-f", "-q", "-e", "trace=clone,clone3,fork,vfork", "-e", "signal=none", "-o")
"""The command; the file to write to and the program follow."""
CALL = re.compile(r"(?P<caller>\d+)\s+(?P<resumed><\.\.\. )?(?P<name>v?fork|clone3?)\b(?P<rest>.*)")
SUCCESS = re.compile(r"= [1-9]\d*$")


def processes_started(trace: str) -> int:
    """Count the calls that made a process and not a thread.

    With several callers at once strace writes a call in two lines; the flags are in the first.
    """
    count = 0
    begun: dict[str, str] = {}
    for line in trace.splitlines():
        call = CALL.match(line)
        if call is None:
            continue
        caller, rest = call["caller"], call["rest"]
        if rest.endswith("<unfinished ...>"):
            begun[caller] = rest
            continue
        flags = begun.pop(caller, "") + rest if call["resumed"] else rest
        if SUCCESS.search(rest) and "CLONE_THREAD" not in flags:
            count += 1
    return count
