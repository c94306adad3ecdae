"""What the values of elements mean: days, weights and prices.

Source: GS1 General Specifications 3.3 to 3.8 (formats), 3.5 (decimals in the identifier), 7.12 (centuries).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kiosk.formats.ean import Gtin
from kiosk.formats.gs1.associations import Element
from kiosk.formats.gs1.checks.registers import CURRENCIES, MINOR_DIGITS
from kiosk.formats.gs1.checks.times import NO_TIME, days_in

_DAYS: Final = frozenset({"11", "12", "13", "15", "16", "17", "4326", "7006"})
_DAYS_WITH_TIME: Final = frozenset({"4324", "4325", "7003", "7011", "8008"})


@dataclass(frozen=True, slots=True)
class Price:
    """An amount to pay in minor units; `currency` in ISO 4217 letters, None where the place decides it."""

    minor: int
    currency: str | None


def gtin_of(elements: Iterable[Element]) -> Gtin | None:
    """Return the GTIN of the item itself, AI (01)."""
    return next((Gtin(element.value) for element in elements if element.ai == "01"), None)


def full_year(two_digits: int, today: date) -> int:
    """Return the year within 50 years of `today` that ends in `two_digits`.

    51 to 99 years ahead by the digits is the past century, 50 to 99 behind the next. Source: 7.12, figure 7.12-1.
    """
    century, now = divmod(today.year, 100)
    ahead = two_digits - now
    if ahead >= 51:
        century -= 1
    elif ahead <= -50:
        century += 1
    return century * 100 + two_digits


def day_of(yymmdd: str, today: date) -> date:
    """Return the day of six checked digits; day 00 is the last of the month."""
    year, month, day = full_year(int(yymmdd[:2]), today), int(yymmdd[2:4]), int(yymmdd[4:])
    return date(year, month, day or days_in(year, month))


def iso_dates(elements: Iterable[Element], today: date) -> dict[str, str]:
    """Return application identifier to ISO 8601 text for every date among checked elements.

    A day is `2026-05-31`, a day with a time `2026-05-31T14:30`, two days of harvest `2026-05-30/2026-06-02`.
    """
    dates: dict[str, str] = {}
    for element in elements:
        text = _iso_text(element, today)
        if text is not None:
            dates.setdefault(element.ai, text)
    return dates


def _iso_text(element: Element, today: date) -> str | None:
    value = element.value
    if element.ai in _DAYS:
        return day_of(value, today).isoformat()
    if element.ai in _DAYS_WITH_TIME:
        return day_of(value[:6], today).isoformat() + _iso_time(value[6:])
    if element.ai == "7007":
        return "/".join(day_of(part, today).isoformat() for part in (value[:6], value[6:]) if part)
    if element.ai in {"7250", "7251"}:
        return f"{value[:4]}-{value[4:6]}-{value[6:8]}" + _iso_time(value[8:])
    return None


def _iso_time(digits: str) -> str:
    """Return `T14:30` or `T14:30:59` for the digits of a time, nothing for none; an hour alone is a full hour."""
    if digits in {"", NO_TIME}:
        return ""
    minutes = digits[2:4] or "00"
    seconds = f":{digits[4:6]}" if digits[4:6] else ""
    return f"T{digits[:2]}:{minutes}{seconds}"


def net_weight_g(elements: Iterable[Element]) -> int | None:
    """Return the net weight, AI (310n), in whole grams, halves up; None when there is none."""
    for element in elements:
        if element.ai[:3] == "310":
            parts: int = 10 ** int(element.ai[3])
            return (2 * 1000 * int(element.value) + parts) // (2 * parts)
    return None


def price_to_pay(elements: Iterable[Element], minor_digits: int = 2) -> Price | None:
    """Return the price of a variable measure item, AI (392n) or (393n).

    `minor_digits`: decimals of the local currency, for (392n), which names none. None when there is no price, or
    when it is finer than a minor unit: money is never rounded here.
    """
    for element in elements:
        kind, decimals = element.ai[:3], element.ai[3:]
        if kind == "392":
            return _exact(element.value, int(decimals), minor_digits, None)
        if kind == "393":
            currency = CURRENCIES[element.value[:3]]
            return _exact(element.value[3:], int(decimals), MINOR_DIGITS.get(currency, 2), currency)
    return None


def _exact(digits: str, decimals: int, minor_digits: int, currency: str | None) -> Price | None:
    minor, rest = divmod(int(digits) * 10**minor_digits, 10**decimals)
    return None if rest else Price(minor, currency)
