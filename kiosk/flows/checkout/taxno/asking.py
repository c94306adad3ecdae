"""Asking for the customer's tax number: what is wrong with it is said beside it, and it stays."""

from __future__ import annotations

from typing import Final, TypeAlias

from kiosk.domain.blockers import raised
from kiosk.domain.fiscal.blockers import SALE_TAX_NO_IN, SALE_TAX_NO_OUT
from kiosk.domain.private import Private
from kiosk.domain.stamp import Stamp
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.checkout.events import Beep
from kiosk.flows.checkout.states import Scanning, Typing
from kiosk.flows.checkout.taxno.events import (
    CheckTaxNumber,
    TaxNumberPressed,
    TaxNumberTold,
    TaxNumberTyped,
)
from kiosk.flows.checkout.taxno.states import TaxNumber

LENGTH, CHECK_DIGIT, FAILED = "length", "check_digit", "failed"
PROBLEMS: Final = {"LENGTH": LENGTH, "CHECK_DIGIT": CHECK_DIGIT}
Stepped: TypeAlias = "tuple[TaxNumber | Scanning, tuple[Effect, ...]]"


def opened(state: Typing, event: Event, site: Site) -> TaxNumber | None:
    """Return the page where it is asked for and the country prints the number; None otherwise."""
    is_asked = isinstance(event, TaxNumberPressed) and site.customer_no is not None
    return TaxNumber(state.sale) if is_asked and not state.is_looking_up else None


def asking(state: TaxNumber, event: Event, at: Stamp) -> Stepped:
    """Take one event while a tax number is typed; one is checked at a time."""
    sale = state.sale
    match event:
        case BackPressed():
            return Scanning(sale), ()
        case TaxNumberTyped(text=text) if not state.is_checking:
            return replace(state, problem="", is_checking=True), (CheckTaxNumber(sale.id, Private(text)),)
        case TaxNumberTold(sale_id=of, problem="") if state.is_checking and of == sale.id:
            noted = SALE_TAX_NO_IN if event.number.value else SALE_TAX_NO_OUT
            return Scanning(sale, notice=raised(noted, at, ("sale", sale.id))), (Beep("ok"),)
        case TaxNumberTold(sale_id=of, problem=problem) if state.is_checking and of == sale.id:
            return _refused(state, PROBLEMS.get(problem, LENGTH))
        case EffectFailed(effect="CheckTaxNumber", key=of) if state.is_checking and of == sale.id:
            return _refused(state, FAILED)
        case _:
            return state, ()


def _refused(state: TaxNumber, problem: str) -> Stepped:
    return replace(state, problem=problem, is_checking=False), (Beep("error"),)
