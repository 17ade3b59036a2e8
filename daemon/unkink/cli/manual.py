"""Stub."""


def manual() -> int:
    """Stub."""
    return 0
