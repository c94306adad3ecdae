"""Reads the tables check-in goes by: documents, services, prices and cabins, from `assets/flights`."""

from __future__ import annotations

from pathlib import Path

from kiosk.domain.travel.eligibility import TravelRules

FOLDER = Path(__file__).resolve().parents[3] / "assets" / "flights"


class BadTable(ValueError):
    """A table that cannot be used; the text names the file, the row and what is allowed."""


def travel_rules(folder: Path = FOLDER) -> TravelRules:
    """Read all tables. Raises `BadTable`."""
    raise NotImplementedError
