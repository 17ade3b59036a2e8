#!/usr/bin/env bash
# tomlkit keeps comments and blank lines, but whose they are it does not know: everything up to the next header belongs to
# the table before. A key that is added to that table lands behind the comment that a person wrote above the next one,
# and the comment is then about the wrong thing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'tomlkit==0.15.2'
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import tomlkit

print("tomlkit", tomlkit.__version__)
document = tomlkit.parse(
    """\
[prompt]
sound = true

# The second reminder is the long one.
[[reminder]]
name = "long"
"""
)
document["prompt"]["lull"] = "9s"
lines = tomlkit.dumps(document).splitlines()
print(*lines, sep="\n")
comment, key, header = (
    next(at for at, line in enumerate(lines) if line.startswith(start))
    for start in ("# The second", "lull", "[[reminder]]")
)
print(f"comment on line {comment + 1}, the new key on {key + 1}, the block it is about on {header + 1}")
sys.exit(0 if comment < key < header else "changed: the comment stays with its block")
PYTHON
