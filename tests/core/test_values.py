"""Values behave as the standard library's frozen dataclasses with slots do."""

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, field, fields, replace

import pytest

from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    across: int
    down: int = 0


@dataclass(frozen=True, slots=True)
class Named(Point):
    name: str = "corner"
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sum:
    parts: tuple[int, ...]
    whole: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "whole", sum(self.parts))


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


def test_two_of_the_same_class_with_the_same_contents_are_equal_and_hash_alike() -> None:
    assert Point(1, 2) == Point(1, down=2)
    assert hash(Point(1, 2)) == hash(Point(1, 2))
    assert Point(1, 2) != Point(2, 1)
    assert Point(1) != Named(1)
    assert Nothing() == Nothing()
    assert {Nothing(): 1}[Nothing()] == 1


def test_defaults_are_filled_in_and_factories_are_called_for_each() -> None:
    assert repr(Named(1)) == "Named(across=1, down=0, name='corner', tags=[])"
    assert Named(1).tags is not Named(1).tags
    assert Sum((1, 2)).whole == 3


def test_a_missing_or_unknown_argument_is_refused_by_name_the_first_time_too() -> None:
    @dataclass(frozen=True, slots=True)
    class Fresh:
        there: int

    with pytest.raises(TypeError, match="missing 1 required positional argument: 'there'"):
        Fresh()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'here'"):
        Fresh(here=1)  # type: ignore[call-arg]


def test_nothing_can_be_changed_added_or_taken_away() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.across = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        point.up = 2  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        del point.across
    assert not hasattr(point, "__dict__")


def test_what_the_standard_library_does_with_dataclasses_it_does_with_these() -> None:
    named = Named(1, name="edge")
    assert replace(named, down=3) == Named(1, 3, "edge")
    assert asdict(named) == {"across": 1, "down": 0, "name": "edge", "tags": []}
    assert [one.name for one in fields(Named)] == ["across", "down", "name", "tags"]
    assert copy.copy(named) == named
    assert pickle.loads(pickle.dumps(Point(1, 2))) == Point(1, 2)  # noqa: S301 - our own bytes
    match Point(4, 5):
        case Point(across, down):
            assert (across, down) == (4, 5)


def test_other_kinds_of_dataclasses_are_left_to_the_standard_library() -> None:
    @dataclass(slots=True)
    class Count:
        number: int = 0

    count = Count()
    count.number += 1
    assert count == Count(1)
