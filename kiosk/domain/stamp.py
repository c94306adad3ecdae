"""What the world adds to an event: the time, and randomness to make ids of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """Clock values and one random draw, given to `step` with each event.

    `utc_ms` is wall-clock milliseconds since 1970; `mono_ms` never jumps and is what durations are measured by, it
    means nothing after a restart. `draw` is 74 random bits.
    """

    utc_ms: int
    mono_ms: int
    draw: int


def uuid7(at: Stamp, nth: int = 0) -> str:
    """Make the `nth` id of an event, ordered by time. Source: RFC 9562, 5.7."""
    bits = (at.draw + nth) & ((1 << 74) - 1)
    value = (at.utc_ms & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76 | (bits >> 62) << 64
    value |= 0b10 << 62 | bits & ((1 << 62) - 1)
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U, so that a person can read one out


def reference(at: Stamp) -> str:
    """Make what a payment is called at a terminal that knows references: ten of A-Z and 0-9.

    32 bits of the time in milliseconds, which come again after 49 days, and 18 of the draw; a terminal wants 48 hours
    without a repetition. Source: nexo Retailer 3.0, ServiceID: 1 to 10 characters.
    """
    bits = (at.utc_ms & ((1 << 32) - 1)) << 18 | at.draw & ((1 << 18) - 1)
    return "".join(_DIGITS[bits >> shift & 31] for shift in range(45, -1, -5))


def short_id(internal_id: str) -> str:
    """Return what a person reads out and staff can search: the last twelve digits in groups."""
    tail = internal_id.replace("-", "")[-12:].upper()
    return f"{tail[:4]}-{tail[4:8]}-{tail[8:]}"
