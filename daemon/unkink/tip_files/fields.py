"""Takes one `[[tip]]` table apart, field by field, and notes everything that is wrong with it."""

from collections.abc import Collection, Mapping

from unkink.nearest import hint

Wanted = Collection[str]


class Fields:
    """The fields of one table; each is asked for once, and `problems` fills up on the way.

    A field that is wrong yields an empty value, so that the rest is still looked at.
    """

    def __init__(self, table: Mapping[str, object]) -> None:
        self.problems: list[str] = []
        self._table = table
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether the field is there."""
        return key in self._table

    def _take(self, key: str) -> object:
        self._asked.add(key)
        if key not in self._table:
            self.problem(key, "is missing")
            return None
        return self._table[key]

    def problem(self, key: str, text: str) -> None:
        """Note that something is wrong with a field."""
        self.problems.append(f"{key}: {text}")

    def text(self, key: str, least: int, most: int) -> str:
        """Read a text of so many characters."""
        value = self._take(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.problem(key, f"{value!r} is no text; write it in quotes")
            return ""
        if not least <= len(value.strip()) <= most:
            self.problem(key, f"has {len(value)} characters; write {least} to {most}")
        return value

    def word(self, key: str, known: Wanted) -> str:
        """Read one of the known words."""
        value = self.text(key, 1, 60)
        if value and value not in known:
            self.problem(key, f'nobody knows "{value}"; {hint(value, known)}')
        return value

    def texts(self, key: str, most: int) -> tuple[str, ...]:
        """Read a list of texts, each of 1 to `most` characters."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.problem(key, f'{value!r} is no list of texts; write it like ["…", "…"]')
            return ()
        for one in value:
            if not 1 <= len(one.strip()) <= most:
                self.problem(key, f'"{one}" has {len(one)} characters; write 1 to {most}')
        return tuple(value)

    def words(self, key: str, known: Wanted) -> tuple[str, ...]:
        """Read a list of known words."""
        value = self.texts(key, 60)
        for one in value:
            if one not in known:
                self.problem(key, f'nobody knows "{one}"; {hint(one, known)}')
        return value

    def whole(self, key: str) -> int:
        """Read a whole number above 0."""
        value = self._take(key)
        if value is None or _positive(value):
            return value if isinstance(value, int) else 0
        self.problem(key, f"{value!r} is no whole number above 0")
        return 0

    def wholes(self, key: str) -> tuple[int, ...]:
        """Read a list of whole numbers above 0."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(_positive(one) for one in value):
            self.problem(key, f"{value!r} is no list of whole numbers above 0")
            return ()
        return tuple(value)

    def table(self, key: str) -> Mapping[str, object]:
        """Read a table as it is written."""
        value = self._take(key)
        if value is None or isinstance(value, dict):
            return value or {}
        self.problem(key, f"{value!r} is no table; write [tip.{key}]")
        return {}

    def leftovers(self) -> None:
        """Note fields that nobody asked for."""
        for key in self._table:
            if key not in self._asked:
                self.problem(key, f"no such field; {hint(key, self._asked, 'take it out')}")


def _positive(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
