"""Takes one `[[tip]]` table apart, field by field, and notes everything that is wrong with it."""

from collections.abc import Collection, Mapping, Sequence

from unkink.core.plain_text import shows
from unkink.core.values import dataclass
from unkink.nearest import hint
from unkink.settings_file.kinds import shown
from unkink.settings_file.problems import Place

Wanted = Collection[str]

MOST_ENTRIES = 40
"""Of any list of texts; there are 20 health tags."""
MOST_FAULTS = 24
"""In one tip, which has 19 fields; a file of garbage would otherwise fill the log."""
LONGEST = 3600
"""Seconds in any number; a whole number of TOML may have thousands of digits."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend."""

    place: Place
    """Within the tip: the key, and the place in a list, from 0."""
    text: str


class Fields:
    """The fields of one table; each is asked for once, and `faults` fills up on the way.

    A field that is wrong yields an empty value, so that the rest is still looked at.
    """

    def __init__(self, table: Mapping[str, object]) -> None:
        self.faults: list[Fault] = []
        self._table = table
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether the field is there."""
        return key in self._table

    def _take(self, key: str) -> object:
        self._asked.add(key)
        if key not in self._table:
            self.problem(f"is missing; write {key} = …", key)
            return None
        return self._table[key]

    def problem(self, text: str, *place: str | int) -> None:
        """Note that something is wrong with a field, or with an entry of it."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(place, text))

    def text(self, key: str, least: int, most: int) -> str:
        """Read a text of so many characters, all of which show."""
        value = self._take(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.problem(f'{shown(value)} is no text; write {key} = "…"', key)
            return ""
        return self._plain(value, least, most, key)

    def _plain(self, value: str, least: int, most: int, *place: str | int) -> str:
        text = value.strip()
        if not least <= len(text) <= most:
            self.problem(f"has {len(text)} characters; write {least} to {most}", *place)
        elif fault := _hidden_sign(text):
            self.problem(fault, *place)
        else:
            return text
        return ""

    def word(self, key: str, known: Wanted) -> str:
        """Read one of the known words."""
        value = self.text(key, 1, 60)
        if value and value not in known:
            self.problem(f"nobody knows {shown(value)}; {hint(value, known)}", key)
        return value

    def texts(self, key: str, most: int) -> tuple[str, ...]:
        """Read a list of texts, each of 1 to `most` characters."""
        value = self._list(key, 'of texts; write it like ["…", "…"]', str)
        return tuple(self._plain(str(one), 1, most, key, at) for at, one in enumerate(value))

    def words(self, key: str, known: Wanted) -> tuple[str, ...]:
        """Read a list of known words."""
        value = self.texts(key, 60)
        for at, one in enumerate(value):
            if one and one not in known:
                self.problem(f"nobody knows {shown(one)}; {hint(one, known)}", key, at)
        return value

    def whole(self, key: str) -> int:
        """Read a whole number above 0."""
        value = self._take(key)
        if value is None or _seconds(value):
            return value if isinstance(value, int) else 0
        self.problem(f"{shown(value)} is not possible; write a whole number, 1 to {LONGEST}", key)
        return 0

    def wholes(self, key: str) -> tuple[int, ...]:
        """Read a list of whole numbers above 0."""
        value = self._list(key, "of whole numbers; write it like [10, 20]", object)
        for at, one in enumerate(value):
            if not _seconds(one):
                text = f"{shown(one)} is not possible; write a whole number, 1 to {LONGEST}"
                self.problem(text, key, at)
                return ()
        return tuple(one for one in value if isinstance(one, int))

    def table(self, key: str) -> Mapping[str, object] | None:
        """Read a table as it is written."""
        value = self._take(key)
        if value is None or isinstance(value, dict):
            return value
        self.problem(f"{shown(value)} is no table; write [tip.{key}]", key)
        return None

    def leftovers(self) -> None:
        """Note fields that nobody asked for."""
        for key in self._table:
            if len(self.faults) >= MOST_FAULTS:
                return
            if key not in self._asked:
                self.problem(f"no such field; {hint(key[:60], self._asked, 'take it out')}", key)

    def _list(self, key: str, wanted: str, kind: type) -> Sequence[object]:
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.problem(f"{shown(value)} is no list {wanted}", key)
            return ()
        if not all(isinstance(one, kind) for one in value):
            self.problem(f"is no list {wanted}", key)
            return ()
        if len(value) > MOST_ENTRIES:
            self.problem(f"has {len(value)} entries; write {MOST_ENTRIES} or fewer", key)
            return ()
        return value


def _seconds(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LONGEST


def _hidden_sign(text: str) -> str | None:
    """Name the first sign that does not show, or turns others around, and what to do about it.

    What nobody sees has no place in a text that goes to a terminal, a page and a notification.
    """
    if text.isprintable():
        return None
    import unicodedata  # 1 MB, for who writes a space that does not break, or worse

    for sign in text:
        if sign in "\n\r\u2028\u2029":
            return "goes over more than one line; write it in one"
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co") and not shows(sign):
            return f"holds U+{ord(sign):04X}, which does not show; take it out"
    return None
