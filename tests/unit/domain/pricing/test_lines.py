"""A sale under promotions: lines save as the basket changes, staff's prices stay, and every total is explained."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import basket
from kiosk.domain.basket import Product
from kiosk.domain.money import Money
from kiosk.domain.pricing.book import Book
from kiosk.domain.pricing.explain import StepKind, explained, recomputed
from kiosk.domain.pricing.lines import goods_of, takes_part
from kiosk.domain.pricing.pricer import priced
from kiosk.domain.pricing.promotions import NForM, PercentOff, Scope, Threshold
from kiosk.domain.sale import Sale
from kiosk.domain.staff import attending
from kiosk.domain.text import LocalText
from tests.unit.domain.pricing.baskets import promotion

BOOK = Book(
    [
        promotion("three", NForM(3, 2), skus="ab"),
        promotion("third", PercentOff(3333), skus="cw"),
        promotion("ten", Threshold(2000, minor=150)),
    ]
)
PRODUCTS = {
    sku: Product(
        sku, "", LocalText(()), LocalText(()), "", Money(unit, "EUR"), 900, is_weighed, 1, "food", 1, deposit
    )
    for sku, unit, is_weighed, deposit in (
        ("a", 129, False, 0), ("b", 199, False, 25), ("c", 333, False, 15), ("w", 299, True, 0),
    )
}  # fmt: skip


def opened(book: Book = BOOK) -> Sale:
    """Return an empty sale under promotions."""
    return Sale("s", "EUR", "", 0, offers=book)


def with_goods(skus: str, book: Book = BOOK) -> Sale:
    """Return a basket; `w` weighs 842 g."""
    sale = opened(book)
    for sku in skus:
        sale = basket.add(sale, PRODUCTS[sku], weight_g=842 if sku == "w" else None)
    return sale


ACTS = st.lists(st.tuples(st.sampled_from("abcw+-<%pdv"), st.integers(1, 6), st.integers(1, 90)), max_size=25)


def acted(sale: Sale, act: str, n: int, minor: int) -> Sale:
    """Do one act; what cannot be done leaves the basket as it was."""
    try:
        match act:
            case "+":
                return basket.more(sale, n)
            case "-":
                return basket.fewer(sale, n)
            case "<":
                return basket.put_back(sale, n)
            case "%":
                return attending.discounted(sale, 0, 0, minor * 100, "damaged")
            case "p":
                return attending.with_price(sale, n, minor, "damaged")
            case "d":
                return attending.discounted(sale, n, minor, 0, "damaged")
            case "v":
                return attending.voided(sale, n, "damaged")
            case sku:
                return basket.add(sale, PRODUCTS[sku], weight_g=minor * 10 if sku == "w" else None)
    except (basket.CannotAdd, attending.CannotChange):
        return sale


def test_promotions_see_goods_without_the_deposit_that_is_given_back() -> None:
    line = with_goods("b", Book()).lines[0]
    assert (line.gross.minor, goods_of(line).gross_minor) == (224, 199)


@settings(max_examples=200, deadline=None)
@given(ACTS)
def test_whatever_is_done_every_line_is_explained_to_the_cent_and_saves_what_it_should(
    acts: list[tuple[str, int, int]],
) -> None:
    sale = opened()
    for act in acts:
        sale = acted(sale, *act)
        assert sum(recomputed(explained(line)) for line in sale.lines) == sale.total.minor
        assert all(recomputed(explained(line)) == line.total.minor >= 0 for line in sale.lines)
        expected = priced([goods_of(line) for line in sale.lines if takes_part(line)], BOOK).savings
        assert {line.n: line.facts.savings for line in sale.lines} == {
            line.n: expected.get(line.n, ()) for line in sale.lines
        }
        rows = basket.tax_rows(sale.lines, "EUR")
        assert sum(row.gross.minor for row in rows) == sale.total.minor


def test_the_third_piece_makes_the_cheapest_free_and_its_loss_makes_all_dear_again() -> None:
    sale = with_goods("aab")
    assert sale.saved.minor == 129
    assert sale.total.minor == 129 + 199 + 25
    assert basket.fewer(sale, 2).saved.minor == 0
    assert basket.put_back(basket.fewer(sale, 2), 2).total == sale.total


def test_a_deposit_is_paid_for_each_piece_and_never_saved() -> None:
    sale = with_goods("ccc", Book([promotion("free", PercentOff(10_000))]))
    assert [line.facts.deposit_minor for line in sale.lines] == [45]
    assert sale.total.minor == 45
    assert basket.fewer(sale, 1).total.minor == 30


def test_a_price_of_staff_takes_no_part_and_breaks_up_its_group() -> None:
    sale = attending.with_price(with_goods("aab"), 2, 150, "damaged")
    assert sale.saved.minor == 0
    assert sale.total.minor == 129 * 2 + 150 + 25


def test_a_discount_of_staff_comes_on_top_of_what_is_saved() -> None:
    sale = with_goods("aab")
    less = attending.discounted(sale, 0, 0, 1000, "damaged")
    assert less.saved == sale.saved
    assert less.total.minor == sale.total.minor - 35


def test_what_staff_took_off_is_cut_where_less_is_left() -> None:
    free = Book([promotion("pair", NForM(2, 0), skus="a")])
    sale = attending.discounted(with_goods("a", free), 1, 100, 0, "damaged")
    both = basket.add(sale, PRODUCTS["a"])
    assert both.total.minor == 0
    assert [line.discount_minor for line in both.lines] == [0, 0]


def test_a_sale_without_promotions_is_as_it_was_before_there_were_any() -> None:
    plain = with_goods("aabcw", Book())
    assert all(line.facts.savings == () and line.facts.category == "" for line in plain.lines)
    assert plain.saved.minor == 0


def test_promotions_go_by_category_too() -> None:
    book = Book([promotion("food", PercentOff(5000)), promotion("none", PercentOff(9000), coupon="")])
    drinks = Scope(categories=frozenset({"drinks"}))
    only = Book([type(book.promotions[0])("drinks", LocalText(()), PercentOff(5000), drinks)])
    assert with_goods("a", book).saved.minor == 116
    assert with_goods("a", only).saved.minor == 0


def test_the_steps_say_price_deposit_savings_staff_and_tax_in_that_order() -> None:
    sale = attending.discounted(with_goods("bbb"), 1, 10, 0, "damaged")
    steps = explained(sale.lines[0])
    kinds = [StepKind.PIECES, StepKind.DEPOSIT, StepKind.SAVING, StepKind.STAFF, StepKind.TAX]
    assert [step.kind for step in steps] == kinds
    assert [step.minor for step in steps] == [597, 75, -199, -10, 38]
