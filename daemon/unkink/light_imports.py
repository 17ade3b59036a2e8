"""Keeps out of the resident daemon what libraries load and nobody at rest uses.

All day long it would stay in memory.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

NEVER = ("ssl", "_hashlib", "typing_extensions")
"""Whoever imports these does without: asyncio, hashlib and msgspec can.

OpenSSL with what it brings along is 3 MB.
"""

LATER = ("ipaddress", "tokenize")
"""Imported by urllib.parse and linecache for functions that are rarely called."""


def keep_out() -> None:
    """Arrange for the whole process what its libraries get; before asyncio is imported."""
    for name in NEVER:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # the documented way to forbid
    for name in LATER:
        if name not in sys.modules:
            sys.modules[name] = _OnFirstUse(name)


@contextmanager
def without_plugins() -> Iterator[None]:
    """Import APScheduler without its look for plugins and its pools: there is one job, a coroutine.

    That look reads every installed package's metadata with the e-mail parser.
    """
    metadata = ModuleType("importlib.metadata")
    metadata.__dict__.update(
        version=lambda _: "3", PackageNotFoundError=LookupError, entry_points=lambda group: ()
    )
    pool = ModuleType("apscheduler.executors.pool")
    pool.__dict__["ThreadPoolExecutor"] = type("ThreadPoolExecutor", (), {})
    with _instead(metadata), _instead(pool):
        yield


@contextmanager
def _instead(stand_in: ModuleType) -> Iterator[None]:
    """Let imports find this module; one that is loaded already stays in use."""
    name = stand_in.__name__
    if name in sys.modules:
        yield
        return
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        del sys.modules[name]


class _OnFirstUse(ModuleType):
    """A module that is loaded when somebody asks for something in it.

    Not `importlib.util.LazyLoader`: there, importing the module a second time loads it.
    """

    def __getattr__(self, name: str) -> object:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        self.__dict__.update(module.__dict__)
        return getattr(module, name)
