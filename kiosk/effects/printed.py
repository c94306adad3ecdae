"""What a GS1 symbol prints of one piece, as facts of its line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from kiosk.domain.goods.facts import PLAIN, LineFacts
from kiosk.domain.money import Money
from kiosk.formats.gs1.associations import Element
from kiosk.formats.gs1.checks.registers import CURRENCIES, MINOR_DIGITS
from kiosk.formats.gs1.values import iso_dates, net_weight_g, price_to_pay

_LAST_DAYS = ("17", "15", "16")  # expiration, best before, sell by: the first of them in time counts
_OF_ONE_PIECE: Final = frozenset({"01", "10", "15", "16", "17", "21", "weight", "price"})


def contradicts_itself(elements: Sequence[Element], currency: str) -> bool:
    """Tell whether a symbol says two things of one piece: two items, batches, days, numbers, net weights or prices.

    Nobody knows which of them holds, and a batch that was called back could hide behind another.
    """
    said: dict[str, object] = {}
    for element in elements:
        kind, meant = _meant(element, currency)
        if kind in _OF_ONE_PIECE and said.setdefault(kind, meant) != meant:
            return True
    return False


def _meant(element: Element, currency: str) -> tuple[str, object]:
    """Return of what an element speaks, and what it says: one weight may be written with more or fewer decimals."""
    kind, value = element.ai[:3], element.value
    match kind:
        case "310":
            return "weight", Fraction(int(value), 10 ** int(element.ai[3]))
        case "392":
            return "price", (currency, Fraction(int(value), 10 ** int(element.ai[3])))
        case "393":
            return "price", (CURRENCIES[value[:3]], Fraction(int(value[3:]), 10 ** int(element.ai[3])))
        case _:
            return element.ai, value


def facts_of(elements: Sequence[Element], today: date) -> LineFacts:
    """Return batch, AI (10), serial number, AI (21), and last day to sell, AI (17), (15) or (16)."""
    if not elements:
        return PLAIN
    told = {element.ai: element.value for element in elements}
    dates = iso_dates(elements, today)
    last_day = min((dates[ai] for ai in _LAST_DAYS if ai in dates), default="")
    found = LineFacts(batch=told.get("10", ""), expires=last_day, serial=told.get("21", ""))
    return PLAIN if found == PLAIN else found


def measure_of(elements: Sequence[Element], currency: str) -> tuple[int | None, Money | None]:
    """Return net weight in grams, AI (310n), and price to pay, AI (392n) or (393n).

    A price in another currency is not believed where the weight makes a price of our own.
    """
    weight_g = net_weight_g(elements)
    printed = price_to_pay(elements, MINOR_DIGITS.get(currency, 2))
    if printed is None:
        return weight_g, None
    price = Money(printed.minor, printed.currency or currency)
    return weight_g, None if weight_g is not None and price.currency != currency else price
