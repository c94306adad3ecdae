"""T2: a power cut at any moment loses nothing acknowledged; the test can tell, because weaker settings do lose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.disk.pictures import Disk, look
from tests.faults.disk.record import recorded
from tests.faults.disk.shim import Op

SEED = 1


@pytest.mark.slow
def test_a_power_cut_at_any_moment_loses_and_breaks_nothing(library: Path, work: Path) -> None:
    seen = look(recorded(library, work, "FULL", 8), 500, SEED, work)
    assert seen.is_good, seen.words
    assert seen.images == 500
    assert seen.opened > 250, "the others were like one of these, byte by byte"


@pytest.mark.slow
@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_the_pictures_show_what_weaker_settings_lose(library: Path, work: Path, synchronous: str) -> None:
    seen = look(recorded(library, work, synchronous, 4), 60, SEED, work)
    assert seen.lost + seen.corrupt > 5


def test_a_flushed_write_is_in_every_picture_and_a_loose_one_in_some() -> None:
    disk = Disk()
    for op in (Op("w", "a", 0, b"sure"), Op("w", "b", 0, b"other"), Op("f", "a", 0, b""), Op("w", "a", 2, b"x")):
        disk.take(op)
    assert disk.after_cut("none", None) == {"a": b"sure"}  # type: ignore[arg-type] # nothing is drawn
    assert disk.after_cut("all", None) == {"a": b"suxe", "b": b"other"}  # type: ignore[arg-type] # nothing is drawn
