"""`dataclass` for values that never change: as the standard library's, and quick to define.

That one compiles half a dozen functions for each class. At the start of the daemon, for some three
hundred classes, this was 57 of 124 ms of imports. Here equality, hash and representation are
shared, and `__init__` is compiled when the first instance is made; many classes never have one.
What it cannot do is left to the standard library.
"""

import dataclasses
from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, get_origin

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, **wanted):
        """Make a class a dataclass; `frozen=True, slots=True` alone are made here."""

        def made(cls: type) -> type:
            if wanted != _HERE:
                # Of a class without words the library words the signature, with 1 MB of `inspect`.
                cls.__doc__ = cls.__doc__ or cls.__name__
                return dataclasses.dataclass(**wanted)(cls)
            return _value(cls)

        return made if cls is None else made(cls)


_HERE = {"frozen": True, "slots": True}
_MISSING = dataclasses.MISSING


@dataclasses.dataclass(frozen=True)
class _Pattern:
    """What the standard library marks its own classes and fields with."""

    field: int


_PARAMETERS = vars(_Pattern)["__dataclass_params__"]
_KIND = vars(_Pattern)["__dataclass_fields__"]["field"]._field_type  # noqa: SLF001


def _value(cls: type) -> type:
    """Make the class anew with a slot for each field, as slots cannot be added to one."""
    own, inherited = _own_fields(cls), _inherited_fields(cls)
    fields = inherited | own
    body = {name: what for name, what in vars(cls).items() if name not in _NOT_TAKEN | own.keys()}
    body["__slots__"] = tuple(name for name in own if name not in inherited)
    body["__dataclass_fields__"] = fields
    body["__dataclass_params__"] = _PARAMETERS
    body["_values"] = staticmethod(_getter(tuple(fields)))
    body.setdefault("__match_args__", tuple(one.name for one in fields.values() if one.init))
    if body.get("__hash__") is None:  # Python's own word for "has equality, and no hash given"
        body["__hash__"] = _hash
    for name, method in _SHARED.items():
        body.setdefault(name, method)
    made = type(cls)(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    return made


_NOT_TAKEN = frozenset(("__dict__", "__weakref__"))


def _own_fields(cls: type) -> dict[str, "dataclasses.Field[Any]"]:
    """Return what the class itself declares, in that order."""
    fields = {}
    for name, kind in cls.__annotations__.items():
        if ClassVar in (kind, get_origin(kind)):
            continue
        given = vars(cls).get(name, _MISSING)
        one: Any = given
        if not isinstance(given, dataclasses.Field):
            one = dataclasses.field(default=given)
        one.name, one.type, one._field_type = name, kind, _KIND  # noqa: SLF001 - as above
        one.kw_only = False
        fields[name] = one
    return fields


def _inherited_fields(cls: type) -> dict[str, "dataclasses.Field[Any]"]:
    fields: dict[str, dataclasses.Field[Any]] = {}
    for base in reversed(cls.__mro__[1:]):
        fields |= vars(base).get("__dataclass_fields__", {})
    return fields


def _getter(names: tuple[str, ...]) -> Any:
    """Return what reads all these of an object at once; equal objects give equal results."""
    return attrgetter(*names) if names else lambda _: ()


def _first_init(self: Any, *given: Any, **named: Any) -> None:
    """Be `__init__` until there is a compiled one."""
    owner: Any = next(
        kind for kind in type(self).__mro__ if vars(kind).get("__init__") is _first_init
    )
    owner.__init__ = _compiled(owner)
    owner.__init__(self, *given, **named)


def _compiled(cls: Any) -> Any:
    """Write the `__init__` of a class, as the standard library would.

    A field with `init=False` has no default and is set in `__post_init__`.
    """
    words: dict[str, Any] = {"_missing": _MISSING, "_set": object.__setattr__}
    arguments, lines = ["self"], []
    for one in cls.__dataclass_fields__.values():
        name, argument, value = one.name, one.name, one.name
        if one.default is not _MISSING:
            words[f"_default_{name}"] = one.default
            argument = f"{name}=_default_{name}"
        elif one.default_factory is not _MISSING:
            words[f"_make_{name}"] = one.default_factory
            argument = f"{name}=_missing"
            value = f"_make_{name}() if {name} is _missing else {name}"
        if one.init:
            arguments.append(argument)
            lines.append(f"_set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "\n ".join(lines) or "pass"
    exec(f"def __init__({', '.join(arguments)}):\n {body}", words)  # noqa: S102 - as the library does
    return words["__init__"]


def _equal(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self._values(self) == self._values(other)


def _hash(self: Any) -> int:
    return hash(self._values(self))


def _representation(self: Any) -> str:
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{type(self).__qualname__}({told})"


def _not_set(self: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _not_deleted(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__dataclass_fields__]


def _set_state(self: Any, state: Iterable[Any]) -> None:
    for name, value in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)


_SHARED = {
    "__init__": _first_init,
    "__eq__": _equal,
    "__repr__": _representation,
    "__setattr__": _not_set,
    "__delattr__": _not_deleted,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
