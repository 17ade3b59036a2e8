"""What the program keeps: how things stand, and the journal."""

import sqlite3
from contextlib import closing

from unkink.adapters.history.connection import family, open_untouched
from unkink.adapters.history.journal_mode import OVER_A_NETWORK, file_system
from unkink.adapters.history.schema import ForeignLayout, NewerLayout, recognise
from unkink.adapters.memory_file import read_memory
from unkink.doctor.finding import Finding, fails, partly, untried, works
from unkink.doctor.place import Place

STATE, HISTORY = "state", "journal"
OVER_NETWORK = (
    "It is kept without a write-ahead log there. Commands on another machine may see it late; "
    "XDG_DATA_HOME can lead to a disk of this one."
)
RIGHTS = "Give yourself the right to read and write it, and try again."
PUT_ASIDE = "Nothing to do: the next start puts it aside and begins anew."


async def state(place: Place) -> list[Finding]:
    """Read what survives a restart, as the next start would."""
    file = place.paths.state_file
    try:
        read_memory(file)
    except FileNotFoundError:
        return [untried(STATE, "nothing kept yet; written while unkink runs")]
    except OSError as error:
        return [fails(STATE, f"{file}: {error.strerror}", RIGHTS)]
    except ValueError as error:
        return [fails(STATE, f"{file} cannot be read: {error}", PUT_ASIDE)]
    return [works(STATE, f"{file} can be read")]


async def journal(place: Place) -> list[Finding]:
    """Have SQLite check the journal; a daemon may go on writing meanwhile."""
    file = place.paths.history_file
    if not file.exists():
        return [untried(HISTORY, "nothing decided yet; written while unkink runs")]
    try:
        with closing(open_untouched(file)) as database:
            recognise(database)
            (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
            (decisions,) = database.execute("SELECT count(*) FROM decision").fetchone()
    except NewerLayout:
        advice = "Update this one; until then nothing is written there."
        return [fails(HISTORY, f"{file} was written by a newer unkink", advice)]
    except ForeignLayout as error:
        return [fails(HISTORY, f"{file} is none of unkink's: {error}", "Move it away.")]
    except sqlite3.OperationalError as error:  # its rights, or somebody who has locked it
        return [fails(HISTORY, f"{file} cannot be opened: {error}", RIGHTS)]
    except sqlite3.Error as error:
        return [fails(HISTORY, f"{file} cannot be read: {error}", PUT_ASIDE)]
    if verdict != "ok":
        return [fails(HISTORY, f"{file} is damaged: {verdict}", PUT_ASIDE)]
    size = sum(one.stat().st_size for one in family(file) if one.exists())
    told = f"{decisions} decisions, {size / 1e6:.1f} MB, no damage"
    if (kind := file_system(file)) in OVER_A_NETWORK:
        return [partly(HISTORY, f"{told}; on {kind}", OVER_NETWORK)]
    return [works(HISTORY, told)]
