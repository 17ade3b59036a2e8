"""Pictures drawn by the real child and kept on disk."""

import asyncio
import gzip
import json
import stat
from pathlib import Path

import pytest

from tests.guide.desks import RecordingDesk
from tests.guide.knocking import Door
from tests.waiting import wait_until
from unkink.core.health import HealthProfile
from unkink.guide.figures import Figures
from unkink.guide.server import GuideServer
from unkink.ports import AdapterError
from unkink.tip_files import read_tip


def figure_of(tip_id: str) -> dict[str, object]:
    full = read_tip(tip_id)
    assert full is not None
    assert full.figure is not None
    return dict(full.figure)


def kept(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_a_figure_is_drawn_once_and_then_read(tmp_path: Path) -> None:
    figures = Figures(tmp_path / "figures", "1")
    figure = figure_of("neck-turns")

    drawn = await figures.portfolio(figure)
    (file,) = kept(tmp_path / "figures")
    before = file.stat().st_mtime_ns
    again = await Figures(tmp_path / "figures", "1").portfolio(figure)

    assert json.loads(bytes(drawn.table))["cycle"] == 12
    assert 1 <= len(drawn.stills) <= 4
    assert drawn.stills[drawn.telling].svg.startswith("<svg ")
    assert again == drawn
    assert file.stat().st_mtime_ns == before
    assert stat.S_IMODE((tmp_path / "figures").stat().st_mode) == 0o700


async def test_another_version_draws_anew(tmp_path: Path) -> None:
    figure = figure_of("neck-turns")
    await Figures(tmp_path, "1").portfolio(figure)
    await Figures(tmp_path, "2").portfolio(figure)
    assert len(kept(tmp_path)) == 2


async def test_a_spoilt_file_is_drawn_anew(tmp_path: Path) -> None:
    figures = Figures(tmp_path, "1")
    figure = figure_of("neck-turns")
    drawn = await figures.portfolio(figure)
    (file,) = kept(tmp_path)
    for spoilt in (b"", b"not gzip", gzip.compress(b"{}"), file.read_bytes()[:-20]):
        file.write_bytes(spoilt)
        assert await figures.portfolio(figure) == drawn


async def test_a_figure_that_cannot_be_drawn_says_so(tmp_path: Path) -> None:
    with pytest.raises(AdapterError, match=r"The figure could not be drawn: .*base"):
        await Figures(tmp_path, "1").portfolio({"view": "front", "base": "flying", "frames": []})
    assert kept(tmp_path) == []


async def test_a_folder_that_cannot_be_written_costs_only_the_cache(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert (await Figures(blocked, "1").portfolio(figure_of("neck-turns"))).stills


async def test_a_prepared_figure_is_there_at_the_click(desk: RecordingDesk, tmp_path: Path) -> None:
    server = GuideServer(desk, Figures(tmp_path, "1"))
    server.prepare("neck-turns")
    server.prepare("neck-turns")
    server.prepare("no-such-tip")
    await asyncio.to_thread(wait_until, lambda: kept(tmp_path), 10, "a figure")
    assert not server.serving


async def test_the_table_is_sent_compressed_where_that_is_understood(door: Door) -> None:
    plain = await door.ask("figure/neck-turns.json")
    packed = await door.ask("figure/neck-turns.json", accept_encoding="gzip, br")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 3


async def test_stills_carry_their_own_colours_for_both_themes(door: Door) -> None:
    for name in ("neck-turns.svg", "neck-turns.poses.svg", "massage-full-sequence.poses.svg"):
        reply = await door.ask(f"figure/{name}")
        assert reply.headers["content-type"] == "image/svg+xml; charset=utf-8"
        assert "prefers-color-scheme: dark" in reply.text
        nonce = reply.text.split('nonce="')[1].split('"')[0]
        assert f"style-src 'nonce-{nonce}'" in reply.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["neck-turns", "neck-turns.png", "zzz.svg", "../tips.svg", ""])
async def test_there_is_no_other_picture(door: Door, name: str) -> None:
    assert (await door.ask(f"figure/{name}")).status == 404


async def test_a_hidden_tip_has_no_picture(door: Door, desk: RecordingDesk) -> None:
    desk.profile = HealthProfile(answered=True, tags=frozenset({"dizziness"}))
    for form in ("json", "svg", "poses.svg"):
        assert (await door.ask(f"figure/neck-turns.{form}")).status == 404
