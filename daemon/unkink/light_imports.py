"""Keeps out of the resident daemon what libraries load and nobody at rest uses.

All day long it would stay in memory. Where somebody asks for it after all, it is loaded then.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib import import_module
from types import ModuleType

NEVER = ("ssl", "_hashlib", "typing_extensions")
"""Whoever imports these does without: asyncio, hashlib and msgspec can.

OpenSSL with what it brings along is 3 MB.
"""

LATER = (
    *("asyncio.sslproto", "ast", "hashlib", "ipaddress", "locale", "tokenize"),
    "tzlocal.windows_tz",
)
"""Imported by asyncio, dbus-fast, linecache, subprocess, tzlocal and urllib.parse for functions
that are rarely called."""

USUAL_ZONES = (
    *("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"),
)
"""Where Python looks for time zones unless it was built to look elsewhere."""


def keep_out() -> None:
    """Arrange for the whole process what its libraries get; before asyncio is imported."""
    for name in NEVER:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # the documented way to forbid
    for name in LATER:
        _put_off(name)
    _put_off_inspect()


def _put_off(name: str) -> "_OnFirstUse | None":
    """Have this module loaded on its first use; None where it is loaded already."""
    if name not in sys.modules:
        sys.modules[name] = _OnFirstUse(name)
    module = sys.modules[name]
    return module if isinstance(module, _OnFirstUse) else None


def _put_off_inspect() -> None:
    """Answer by ourselves what is asked of `inspect` at rest."""
    stand_in = _put_off("inspect")
    if stand_in is not None:
        from unkink import light_inspect

        answers = vars(light_inspect).items()
        stand_in.lend({name: what for name, what in answers if _is_own(what)})


def _is_own(what: object) -> bool:
    return getattr(what, "__module__", None) == "unkink.light_inspect"


@contextmanager
def without_plugins() -> Iterator[None]:
    """Import APScheduler without its look for plugins and its pools: there is one job, a coroutine.

    That look reads every installed package's metadata with the e-mail parser.
    """
    metadata = _module(
        "importlib.metadata",
        version=lambda _: "3",
        PackageNotFoundError=LookupError,
        entry_points=lambda group: (),
    )
    pool = _module(
        "apscheduler.executors.pool", ThreadPoolExecutor=type("ThreadPoolExecutor", (), {})
    )
    # It names jobs that have no name.
    uuid = _module("uuid", uuid4=lambda: import_module("uuid").uuid4())
    with _instead(metadata), _instead(pool), _instead(uuid):
        yield


@contextmanager
def without_rare_kinds() -> Iterator[None]:
    """Import msgspec without the kinds of numbers and ids that nothing here is made of.

    It looks up once what a UUID or a Decimal is, to know one when it sees one.
    """
    safe = type("SafeUUID", (), {"unknown": None})
    uuid = _module("uuid", UUID=type("UUID", (), {}), SafeUUID=safe)
    decimal = _module("decimal", Decimal=type("Decimal", (), {}))
    _put_off("msgspec.inspect")
    with _instead(uuid), _instead(decimal):
        yield


@contextmanager
def without_xml() -> Iterator[None]:
    """Import dbus-fast without the XML in which a program is told what another one offers."""
    for package, name in (("xml.parsers", "expat"), ("xml.etree", "ElementTree")):
        import_module(package)
        _put_off(f"{package}.{name}")
    with _lent("xml.etree.ElementTree", {"Element": object}):  # annotations name it
        yield


@contextmanager
def without_python_2() -> Iterator[None]:
    """Import pystray without six, of which it wants a name that Python 3 has as well."""
    import queue

    with _instead(_module("six.moves", queue=queue)):
        yield


@contextmanager
def without_build_settings() -> Iterator[None]:
    """Import zoneinfo without how Python was built: zones lie where they lie everywhere."""
    from pathlib import Path  # earlier it would load what is put off

    with ExitStack() as stack:
        if Path(USUAL_ZONES[0]).is_dir():
            where = _module("sysconfig", get_config_var=lambda _: ":".join(USUAL_ZONES))
            stack.enter_context(_instead(where))
        yield


@contextmanager
def without_zones_of_python() -> Iterator[None]:
    """Look a time zone up without the means to read one that came as a Python package.

    For each name the system does not know, `zoneinfo` loads them to look there, and tzlocal asks
    for some that are none. Who finds no zone this way asks again without it.
    """

    def missing(package: str) -> None:
        raise ModuleNotFoundError(package)

    with _instead(_module("importlib.resources", files=missing)):
        yield


def _module(name: str, **names: object) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(names)
    return module


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


@contextmanager
def _lent(name: str, names: Mapping[str, object]) -> Iterator[None]:
    """Let imports find these names in a module that is put off, without loading it."""
    stand_in = sys.modules[name]
    if not isinstance(stand_in, _OnFirstUse):
        yield
        return
    stand_in.lend(names)
    try:
        yield
    finally:
        stand_in.take_back(names)


class _OnFirstUse(ModuleType):
    """A module that is loaded when somebody asks for something in it.

    Not `importlib.util.LazyLoader`: there, importing the module a second time loads it.
    """

    def lend(self, names: Mapping[str, object]) -> None:
        """Have these names without being loaded."""
        self.__dict__.update(names)

    def take_back(self, names: Mapping[str, object]) -> None:
        """Have them no more."""
        for name, what in names.items():
            if self.__dict__.get(name) is what:
                del self.__dict__[name]

    def __getattr__(self, name: str) -> object:
        if name == "__path__":  # how Python asks whether it is a package; none of these is
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        self.__dict__.update(module.__dict__)
        return getattr(module, name)
