"""How goods may be sold: what is refused at once says why, and what is held keeps payment shut until it is resolved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import basket
from kiosk.domain.basket import CannotAdd, Product
from kiosk.domain.goods.facts import LineFacts
from kiosk.domain.goods.holds import APPROVE, REFUSE, age_due, holds, resolved
from kiosk.domain.goods.terms import Terms
from kiosk.domain.money import Money
from kiosk.domain.moves import IllegalMove, SaleState
from kiosk.domain.payment import intend
from kiosk.domain.sale import Sale
from kiosk.domain.staff import attending
from kiosk.domain.text import LocalText

NAME = LocalText((("en", "Thing"),))
EMPTY = Sale("s", "EUR", "x", 0)
NOON = "2026-05-31T12:00"


def product(sku: str = "a", terms: Terms | None = None, *, minor: int = 199, pack_qty: int = 1) -> Product:
    own = Product(sku, f"0{sku}", NAME, NAME, "", Money(minor, "EUR"), 900, False, 7, pack_qty=pack_qty)
    return own if terms is None else replace(own, terms=terms)


def refused(sale: Sale, own: Product, facts: LineFacts | None = None, local: str = NOON) -> CannotAdd:
    with pytest.raises(CannotAdd) as told:
        basket.add(sale, own, facts=facts or LineFacts(), local=local)
    return told.value


def pay(sale: Sale) -> Sale:
    return intend(sale, "t", "a", "r")


WINE = product("wine", Terms(min_age=18))
BEER = product("beer", Terms(min_age=16))
CAMERA = product("camera", Terms(needs_serial=True))
LOOSE = product("loose", Terms(is_price_asked=True), minor=0)


# --- refused at once --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "facts", "local", "code"),
    [
        (Terms(), LineFacts(expires="2026-05-30"), NOON, "ITEM.EXPIRED"),
        (Terms(), LineFacts(expires="2026-05-31"), "", "ITEM.EXPIRED"),  # nobody knows the day
        (Terms(recalled=("L1", "L2")), LineFacts(batch="L2"), NOON, "ITEM.RECALLED"),
        (Terms(recalled=("*",)), LineFacts(), NOON, "ITEM.RECALLED"),
        (Terms(not_sold="recalled"), LineFacts(), NOON, "ITEM.RECALLED"),
        (Terms(not_sold="counter"), LineFacts(), NOON, "ITEM.NOT_FOR_SALE"),
        (Terms(hours=(("13:00", "22:00"),)), LineFacts(), NOON, "ITEM.HOURS"),
        (Terms(hours=(("22:00", "02:00"),)), LineFacts(), NOON, "ITEM.HOURS"),
        (Terms(hours=(("00:00", "12:00"),)), LineFacts(), NOON, "ITEM.HOURS"),  # the end is no more part of it
        (Terms(hours=(("08:00", "22:00"),)), LineFacts(), "", "ITEM.HOURS"),
        (Terms(recalled=("L1",), not_sold="display"), LineFacts(batch="L1", expires="2020"), NOON, "ITEM.RECALLED"),
    ],
)  # fmt: skip
def test_what_may_not_be_sold_is_refused_with_its_reason(terms: Terms, facts: LineFacts, local: str, code: str) -> None:
    told = refused(EMPTY, product("a", terms), facts, local)
    assert told.code == code
    assert ("item", NAME) in told.args_of_words


@pytest.mark.parametrize(
    ("terms", "facts", "local"),
    [
        (Terms(), LineFacts(expires="2026-05-31"), NOON),  # the last day itself
        (Terms(recalled=("L1",)), LineFacts(batch="L10"), NOON),
        (Terms(recalled=("L1",)), LineFacts(), NOON),  # a plain barcode names no batch
        (Terms(hours=(("08:00", "11:00"), ("12:00", "22:00"))), LineFacts(), NOON),
        (Terms(hours=(("22:00", "13:00"),)), LineFacts(), NOON),
    ],
)
def test_what_may_be_sold_is(terms: Terms, facts: LineFacts, local: str) -> None:
    (line,) = basket.add(EMPTY, product("a", terms), facts=facts, local=local).lines
    assert (line.facts.batch, line.facts.expires) == (facts.batch, facts.expires)


def test_no_more_of_a_product_than_its_limit_by_scan_by_touch_or_by_pack() -> None:
    two = product("a", Terms(max_qty=2))
    sale = basket.add(basket.add(EMPTY, two), two)
    assert refused(sale, two).code == "ITEM.MAX_QTY"
    assert dict(refused(sale, two).args_of_words)["limit"] == 2
    with pytest.raises(CannotAdd, match=r"ITEM\.MAX_QTY"):
        basket.more(sale, 1)
    assert not basket.can_grow(sale.lines[0])
    assert refused(EMPTY, replace(two, pack_qty=3)).code == "ITEM.MAX_QTY"
    assert basket.add(EMPTY, replace(two, pack_qty=2)).pieces == 2


def test_staff_may_set_more_than_the_limit() -> None:
    sale = basket.add(EMPTY, product("a", Terms(max_qty=2)))
    assert attending.with_quantity(sale, 1, 5, "counted").pieces == 5


def test_one_serial_number_is_sold_once() -> None:
    sale = basket.add(EMPTY, CAMERA, facts=LineFacts(serial="S1"))
    assert refused(sale, CAMERA, LineFacts(serial="S1")).code == "ITEM.SCANNED_TWICE"
    assert len(basket.add(sale, CAMERA, facts=LineFacts(serial="S2")).lines) == 2


# --- packs and batches ------------------------------------------------------------------------------------------------


def test_a_pack_adds_its_pieces_as_one_line_and_joins_single_pieces() -> None:
    sale = basket.add(basket.add(EMPTY, product("a")), product("a", pack_qty=6))
    assert [(line.qty, line.total.minor) for line in sale.lines] == [(7, 7 * 199)]


@pytest.mark.parametrize("pack_qty", [0, -1, 100])
def test_a_pack_of_nothing_or_of_too_many_is_refused(pack_qty: int) -> None:
    assert refused(EMPTY, product("a", pack_qty=pack_qty)).code == "LIMIT"


def test_pieces_of_another_batch_or_day_are_a_line_of_their_own() -> None:
    sale = EMPTY
    for facts in (LineFacts(batch="A"), LineFacts(batch="B"), LineFacts(batch="A"), LineFacts(expires="2027-01-01")):
        sale = basket.add(sale, product("a"), facts=facts, local=NOON)
    assert [(line.facts.batch, line.qty) for line in sale.lines] == [("B", 1), ("A", 2), ("", 1)]


# --- held before payment ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("own", [WINE, CAMERA, LOOSE], ids=lambda own: own.sku)
def test_no_money_is_asked_for_while_a_hold_is_open(own: Product) -> None:
    sale = basket.add(basket.add(EMPTY, product("a")), own)
    with pytest.raises(IllegalMove, match="keeps payment shut"):
        pay(sale)
    (hold,) = holds(sale)
    assert pay(resolved(sale, hold, REFUSE)).state is SaleState.PAYING


@pytest.mark.parametrize("state", [own for own in SaleState if own is not SaleState.OPEN])
def test_a_hold_of_a_basket_that_is_frozen_is_not_resolved(state: SaleState) -> None:
    sale = basket.add(EMPTY, WINE)
    with pytest.raises(IllegalMove, match="frozen"):
        resolved(replace(sale, state=state), holds(sale)[0], APPROVE)


def test_a_way_that_a_hold_does_not_have_changes_nothing() -> None:
    sale = basket.add(EMPTY, LOOSE)
    assert resolved(sale, holds(sale)[0], APPROVE) is sale


def test_one_look_covers_that_age_and_below_also_of_what_comes_later() -> None:
    sale = basket.add(basket.add(EMPTY, WINE), BEER)
    (hold,) = holds(sale)
    assert hold.args == (("age", 18),)
    seen = resolved(sale, hold, APPROVE)
    assert holds(basket.add(basket.add(seen, BEER), product("sherry", Terms(min_age=17)))) == ()
    assert pay(seen).state is SaleState.PAYING


def test_a_look_at_a_lower_age_does_not_cover_a_higher_one() -> None:
    sale = basket.add(EMPTY, BEER)
    sale = basket.add(resolved(sale, holds(sale)[0], APPROVE), WINE)
    assert [hold.args for hold in holds(sale)] == [(("age", 18),)]


def test_a_look_is_remembered_when_its_goods_are_taken_out() -> None:
    sale = basket.add(EMPTY, WINE)
    seen = basket.fewer(resolved(sale, holds(sale)[0], APPROVE), 1)
    assert not seen.lines
    assert holds(basket.add(seen, BEER)) == ()


def test_a_refusal_takes_out_what_needs_that_age_and_keeps_what_was_seen() -> None:
    sale = basket.add(EMPTY, BEER)
    sale = basket.add(basket.add(resolved(sale, holds(sale)[0], APPROVE), WINE), product("a"))
    left = resolved(sale, holds(sale)[0], REFUSE)
    assert [line.sku for line in left.lines] == ["beer", "a"]
    assert [(line.sku, line.why) for line in left.removed] == [("wine", "not_allowed")]
    assert age_due(basket.add(left, WINE)) == 18  # asked anew


def test_taking_the_goods_out_opens_payment_and_undo_shuts_it_again() -> None:
    sale = basket.add(basket.add(EMPTY, product("a")), WINE)
    without = basket.fewer(sale, 2)
    assert holds(without) == ()
    assert holds(basket.put_back(without, 2)) == holds(sale)


def test_a_serial_number_that_is_scanned_goes_to_the_piece_that_waits_for_it() -> None:
    sale = basket.add(basket.add(EMPTY, CAMERA), CAMERA)
    assert [hold.code for hold in holds(sale)] == ["ITEM.SERIAL", "ITEM.SERIAL"]
    once = basket.add(sale, CAMERA, facts=LineFacts(serial="S1", batch="B"))
    assert sorted(line.facts.serial for line in once.lines) == ["", "S1"]
    assert once.pieces == 2
    (left,) = holds(once)
    assert holds(resolved(once, left, APPROVE)) == ()


def test_a_price_that_staff_give_opens_payment_even_of_nothing() -> None:
    sale = basket.add(basket.add(EMPTY, LOOSE), product("a"))
    assert [hold.code for hold in holds(sale)] == ["ITEM.PRICE_ASKED"]
    for unit_minor in (250, 1):
        assert holds(attending.with_price(sale, 1, unit_minor, "shelf")) == ()


SHELF = (WINE, BEER, CAMERA, LOOSE, product("a"), product("cider", Terms(min_age=4)))
DOINGS = st.lists(
    st.tuples(st.sampled_from(("add", "fewer", "put_back", APPROVE, REFUSE)), st.integers(0, 9)), max_size=25
)


@given(DOINGS)
def test_whatever_is_done_money_is_asked_for_only_when_nothing_is_open(doings: list[tuple[str, int]]) -> None:
    sale = EMPTY
    for doing, number in doings:
        open_ones = holds(sale)
        if doing == "add":
            sale = basket.add(sale, SHELF[number % len(SHELF)])
        elif doing == "fewer":
            sale = basket.fewer(sale, number)
        elif doing == "put_back":
            sale = basket.put_back(sale, number)
        elif open_ones:
            sale = resolved(sale, open_ones[number % len(open_ones)], doing)
        ids = [hold.id for hold in holds(sale)]
        assert len(ids) == len(set(ids))
        if ids:
            with pytest.raises(IllegalMove):
                pay(sale)
        elif sale.total.minor:
            assert pay(sale).state is SaleState.PAYING
