"""What stands in for `inspect` answers as the real one does."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

import pytest

from tests.test_light_imports import printed
from unkink import light_inspect


def plain(
    first: int, second: str = "2", *rest: object, named: int, by: int = 4, **more: int
) -> str:
    """Have a parameter of each kind but one."""
    return second


def positional(first: int, /, second: int = 2) -> None:
    """Have the one that can only be given by its place."""


async def coroutine() -> None:
    """Be a coroutine function."""


@functools.wraps(positional)
def wrapped(*given: Any) -> None:
    """Look like `positional`."""


class Desk:
    """Has methods of each sort."""

    height = 72

    def raised(self, by: int) -> int:
        """Be a method."""
        return self.height + by

    async def moved(self) -> None:
        """Be a coroutine function with an object."""

    @classmethod
    def of(cls, height: int) -> "Desk":
        """Be a method of the class."""
        return cls()


CALLABLES: list[Callable[..., Any]] = [
    *(plain, positional, coroutine, wrapped, Desk, Desk.raised, Desk().raised, Desk().moved),
    *(Desk.of, len, functools.partial(plain, 1), lambda: None, lambda *rest: rest),
]


def told(signature: Any) -> list[tuple[object, ...]]:
    """Return all that can be read of a signature, each package's own word for nothing as None."""

    def word(what: object) -> object:
        return None if what in (inspect.Parameter.empty, light_inspect.Parameter.empty) else what

    parameters = [
        (name, one.name, int(one.kind), word(one.default), word(one.annotation))
        for name, one in signature.parameters.items()
    ]
    return [*parameters, (word(signature.return_annotation),)]


@pytest.mark.parametrize("called", CALLABLES)
def test_a_signature_is_told_as_the_real_one_tells_it(called: Callable[..., Any]) -> None:
    assert told(light_inspect.signature(called)) == told(inspect.signature(called))


@pytest.mark.parametrize("question", ["isclass", "isfunction", "ismethod", "isbuiltin"])
@pytest.mark.parametrize("what", [*CALLABLES, 72, "desk"])
def test_what_something_is_is_told_as_the_real_one_tells_it(what: object, question: str) -> None:
    assert getattr(light_inspect, question)(what) == getattr(inspect, question)(what)


@pytest.mark.parametrize("called", CALLABLES)
def test_coroutines_origins_and_wrapped_functions_too(called: Callable[..., Any]) -> None:
    for question in ("iscoroutinefunction", "getmodule", "unwrap"):
        assert getattr(light_inspect, question)(called) == getattr(inspect, question)(called)


def test_the_members_of_a_class_are_the_same() -> None:
    named = [name for name, _ in light_inspect.getmembers(Desk)]
    assert named == [name for name, _ in inspect.getmembers(Desk)]
    assert dict(light_inspect.getmembers(Desk))["height"] == 72


def test_whoever_asks_for_more_gets_the_real_one_for_good() -> None:
    code = (
        "import unkink.light_imports as light; light.keep_out(); import inspect, sys;"
        "from functools import partial;"
        "print(inspect.isclass.__module__, inspect.signature(partial(divmod, 7)));"
        "print(inspect.isclass.__module__, type(sys.modules['inspect']).__name__)"
    )
    assert printed(code) == "unkink.light_inspect (y, /)\ninspect module\n"
