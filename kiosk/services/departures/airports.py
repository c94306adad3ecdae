"""Airports of the world by IATA code, with their cities and time zones. Source: the package airportsdata (MIT)."""

from __future__ import annotations

from functools import cache
from typing import Any

from kiosk.domain.travel.flight import Airport


@cache
def _all() -> dict[str, Any]:
    import airportsdata  # a fifth of a second: only for whoever makes or reads flights

    return dict(airportsdata.load("IATA"))


@cache
def airport(code: str) -> Airport | None:
    """Return an airport; None for a code that no airport has."""
    found = _all().get(code)
    return Airport(code, found["city"], found["country"], found["tz"]) if found is not None else None
