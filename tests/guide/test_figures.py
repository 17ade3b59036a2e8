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
from unkink.guide.draughtsman import Draughtsman
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


def running(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def test_a_figure_is_drawn_once_and_then_read(tmp_path: Path) -> None:
    figures = Figures(tmp_path / "figures", "1")
    figure = figure_of("neck-turns")

    stills, table = await figures.portfolio(figure), await figures.table(figure)
    before = {file: file.stat().st_mtime_ns for file in kept(tmp_path / "figures")}
    again = Figures(tmp_path / "figures", "1")

    assert json.loads(table)["cycle"] == figure["cycle_s"]
    assert 1 <= len(stills.stills) <= 4
    assert stills.stills[stills.telling].svg.startswith("<svg ")
    assert (await again.portfolio(figure), await again.table(figure)) == (stills, table)
    assert len(before) == 2
    assert {file: file.stat().st_mtime_ns for file in kept(tmp_path / "figures")} == before
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
    table = await figures.table(figure)
    (other,) = set(kept(tmp_path)) - {file}
    for spoilt in (b"", b"not gzip", gzip.compress(b"{}"), file.read_bytes()[:-20]):
        file.write_bytes(spoilt)
        other.write_bytes(spoilt)
        assert await figures.portfolio(figure) == drawn
        assert await figures.table(figure) == table


async def test_a_figure_that_cannot_be_drawn_says_so(tmp_path: Path) -> None:
    with pytest.raises(AdapterError, match=r"The figure could not be drawn: .*base"):
        await Figures(tmp_path, "1").portfolio({"view": "front", "base": "flying", "frames": []})
    assert kept(tmp_path) == []


async def test_one_that_cannot_be_drawn_takes_no_other_picture_away(tmp_path: Path) -> None:
    figures = Figures(tmp_path, "1")
    broken = {"view": "front", "base": "flying", "frames": []}
    first, none, last = await asyncio.gather(
        figures.portfolio(figure_of("neck-turns")),
        figures.portfolio(broken),
        figures.portfolio(figure_of("shoulder-rolls")),
        return_exceptions=True,
    )
    assert isinstance(none, AdapterError)
    alone = Figures(tmp_path / "alone", "1")
    assert first == await alone.portfolio(figure_of("neck-turns"))
    assert last == await alone.portfolio(figure_of("shoulder-rolls"))


async def test_one_child_draws_for_all_who_wait_and_then_goes() -> None:
    draughtsman = Draughtsman()

    async def drawn_by(tip_id: str) -> int:
        async with draughtsman.turn():
            await draughtsman.draw(figure_of(tip_id))
            assert draughtsman._child
            return draughtsman._child.pid

    tips = ("neck-turns", "shoulder-rolls", "eyes-far-look")
    children = set(await asyncio.gather(*map(drawn_by, tips)))
    assert len(children) == 1
    assert not running(children.pop())


async def test_who_leaves_while_it_is_drawn_spoils_no_other_picture() -> None:
    draughtsman = Draughtsman("--table")

    async def drawn(tip_id: str) -> bytes:
        async with draughtsman.turn():
            return await draughtsman.draw(figure_of(tip_id))

    alone = await drawn("shoulder-rolls")
    leaving = asyncio.create_task(drawn("massage-full-sequence"))
    waiting = asyncio.create_task(drawn("shoulder-rolls"))
    await asyncio.to_thread(wait_until, lambda: draughtsman._child, 10, "the child")
    leaving.cancel()
    assert await waiting == alone
    assert leaving.cancelled()


async def test_a_folder_that_cannot_be_written_costs_only_the_cache(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert (await Figures(blocked, "1").portfolio(figure_of("neck-turns"))).stills


async def test_a_prepared_figure_is_there_at_the_click(desk: RecordingDesk, tmp_path: Path) -> None:
    server = GuideServer(desk, Figures(tmp_path, "1"))
    server.prepare("neck-turns")
    server.prepare("neck-turns")
    server.prepare("no-such-tip")
    await asyncio.to_thread(wait_until, lambda: len(kept(tmp_path)) == 2, 10, "both pictures")
    assert not server.serving
    await server.close()


@pytest.mark.parametrize(
    ("trouble", "level"),
    [(OSError(24, "Too many open files"), "WARNING"), (RuntimeError("odd"), "ERROR")],
)
async def test_a_system_that_has_no_more_to_give_costs_a_line_in_the_log(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    trouble: Exception,
    level: str,
) -> None:
    async def start_child(*_words: str, **_limits: int) -> None:
        raise trouble

    monkeypatch.setattr("unkink.guide.draughtsman.start_child", start_child)
    figures = Figures(tmp_path, "1")
    figures.prepare(figure_of("neck-turns"))
    (preparing,) = figures._preparing
    await preparing
    (line,) = caplog.records
    assert line.levelname == level
    assert line.getMessage().startswith("a figure could not be drawn ahead")
    await figures.close()


async def test_who_closes_in_the_middle_of_a_picture_leaves_no_child(
    desk: RecordingDesk, tmp_path: Path
) -> None:
    figures = Figures(tmp_path, "1")
    server = GuideServer(desk, figures)
    server.prepare("massage-full-sequence")
    draughtsman = figures._stills.draughtsman
    await asyncio.to_thread(wait_until, lambda: draughtsman._child, 10, "the child")
    assert draughtsman._child
    pid = draughtsman._child.pid
    await server.close()
    assert not running(pid)


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
