"""A scanner that sends anything at all."""

from __future__ import annotations

import re

import pytest

from tests.journeys.books import assert_believable
from tests.journeys.floor import Floor
from tests.journeys.scripts.faults import MISTYPED
from tests.journeys.scripts.shopping import CHEESE, UNKNOWN

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def test_whatever_a_scanner_sends_gets_words_and_never_changes_the_basket(floor: Floor) -> None:
    floor.allow("bad scan: ", "scanner DEGRADED BAUD_MISMATCH")
    played = floor.play("bad_scans")
    books = floor.books()
    assert books.states() == ["VOID"]
    assert sorted(row["ref"] for row in books.lines) == ["KM-001", "KM-005", "KM-007"]
    assert floor.kept() == []
    assert_believable(floor.data_dir)
    for fact in (
        "not in the catalogue: a code of 16 bytes",
        "CHECK_DIGIT",
        "control_characters",
        "too_long, 257 bytes",
    ):
        assert fact in played.log
    assert not re.search(r"\d{8,}|DROP TABLE|free|passwd", re.sub(r"[\w.]+: ", "", played.log))
    assert not any(code in played.log for code in (UNKNOWN, MISTYPED, CHEESE))
