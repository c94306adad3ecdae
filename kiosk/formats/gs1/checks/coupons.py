"""Checks of North American coupons, AI 8110 and 8112.

A coupon is a run of digits cut by length digits inside it. Source: GS1 General Specifications 3.9 (AI 8110, 8112);
GS1 US North American Coupon Application Guideline.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.formats.gs1.checks.characters import csetnumeric
from kiosk.formats.gs1.checks.finding import Finding
from kiosk.formats.gs1.checks.times import yymmdd


class _Stop(Exception):
    """Carries a finding out of the nested fields; never leaves this module."""

    def __init__(self, code: str, start: int, end: int) -> None:
        self.finding = Finding(f"COUPON_{code}", start, end - start)


@dataclass(slots=True)
class _Reader:
    """Walks through the digits; a field that is cut short is reported with what is left of it."""

    text: str
    at: int = 0
    expiration: tuple[int, str] | None = None
    """Where the expiration date was announced, and the date."""

    @property
    def is_done(self) -> bool:
        return self.at >= len(self.text)

    def fail(self, code: str, start: int) -> _Stop:
        """Build the end of the walk; with nothing left to point at, the whole text is the span."""
        return _Stop(code, 0 if start >= len(self.text) else start, len(self.text))

    def take(self, count: int, code: str) -> str:
        piece = self.text[self.at : self.at + count]
        if len(piece) < count:
            raise self.fail(code, self.at)
        self.at += count
        return piece

    def choose(self, allowed: str, missing: str, invalid: str) -> str:
        """Take one digit of `allowed`."""
        digit = self.take(1, missing)
        if digit not in allowed:
            raise _Stop(invalid, self.at - 1, self.at)
        return digit

    def counted(self, lengths: str, extra: int, names: tuple[str, str, str]) -> None:
        """Take a length digit of `lengths`, and that many digits more `extra`; names: missing, invalid, truncated."""
        length = self.choose(lengths, names[0], names[1])
        self.take(int(length) + extra, names[2])


def _names(field: str) -> tuple[str, str, str]:
    return f"MISSING_{field}_VLI", f"INVALID_{field}_LENGTH", f"TRUNCATED_{field}"


def _requirement(reader: _Reader, nth: str) -> None:
    """Read how much must be bought, in what unit, of which family."""
    name = f"{nth}_PURCHASE_REQUIREMENT"
    reader.counted("12345", 0, _names(name))
    reader.choose("012349", f"MISSING_{name}_CODE", f"INVALID_{name}_CODE")
    reader.take(3, f"TRUNCATED_{nth}_PURCHASE_FAMILY_CODE")


def _further_purchase(reader: _Reader, nth: str) -> None:
    _requirement(reader, nth)
    missing, invalid, truncated = _names(f"{nth}_PURCHASE_GCP")
    length = reader.choose("01234569", missing, invalid)
    if length != "9":  # 9: the company prefix of the first purchase serves
        reader.take(int(length) + 6, truncated)


def _second_purchase(reader: _Reader) -> None:
    name = "ADDITIONAL_PURCHASE_RULES_CODE"
    reader.choose("0123", f"MISSING_{name}", f"INVALID_{name}")
    _further_purchase(reader, "2ND")


def _third_purchase(reader: _Reader) -> None:
    _further_purchase(reader, "3RD")


def _date(reader: _Reader, name: str) -> str:
    date = reader.take(6, f"TOO_SHORT_FOR_{name}_DATE")
    if yymmdd(date):
        raise _Stop(f"INVALID_{name}_DATE", reader.at - 6, reader.at)
    return date


def _expiration(reader: _Reader) -> None:
    opened = reader.at - 1
    reader.expiration = opened, _date(reader, "EXPIRATION")


def _start(reader: _Reader) -> None:
    start = _date(reader, "START")
    if reader.expiration is not None and start > reader.expiration[1]:
        raise _Stop("EXPIRATION_BEFORE_START", reader.expiration[0], reader.at)


def _serial_number(reader: _Reader) -> None:
    reader.counted("0123456789", 6, _names("SERIAL_NUMBER"))


def _retailer(reader: _Reader) -> None:
    reader.counted("1234567", 6, _names("RETAILER_GCP_OR_GLN"))


def _miscellaneous(reader: _Reader) -> None:
    reader.choose("01256", "MISSING_SAVE_VALUE_CODE", "INVALID_SAVE_VALUE_CODE")
    reader.choose("012", "MISSING_SAVE_VALUE_APPLIES_TO_ITEM", "INVALID_SAVE_VALUE_APPLIES_TO_ITEM")
    reader.choose("0123456789", "MISSING_STORE_COUPON_FLAG", "INVALID_STORE_COUPON_FLAG")
    reader.choose("01", "MISSING_DONT_MULTIPLY_FLAG", "INVALID_DONT_MULTIPLY_FLAG")


_OPTIONAL_FIELDS: tuple[tuple[str, Callable[[_Reader], None]], ...] = (
    ("1", _second_purchase),
    ("2", _third_purchase),
    ("3", _expiration),
    ("4", _start),
    ("5", _serial_number),
    ("6", _retailer),
    ("9", _miscellaneous),
)
"""Each at most once, in this order, announced by its digit."""


def _coupon(reader: _Reader) -> None:
    reader.counted("0123456", 6, _names("GCP"))
    reader.take(6, "TRUNCATED_OFFER_CODE")
    reader.counted("12345", 0, _names("SAVE_VALUE"))
    _requirement(reader, "1ST")
    for digit, field in _OPTIONAL_FIELDS:
        if reader.text[reader.at : reader.at + 1] == digit:
            reader.at += 1
            field(reader)


def _positive_offer(reader: _Reader) -> None:
    reader.choose("01", "MISSING_FORMAT_CODE", "INVALID_FORMAT_CODE")
    reader.counted("0123456", 6, _names("FUNDER"))
    reader.take(6, "TRUNCATED_OFFER_CODE")
    reader.counted("0123456789", 6, _names("SERIAL_NUMBER"))


def _walked(text: str, walk: Callable[[_Reader], None]) -> Finding | None:
    found = csetnumeric(text)
    if found is not None:
        return found
    reader = _Reader(text)
    try:
        walk(reader)
    except _Stop as stop:
        return stop.finding
    return None if reader.is_done else Finding("COUPON_EXCESS_DATA", reader.at, len(text) - reader.at)


def couponcode(text: str) -> Finding | None:
    """A coupon code of North America (AI 8110)."""
    return _walked(text, _coupon)


def couponposoffer(text: str) -> Finding | None:
    """A positive offer file coupon of North America (AI 8112)."""
    return _walked(text, _positive_offer)
