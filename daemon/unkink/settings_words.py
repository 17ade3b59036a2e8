"""Words about the settings in force, for tray, command line and journal."""

USUAL, BY_HOURS = "usual", "by-hours"
"""What `unkink use` takes besides the names of profiles."""


def in_force(profile: str | None) -> str:
    """Say which settings hold now."""
    return "The usual settings hold now." if profile is None else f"“{profile}” holds now."
