"""Which release this is; `pyproject.toml` says the same, and a test compares the two.

Asking `importlib.metadata` instead would pull the `email` package into the resident daemon.
"""

VERSION = "0.1.0"
RELEASED = "2026-11-26"
"""The date on the manual page; renewed with the version."""
