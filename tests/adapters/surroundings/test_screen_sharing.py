"""Whether the screen is shared, out of what pw-dump prints; a played one, as no desktop here has a
portal. The shapes are those of GNOME, KDE and wlroots as their sources have them: read, not run.
"""

import json
from pathlib import Path

import pytest

from unkink.adapters.surroundings.pipewire_video import screen_shared
from unkink.core.surroundings import Kind, Sign


def node(number: int, state: str = "running", **props: str) -> dict[str, object]:
    named = {name.replace("_", "."): value for name, value in props.items()}
    return {"id": number, "info": {"state": state, "props": named}}


def link(number: int, source: int, sink: int) -> dict[str, object]:
    return {"id": number, "info": {"output-node-id": source, "input-node-id": sink}}


GNOME = node(40, media_class="Stream/Output/Video", node_name="gnome-shell")
WLROOTS = node(41, media_class="Video/Source", node_name="xdpw-stream-1")
CAMERA = node(42, media_class="Video/Source", media_role="Camera", device_api="v4l2")
OBS = node(50, media_class="Stream/Input/Video", application_name="OBS")
PAUSED = node(50, "suspended", media_class="Stream/Input/Video", application_name="OBS")
SHARED = [Sign(Kind.SHARING, "OBS records or shares the screen", "OBS")]


@pytest.mark.parametrize(
    ("objects", "told"),
    [
        ([GNOME, OBS, link(60, 40, 50)], SHARED),
        ([WLROOTS, OBS, link(60, 41, 50)], SHARED),
        ([CAMERA, OBS, link(60, 42, 50)], []),
        ([GNOME, PAUSED, link(60, 40, 50)], []),
        ([GNOME, OBS], []),
        ([], []),
    ],
)
async def test_who_takes_in_the_screen_shares_it(
    tmp_path: Path, objects: list[dict[str, object]], told: list[Sign]
) -> None:
    environment = played(tmp_path, json.dumps(objects))
    (tmp_path / "pipewire-0").touch()
    assert await screen_shared(environment) == told


async def test_nonsense_is_no_sharing_and_without_pipewire_nobody_is_asked(tmp_path: Path) -> None:
    environment = played(tmp_path, "nonsense")
    assert await screen_shared(environment) == []
    assert not (tmp_path / "asked").exists()
    (tmp_path / "pipewire-0").touch()
    assert await screen_shared(environment) == []
    assert (tmp_path / "asked").exists()


def played(folder: Path, text: str) -> dict[str, str]:
    """Have a pw-dump that prints this."""
    (folder / "objects").write_text(text)
    script = folder / "pw-dump"
    script.write_text(f"#!/bin/sh\n: > {folder}/asked\ncat {folder}/objects\n")
    script.chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin", "XDG_RUNTIME_DIR": str(folder)}
