"""The journal's file is read and changed while a real daemon writes to it."""

import json

from tests.cli.conftest import Desk
from tests.cli.running import PATIENCE, Start, bare, ended, start
from tests.waiting import wait_until_true

__all__ = ["bare", "start"]  # fixtures


async def test_a_daemon_tells_of_what_goes_on_and_goes_on_when_all_is_deleted(
    bare: Desk, start: Start
) -> None:
    process = await start()

    async def counts() -> bool:
        seen = await bare.types("stats", "--json")
        return seen.code == 0 and json.loads(seen.out)["goes_on"] is True

    await wait_until_true(counts, PATIENCE, "the daemon to answer")
    assert (await bare.types("done", "neck-turns")).code == 0
    text = (await bare.types("history", "export")).out
    assert '"decision": "did"' in text
    gone = await bare.types("history", "delete", "--yes")
    assert (gone.code, gone.err) == (0, "")
    assert b"neck-turns" not in bare.paths.history_file.read_bytes()
    assert (await bare.types("done", "neck-nods")).code == 0
    told = (await bare.types("history", "export")).out
    assert '"tip": "neck-nods"' in told
    assert "neck-turns" not in told
    assert (await bare.types("quit")).code == 0
    assert await ended(process) == (0, "")
