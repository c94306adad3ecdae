"""Zones of travel documents by mrz, the package most JavaScript programs read them with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.twins.npm import NpmPackage


class NpmMrz(NpmPackage):
    """Raises `NotInstalled`."""

    def __init__(self) -> None:
        super().__init__("mrz", "5.0.2", Path(__file__).with_suffix(".mjs"))

    def read(self, zones: Sequence[str]) -> list[dict[str, Any]]:
        """Return what the package says of each zone, its lines divided by line feeds."""
        told: list[dict[str, Any]] = self.ask(zones=zones)
        return told

    def timed(self, zones: Sequence[str], count: int, samples: int) -> list[float]:
        """Return the microseconds of CPU time per zone, each a mean of `count`."""
        told: list[float] = self.ask(zones=zones, count=count, samples=samples)
        return told
