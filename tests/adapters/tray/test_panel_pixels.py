"""Tray pictures in the pixels of an X window."""

from unkink.adapters.tray.panel_pixels import best_size, blended, premultiplied

CLEAR, RED, HALF_BLUE = b"\0\0\0\0", b"\xff\xff\0\0", b"\x80\0\0\xff"
SMALL = (2, RED + CLEAR + HALF_BLUE + RED)
"""Two by two, as alpha, red, green, blue."""
LARGE = (4, RED * 16)
GREY = b"\x40\x40\x40\xff"


def test_the_largest_drawing_that_fits_is_used() -> None:
    assert best_size((SMALL, LARGE), 4, 4) == LARGE
    assert best_size((SMALL, LARGE), 9, 3) == SMALL
    assert best_size((SMALL, LARGE), 1, 1) == SMALL


def test_an_opaque_panel_shines_through_where_the_picture_is_clear() -> None:
    assert blended((SMALL,), 2, 2, GREY * 4) == (
        b"\0\0\xff\xff"  # red, in the order blue, green, red
        b"\x40\x40\x40\xff"  # nothing: the panel
        b"\xa0\x20\x20\xff"  # half blue, half panel
        b"\0\0\xff\xff"
    )


def test_a_window_with_alpha_gets_premultiplied_pixels() -> None:
    assert premultiplied((SMALL,), 2, 2) == (
        b"\0\0\xff\xff" + b"\0\0\0\0" + b"\x80\0\0\x80" + b"\0\0\xff\xff"
    )


def test_the_picture_is_in_the_middle_of_a_larger_window() -> None:
    pixels = premultiplied((SMALL,), 4, 6)
    filled = [place for place in range(24) if pixels[place * 4 + 3]]
    assert filled == [9, 13, 14]  # rows three and four, columns two and three


def test_a_window_smaller_than_every_drawing_shows_the_middle() -> None:
    assert premultiplied((LARGE,), 2, 3) == b"\0\0\xff\xff" * 6
