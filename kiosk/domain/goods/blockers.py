"""What may stop the sale of goods, in the registry of all blockers: refused at once, or held before payment."""

from __future__ import annotations

from kiosk.domain.blockers import Blocks, Cause, NextAction, Resolver, Severity, register

_R, _C = Resolver, Cause
_CALL = NextAction("action.call_person", "PersonCalled")
_ON = NextAction("action.go_on_scanning")
_OTHER = NextAction("action.take_another")
_HAND = NextAction("action.hand_over")
_COUNTER = NextAction("action.ask_at_counter")
_SERIAL = NextAction("action.scan_serial")


def _refused(code: str, cause: Cause, first: NextAction) -> str:
    return register(
        code, Severity.INFO, Blocks.NOTHING, (_R.CUSTOMER, _R.ATTENDANT), cause, (first, _CALL), ("refuse",)
    )


def _held(code: str, cause: Cause, first: NextAction, ways: tuple[str, ...], *others: Resolver) -> str:
    resolvers = (*others, _R.ATTENDANT)
    return register(code, Severity.HOLD, Blocks.PAYMENT, resolvers, cause, (first, _CALL), ways)


ITEM_EXPIRED = _refused("ITEM.EXPIRED", _C.ITEM_DATA, _OTHER)
ITEM_RECALLED = _refused("ITEM.RECALLED", _C.ITEM_DATA, _HAND)
ITEM_NOT_FOR_SALE = _refused("ITEM.NOT_FOR_SALE", _C.POLICY, _COUNTER)
ITEM_HOURS = _refused("ITEM.HOURS", _C.POLICY, _ON)
ITEM_MAX_QTY = _refused("ITEM.MAX_QTY", _C.POLICY, _ON)
ITEM_SCANNED_TWICE = _refused("ITEM.SCANNED_TWICE", _C.CUSTOMER, _ON)
ITEM_WARRANTY = register(
    "ITEM.WARRANTY", Severity.INFO, Blocks.NOTHING, (_R.CUSTOMER, _R.ATTENDANT), _C.POLICY, (_ON, _CALL), ("noted",)
)
ITEM_AGE_CHECK = _held("ITEM.AGE_CHECK", _C.POLICY, _ON, ("approve", "refuse"))
ITEM_SERIAL = _held("ITEM.SERIAL", _C.ITEM_DATA, _SERIAL, ("approve", "refuse"), _R.CUSTOMER)
ITEM_PRICE_ASKED = _held("ITEM.PRICE_ASKED", _C.ITEM_DATA, _ON, ("refuse",))


def _weighed(code: str) -> str:
    return register(
        code, Severity.WARN, Blocks.NOTHING, (_R.CUSTOMER, _R.ATTENDANT), _C.CUSTOMER, (_ON, _CALL), ("approve",)
    )


WEIGHT_UNEXPECTED = _weighed("WEIGHT.UNEXPECTED")
WEIGHT_DOUBTED = _weighed("WEIGHT.DOUBTED")
WEIGHT_REMOVED = _weighed("WEIGHT.REMOVED")
WEIGHT_UNSETTLED = _held("WEIGHT.UNSETTLED", _C.CUSTOMER, _ON, ("approve",))
WEIGHT_CARRIED = _held("WEIGHT.CARRIED", _C.CUSTOMER, _ON, ("approve",))
