"""Files that say they are exported journals: added or refused, and then all goes on."""

import io
import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.budget import fuzzed
from unkink.adapters.history.connection import open_to_write
from unkink.adapters.history.exporting import export
from unkink.adapters.history.history_file import HistoryFile
from unkink.adapters.history.importing import BadExport, take_in
from unkink.core.effects import Decision
from unkink.core.entries import Entry
from unkink.core.plain_text import shows
from unkink.journal_words import lines

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
numbers = st.one_of(
    st.integers(),
    st.floats(),
    st.sampled_from([0, 60, 3600.5, 5_184_000, 5_184_001, 1e300, -0.0, True, None, "5"]),
)
texts = st.one_of(st.none(), st.text(max_size=1100), st.sampled_from(["micro", "\x1b[2J", 7, []]))
times = st.one_of(
    st.sampled_from(
        [
            "2026-11-23T09:00:00+01:00",
            "2026-11-23T09:30:00+01:00",
            "2026-11-23T09:00:00",
            "0001-01-01T00:00:00+00:00",
            "9999-12-31T23:59:59-14:00",
            "1970-01-01T00:00:00+00:00",
            "2199-12-31T23:59:59+00:00",
            "2026-11-23T09:00:00+23:59",
        ]
    ),
    st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat),
    texts,
)
spans = st.fixed_dictionaries(
    {
        "timestamp": times,
        "duration": numbers,
        "data": st.fixed_dictionaries(
            {
                "presence": st.sampled_from(["active", "away", "locked", "nowhere", 5]),
                "posture": st.sampled_from(["sitting", "standing", "lying"]),
            }
        ),
    }
)
decisions = st.fixed_dictionaries(
    {
        "timestamp": times,
        "duration": numbers,
        "data": st.fixed_dictionaries(
            {
                "decision": st.sampled_from(["due", "held", "shown", "back", "danced"]),
                "reminder": texts,
                "tip": texts,
                "why": texts,
                "seconds": numbers,
            }
        ),
    }
)


@fuzzed
@given(st.lists(spans, max_size=4), st.lists(decisions, max_size=4))
def test_whatever_is_imported_the_journal_goes_on(
    place: Path, presence: list[object], told: list[object]
) -> None:
    path = place / "imports.db"
    for one in place.glob("imports.db*"):
        one.unlink()
    document = {
        "buckets": {"unkink-presence": {"events": presence}, "unkink-decisions": {"events": told}}
    }
    with closing(open_to_write(path)) as database:
        try:
            take_in(database, io.StringIO(json.dumps(document, indent=1)))
        except BadExport as error:
            assert error.line >= 1  # noqa: PT017 - what is refused has a line
            rows = database.execute("SELECT count(*) FROM decision").fetchone()
            assert rows == (0,)
    file = HistoryFile(path, lambda: 400)
    file.write([Entry(NINE, Decision.PAUSED)])
    entries = list(file.since(datetime(1970, 1, 3, tzinfo=UTC)))
    assert Entry(NINE, Decision.PAUSED) in entries
    for line in lines(entries, lambda _: None):
        assert all(map(shows, line.text))
    file.rolled(NINE.date(), NINE.date())
    file.close()
    with closing(open_to_write(path)) as database:
        written = io.StringIO()
        export(database, written, NINE)
    json.loads(written.getvalue())
