"""A glass or a core that hangs ends the process; a slot that keeps raising starts it again; five starts end service.

A disk that fails in service ends service at once, then the process; the next start decides what holds.
"""

from __future__ import annotations

import errno
import json
import re
import time
from pathlib import Path

import pytest

from devices.sim.fleet import ROOT
from kiosk.services.catalogue import import_products
from kiosk.watch.guard import RESTART
from kiosk.watch.restarts import MOST
from kiosk.watch.stalls import STALLED
from tests.faults.disk.shim import environment
from tests.faults.programs import PATIENCE_S, started
from tests.journeys.floor import until

pytestmark = [pytest.mark.slow, pytest.mark.glass]
PROGRAM = ROOT / "tests" / "faults" / "stalls" / "failing.py"


def causes(folder: Path) -> list[str]:
    """Return why the kiosk started again, oldest first."""
    return [cause for _, cause in json.loads((folder / "data" / "restarts.json").read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("part", "place"), [("glass", "in pulse"), ("core", "in _run_once")])
def test_who_hangs_is_written_down_with_its_stack_and_the_process_ends(tmp_path: Path, part: str, place: str) -> None:
    (tmp_path / "data").mkdir()
    with started(tmp_path, "--kiosk", program=PROGRAM, FAILS=part, PYTHONPATH=str(ROOT)) as kiosk:
        assert kiosk.ended() == STALLED, kiosk.said
    text = (tmp_path / "data" / "logs" / "stalls.log").read_text(encoding="utf-8")
    assert f"{part} has not moved" in text
    assert place in text
    assert causes(tmp_path) == [f"stall of {part}"]


def test_a_slot_that_keeps_raising_starts_the_kiosk_again(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with started(tmp_path, "--kiosk", program=PROGRAM, FAILS="slot", PYTHONPATH=str(ROOT)) as kiosk:
        assert kiosk.ended() == RESTART, kiosk.said
    assert causes(tmp_path) == ["faults"]
    assert kiosk.log.count("a slot raised") >= 3


def test_after_five_such_starts_the_kiosk_is_out_of_service_and_stays_up(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    import_products(ROOT / "assets" / "catalogue" / "demo-store.csv", tmp_path / "data")
    now_ms = time.time_ns() // 1_000_000
    (tmp_path / "data" / "restarts.json").write_text(json.dumps([(now_ms, "faults")] * MOST), encoding="utf-8")
    with started(tmp_path, "--kiosk", program=PROGRAM, FAILS="", PYTHONPATH=str(ROOT)) as kiosk:
        kiosk.wait_for_log("started again too often")
        assert kiosk.process.poll() is None


@pytest.mark.parametrize(("op", "number"), [("w", errno.ENOSPC), ("f", errno.EIO)], ids=["full", "unflushed"])
def test_a_journal_that_fails_in_service_ends_it_at_once_and_the_next_start_offers_the_basket_back(
    tmp_path: Path, library: Path, op: str, number: int
) -> None:
    (tmp_path / "data").mkdir()
    under = environment(library, tmp_path / "data")
    with started(tmp_path, "--sim", "--kiosk", program=PROGRAM, FAILS=f"{op}{number}", **under) as kiosk:
        assert kiosk.process.wait(timeout=4 * PATIENCE_S) == RESTART, kiosk.said
        shown = re.findall(r"^shows (.*)$", kiosk.said, re.MULTILINE)
    assert "checkout/Scanning" in shown
    assert shown[-1] == "shell/OutOfService", shown
    with started(tmp_path, "--sim", "--kiosk", program=PROGRAM, FAILS="", PYTHONPATH=str(ROOT)) as again:
        offer = "shows checkout/ResumeOffer"
        until(lambda: offer in again.said or again.process.poll() is not None, "the offer", 4 * PATIENCE_S)
        assert offer in again.said
