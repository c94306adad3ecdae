"""The contract of the port, run for the system in memory, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.domain.travel.departures import Departures
from kiosk.services.departures.embedded.filling import fill
from kiosk.services.departures.embedded.system import EmbeddedDepartures
from kiosk.services.departures.ledger import Contents
from kiosk.services.departures.memory import MemoryDepartures
from tests.unit.services.departures.contract import DeparturesContract


@contextmanager
def embedded(place: Path | str, contents: Contents, now_utc_ms: Callable[[], int]) -> Iterator[Departures]:
    system = EmbeddedDepartures(place, now_utc_ms)
    fill(system.engine, contents, now_utc_ms())
    yield system
    system.close()


class TestInMemory(DeparturesContract):
    @contextmanager
    def make(self, folder: Path, contents: Contents, now_utc_ms: Callable[[], int]) -> Iterator[Departures]:
        yield MemoryDepartures(contents, now_utc_ms)


class TestOnSqlite(DeparturesContract):
    @contextmanager
    def make(self, folder: Path, contents: Contents, now_utc_ms: Callable[[], int]) -> Iterator[Departures]:
        with embedded(folder, contents, now_utc_ms) as system:
            yield system


class TestOnPostgresql(DeparturesContract):
    @pytest.fixture(autouse=True)
    def _database(self, new_database: str) -> None:
        self.url = new_database

    @contextmanager
    def make(self, folder: Path, contents: Contents, now_utc_ms: Callable[[], int]) -> Iterator[Departures]:
        with embedded(self.url, contents, now_utc_ms) as system:
            yield system
