"""What `unkink config explain` says of a setting, from `config/default.toml` and its kind."""

import re

from unkink.core.values import dataclass
from unkink.settings_file.first_file import default_text
from unkink.settings_file.hooks import KEYS as HOOK_KEYS
from unkink.settings_file.hooks import NAME as HOOK
from unkink.settings_file.hours import NAME as HOURS
from unkink.settings_file.presets import TOP
from unkink.settings_file.profiles import NAME as PROFILE
from unkink.settings_file.programs import EXAMPLE
from unkink.settings_file.programs import NAME as PROGRAMS
from unkink.settings_file.reminders import KEYS, NAME
from unkink.settings_file.sections import PLAIN


@dataclass(frozen=True, slots=True)
class Explanation:
    """One setting in words."""

    key: str
    """As in messages: "prompt.lull", "reminder.every", "hours"."""
    about: str
    """The comment above the setting or beside it, without its hashes."""
    default: str
    """The line as it stands in the file of defaults, or an example where there is no default."""
    wants: str
    """What to write."""


_HEADER = re.compile(r"(?:# )?\[?\[(\w+)(?:\.[\w-]+)?\]\]?")
_SETTING = re.compile(
    r"(?:# )?(?P<line>(?P<key>[\w-]+) = (?P<value>[^#]*?))(?:  # (?P<beside>.*))?"
)


def explanations() -> dict[str, Explanation]:
    """Return every setting by its key, in the order of the file."""
    found: dict[str, Explanation] = {}
    wants = kinds_in_words()
    table, above = "", ""
    for line in default_text().splitlines():
        if header := _HEADER.fullmatch(line):
            table = header[1]
            above = above if table in (PROFILE, PROGRAMS) else ""
        elif setting := _SETTING.fullmatch(line):
            inside = f"{table}.{setting['key']}" if table else setting["key"]
            key = table if table in (HOURS, PROFILE, PROGRAMS) else inside
            about = above if table in (PROFILE, PROGRAMS) else setting["beside"] or above
            found.setdefault(key, Explanation(key, about, setting["line"], wants[key]))
            above = ""
        else:
            above = f"{above}\n{line[2:]}".strip() if line.startswith("# ") else ""
    return found


def kinds_in_words() -> dict[str, str]:
    """Return what to write for every key there is."""
    words = {
        f"{section.name}.{name}": kind.wants
        for section in PLAIN
        for name, kind in section.kinds.items()
    }
    words |= {name: kind.wants for name, kind in TOP.items()}
    words[HOURS] = 'days and spans, like mon-fri = ["08:00-18:30"]'
    lists = ((NAME, KEYS), (HOOK, HOOK_KEYS))
    words[PROGRAMS] = f"rows like {EXAMPLE}"
    words[PROFILE] = "tables with what shall be different, in [profile.NAME]"
    for table, kinds in lists:
        words |= {f"{table}.{name}": kind.wants for name, kind in kinds.items()}
    return words
