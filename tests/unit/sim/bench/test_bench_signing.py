"""The signing device on the bench: how many it signed, why it signs none, its cable, and its faults."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from devices.sim.bench.window import Bench, arguments
from devices.sim.bench.words import signed_text
from tests.unit.sim.bench_hand import SIGNING, Devices, Hand
from tests.unit.sim.processes import PATIENCE_S


@pytest.fixture
def devices(tmp_path: Path) -> Iterator[Devices]:
    running = Devices(tmp_path / "devices", SIGNING)
    yield running
    running.end()


@pytest.mark.wire
def test_it_is_pulled_and_plugged_and_says_why_it_signs_none(devices: Devices, qtbot: QtBot) -> None:
    options = arguments().parse_args(["--controls", "-", "--geometry", "0,0,942,712"])
    bench = Bench(devices.controls, argparse.Namespace(**vars(options)))
    assert bench.window is not None
    hand = Hand(bench.window, qtbot)
    hand.read("signed_count", "0 signed")
    hand.click("cable_signing")
    hand.until_plugged(devices, "signing", False)
    qtbot.waitUntil(lambda: hand.item("cable_signing").property("symbol") == "plug", timeout=PATIENCE_S * 1000)
    hand.click("cable_signing")
    hand.until_plugged(devices, "signing", True)
    devices.by_role["signing"].do(do="fault", script="clock not set")
    hand.read("signed_count", "0 signed, signs none: clock not set")
    bench.close()


def test_what_stands_there_is_a_sentence() -> None:
    assert signed_text(12, "OK") == "12 signed"
    assert signed_text(12, "MEMORY_FULL") == "12 signed, signs none: memory full"
