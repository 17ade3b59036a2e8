"""Fixtures of the figure tests: the tip pool, read straight from its files."""

import pytest

from tests.figure.pool import Table, figures


@pytest.fixture(scope="session")
def pool() -> dict[str, Table]:
    tables = figures()
    assert tables, "there are no tip files"
    return tables
