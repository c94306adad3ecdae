"""What staff change in a basket: refused where it may not be, and to the cent where it may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import basket
from kiosk.domain.basket import MAX_QTY, Product, tax_rows
from kiosk.domain.money import Money
from kiosk.domain.moves import IllegalMove, SaleState
from kiosk.domain.sale import LineKind, Sale
from kiosk.domain.staff.attending import (
    MOST_UNIT_MINOR,
    CannotChange,
    discounted,
    shares,
    voided,
    with_price,
    with_quantity,
)
from kiosk.domain.text import LocalText

NAME = LocalText((("en", "Thing"),))
EMPTY = Sale("s", "EUR", "x", 0)
WHY = "shelf"


def product(sku: str, minor: int, *, vat_bp: int = 900, is_weighed: bool = False) -> Product:
    return Product(sku, sku, NAME, NAME, "", Money(minor, "EUR"), vat_bp, is_weighed, 7)


def bread_and_cheese() -> Sale:
    """Three pieces of bread at 1.99 (line 1), and 0.512 kg of cheese at 10.99 (line 2)."""
    sale = EMPTY
    for _ in range(3):
        sale = basket.add(sale, product("bread", 199))
    return basket.add(sale, product("cheese", 1099, is_weighed=True), weight_g=512)


SALE = bread_and_cheese()
CHANGES: dict[str, Callable[[Sale, str], Sale]] = {
    "void": lambda sale, why: voided(sale, 1, why),
    "quantity": lambda sale, why: with_quantity(sale, 1, 2, why),
    "price": lambda sale, why: with_price(sale, 1, 100, why),
    "line discount": lambda sale, why: discounted(sale, 1, 50, 0, why),
    "basket discount": lambda sale, why: discounted(sale, 0, 0, 1000, why),
}


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("state", [own for own in SaleState if own is not SaleState.OPEN])
def test_a_basket_that_is_not_open_is_frozen_for_staff_too(
    state: SaleState, change: Callable[[Sale, str], Sale]
) -> None:
    with pytest.raises(IllegalMove, match="frozen"):
        change(replace(SALE, state=state), WHY)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_changes_without_a_reason(change: Callable[[Sale, str], Sale]) -> None:
    with pytest.raises(CannotChange, match="REASON"):
        change(SALE, "")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_service_is_the_departures_systems_own(change: Callable[[Sale, str], Sale]) -> None:
    services = tuple(replace(line, kind=LineKind.SERVICE) for line in SALE.lines)
    with pytest.raises(CannotChange, match="SERVICE"):
        change(replace(SALE, lines=services), WHY)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda: voided(SALE, 9, WHY), "LINE"),
        (lambda: with_quantity(SALE, 1, 0, WHY), "QUANTITY"),
        (lambda: with_quantity(SALE, 1, MAX_QTY + 1, WHY), "QUANTITY"),
        (lambda: with_quantity(SALE, 2, 2, WHY), "QUANTITY"),
        (lambda: with_quantity(SALE, 1, 3, WHY), "SAME"),
        (lambda: with_price(SALE, 1, -1, WHY), "PRICE"),
        (lambda: with_price(SALE, 1, MOST_UNIT_MINOR + 1, WHY), "PRICE"),
        (lambda: with_price(SALE, 1, 199, WHY), "SAME"),
        (lambda: discounted(SALE, 1, 598, 0, WHY), "DISCOUNT"),
        (lambda: discounted(SALE, 1, 0, 10_001, WHY), "DISCOUNT"),
        (lambda: discounted(SALE, 1, 0, 0, WHY), "DISCOUNT"),
        (lambda: discounted(SALE, 1, 10, 10, WHY), "DISCOUNT"),
        (lambda: discounted(SALE, 1, -10, 0, WHY), "DISCOUNT"),
        (lambda: discounted(SALE, 0, SALE.total.minor + 1, 0, WHY), "DISCOUNT"),
        (lambda: discounted(EMPTY, 0, 0, 1000, WHY), "DISCOUNT"),
    ],
)
def test_what_cannot_be_is_refused_with_its_code(change: Callable[[], Sale], code: str) -> None:
    with pytest.raises(CannotChange) as refused:
        change()
    assert refused.value.code == code


# --- what is changed --------------------------------------------------------------------------------------------------


def test_a_line_that_is_void_is_kept_with_its_reason() -> None:
    sale = voided(SALE, 1, WHY)
    assert [line.n for line in sale.lines] == [2]
    assert [(line.n, line.is_removed, line.why) for line in sale.removed] == [(1, True, WHY)]
    assert sale.version == SALE.version + 1


def test_a_price_keeps_the_first_one_and_is_weighed_anew() -> None:
    sale = with_price(with_price(SALE, 2, 900, WHY), 2, 800, WHY)
    cheese = sale.lines[1]
    assert (cheese.unit.minor, cheese.total.minor) == (800, 410)  # 0.512 kg at 8.00 is 4.096
    assert cheese.list_unit == Money(1099, "EUR")


def test_nothing_may_be_the_price() -> None:
    sale = with_price(SALE, 1, 0, WHY)
    assert sale.lines[0].total.minor == 0
    assert sale.total == SALE.lines[1].total


def test_a_new_price_ends_a_discount() -> None:
    sale = with_price(discounted(SALE, 1, 100, 0, WHY), 1, 199, WHY)
    assert (sale.lines[0].total.minor, sale.lines[0].discount_minor) == (597, 0)


def test_a_customer_who_takes_a_piece_out_takes_its_share_of_the_discount_with_it() -> None:
    sale = basket.fewer(discounted(SALE, 1, 0, 5000, WHY), 1)
    assert (sale.lines[0].qty, sale.lines[0].discount_minor, sale.lines[0].total.minor) == (2, 199, 199)


def test_the_next_scan_of_a_repriced_thing_is_a_line_of_its_own_at_its_own_price() -> None:
    for changed in (with_price(SALE, 1, 100, WHY), discounted(SALE, 1, 10, 0, WHY)):
        sale = basket.add(changed, product("bread", 199))
        assert [line.total.minor for line in sale.lines if line.sku == "bread"] == [changed.lines[0].total.minor, 199]
        with pytest.raises(basket.CannotAdd):
            basket.more(changed, 1)


# --- properties -------------------------------------------------------------------------------------------------------

PRICES = st.lists(st.integers(0, 5000), min_size=1, max_size=12)
ACTS = st.lists(
    st.tuples(st.sampled_from(["void", "quantity", "price", "off", "percent", "all", "fewer", "scan"]),
              st.integers(0, 12), st.integers(-1, 6000)),
    max_size=12,
)  # fmt: skip


def _changed(sale: Sale, act: str, n: int, value: int) -> Sale:
    match act:
        case "void":
            return voided(sale, n, WHY)
        case "quantity":
            return with_quantity(sale, n, value % 120, WHY)
        case "price":
            return with_price(sale, n, value, WHY)
        case "off" | "all":
            return discounted(sale, n if act == "off" else 0, value, 0, WHY)
        case "percent":
            return discounted(sale, n, 0, value, WHY)
        case "fewer":
            return basket.fewer(sale, n)
        case _:
            return basket.add(sale, product(f"scan-{n}", max(0, value), vat_bp=2100))


@given(PRICES, ACTS)
def test_whatever_staff_do_no_line_is_below_zero_and_the_lines_and_taxes_sum_to_the_total(
    prices: list[int], acts: list[tuple[str, int, int]]
) -> None:
    sale = EMPTY
    for place, minor in enumerate(prices):
        sale = basket.add(sale, product(f"p-{place}", minor, vat_bp=(0, 900, 2100)[place % 3]))
    for act, n, value in acts:
        before = sale
        try:
            sale = _changed(sale, act, n, value)
        except (CannotChange, basket.CannotAdd):
            continue
        assert sale.version > before.version or sale is before
        assert len(sale.lines) + len(sale.removed) >= len(before.lines) + len(before.removed)
    for line in sale.lines:
        assert line.total.minor >= 0
        assert line.discount_minor >= 0
        assert line.gross == line.unit * line.qty
    assert sale.total.minor == sum(line.total.minor for line in sale.lines)
    assert sum(row.gross.minor for row in tax_rows(sale.lines, "EUR")) == sale.total.minor


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=20), st.data())
def test_what_goes_off_all_is_shared_out_to_the_cent(amounts: list[int], data: st.DataObject) -> None:
    off = data.draw(st.integers(0, sum(amounts)))
    parts = shares(amounts, off)
    assert sum(parts) == off
    for amount, part in zip(amounts, parts, strict=True):
        assert 0 <= part <= amount
        exact = amount * off / max(1, sum(amounts))
        assert abs(part - exact) < 1


@pytest.mark.parametrize(("amounts", "off"), [([10], 11), ([10], -1), ([5, -1], 1)])
def test_more_than_there_is_cannot_be_shared_out(amounts: list[int], off: int) -> None:
    with pytest.raises(ValueError, match="taken off"):
        shares(amounts, off)
