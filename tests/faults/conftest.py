"""The shop floor for every fault."""

from tests.journeys.floor import fleet, floor

__all__ = ["fleet", "floor"]
