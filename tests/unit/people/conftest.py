"""A kiosk for tests of people: real tables, cheap hashes, no thread left over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from kiosk.people.pins import Cost
from tests.unit.people.places import Place


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    # 38 ms a hash would be most of these tests' time; test_pins hashes at the real cost.
    monkeypatch.setattr(Cost, "hasher", lambda self: PasswordHasher(self.rounds, 8, 1))
    own = Place(tmp_path)
    yield own
    own.close()
