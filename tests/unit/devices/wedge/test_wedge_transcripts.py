"""Transcripts of input devices, played to the driver that reads keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from devices.api import Scan
from tests.wire.player import play_to

WIRE = Path(__file__).parents[3] / "wire" / "wedge"
FILE = "scan"  # .wire


def test_keys_of_one_scan_are_one_scan() -> None:
    scans: list[Any] = []
    play_to("wedge+hid://05e0:1200?prefix=aim", WIRE / f"{FILE}.wire", lambda device: device.on_scan(scans.append))
    assert [scan.data for scan in scans if isinstance(scan, Scan)] == [b"]E09520001000010"]
