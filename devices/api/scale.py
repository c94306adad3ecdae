"""Scales: integer grams, and never a weight in motion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from devices.api.common import Device


class Settling(StrEnum):
    """What a scale says of its load now. Only STABLE is a weight."""

    STABLE = "stable"
    MOVING = "moving"
    UNDER_ZERO = "under_zero"
    OVER_CAPACITY = "over_capacity"


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer of a scale. `weight_g` is None unless STABLE; `sequence` counts the answers of this link.

    `weight_g` is net of `tare_g`. `at_mono` is the event loop's clock in seconds when the answer came: a consumer
    refuses one older than a second, for a scale that was unplugged says nothing more.
    """

    settling: Settling
    weight_g: int | None
    tare_g: int
    sequence: int
    at_mono: float


@dataclass(frozen=True, slots=True)
class ScaleCapabilities:
    """What a scale has; from its profile, never guessed. `is_approved`: verified for trade (2014/31/EU)."""

    resolution_g: int
    max_g: int
    min_g: int
    can_tare: bool
    can_zero: bool
    computes_price: bool = False
    is_approved: bool = False


class Scale(Device, Protocol):
    """A scale. It is polled while its link is up."""

    @property
    def capabilities(self) -> ScaleCapabilities:
        """What this scale has."""
        ...

    def on_reading(self, listener: Callable[[Reading], None]) -> None:
        """Call `listener` on the event loop with each answer. One listener; a second replaces it."""
        ...

    async def weigh(self) -> Reading:
        """Give the next stable weight: two equal answers in a row that are neither under nor over range.

        Raises `Refused` with NOT_SETTLED (no rest within the driver's limit), OVER_CAPACITY, UNDER_ZERO or
        TARE_AT_SCALE (a net weight whose tare did not come from here), and `DeviceError` when the link is lost.
        """
        ...

    async def zero(self) -> None:
        """Set the empty scale to zero. Raises `Refused` where the load is outside the range for it, or unknown."""
        ...

    async def tare(self, tare_g: int | None = None) -> int:
        """Take the load as tare, or a known one, and give it in grams; 0 takes it away. Raises `Refused`."""
        ...
