"""The kernel's power supplies, as files in a folder."""

from pathlib import Path

import pytest

from unkink.adapters.surroundings.battery import on_battery


def supply(folder: Path, name: str, **told: str) -> None:
    (folder / name).mkdir()
    for what, value in told.items():
        (folder / name / what).write_text(f"{value}\n")


@pytest.mark.parametrize(
    ("status", "online", "told"),
    [
        ("Discharging", "0", ["running on the battery"]),
        ("Charging", "1", []),
        ("Discharging", "1", []),  # a weak charger
        ("Full", "1", []),
    ],
)
def test_a_battery_in_use_is_a_sign(
    tmp_path: Path, status: str, online: str, told: list[str]
) -> None:
    supply(tmp_path, "BAT0", type="Battery", status=status)
    supply(tmp_path, "AC", type="Mains", online=online)
    supply(tmp_path, "mouse", type="Battery", status="Discharging", scope="Device")
    assert [sign.words for sign in on_battery(tmp_path)] == told


def test_a_desk_without_a_battery_and_a_battery_of_a_mouse_are_none(tmp_path: Path) -> None:
    assert on_battery(tmp_path / "nowhere") == []
    supply(tmp_path, "mouse", type="Battery", status="Discharging", scope="Device")
    assert on_battery(tmp_path) == []
