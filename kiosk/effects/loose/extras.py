"""The site's carrier bag and its good cause, as the catalogue has them now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from babel.numbers import get_currency_precision

from kiosk.domain.basket import Product
from kiosk.effects.base import Perform, Post
from kiosk.flows.base import Effect
from kiosk.flows.checkout.extras.events import ExtrasFound, FindExtras


class Shelf(Protocol):
    """Where products are found."""

    def find(self, code: str) -> Product | None:
        """Find by the shop's own number."""
        ...


class Named(Protocol):
    """What the site offers, by article numbers; empty: nothing."""

    @property
    def carrier_bag(self) -> str:
        """The bag."""
        ...

    @property
    def good_cause(self) -> str:
        """Whom the change goes to."""
        ...

    @property
    def currency(self) -> str:
        """The currency of all prices, ISO 4217."""
        ...


class Extras:
    """Performs `FindExtras`. Totals are rounded up to a whole unit of the currency, where it has smaller ones."""

    def __init__(self, shelf: Shelf, post: Post, site: Named) -> None:
        self._shelf, self._post = shelf, post
        self._bag, self._cause = site.carrier_bag, site.good_cause
        self._unit_minor = 10**places if (places := get_currency_precision(site.currency)) else 0

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs which effect."""
        return {FindExtras: self.find}

    def find(self, effect: FindExtras) -> None:
        """Look both up and tell of them."""
        bag, cause = (self._shelf.find(sku) if sku else None for sku in (self._bag, self._cause))
        self._post(ExtrasFound(effect.sale_id, bag, cause, self._unit_minor if cause is not None else 0))
