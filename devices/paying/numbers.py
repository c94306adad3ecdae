"""Card numbers in texts and JSON that a terminal sends: covered but for the last four digits, each with an alarm.

A card number starts with 2 to 6, has 13 to 19 digits and a right check digit (ISO/IEC 7812-1). It is found in groups,
too; dates, amounts and other short numbers beside it are none of its groups.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import Any

from devices.paying.card_data import is_card_number

_NUMBERS = re.compile(r"(?<![\d*])\d(?:[ .\-]{0,2}\d){12,}(?![\d*])")
_GROUPS = re.compile(r"\d+")
_FIRST, _SHORTEST, _LONGEST, _USUAL, _LEAST_GROUP = "23456", 13, 19, 16, 4
_OWN_WORDS = frozenset({"MaskedPan", "SaleTransactionID", "POITransactionID"})
"""Parts whose text is left: judged by its digits elsewhere, or the name by which a payment is found again."""


def covered(text: str) -> tuple[str, int]:
    """Cover the card numbers of a text; give it in its old length, and how many there were."""
    count = 0

    def cover(match: re.Match[str]) -> str:
        nonlocal count
        found = match[0]
        groups = [(own.start(), own.end()) for own in _GROUPS.finditer(found)]
        for first, (start, _) in enumerate(groups):
            for last in range(len(groups), first, -1):
                end = groups[last - 1][1]
                if _is_covered(found, groups[first:last]):
                    count += 1
                    found = found[:start] + re.sub(r"\d", "*", found[start : end - 4]) + found[end - 4 :]
                    break
        return found

    return _NUMBERS.sub(cover, text), count


def _is_covered(text: str, groups: list[tuple[int, int]]) -> bool:
    if any(end - start < _LEAST_GROUP for start, end in groups[:-1]):
        return False
    digits = "".join(text[start:end] for start, end in groups)
    if not digits.isdecimal():
        return False  # covered already
    if len(groups) == 1 and len(digits) > _LONGEST:  # with a date or another number before or behind it
        return any(_is_one(part) for part in (digits[:_USUAL], digits[-_USUAL:]))
    return _SHORTEST <= len(digits) <= _LONGEST and _is_one(digits)


def _is_one(digits: str) -> bool:
    return digits[0] in _FIRST and is_card_number(digits)


def without_card_data(value: Any, secret_names: Set[str], alarms: list[str], name: str = "") -> Any:
    """Give JSON without the parts that may hold card data, and with the card numbers of all texts covered."""
    match value:
        case Mapping():
            alarms += [f"{own} in an answer" for own in value if own in secret_names]
            cleaned = {
                own: inner if own in _OWN_WORDS else without_card_data(inner, secret_names, alarms, own)
                for own, inner in value.items()
            }
            return {own: inner for own, inner in cleaned.items() if own not in secret_names}
        case list():
            return [without_card_data(own, secret_names, alarms, name) for own in value]
        case str() if name != "Text":  # a receipt's text is put together first
            text, count = covered(value)
            alarms += [f"card number in {name}"] * bool(count)
            return text
    return value
