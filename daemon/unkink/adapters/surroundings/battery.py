"""Whether the machine runs on its battery, as the kernel says (sysfs-class-power, Linux 6.1)."""

from contextlib import suppress
from pathlib import Path

from unkink.core.surroundings import Kind, Sign

SUPPLIES = Path("/sys/class/power_supply")


def on_battery(supplies: Path = SUPPLIES) -> list[Sign]:
    """Return a sign while a battery feeds the machine, and nothing else does."""
    discharging = False
    for supply in supplies.glob("*"):
        if _says(supply, "scope") == "Device":
            continue  # a mouse's, a headset's
        if _says(supply, "type") == "Battery":
            discharging = discharging or _says(supply, "status") == "Discharging"
        elif _says(supply, "online") == "1":
            return []
    return [Sign(Kind.BATTERY, "running on the battery")] if discharging else []


def _says(supply: Path, name: str) -> str:
    with suppress(OSError):
        return (supply / name).read_text(errors="replace").strip()
    return ""
