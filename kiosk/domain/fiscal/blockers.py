"""What is said of a customer's tax number, in the registry of all blockers."""

from __future__ import annotations

from kiosk.domain.blockers import Blocks, Cause, NextAction, Resolver, Severity, register

_ON = NextAction("action.go_on_scanning")
_CALL = NextAction("action.call_person", "PersonCalled")


def _noted(code: str) -> str:
    resolvers = (Resolver.CUSTOMER, Resolver.ATTENDANT)
    return register(code, Severity.INFO, Blocks.NOTHING, resolvers, Cause.CUSTOMER, (_ON, _CALL), ("noted",))


SALE_TAX_NO_IN = _noted("SALE.TAX_NO_IN")
SALE_TAX_NO_OUT = _noted("SALE.TAX_NO_OUT")
