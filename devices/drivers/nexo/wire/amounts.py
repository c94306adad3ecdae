"""Amounts on the wire: JSON numbers written from minor units as decimal text, and read without a float between."""

from __future__ import annotations

from decimal import Decimal

from devices.api import Garbled

MAX_MINOR = 9_999_999_999
_DECIMALS = {
    "BHD": 3, "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "IQD": 3, "ISK": 0, "JOD": 3, "JPY": 0, "KMF": 0, "KRW": 0,
    "KWD": 3, "LYD": 3, "OMR": 3, "PYG": 0, "RWF": 0, "TND": 3, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0,
    "XPF": 0,
}  # fmt: skip


def decimals(currency: str) -> int:
    """Give how many decimals a currency has. Source: ISO 4217."""
    return _DECIMALS.get(currency, 2)


def is_currency(text: str) -> bool:
    """Whether this can be a currency: three capital letters."""
    return len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()


def written(minor: int, currency: str) -> Decimal:
    """Give minor units as the decimal number that goes out, such as 12.99."""
    return Decimal(minor).scaleb(-decimals(currency))


def minor_of(number: object, currency: str) -> int:
    """Give a received number in minor units. Raises `Garbled` for more decimals than the currency has, and for none."""
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise Garbled("an amount is no number")
    amount = Decimal(number)
    exponent = amount.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > decimals(currency):
        raise Garbled(f"an amount has more decimals than {currency}")
    if amount < 0 or amount.adjusted() > 12:
        raise Garbled("an amount is out of range")
    return int(amount.scaleb(decimals(currency)))
