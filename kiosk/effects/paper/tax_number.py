"""The customer's tax number: checked by its digits, and held by nobody but the journal."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.private import Private
from kiosk.effects.base import Perform, Post
from kiosk.flows.base import Effect
from kiosk.flows.checkout.taxno.events import CheckTaxNumber, TaxNumberTold
from kiosk.formats.tax_numbers import problem_of, written


class CustomerNumbers:
    """Performs `CheckTaxNumber` by the rules of a country."""

    def __init__(self, country: str, post: Post) -> None:
        self._country = country
        self._post = post

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs what."""
        return {CheckTaxNumber: self.check}

    def check(self, effect: CheckTaxNumber) -> None:
        """Say that a number is right, or none is wanted; or what is wrong, which changes nothing."""
        number = written(effect.number.value)
        problem = problem_of(self._country, number) if effect.number.value else ""
        self._post(TaxNumberTold(effect.sale_id, problem, Private("" if problem else number)))
