"""Airports of the world by IATA code, with their cities and time zones. Source: the package airportsdata (MIT)."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from kiosk.domain.travel.flight import Airport

# Where the package names the town the runway stands in, or writes a city without its letters.
_KNOWN_AS: Final = {
    "BOG": "Bogotá", "EZE": "Buenos Aires", "GIG": "Rio de Janeiro", "GRU": "São Paulo", "IST": "Istanbul",
    "KEF": "Reykjavík", "PBM": "Paramaribo", "YYZ": "Toronto",
}  # fmt: skip


@cache
def _all() -> dict[str, Any]:
    import airportsdata  # a fifth of a second: only for whoever makes or reads flights

    return dict(airportsdata.load("IATA"))


@cache
def airport(code: str) -> Airport | None:
    """Return an airport; None for a code that no airport has."""
    found = _all().get(code)
    if found is None:
        return None
    return Airport(code, _KNOWN_AS.get(code, found["city"]), found["country"], found["tz"])
