"""What is said of coupons and members, in the registry of all blockers."""

from __future__ import annotations

from kiosk.domain.blockers import Blocks, Cause, NextAction, Resolver, Severity, register

_R, _C = Resolver, Cause
_CALL = NextAction("action.call_person", "PersonCalled")
_ON = NextAction("action.go_on_scanning")
_AGAIN = NextAction("action.scan_again")


def _told(code: str, cause: Cause = Cause.POLICY, first: NextAction = _ON, way: str = "refuse") -> str:
    return register(code, Severity.INFO, Blocks.NOTHING, (_R.CUSTOMER, _R.ATTENDANT), cause, (first, _CALL), (way,))


SALE_COUPON_IN = _told("SALE.COUPON_IN", way="noted")
SALE_COUPON_OUT = _told("SALE.COUPON_OUT", way="noted")
SALE_COUPON_ALREADY = _told("SALE.COUPON_ALREADY", _C.CUSTOMER)
SALE_COUPON_MORE = _told("SALE.COUPON_MORE", way="noted")
SALE_COUPON_ALONE = _told("SALE.COUPON_ALONE")
SALE_COUPON_UNKNOWN = _told("SALE.COUPON_UNKNOWN", _C.CUSTOMER, _AGAIN)
SALE_COUPON_EXPIRED = _told("SALE.COUPON_EXPIRED")
SALE_COUPON_NOT_YET = _told("SALE.COUPON_NOT_YET")
SALE_COUPON_USED = _told("SALE.COUPON_USED")
SALE_COUPON_OTHER_SHOP = _told("SALE.COUPON_OTHER_SHOP")
SALE_MEMBER_IN = _told("SALE.MEMBER_IN", way="noted")
SALE_MEMBER_OUT = _told("SALE.MEMBER_OUT", way="noted")
SALE_COUPON_DOUBT = register(
    "SALE.COUPON_DOUBT", Severity.HOLD, Blocks.PAYMENT, (_R.CUSTOMER, _R.ATTENDANT, _R.HOST), _C.HOST, (_AGAIN, _CALL),
    ("approve", "refuse"),
)  # fmt: skip
