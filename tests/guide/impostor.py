"""A program of another user at a port that was ours: it says yes to everything, and takes notes."""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.waiting import wait_until

SYSTEM_PYTHON = "/usr/bin/python3"
"""Another user may not reach the one of the tests."""
SOMEBODY = ("setpriv", "--reuid=30002", "--regid=30002", "--clear-groups", "--")
PATIENCE = 15.0
WORDS = "Call 0900-EVIL"

SOURCE = """
import json, socket, sys

port, words, proofs = json.loads(sys.argv[1])
page = f'<title>{words}</title><main><div id="day" data-live><h1>{words}</h1></div></main>'
with socket.socket() as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind(("127.0.0.1", port))
    door.listen(50)
    print("[]", flush=True)
    while True:
        one, _ = door.accept()
        one.settimeout(1)
        heard = b""
        try:
            while b"\\r\\n\\r\\n" not in heard:
                heard += one.recv(65536) or b"\\r\\n\\r\\n"
            head, _, body = heard.partition(b"\\r\\n\\r\\n")
            sizes = [x.split(b":")[1] for x in head.split(b"\\r\\n") if b"ength:" in x]
            while len(body) < int((sizes or [b"0"])[0]):
                body += one.recv(65536)
        except OSError:
            pass
        print(json.dumps((head + body).decode("latin-1")), flush=True)
        kind, said = "text/html", page
        if head.startswith(b"POST"):
            kind, said = "application/json", json.dumps({"ok": True, "say": "Saved. " + words})
        elif head.split(b" ")[1:2] and head.split(b" ")[1].endswith(b"/line"):
            said = ""
        proof = proofs.pop(0) if proofs else "0" * 64
        one.sendall(
            f"HTTP/1.1 200 OK\\r\\nContent-Type: {kind}\\r\\nContent-Length: {len(said)}\\r\\n"
            f"Page-Proof: {proof}\\r\\nConnection: close\\r\\n\\r\\n{said}".encode()
        )
        one.close()
"""


@dataclass(frozen=True)
class Impostor:
    """What it was told, each request whole."""

    notes: Path

    @property
    def heard(self) -> list[str]:
        lines = self.notes.read_text().splitlines()
        return [json.loads(one) for one in lines if one != "[]"]

    @property
    def asked(self) -> set[str]:
        """What was asked for: the method, and what follows the token."""
        found = set()
        for one in filter(None, self.heard):
            method, path = one.split(" ")[:2]
            found.add(f"{method} {path.split('/', 2)[2]}")
        return found


@contextmanager
def impostor(port: int, folder: Path, proofs: Sequence[str] = ()) -> Iterator[Impostor]:
    """Answer at `port` as another user, where the tests may become one; replay these `proofs`."""
    notes = folder / "impostor"
    before = SOMEBODY if os.getuid() == 0 else ()
    told = json.dumps([port, WORDS, list(proofs)])
    with notes.open("w") as out:
        running = subprocess.Popen([*before, SYSTEM_PYTHON, "-c", SOURCE, told], stdout=out)
    try:
        wait_until(lambda: notes.read_text().startswith("[]"), PATIENCE, "somebody at the port")
        yield Impostor(notes)
    finally:
        running.kill()
        running.wait(PATIENCE)
