"""The shop floor for every journey."""

from tests.journeys.floor import fleet, floor

__all__ = ["fleet", "floor"]
