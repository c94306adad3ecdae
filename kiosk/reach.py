"""How high above the floor a seated person touches, and what of that is left of a glass."""

from __future__ import annotations

from collections.abc import Mapping

# Highest touch in millimetres, by what stands before the kiosk. Source: EN 301 549, 8.3.
HIGHEST_MM: Mapping[str, float] = {"none": 1220, "forward": 1120, "side": 1170}
LOWEST_MM = 380
LEAST_MM = 220  # height of glass within reach that every screen can be laid out on


def within_mm(bottom_edge_mm: float, obstruction: str) -> float:
    """Return how many millimetres of a glass are within reach, from its lower edge up."""
    return HIGHEST_MM[obstruction] - bottom_edge_mm
