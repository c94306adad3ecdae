"""T3: a disk that is full or fails, at every write and every flush of a sale, is told and survived."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.disk.sweep import swept


@pytest.mark.slow
def test_a_write_or_flush_that_fails_is_told_and_the_next_start_has_all_that_was_acknowledged(
    library: Path, work: Path
) -> None:
    seen = swept(library, work, is_short=True)
    assert seen.words == []
    assert seen.points > 60
    assert seen.told > seen.unnoticed
