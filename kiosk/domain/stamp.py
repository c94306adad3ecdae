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


def short_id(internal_id: str) -> str:
    """Return what a person reads out and staff can search: the last twelve digits in groups."""
    tail = internal_id.replace("-", "")[-12:].upper()
    return f"{tail[:4]}-{tail[4:8]}-{tail[8:]}"
