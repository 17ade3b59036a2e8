"""Tip packs and settings from somewhere, against the running daemon and its real pages."""

import os
from urllib.parse import urlsplit

import pytest

from tests.guide.knocking import Door
from tests.own_tips import FIGURE, PACING
from tests.security.besieged import PATIENCE, Besieged
from tests.security.test_guide_from_outside import door_behind
from tests.waiting import wait_until

SCRIPT = "<script>fetch('//a.b')</script>"
SCRIPTED = PACING.replace("Pace the room", f"Pace {SCRIPT}", 1).replace("far wall", "<img src=x>")


def with_tip(besieged: Besieged, text: str) -> str:
    """Put a tip pack into the folder of own tips, start, and return what was said about it."""
    folder = besieged.config / "tips"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(text, "utf-8")
    return besieged.start().log


async def test_markup_of_a_tip_pack_is_text_on_every_page(besieged: Besieged) -> None:
    with_tip(besieged, SCRIPTED + FIGURE)
    besieged.says("profile", "none")
    door: Door = door_behind(besieged.opens("pacing"))
    for page in ("tip/pacing", "library", "why"):
        reply = await door.ask(page)
        assert reply.status == 200
        assert SCRIPT not in reply.text
        assert "<img src=x>" not in reply.text
        assert "script-src 'nonce-" in reply.headers["content-security-policy"]
    assert "Pace &lt;script&gt;" in (await door.ask("tip/pacing")).text


@pytest.mark.parametrize("name", ["../../../precious", "/etc/hostname", "..", "a/b", "x*", ""])
def test_the_id_of_a_tip_leads_to_no_other_folder(besieged: Besieged, name: str) -> None:
    log = with_tip(besieged, PACING.replace('"pacing"', f'"{name}"') + FIGURE)
    assert "pack.toml:3: tip" in log
    assert "id" in log
    assert "pacing" not in besieged.says("tips")


async def test_no_path_in_an_address_leads_out_of_the_pages(besieged: Besieged) -> None:
    (besieged.home / "precious").write_text("mine")
    besieged.start()
    ticket = besieged.opens("neck-turns")
    door = door_behind(ticket)
    for way in (
        "static/../../../../precious",
        "static/%2e%2e/%2e%2e/precious",
        "figure/../../../../precious.json",
        "figure/..%2f..%2fprecious.json",
        f"static/{besieged.home}/precious",
        "tip/../../precious",
    ):
        reply = await door.ask(way)
        assert reply.status == 404
        assert "mine" not in reply.text
    assert urlsplit(ticket).hostname == "127.0.0.1"


def test_a_pack_of_a_hundred_megabytes_costs_nothing_but_a_line(besieged: Besieged) -> None:
    folder = besieged.config / "tips"
    folder.mkdir(parents=True)
    with (folder / "huge.toml").open("wb") as file:
        file.truncate(100 << 20)
    log = besieged.start().log
    assert "huge.toml:1: the file is larger than 128 kB" in log
    assert besieged.status()["live"] is None


@pytest.mark.parametrize("kind", ["pipe", "endless", "huge"])
def test_settings_that_are_a_pipe_or_have_no_end_are_named_and_nobody_waits(
    besieged: Besieged, kind: str
) -> None:
    besieged.config.mkdir(parents=True)
    file = besieged.config / "config.toml"
    match kind:
        case "pipe":
            os.mkfifo(file)
        case "endless":
            file.symlink_to("/dev/zero")
        case _:
            with file.open("wb") as whole:
                whole.truncate(100 << 20)
    program = besieged.begin()
    assert program.wait(PATIENCE) == 2
    assert f"{file}:1: " in program.log


def test_the_words_of_a_tip_run_nothing_through_a_hook(besieged: Besieged) -> None:
    hurt, ran = besieged.home / "hurt", besieged.home / "ran"
    besieged.config.mkdir(parents=True)
    (besieged.config / "config.toml").write_text(
        f'[[hook]]\non = ["shown"]\nrun = ["sh", "-c", "printf %s \\"$UNKINK_TITLE\\" > {ran}"]\n'
    )
    title = "$(touch $HOME/hurt)`touch $HOME/hurt`"
    pack = PACING.replace("Pace the room", title, 1)
    folder = besieged.config / "tips"
    folder.mkdir()
    (folder / "pack.toml").write_text(pack, "utf-8")
    besieged.start()
    besieged.says("profile", "none")
    besieged.says("now", "pacing")
    wait_until(lambda: ran.exists() and ran.read_text() == title, PATIENCE, "the hook to run")
    assert not hurt.exists()
