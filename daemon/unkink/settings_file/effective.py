"""What is in use, and where each value comes from: the file, its preset, or the defaults."""

from collections.abc import Iterator

from unkink.core.settings import Settings
from unkink.core.values import dataclass
from unkink.settings_file.hours import NAME as HOURS
from unkink.settings_file.lines import LineIndex
from unkink.settings_file.presets import KEY, Preset
from unkink.settings_file.reminders import NAME as REMINDER
from unkink.settings_file.weekdays import read_days
from unkink.settings_file.writing import Line, lines_of, value_text
from unkink.toml_text import Table, parse


@dataclass(frozen=True, slots=True)
class Effective:
    """One setting in use."""

    line: Line
    at: int | None
    """The line of the file that says so; None where it says nothing."""
    preset: bool = False
    """Whether it is what the preset makes of the default."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting that is not at its default."""

    key: str
    default: str | None
    """As TOML; None where the defaults have no such key, and for a reminder as a whole."""
    now: str | None
    """None where the file leaves it out."""
    at: int | None
    preset: bool = False


def effective(settings: Settings, text: str) -> list[Effective]:
    """Say where each setting comes from; `text` is the file that was read into `settings`."""
    table, index, defaults = parse(text), LineIndex(text), default_texts()
    chosen = table.get(KEY, Preset.STANDARD.value)
    lines = [Line((KEY,), KEY, value_text(chosen)), *lines_of(settings)]
    places = [(line, _said(table, line)) for line in lines]
    return [
        Effective(line, None, defaults.get(line.key) not in (None, line.text))
        if place is None
        else Effective(line, index.line(place))
        for line, place in places
    ]


def default_texts() -> dict[str, str]:
    """Return every default as TOML, by its key."""
    preset = {KEY: value_text(Preset.STANDARD)}
    return preset | {line.key: line.text for line in lines_of(Settings())}


def _said(table: Table, line: Line) -> tuple[str | int, ...] | None:
    """Return where the file says this; hours may be said for more days at once than we do."""
    match line.place:
        case (name, days) if name == HOURS:
            wanted = set(read_days(str(days)))
            spans = table.get(HOURS, {})
            named = spans if isinstance(spans, dict) else {}
            found = (said for said in named if wanted & set(read_days(said)))
            return next(((HOURS, said) for said in found), None)
        case place:
            value: object = table
            for part in place:
                try:
                    value = value[part]  # type: ignore[index]
                except (KeyError, IndexError):
                    return None
            return place


def differences(settings: Settings, text: str) -> Iterator[Difference]:
    """Yield what differs from the defaults, in the order of the file; then what is left out."""
    defaults = default_texts()
    now = effective(settings, text)
    for one in now:
        default = defaults.get(one.line.key)
        if default != one.line.text:
            yield Difference(one.line.key, default, one.line.text, one.at, one.preset)
    known = {one.line.key for one in now}
    names = {one.name for one in settings.reminders}
    for key, default in defaults.items():
        table, _, name = key.rpartition(".")
        reminder = table.removeprefix(f"{REMINDER}.")
        gone = table != reminder and reminder not in names
        if key not in known and (not gone or name == "name"):
            yield Difference(table if gone else key, None if gone else default, None, None)
