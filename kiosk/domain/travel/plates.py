"""Licence plates of bags: the next ten digits, and when a number may come again."""

from __future__ import annotations

from collections.abc import Callable

SERIALS = 1_000_000  # 000000 is not given out
KEPT_MS = 90 * 24 * 3_600_000  # how long a number is never used again, whatever became of it


class PlatesExhausted(RuntimeError):
    """Every number of an airline is in its window: no bag can be tagged."""


def plate_of(carrier_numeric: str, serial: int, lead: int = 0) -> str:
    """Write ten digits: one lead (0: of a booking, 1: fallback, 2: rush), three of the airline, six of the serial.

    Raises ValueError. Source: IATA Resolution 740, licence plate.
    """
    raise NotImplementedError


def next_plate(
    carrier_numeric: str, last_serial: int, used_utc_ms: Callable[[str], int | None], now_utc_ms: int, lead: int = 0
) -> tuple[str, int]:
    """Return the next plate and its serial, after `last_serial` and over the end to 1 again.

    `used_utc_ms`: when a plate was given out last, None: never. Raises `PlatesExhausted`.
    """
    raise NotImplementedError
