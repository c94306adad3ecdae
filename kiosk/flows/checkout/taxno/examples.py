"""The asking for a customer's tax number, each step and the hard ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.domain.sale import Sale
from kiosk.flows.checkout.taxno.asking import CHECK_DIGIT, LENGTH
from kiosk.flows.checkout.taxno.states import TaxNumber


def examples(sale: Callable[[int], Sale]) -> Mapping[str, TaxNumber]:
    """Return the states by name; `sale` gives a basket of so many lines."""
    return {
        "TaxNumber": TaxNumber(sale(3)),
        "TaxNumber-length": TaxNumber(sale(3), LENGTH),
        "TaxNumber-digit": TaxNumber(sale(3), CHECK_DIGIT),
        "TaxNumber-checking": TaxNumber(sale(3), is_checking=True),
    }
