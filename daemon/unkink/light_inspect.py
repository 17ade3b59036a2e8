"""What libraries ask of `inspect` while the daemon starts and rests, answered for plain functions.

`inspect` loads the compiler's syntax tree and the disassembler, for questions that nobody asks
here: 1 MB. Everything else is asked of the real one, which then takes over for good. The names and
what they return are its own (docs.python.org/3/library/inspect.html).
"""

import inspect
import sys
from enum import IntEnum
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

_COROUTINE, _REST, _REST_BY_NAME = 0x80, 0x04, 0x08
"""Flags of a code object: CO_COROUTINE, CO_VARARGS, CO_VARKEYWORDS."""


class _Empty:
    """Stands where there is no default, or no annotation."""


class _Kind(IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4


class Parameter:
    """One parameter of a function."""

    POSITIONAL_ONLY = _Kind.POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _Kind.POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _Kind.VAR_POSITIONAL
    KEYWORD_ONLY = _Kind.KEYWORD_ONLY
    VAR_KEYWORD = _Kind.VAR_KEYWORD
    empty = _Empty

    def __init__(self, name: str, kind: _Kind, default: object, annotation: object) -> None:
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation


class Signature:
    """The parameters of a function by name, in their order, and what it is said to return."""

    empty = _Empty

    def __init__(self, parameters: dict[str, Parameter], return_annotation: object) -> None:
        self.parameters = parameters
        self.return_annotation = return_annotation


def get_annotations(what: type) -> dict[str, Any]:
    """Return the annotations of a class itself, as `dataclasses` asks for them from 3.13 on."""
    return dict(vars(what).get("__annotations__", {}))


def isclass(what: object) -> bool:
    """Tell whether it is a class."""
    return isinstance(what, type)


def isfunction(what: object) -> bool:
    """Tell whether it is a function written in Python."""
    return isinstance(what, FunctionType)


def ismethod(what: object) -> bool:
    """Tell whether it is a method bound to its object."""
    return isinstance(what, MethodType)


def isbuiltin(what: object) -> bool:
    """Tell whether it is a function written in C."""
    return isinstance(what, BuiltinFunctionType)


def iscoroutinefunction(what: object) -> bool:
    """Tell whether it is an `async def`."""
    function = _function(what)
    if isinstance(function, FunctionType) and not vars(function):
        return bool(function.__code__.co_flags & _COROUTINE)
    answer: bool = _whole().iscoroutinefunction(what)
    return answer


def unwrap(what: Any, **how: object) -> Any:
    """Return what decorators have wrapped; asyncio asks when it words a task."""
    return _whole().unwrap(what, **how) if hasattr(what, "__wrapped__") else what


def getmodule(what: object) -> ModuleType | None:
    """Return the module in which it was defined."""
    name = getattr(what, "__module__", None)
    found: ModuleType | None = (
        sys.modules[name] if name in sys.modules else _whole().getmodule(what)
    )
    return found


def getmembers(what: object) -> list[tuple[str, Any]]:
    """Return its attributes with their names, sorted."""
    return [(name, getattr(what, name)) for name in sorted(dir(what)) if hasattr(what, name)]


def signature(what: object, *, follow_wrapped: bool = True, **how: object) -> Any:
    """Return how it wants to be called."""
    function = _function(what)
    if how or not isinstance(function, FunctionType) or vars(function):
        return _whole().signature(what, follow_wrapped=follow_wrapped, **how)
    parameters = _parameters(function)
    if function is not what and function.__code__.co_argcount:
        del parameters[next(iter(parameters))]  # the object itself
    return Signature(parameters, function.__annotations__.get("return", _Empty))


def _function(what: object) -> object:
    return what.__func__ if isinstance(what, MethodType) else what


def _parameters(function: FunctionType) -> dict[str, Parameter]:
    code = function.__code__
    before, plain, named = code.co_posonlyargcount, code.co_argcount, code.co_kwonlyargcount
    kinds = [_Kind.POSITIONAL_ONLY] * before
    kinds += [_Kind.POSITIONAL_OR_KEYWORD] * (plain - before)
    names = list(code.co_varnames)
    if code.co_flags & _REST:  # Python keeps its name behind those that can only be named
        kinds.append(_Kind.VAR_POSITIONAL)
        names.insert(plain, names.pop(plain + named))
    kinds += [_Kind.KEYWORD_ONLY] * named
    kinds += [_Kind.VAR_KEYWORD] * bool(code.co_flags & _REST_BY_NAME)
    last = function.__defaults__ or ()
    defaults = dict(zip(code.co_varnames[plain - len(last) : plain], last, strict=True))
    defaults |= function.__kwdefaults__ or {}
    said = function.__annotations__
    return {
        name: Parameter(name, kind, defaults.get(name, _Empty), said.get(name, _Empty))
        for name, kind in zip(names, kinds, strict=False)
    }


def _whole() -> Any:
    """Return the real one: asked for a name that is not here, the stand-in loads it."""
    _ = inspect.getfullargspec
    return inspect
