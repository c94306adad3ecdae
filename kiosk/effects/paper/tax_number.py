"""The customer's tax number: checked by its digits and held in memory alone, for one sale at a time."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.private import Private
from kiosk.domain.sale import Sale
from kiosk.effects.base import Perform, Post
from kiosk.flows.base import Effect
from kiosk.flows.checkout.taxno.events import CheckTaxNumber, ForgetTaxNumber, TaxNumberTold
from kiosk.formats.tax_numbers import problem_of, written


class CustomerNumbers:
    """Performs `CheckTaxNumber` and `ForgetTaxNumber` by the rules of a country. A restart forgets what is held."""

    def __init__(self, country: str, post: Post) -> None:
        self._country = country
        self._post = post
        self._held = ("", Private(""))

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs what."""
        return {CheckTaxNumber: self.check, ForgetTaxNumber: self.forget}

    def check(self, effect: CheckTaxNumber) -> None:
        """Hold a right number instead of what was held; say what is wrong with another, which changes nothing."""
        number = written(effect.number.value)
        problem = problem_of(self._country, number)
        if not problem:
            self._held = (effect.sale_id, Private(number))
        self._post(TaxNumberTold(effect.sale_id, problem, Private("" if problem else number)))

    def forget(self, effect: ForgetTaxNumber) -> None:
        """Forget the number of a sale; that of another stays."""
        if self._held[0] == effect.sale_id:
            self._held = ("", Private(""))

    def of(self, sale: Sale) -> str:
        """Return the number that was given for a sale; empty: none."""
        sale_id, number = self._held
        return number.value if sale_id == sale.id else ""
