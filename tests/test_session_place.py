import pytest

from unkink.session_place import same_display


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (":0", ":0.0"),
        ("unix:1", ":1"),
        ("wayland-1", "/run/user/1000/wayland-1"),
        ("localhost:10.0", "localhost:10"),
        ("wayland-0", ":0"),  # a program of a Wayland session that only knows its display of X
    ],
)
def test_one_display_may_have_several_names(one: str, other: str) -> None:
    assert same_display(one, other)
    assert same_display(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [(":0", ":1"), (":1", ":10"), ("wayland-0", "wayland-1"), (":10", "localhost:10.0")],
)
def test_two_displays_are_told_apart(one: str, other: str) -> None:
    assert not same_display(one, other)
    assert not same_display(other, one)
