"""Boarding passes by bcbp, the package most JavaScript programs read them with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.twins.npm import NpmPackage


class NpmBcbp(NpmPackage):
    """Raises `NotInstalled`."""

    def __init__(self) -> None:
        super().__init__("bcbp", "6.0.2", Path(__file__).with_suffix(".cjs"))

    def read(self, passes: Sequence[str], year: int) -> list[dict[str, Any]]:
        """Return what the package says of each pass."""
        told: list[dict[str, Any]] = self.ask(passes=passes, year=year)
        return told

    def timed(self, passes: Sequence[str], year: int, count: int, samples: int) -> list[float]:
        """Return the microseconds of CPU time per pass, each a mean of `count`."""
        told: list[float] = self.ask(passes=passes, year=year, count=count, samples=samples)
        return told
