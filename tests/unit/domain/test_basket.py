"""A basket: goods in and out keep its total, its lines and its tax right, and it is frozen once a payment began."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import basket
from kiosk.domain.basket import MAX_QTY, MAX_WEIGHT_G, CannotAdd, Product
from kiosk.domain.money import Money, total_of
from kiosk.domain.moves import IllegalMove, SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.text import LocalText

MANY = settings(max_examples=max(1000, settings().max_examples))  # the night asks for more
NAME = LocalText((("en", "Thing"),))


def product(sku: str = "a", minor: int = 199, *, vat_bp: int = 900, is_weighed: bool = False) -> Product:
    return Product(sku, f"0{sku}", NAME, NAME, "", Money(minor, "EUR"), vat_bp, is_weighed, 7)


EMPTY = Sale("s", "EUR", "x", 0)
CHEESE = product("cheese", 1099, is_weighed=True)
FROZEN = [replace(EMPTY, state=state) for state in SaleState if state is not SaleState.OPEN]


# --- what cannot go in ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sale", FROZEN, ids=lambda sale: str(sale.state))
def test_the_basket_of_a_sale_that_is_not_open_is_frozen(sale: Sale) -> None:
    changes: list[Callable[[], Sale]] = [
        lambda: basket.add(sale, product()),
        lambda: basket.more(sale, 1),
        lambda: basket.fewer(sale, 1),
        lambda: basket.put_back(sale, 1),
    ]
    for change in changes:
        with pytest.raises(IllegalMove, match="frozen"):
            change()


@pytest.mark.parametrize("weight_g", [None, 0, -5, MAX_WEIGHT_G + 1])
def test_weighed_goods_need_a_weight_a_scale_can_tell(weight_g: int | None) -> None:
    with pytest.raises(CannotAdd) as told:
        basket.add(EMPTY, CHEESE, weight_g=weight_g)
    assert told.value.code == "WEIGHT"


@pytest.mark.parametrize(
    ("own", "price", "code"),
    [
        (replace(product(), unit=Money(100, "SEK")), None, "CURRENCY"),
        (product(), Money(100, "SEK"), "CURRENCY"),
        (product(), Money(-1, "EUR"), "PRICE"),
        (product(minor=-1), None, "PRICE"),
        (product(), Money(0, "EUR"), "PRICE"),
    ],
)
def test_a_price_that_is_not_of_this_sale_stays_out(own: Product, price: Money | None, code: str) -> None:
    with pytest.raises(CannotAdd) as told:
        basket.add(EMPTY, own, price=price)
    assert told.value.code == code


def test_one_line_holds_99_pieces_and_says_so() -> None:
    full = EMPTY
    for _ in range(MAX_QTY):
        full = basket.add(full, product())
    assert (full.pieces, len(full.lines)) == (MAX_QTY, 1)
    assert not basket.can_grow(full.lines[0])
    with pytest.raises(CannotAdd, match="LIMIT"):
        basket.add(full, product())
    with pytest.raises(CannotAdd, match="LIMIT"):
        basket.more(full, 1)


def test_weighed_goods_do_not_grow_by_touch() -> None:
    sale = basket.add(EMPTY, CHEESE, weight_g=250)
    with pytest.raises(CannotAdd, match="LIMIT"):
        basket.more(sale, 1)


# --- lines ----------------------------------------------------------------------------------------------------------


def test_the_same_product_joins_its_line_which_becomes_the_newest() -> None:
    sale = basket.add(basket.add(basket.add(EMPTY, product("a")), product("b")), product("a"))
    assert [(line.sku, line.n, line.qty) for line in sale.lines] == [("b", 2, 1), ("a", 1, 2)]
    assert sale.total == Money(3 * 199, "EUR")


def test_the_same_product_at_a_new_price_gets_a_line_of_its_own() -> None:
    sale = basket.add(basket.add(EMPTY, product("a", 199)), product("a", 209))
    assert [line.total.minor for line in sale.lines] == [199, 209]


def test_each_weighed_piece_has_its_own_line_at_the_price_of_its_weight() -> None:
    sale = basket.add(basket.add(EMPTY, CHEESE, weight_g=250), CHEESE, weight_g=250)
    assert [(line.weight_g, line.qty, line.total.minor) for line in sale.lines] == [(250, 1, 275), (250, 1, 275)]
    assert sale.pieces == 2


def test_the_price_on_a_label_is_taken_as_it_is_and_never_joins_a_line() -> None:
    sale = basket.add(basket.add(EMPTY, CHEESE, price=Money(333, "EUR")), CHEESE, price=Money(333, "EUR"))
    assert [(line.unit.minor, line.total.minor) for line in sale.lines] == [(333, 333), (333, 333)]


def test_a_label_with_weight_and_price_keeps_the_price_per_kilogram_beside_them() -> None:
    line = basket.add(EMPTY, CHEESE, weight_g=300, price=Money(333, "EUR")).lines[0]
    assert (line.weight_g, line.unit.minor, line.total.minor) == (300, 1099, 333)


def test_the_weight_on_a_pack_sold_by_the_piece_changes_neither_its_price_nor_its_line() -> None:
    sale = basket.add(basket.add(EMPTY, product()), product(), weight_g=300)
    assert [(line.qty, line.weight_g, line.total.minor) for line in sale.lines] == [(2, None, 398)]


def test_the_last_piece_takes_the_line_out_and_undo_brings_it_back_as_the_newest() -> None:
    sale = basket.add(basket.add(EMPTY, product("a")), product("b"))
    gone = basket.fewer(sale, 1)
    assert ([line.n for line in gone.lines], [line.n for line in gone.removed]) == ([2], [1])
    assert gone.removed[0].is_removed
    back = basket.put_back(gone, 1)
    assert ([line.n for line in back.lines], back.removed) == ([2, 1], ())
    assert back.lines[-1] == sale.lines[0]


@pytest.mark.parametrize("change", [basket.more, basket.fewer, basket.put_back])
def test_a_line_that_is_not_there_changes_nothing(change: Callable[[Sale, int], Sale]) -> None:
    sale = basket.add(EMPTY, product())
    assert change(sale, 9) is sale


def test_a_number_of_a_line_is_never_used_again() -> None:
    sale = basket.fewer(basket.add(EMPTY, product("a")), 1)
    assert basket.add(sale, product("b")).lines[0].n == 2


def test_a_pack_with_its_own_price_on_the_label_does_not_grow_by_touch() -> None:
    sale = basket.add(EMPTY, CHEESE, price=Money(333, "EUR"))
    assert not basket.can_grow(sale.lines[0])


# --- properties -----------------------------------------------------------------------------------------------------

GOODS = [product("a", 199), product("b", 1, vat_bp=2100), product("c", 0), CHEESE, product("d", 9_999_999, vat_bp=0)]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("add", "more", "fewer", "put_back", "label")), st.integers(0, 8), st.integers(1, 40_000)
    ),
    max_size=40,
)


def changed(sale: Sale, what: str, n: int, number: int) -> Sale:
    own = GOODS[n % len(GOODS)]
    match what:
        case "add":
            return basket.add(sale, own, weight_g=number if own.is_weighed else None)
        case "label":
            return basket.add(sale, own, price=Money(number, "EUR"))
        case "more":
            return basket.more(sale, n)
        case "fewer":
            return basket.fewer(sale, n)
        case _:
            return basket.put_back(sale, n)


@MANY
@given(CHANGES)
def test_any_changes_keep_totals_numbers_and_every_line(changes: list[tuple[str, int, int]]) -> None:
    sale = EMPTY
    for what, n, number in changes:
        was = sale
        try:
            sale = changed(sale, what, n, number)
        except CannotAdd:
            assert sale is was
        assert sale.version == was.version + (sale is not was)
        assert {line.n for line in (*was.lines, *was.removed)} <= {line.n for line in (*sale.lines, *sale.removed)}
    numbers = [line.n for line in (*sale.lines, *sale.removed)]
    assert len(set(numbers)) == len(numbers)
    assert all(n < sale.next_n for n in numbers)
    assert sale.total == total_of((line.total for line in sale.lines), "EUR")
    assert sale.pieces == sum(line.qty for line in sale.lines)
    for line in (*sale.lines, *sale.removed):
        assert type(line.total.minor) is int
        assert 1 <= line.qty <= MAX_QTY
        assert line.weight_g is not None or line.total == line.unit * line.qty


@MANY
@given(CHANGES)
def test_undoing_a_removal_gives_back_the_same_total(changes: list[tuple[str, int, int]]) -> None:
    sale = EMPTY
    for what, n, number in changes:
        try:
            sale = changed(sale, what, n, number)
        except CannotAdd:
            continue
    for line in sale.lines:
        if line.qty == 1:
            assert basket.put_back(basket.fewer(sale, line.n), line.n).total == sale.total


@MANY
@given(st.integers(1, MAX_WEIGHT_G), st.integers(0, 100_000))
def test_the_price_of_a_weight_is_the_nearest_cent(weight_g: int, minor: int) -> None:
    price = basket.price_of(replace(CHEESE, unit=Money(minor, "EUR")), 1, weight_g)
    assert abs(Fraction(minor * weight_g, 1000) - price.minor) <= Fraction(1, 2)


@MANY
@given(st.lists(st.tuples(st.integers(-(10**7), 10**7), st.sampled_from((0, 500, 650, 900, 2100))), max_size=25))
def test_tax_is_contained_in_what_is_paid_by_rate_to_the_cent(amounts: list[tuple[int, int]]) -> None:
    line = basket.add(EMPTY, product()).lines[0]
    lines = [replace(line, n=n, total=Money(minor, "EUR"), vat_bp=bp) for n, (minor, bp) in enumerate(amounts)]
    rows = basket.tax_rows(lines, "EUR")
    assert [row.vat_bp for row in rows] == sorted({bp for _, bp in amounts})
    assert total_of((row.gross for row in rows), "EUR") == total_of((own.total for own in lines), "EUR")
    for row in rows:
        assert row.net + row.tax == row.gross
        assert abs(Fraction(row.gross.minor * row.vat_bp, 10_000 + row.vat_bp) - row.tax.minor) <= Fraction(1, 2)
    mirrored = basket.tax_rows([replace(own, total=-own.total) for own in lines], "EUR")
    assert [(-row.tax, -row.net) for row in mirrored] == [(row.tax, row.net) for row in rows]
