"""The contract of the departures port: what any system behind it must do, told to it through the port alone.

An adapter to a foreign system subclasses `DeparturesContract` in a test module of its own and says how it is made:

    class TestOurHost(DeparturesContract):
        @contextmanager
        def make(self, folder, contents, now_utc_ms):
            ...  # bring `contents` into the host's test system
            yield OurDepartures(...)
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from kiosk.domain.travel.departures import Departures
from kiosk.services.departures.ledger import Contents
from tests.unit.services.departures.contracts.changes import ChangeContract
from tests.unit.services.departures.contracts.finding import FindingContract
from tests.unit.services.departures.contracts.orders import OrderContract
from tests.unit.services.departures.contracts.returning import ReturningContract
from tests.unit.services.departures.contracts.selling import SellingContract
from tests.unit.services.departures.world import (
    CONTENTS,
    Clock,
    Kiosk,
)


class DeparturesContract(FindingContract, OrderContract, ChangeContract, SellingContract, ReturningContract):
    """What any departures system does; each test begins with `CONTENTS` and nothing else."""

    def make(
        self, folder: Path, contents: Contents, now_utc_ms: Callable[[], int]
    ) -> AbstractContextManager[Departures]:
        """Return an opened system that holds `contents`."""
        raise NotImplementedError

    @pytest.fixture
    def kiosk(self, tmp_path: Path) -> Iterator[Kiosk]:
        clock = Clock()
        with self.make(tmp_path, CONTENTS, clock) as departures, asyncio.Runner() as runner:
            yield Kiosk(departures, runner, clock)
