"""What a line's steps say where prices are not simple: a label's own price, and tax as the sale's rule rounds it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.basket import Product, add
from kiosk.domain.money import Money
from kiosk.domain.pricing.explain import StepKind, explained, recomputed
from kiosk.domain.sale import Line, LineKind, Sale
from kiosk.domain.tax.rule import TaxRule
from kiosk.domain.text import LocalText


def line(minor: int = 1000) -> Line:
    own = Product("a", "", LocalText(()), LocalText(()), "", Money(minor, "EUR"), 900, False, 1)
    return add(Sale("s", "EUR", "", 0), own).lines[0]


def test_a_label_costs_what_is_printed_on_it_whatever_its_weight_would() -> None:
    labelled = replace(line(), kind=LineKind.LABEL, total=Money(499, "EUR"), weight_g=333)
    steps = explained(labelled)
    assert (steps[0].kind, steps[0].minor, steps[0].count) == (StepKind.LABEL, 499, 333)
    assert recomputed(steps) == 499


@pytest.mark.parametrize(("is_half_even", "tax"), [(False, 3), (True, 2)])
def test_the_tax_of_a_line_is_rounded_by_the_rule_of_its_sale(is_half_even: bool, tax: int) -> None:
    half = replace(line(5), vat_bp=10_000)
    assert explained(half, TaxRule(is_half_even=is_half_even))[-1].minor == tax
