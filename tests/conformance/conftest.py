"""Writes the table when the cells are through; `-s` prints it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conformance import table


@pytest.fixture(scope="session")
def cells(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave the table behind, and print it where output is shown."""
    yield
    text = table.write()
    if request.config.getoption("capture") == "no":
        print("\n" + text)
