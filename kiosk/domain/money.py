"""Money as integer minor units with its currency, and the one rounding rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies were added or compared."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: `minor` in minor units (cents), `currency` in ISO 4217 letters."""

    minor: int
    currency: str

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return other.minor

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __mul__(self, count: int) -> Money:
        return Money(self.minor * count, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)


def rounded(numerator: int, denominator: int) -> int:
    """Return numerator / denominator to the nearest integer, halves away from zero; refunds mirror sales."""
    if denominator <= 0:
        raise ValueError(f"denominator must be above zero, not {denominator}")
    half_up = (2 * abs(numerator) + denominator) // (2 * denominator)
    return half_up if numerator >= 0 else -half_up


def total_of(amounts: Iterable[Money], currency: str) -> Money:
    """Add amounts of one currency; zero when there are none. Raises `CurrencyMismatch`."""
    minor = 0
    for amount in amounts:  # a basket of a thousand lines is added up several times for each scan
        if amount.currency != currency:
            raise CurrencyMismatch(f"{currency} and {amount.currency}")
        minor += amount.minor
    return Money(minor, currency)
