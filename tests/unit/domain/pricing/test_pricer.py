"""A basket that changes: what is solved again in parts is what the whole basket would be solved to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.pricing.book import Book
from kiosk.domain.pricing.pieces import Goods
from kiosk.domain.pricing.pricer import Pricer, priced
from kiosk.domain.pricing.promotions import NForM, PercentOff, Promotion, Threshold
from tests.unit.domain.pricing.baskets import PROMOTIONS, SKUS, goods, promotion

EDITS = st.lists(
    st.tuples(st.integers(1, 8), st.sampled_from((*SKUS, "")), st.integers(1, 90), st.integers(1, 4)), max_size=25
)
THRESHOLDS = st.lists(
    st.builds(Threshold, st.integers(50, 600), st.just(0), st.integers(1, 99)).map(
        lambda kind: promotion(f"t{kind.minor}", kind)
    ),
    max_size=2,
    unique_by=lambda own: own.id,
)


@settings(max_examples=250, deadline=None)
@given(EDITS, PROMOTIONS, THRESHOLDS)
def test_every_change_leaves_what_a_full_recomputation_gives(
    edits: list[tuple[int, str, int, int]], promotions: tuple[Promotion, ...], thresholds: list[Promotion]
) -> None:
    book = Book((*promotions, *thresholds))
    pricer, lines = Pricer(book), dict[int, Goods]()
    for n, sku, unit, qty in edits:
        if not sku:
            if lines.pop(n, None) is not None:
                pricer.remove(n)
        else:
            (pricer.change if n in lines else pricer.add)(goods(n, sku, unit, qty))
            lines[n] = goods(n, sku, unit, qty)
        assert pricer.pricing() == priced(lines.values(), book)


@settings(max_examples=100, deadline=None)
@given(st.lists(EDITS, max_size=4), PROMOTIONS)
def test_a_pricer_follows_from_any_basket_to_any_other(
    baskets: list[list[tuple[int, str, int, int]]], promotions: tuple[Promotion, ...]
) -> None:
    book = Book(promotions)
    pricer = Pricer(book)
    for basket in baskets:
        lines = {n: goods(n, sku, unit, qty) for n, sku, unit, qty in basket if sku}
        pricer.follow(lines.values())
        assert pricer.pricing() == priced(lines.values(), book)
        assert pricer.pieces_saved_minor == pricer.pricing().saved_minor


def test_a_line_that_joins_two_parts_and_leaves_again_leaves_what_was() -> None:
    book = Book([promotion("x", NForM(2, 1), skus="ab"), promotion("y", NForM(3, 2), skus="bc")])
    pricer = Pricer(book)
    for n, sku in enumerate("acc", 1):
        pricer.add(goods(n, sku, 100))
    before = pricer.pricing()
    pricer.add(goods(9, "b", 100))
    assert pricer.pricing().saved_minor == 100
    pricer.remove(9)
    assert pricer.pricing() == before


def test_a_line_is_added_once_and_what_is_not_there_is_not_changed() -> None:
    pricer = Pricer(Book([promotion("x", PercentOff(1000))]))
    pricer.add(goods(1, "a", 100))
    with pytest.raises(ValueError, match="line 1 is here already"):
        pricer.add(goods(1, "a", 100))
    with pytest.raises(KeyError):
        pricer.change(goods(2, "a", 100))
    with pytest.raises(KeyError):
        pricer.remove(2)
