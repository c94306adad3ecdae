"""Days of travellers (T4): money agrees with what is carried out, nothing is given twice, every screen is met."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.travel.asking import Order
from kiosk.domain.values import replace
from kiosk.flows.registry import flows
from kiosk.services.departures.ledger import KeptOrder, OrderState
from tests.faults.simulate.__main__ import days_of_travellers
from tests.faults.simulate.report import NO_WAY, TRAVEL, Report, moves
from tests.faults.simulate.rules import Broken
from tests.faults.simulate.travel.airport import contents
from tests.faults.simulate.travel.faults import FAULTS
from tests.faults.simulate.travel.rules import carried_out, once
from tests.faults.simulate.world import TRAVEL_SEEDS, World

DAYS = 100
SELDOM = {"departures: a flight closes", "tags: fails inside"}  # of a short run


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The product warns of every fault; what must not happen breaks the day and needs no log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.slow
def test_days_of_travellers_break_no_rule_and_meet_every_screen() -> None:
    report = Report().add(days_of_travellers(DAYS, 1))
    assert report.failed == [], "\n".join(report.lines(0))
    assert report.stray_moves == []
    assert report.travellers > report.sessions / 2
    assert report.sales[SaleState.FULFILLED] > report.travellers / 8
    met = {screen for move in report.moves for screen in move}
    assert {f"checkin/{own.__name__}" for own in flows()["checkin"].SCREENS} <= met
    there = {move for move in moves() - NO_WAY.keys() if move[0].startswith(TRAVEL)}
    missed = there & set(report.missed_moves)
    assert len(missed) <= len(there) / 10, missed  # a long run takes them all: `--all-met`
    assert report.impossible_moves == []
    never = set(FAULTS) - {fault for (_, fault), count in report.struck.items() if count}
    assert never <= SELDOM, "a class of faults that never struck"


def test_what_no_day_can_take_stands_on_a_map_and_is_not_missed() -> None:
    assert NO_WAY.keys() <= moves()
    assert not NO_WAY.keys() & set(Report().missed_moves)


@pytest.mark.slow
def test_travellers_of_a_day_without_a_fault_are_checked_in() -> None:
    for seed in range(TRAVEL_SEEDS, TRAVEL_SEEDS + 10):
        day = World(seed, is_clean=True).run()
        assert day.breach == "", seed
        assert day.boots == 1
        assert day.struck.total() == 0
        assert day.sales[SaleState.REVIEW] == 0
        assert day.sales[SaleState.FULFILLED] >= day.sessions / 5


def test_a_day_of_travellers_is_the_same_again() -> None:
    seeds = range(TRAVEL_SEEDS + 20, TRAVEL_SEEDS + 24)
    once = [World(seed).run().trace for seed in seeds]
    assert [World(seed).run().trace for seed in seeds] == once
    assert len(set(once)) == len(seeds)


def test_the_same_day_of_travellers_offers_the_shop_too_every_second_time() -> None:
    assert World(TRAVEL_SEEDS).site.journeys == ("checkout", "checkin")
    assert World(TRAVEL_SEEDS + 1).site.journeys == ("checkin",)
    assert World(1).site.journeys == ("checkout",)


# --- the rules themselves ---------------------------------------------------------------------------------------------


def _kept(amount_minor: int) -> KeptOrder:
    return KeptOrder(Order("s1", "HAND01", 1, amount_minor=amount_minor), OrderState.DONE, 0)


@pytest.mark.parametrize("amount_minor", [600, 1])
def test_an_order_that_costs_something_is_not_carried_out_for_a_sale_without_its_money(amount_minor: int) -> None:
    with pytest.raises(Broken, match="P01"):
        carried_out(Sale("s1", "EUR", "", 0), _kept(amount_minor))


def test_an_order_of_nobody_s_sale_is_not_carried_out() -> None:
    with pytest.raises(Broken, match="P01"):
        carried_out(None, _kept(0))
    carried_out(Sale("s1", "EUR", "", 0), _kept(0))


def test_a_seat_that_two_have_is_told() -> None:
    bookings = {own.ref: own for own in contents().bookings}
    once(bookings.values())
    own, other = bookings["HAND01"], bookings["GOLD01"]
    assert own.segments[0].flight.id == other.segments[0].flight.id
    seated = other.with_coupon(replace(other.coupons[0], seat=own.coupons[0].seat))
    with pytest.raises(Broken, match="twice:"):
        once((bookings | {"GOLD01": seated}).values())
