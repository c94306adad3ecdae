"""What of a card may pass a driver: its scheme and last four digits; the rest is dropped with an alarm.

Source: reliability.md 8.2 (PCI); ISO/IEC 7812-1 (check digit).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

log = logging.getLogger(__name__)

ALLOWED_CLEAR_DIGITS = 10  # first six and last four


def is_card_number(digits: str) -> bool:
    """Say whether the last of some digits is the check digit of a card number. Source: ISO/IEC 7812-1, Luhn."""
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits))]
    return sum(own // 10 + own % 10 for own in doubled) % 10 == 0


def alarm(alarms: Iterable[str]) -> None:
    """Log what a terminal should never have sent; each names the field and holds nothing of it."""
    for words in alarms:
        log.error("terminal sent card data that it must not send, dropped: %s", words)
