"""What is said of gift cards, in the registry of all blockers."""

from __future__ import annotations

from typing import Final

from kiosk.domain.blockers import Blocks, Cause, NextAction, Resolver, Severity, register

_R, _C = Resolver, Cause
_CALL = NextAction("action.call_person", "PersonCalled")
_ON = NextAction("action.go_on_scanning")
_AGAIN = NextAction("action.scan_again")


def _told(code: str, cause: Cause = Cause.POLICY, first: NextAction = _ON, way: str = "refuse") -> str:
    return register(code, Severity.INFO, Blocks.NOTHING, (_R.CUSTOMER, _R.ATTENDANT), cause, (first, _CALL), (way,))


SALE_GIFT_IN = _told("SALE.GIFT_IN", way="noted")
SALE_GIFT_PART = _told("SALE.GIFT_PART", way="noted")
SALE_GIFT_ALL = _told("SALE.GIFT_ALL", way="noted")
SALE_GIFT_OUT = _told("SALE.GIFT_OUT", way="noted")
SALE_GIFT_UNKNOWN = _told("SALE.GIFT_UNKNOWN", _C.CUSTOMER, _AGAIN)
SALE_GIFT_EXPIRED = _told("SALE.GIFT_EXPIRED")
SALE_GIFT_EMPTY = _told("SALE.GIFT_EMPTY")
SALE_GIFT_CURRENCY = _told("SALE.GIFT_CURRENCY")
SALE_GIFT_SILENT = _told("SALE.GIFT_SILENT", _C.HOST, _AGAIN)
OF_HAND: Final = frozenset({SALE_GIFT_IN, SALE_GIFT_PART, SALE_GIFT_ALL})
"""What is said of the card in hand."""
