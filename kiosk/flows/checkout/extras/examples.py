"""Bags and a good cause, each step and the hard ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kiosk.domain.basket import Product
from kiosk.domain.money import Money
from kiosk.domain.sale import Sale
from kiosk.domain.text import LocalText
from kiosk.flows.checkout.extras.states import Extras

TAGS = ("en", "nl", "es", "pt-BR", "pt-PT")
NAMES = ("Paper carrier bag", "Papieren draagtas", "Bolsa de papel", "Sacola de papel", "Saco de papel")
CAUSES = ("Food bank", "Voedselbank", "Banco de alimentos", "Banco de alimentos", "Banco alimentar")


def _named(sku: str, names: tuple[str, ...], minor: int, art: str) -> Product:
    nothing = LocalText(())
    own = LocalText(tuple(zip(TAGS, names, strict=True)))
    return Product(sku, "", own, nothing, art, Money(minor, "EUR"), 2100, is_weighed=False, catalogue_version=1)


def examples(sale: Callable[[int], Sale]) -> Mapping[str, Extras]:
    """Return the states by name; `sale` gives a basket of so many lines."""
    bag = _named("bag", NAMES, 25, "carrier-bag")
    cause = replace(_named("cause", CAUSES, 0, "heart"), vat_bp=0)
    both = Extras(sale(3), bag, cause, 100, is_found=True)
    return {
        "Extras": both,
        "Extras-chosen": replace(both, bags=2, is_rounded=True),
        "Extras-most": replace(both, bags=10),
        "Extras-bag": replace(both, cause=None, unit_minor=0),
        "Extras-cause": replace(both, bag=None),
        "Extras-looking": Extras(sale(3)),
    }
