"""The icons that are shipped: complete, as drawn, and told apart without colour."""

from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat

from unkink.adapters.tray.pictures import Pictures
from unkink.assets import asset
from unkink.core.settings import TrayInk
from unkink.drawing.__main__ import family
from unkink.drawing.contact_sheet import contact_sheet
from unkink.drawing.family import picture_name, pictures
from unkink.drawing.pack import packed, picture
from unkink.drawing.tray_icon import draw
from unkink.ports import TraySign, TrayView

ICONS = Path(__file__).parents[1] / "icons"
ARTEFACTS = Path(__file__).parent / "artefacts" / "tray"


@pytest.mark.parametrize("ink", TrayInk)
def test_the_shipped_pictures_are_what_the_program_draws(ink: TrayInk) -> None:
    pack = asset("icons", "tray", f"{ink.value}.pack").read_bytes()
    for name, sizes in family(ink).items():
        shipped = picture(pack, name)
        assert [size for size, _ in shipped] == [16, 22, 24, 32, 48]
        for (_, ours), (_, theirs) in zip(sizes, shipped, strict=True):
            assert len(ours) == len(theirs)
            # Pillow's versions round curves differently.
            off = max(abs(one - other) for one, other in zip(ours, theirs, strict=True))
            assert off <= 12, name


@pytest.mark.parametrize("ink", TrayInk)
def test_clear_pixels_have_no_colour(ink: TrayInk) -> None:
    """sway #9071: swaybar adds it to the ground, and showed a solid square."""
    pack = asset("icons", "tray", f"{ink.value}.pack").read_bytes()
    for name in pictures():
        for _, argb in picture(pack, name):
            clear = [argb[at : at + 4] for at in range(0, len(argb), 4) if argb[at] == 0]
            assert set(clear) <= {bytes(4)}


def test_a_pack_gives_back_what_was_put_in_and_nothing_else() -> None:
    one = tuple((size, bytes([size]) * size * size * 4) for size in (16, 22, 24, 32, 48))
    pack = packed({"due": one})
    assert picture(pack, "due") == one
    with pytest.raises(LookupError, match="no tray picture is called held"):
        picture(pack, "held")
    with pytest.raises(LookupError, match="not a pack"):
        picture(b"PNG\0\0\0" + pack, "due")


def test_the_family_has_a_picture_for_every_sign_and_step() -> None:
    names = list(pictures())
    assert names[:2] == ["sitting-00", "sitting-01"]
    assert names[23:] == [
        "sitting-23",
        "due",
        "overdue",
        "held",
        "paused",
        "standing",
        "walking",
        "blind",
        "problem",
    ]


@pytest.mark.parametrize(
    ("share", "name"),
    [(0.0, "sitting-00"), (0.5, "sitting-12"), (0.999, "sitting-23"), (1.0, "sitting-23")],
)
def test_the_loop_fills_step_by_step_and_closes_only_when_due(share: float, name: str) -> None:
    assert picture_name(TraySign.SITTING, share) == name


@pytest.mark.parametrize("size", [16, 22, 24, 32, 48])
def test_signs_differ_by_shape_and_not_by_colour_alone(size: int) -> None:
    shapes = {sign: draw(sign, 0.5, TrayInk.DARK, size) for sign in TraySign}
    for one, other in combinations(TraySign, 2):
        masks = (shapes[one].getchannel("A"), shapes[other].getchannel("A"))
        difference = ImageStat.Stat(ImageChops.difference(*masks)).sum[0] / 255
        assert difference > size * size / 50, (one, other)


def test_each_filled_step_shows_more_of_the_loop_than_the_one_before() -> None:
    ink = [
        ImageStat.Stat(draw(TraySign.SITTING, step / 24, TrayInk.DARK, 22).getchannel("A")).sum[0]
        for step in range(24)
    ]
    assert ink == sorted(ink)
    assert len(set(ink)) == 24


@pytest.mark.parametrize("size", [16, 22, 24, 32, 48])
def test_corners_are_clear_so_that_any_panel_shows_through(size: int) -> None:
    mask = draw(TraySign.OVERDUE, 0.0, TrayInk.COLOUR, size).getchannel("A")
    assert [mask.getpixel(corner) for corner in ((0, 0), (size - 1, 0))] == [0, 0]


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sign", TraySign)
@pytest.mark.parametrize("panel", ["#000000", "#242424", "#f2f2f2", "#ffffff"])
def test_every_tone_stands_out_on_light_and_dark_panels(sign: TraySign, panel: str) -> None:
    """Entracte #86, Stretchly #1711 (peers 32): the icon cannot be seen on a dark panel."""
    pixel = draw(sign, 0.0, TrayInk.COLOUR, 48).getpixel((24, 40))  # on the line
    assert isinstance(pixel, tuple)
    assert pixel[3] == 255
    tone = f"#{pixel[0]:02x}{pixel[1]:02x}{pixel[2]:02x}"
    assert contrast(tone, panel) >= 3.0


def test_only_another_picture_is_read_again() -> None:
    tray = Pictures(TrayInk.COLOUR)
    first = tray.of(TrayView(TraySign.SITTING, 0.50, "12 min"))
    assert tray.of(TrayView(TraySign.SITTING, 0.51, "13 min")) is first
    assert tray.of(TrayView(TraySign.DUE, 1.0, "due")) is not first
    tray.use(TrayInk.DARK)
    assert tray.of(TrayView(TraySign.DUE, 1.0, "due")) == picture(
        asset("icons", "tray", "dark.pack").read_bytes(), "due"
    )


def test_the_application_icons_are_there_in_their_sizes() -> None:
    for size in (48, 128, 256):
        with Image.open(ICONS / f"unkink-{size}.png") as image:
            assert image.size == (size, size)
            assert image.convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)
    for name in ("unkink.svg", "unkink-symbolic.svg"):
        assert ElementTree.parse(ICONS / name).getroot().tag.endswith("svg")  # noqa: S314 - ours


def test_all_pictures_can_be_looked_at_on_one_sheet() -> None:
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    sheet = contact_sheet()
    sheet.save(ARTEFACTS / "sheet.png")
    assert sheet.getbbox() == (0, 0, sheet.width, sheet.height)
