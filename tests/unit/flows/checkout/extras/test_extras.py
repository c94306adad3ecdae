"""Bags and rounding up before paying: offered once, chosen by the customer alone, and never in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.basket import Product
from kiosk.domain.benefits.changing import Member, with_member
from kiosk.domain.benefits.owing import earning
from kiosk.domain.goods.extras import missing_minor, with_bags, with_donation, without_donation
from kiosk.domain.goods.terms import Terms
from kiosk.domain.money import Money
from kiosk.domain.moves import SaleState
from kiosk.domain.pricing.book import Book
from kiosk.domain.pricing.promotions import PercentOff, Promotion, Threshold
from kiosk.domain.sale import LineKind, Sale
from kiosk.domain.text import LocalText
from kiosk.flows.base import Action, BackPressed, CancelConfirmed, EffectFailed, Rows
from kiosk.flows.checkout import view
from kiosk.flows.checkout.attended.events import LineVoided
from kiosk.flows.checkout.events import PayPressed, Scanned, TerminalNotReached
from kiosk.flows.checkout.extras.events import (
    CarrierBagsPressed,
    ExtrasFound,
    FindExtras,
    RoundUpDropped,
    RoundUpPressed,
)
from kiosk.flows.checkout.extras.states import Extras
from kiosk.flows.checkout.states import Ended, Paying, Scanning
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, goods

OFFERING = replace(SITE, has_extras=True)
BAG = replace(goods(5), sku="bag", name=LocalText((("en", "Bag"),)), unit=Money(25, "EUR"), vat_bp=2100)
CAUSE = replace(goods(4), sku="cause", name=LocalText((("en", "Food bank"),)), unit=Money(0, "EUR"), vat_bp=0)


def asked(*, bag: Product | None = BAG, cause: Product | None = CAUSE, unit_minor: int = 100) -> Checkout:
    """Return a checkout of 549 and 151 whose customer wants to pay, and what was found to offer."""
    run = Checkout(site=OFFERING).scan(0, 1)
    assert FindExtras(run.sale.id) in run.take(PayPressed())
    assert run.state == Extras(run.sale)
    run.take(ExtrasFound(run.sale.id, bag, cause, unit_minor))
    return run


def kinds(sale: Sale) -> list[tuple[str, int]]:
    """Return article and amount of every line."""
    return [(line.sku, line.total.minor) for line in sale.lines]


def shown(run: Checkout) -> list[dict[str, object]]:
    """Return the rows of the page, as they lie from the top."""
    rows = view(run.state, SITE).rows
    assert isinstance(rows, Rows)
    return [dict(rows.row(item)) for item in reversed(rows.items)]


# --- when it is offered ---------------------------------------------------------------------------------------------


def test_where_the_site_names_nothing_payment_begins_at_once() -> None:
    run = Checkout().scan(0, 1)
    run.take(PayPressed())
    assert isinstance(run.state, Paying)


def test_a_single_piece_is_paid_at_once() -> None:
    run = Checkout(site=OFFERING).scan(0)
    run.take(PayPressed())
    assert isinstance(run.state, Paying)


def test_what_costs_nothing_needs_no_page() -> None:
    run = Checkout(site=OFFERING)
    for number in (1, 2):
        run.take(Scanned(replace(goods(0), sku=f"free-{number}", unit=Money(0, "EUR"))))
    run.take(PayPressed())
    assert isinstance(run.state, Paying)


def test_what_holds_payment_is_said_before_anything_is_offered() -> None:
    run = Checkout(site=replace(OFFERING, devices={})).scan(0, 1)
    run.take(PayPressed())
    assert isinstance(run.state, Scanning)
    assert run.state.notice is not None


@pytest.mark.parametrize("found", [(None, None), (replace(BAG, is_weighed=True), None), (BAG, CAUSE)])
def test_where_nothing_can_be_offered_payment_begins_by_itself(found: tuple[Product | None, Product | None]) -> None:
    run = Checkout(site=OFFERING).scan(0, 1)
    if found[0] is BAG:  # it is in the basket already, and the total is whole
        run.take(Scanned(BAG), Scanned(replace(goods(2), sku="rest", unit=Money(75, "EUR"))))
    run.take(PayPressed())
    run.take(ExtrasFound(run.sale.id, *found, 100))
    assert isinstance(run.state, Paying)
    assert all(line.kind is LineKind.GOODS for line in run.sale.lines)


@pytest.mark.parametrize(
    "bag",
    [
        replace(BAG, pack_qty=20),
        replace(BAG, terms=Terms(min_age=18)),
        replace(BAG, terms=Terms(is_price_asked=True)),
        replace(BAG, terms=Terms(needs_serial=True)),
        replace(BAG, unit=Money(25, "GBP")),
    ],
)
def test_a_bag_that_asks_for_something_is_not_offered(bag: Product) -> None:
    run = Checkout(site=OFFERING).scan(0, 2)
    run.take(PayPressed())
    run.take(ExtrasFound(run.sale.id, bag, CAUSE, 100))
    assert isinstance(run.state, Extras)
    assert (run.state.bag, run.state.cause) == (None, CAUSE)


def test_a_catalogue_that_fails_stops_nobody() -> None:
    run = Checkout(site=OFFERING).scan(0, 1)
    run.take(PayPressed())
    run.take(EffectFailed("FindExtras", run.sale.id))
    assert isinstance(run.state, Paying)


def test_answers_of_another_sale_and_later_ones_change_nothing() -> None:
    run = asked()
    before = run.state
    assert FindExtras(run.sale.id).key == run.sale.id
    run.take(ExtrasFound(run.sale.id, None, None), ExtrasFound("another", BAG), EffectFailed("FindExtras", run.sale.id))
    assert run.state is before


# --- what is chosen -------------------------------------------------------------------------------------------------


def test_nothing_is_chosen_beforehand() -> None:
    run = asked()
    run.take(PayPressed())
    assert isinstance(run.state, Paying)
    assert kinds(run.sale) == [("0-0", 549), ("1-0", 151)]


def test_bags_and_the_change_are_lines_of_their_own_and_the_page_says_the_same_sum() -> None:
    run = asked()
    run.take(CarrierBagsPressed(2), RoundUpPressed())
    page = view(run.state, SITE)
    assert page.parts["total"] == Money(800, "EUR")
    bag, cause = shown(run)
    assert (bag["quantity"], bag["amount"], cause["amount"]) == ("2", Money(50, "EUR"), Money(50, "EUR"))
    run.take(PayPressed())
    assert isinstance(run.state, Paying)
    assert kinds(run.sale) == [("0-0", 549), ("1-0", 151), ("bag", 50), ("cause", 50)]
    assert run.sale.lines[-1].kind is LineKind.DONATION
    assert run.sale.pieces == 4
    assert run.attempt.amount == Money(800, "EUR")


def test_what_is_pressed_twice_goes_away_again() -> None:
    run = asked()
    run.take(CarrierBagsPressed(1), RoundUpPressed(), RoundUpDropped(), CarrierBagsPressed(0), PayPressed())
    assert kinds(run.sale) == [("0-0", 549), ("1-0", 151)]


def test_a_whole_total_offers_rounding_only_when_bags_make_it_uneven() -> None:
    run = asked()  # 7.00
    assert [row["name"] for row in shown(run)] == [BAG.name]
    run.take(CarrierBagsPressed(1))
    assert [row["name"] for row in shown(run)] == [BAG.name, CAUSE.name]
    run.take(RoundUpPressed(), CarrierBagsPressed(4))  # 8.00 again
    assert [row["name"] for row in shown(run)] == [BAG.name]
    run.take(PayPressed())
    assert kinds(run.sale)[-1] == ("bag", 100)


@pytest.mark.parametrize(("count", "most"), [(11, 10), (-1, 10), (4, 3)])
def test_no_more_bags_than_there_may_be(count: int, most: int) -> None:
    run = asked(bag=replace(BAG, terms=Terms(max_qty=most if most < 10 else 0)))
    before = run.state
    run.take(CarrierBagsPressed(count))
    assert run.state is before
    run.take(CarrierBagsPressed(most))
    (bag, *_) = shown(run)
    assert (bag["can_more"], bag["can_fewer"]) == (False, True)


def test_what_is_not_offered_cannot_be_chosen() -> None:
    run = asked(cause=None)
    before = run.state
    run.take(RoundUpPressed())
    assert run.state is before
    assert view(run.state, SITE).title != view(asked().state, SITE).title
    alone = asked(bag=None)
    assert isinstance(alone.state, Paying)  # 7.00 is whole


def test_a_cause_alone_has_a_page_of_its_own() -> None:
    run = Checkout(site=OFFERING).scan(0, 2)
    run.take(PayPressed())
    run.take(ExtrasFound(run.sale.id, None, CAUSE, 100), RoundUpPressed())
    (row,) = shown(run)
    assert (row["amount"], row["can_more"], row["can_fewer"]) == (Money(52, "EUR"), False, True)
    assert isinstance(row["fewer"], Action)
    run.take(CarrierBagsPressed(1), PayPressed())
    assert kinds(run.sale)[-1] == ("cause", 52)


# --- how it is left -------------------------------------------------------------------------------------------------


def test_back_leads_to_the_basket_as_it_was() -> None:
    run = asked()
    run.take(CarrierBagsPressed(2), RoundUpPressed(), BackPressed())
    assert isinstance(run.state, Scanning)
    assert kinds(run.sale) == [("0-0", 549), ("1-0", 151)]


def test_goods_that_are_scanned_meanwhile_go_into_the_basket() -> None:
    run = asked()
    run.take(CarrierBagsPressed(2), Scanned(goods(2)))
    assert isinstance(run.state, Scanning)
    assert len(run.sale.lines) == 3
    run.take(PayPressed(), Scanned(goods(3), is_typed=True))
    assert isinstance(run.state, Extras)


def test_giving_up_ends_it_and_staff_may_change_a_line() -> None:
    run = asked()
    run.take(LineVoided(run.sale.version, run.sale.lines[0].n, "not_wanted", "staff-1"))
    assert isinstance(run.state, Extras)
    assert len(run.sale.lines) == 1
    run.take(CancelConfirmed())
    assert isinstance(run.state, Ended)
    assert run.sale.state is SaleState.VOID


def test_who_returns_from_paying_has_bags_and_is_asked_about_rounding_anew() -> None:
    run = asked()
    run.take(CarrierBagsPressed(1), RoundUpPressed(), PayPressed())
    assert kinds(run.sale)[-1] == ("cause", 75)
    run.take(TerminalNotReached(run.attempt.id, "away"))
    assert isinstance(run.state, Scanning)
    assert kinds(run.sale) == [("0-0", 549), ("1-0", 151), ("bag", 25)]
    assert [line.sku for line in run.sale.removed] == ["cause"]
    run.take(PayPressed())
    run.take(ExtrasFound(run.sale.id, BAG, CAUSE, 100))
    assert isinstance(run.state, Extras)
    assert run.state.bag is None


# --- the sums ---------------------------------------------------------------------------------------------------------


@given(st.integers(0, 10**12), st.sampled_from([0, 100, 1000]))
def test_a_rounded_total_is_whole_and_less_than_one_unit_more(minor: int, unit_minor: int) -> None:
    sale = with_bags(Checkout().sale, replace(BAG, unit=Money(minor, "EUR")), 1)
    given_ = with_donation(sale, CAUSE, unit_minor)
    more = given_.total.minor - minor
    assert more == missing_minor(sale, unit_minor)
    if unit_minor:
        assert 0 <= more < unit_minor
        assert given_.total.minor % unit_minor == 0
    else:
        assert more == 0
    assert without_donation(given_).lines == sale.lines


def test_no_promotion_and_no_point_counts_on_what_is_given() -> None:
    words = LocalText((("en", "Half"),))
    book = Book([Promotion("half", words, PercentOff(5000)), Promotion("from", words, Threshold(1000, minor=100))])
    sale = replace(with_member(Checkout().sale, Member("m", 0, 100)), offers=book)
    sale = with_bags(sale, replace(BAG, unit=Money(990, "EUR")), 1)  # 4.95
    rounded = with_donation(sale, CAUSE, 100)
    assert rounded.total == Money(500, "EUR")
    again = with_bags(rounded, replace(BAG, sku="one", unit=Money(1, "EUR")), 1)
    assert again.lines[1].total == Money(5, "EUR")
    assert earning(rounded) == earning(sale) == 4
