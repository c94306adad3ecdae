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
    numeric = carrier_numeric
    if not (len(numeric) == 3 and numeric.isascii() and numeric.isdigit()):
        raise ValueError(f"an airline's numeric code has three digits, not {numeric!r}")
    if not (0 <= lead <= 9 and 0 < serial < SERIALS):
        raise ValueError(f"lead {lead} and serial {serial}: 0 to 9, and 1 to {SERIALS - 1} are wanted")
    return f"{lead}{numeric}{serial:06d}"


def next_plate(
    carrier_numeric: str, last_serial: int, used_utc_ms: Callable[[str], int | None], now_utc_ms: int, lead: int = 0
) -> tuple[str, int]:
    """Return the next plate and its serial, after `last_serial` and over the end to 1 again.

    `used_utc_ms`: when a plate was given out last, None: never. Raises `PlatesExhausted`.
    """
    serial = last_serial
    for _ in range(SERIALS - 1):
        serial = serial % (SERIALS - 1) + 1
        plate = plate_of(carrier_numeric, serial, lead)
        used = used_utc_ms(plate)
        if used is None or now_utc_ms - used >= KEPT_MS:
            return plate, serial
    raise PlatesExhausted(f"airline {carrier_numeric}: each of its {SERIALS - 1} numbers was used in the last 90 days")
