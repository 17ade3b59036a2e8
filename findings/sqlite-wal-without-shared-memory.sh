#!/usr/bin/env bash
# SQLite where the file that shares memory (NAME-shm) cannot be opened, here as a folder has its name: the answer to
# "PRAGMA journal_mode=WAL" is "wal" all the same, and reading goes well. Only the first write is refused, and as
# "readonly", not as an error of shared memory. A program that asks the pragma whether WAL works is told yes.
# Who opens the same file with locking_mode=EXCLUSIVE before the first look can take it out of WAL mode and write.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'apsw==3.54.1.0'
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import os
import sys

import apsw

path = os.path.join(sys.argv[1], "history.db")
print("SQLite", apsw.sqlite_lib_version(), "by apsw", apsw.apsw_version())
os.mkdir(path + "-shm")
database = apsw.Connection(path)
database.execute("CREATE TABLE t (a)")
mode = database.execute("PRAGMA journal_mode = WAL").get
print("the pragma answers:", mode)
rows = database.execute("SELECT count(*) FROM t").get
print("reading goes well:", rows)
try:
    database.execute("INSERT INTO t VALUES (1)")
    written = "written"
except apsw.Error as error:
    written = f"{type(error).__name__}: {error}"
print("the first write:", written)
database.close()

database = apsw.Connection(path)
alone = database.execute("PRAGMA locking_mode = EXCLUSIVE").get
plain = database.execute("PRAGMA journal_mode = DELETE").get
database.execute("PRAGMA locking_mode = NORMAL")
database.execute("INSERT INTO t VALUES (1)")
print("alone from the start:", alone, plain, "and a row is written")
seen = (mode, rows, written.split(":")[0], alone, plain)
expected = ("wal", 0, "ReadOnlyError", "exclusive", "delete")
sys.exit(0 if seen == expected else f"changed: {seen}, not {expected}")
PYTHON
