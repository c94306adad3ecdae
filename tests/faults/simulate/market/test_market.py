"""Days of a shop with a scale, coupons and members (T4): a weight is sold once, a coupon counts as often as it may."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.domain.benefits.changing import with_coupon
from kiosk.domain.money import Money
from kiosk.domain.moves import SaleState
from tests.faults.simulate.__main__ import days_of_market
from tests.faults.simulate.faults import Faults
from tests.faults.simulate.market.cards import ISSUED, NUMBERS, Gifts
from tests.faults.simulate.market.faults import FAULTS
from tests.faults.simulate.market.stall import COUPONS, Keeper
from tests.faults.simulate.report import OF_MARKET, Report
from tests.faults.simulate.rules import Broken
from tests.faults.simulate.world import MARKET_SEEDS, World
from tests.unit.flows.given import Checkout

DAYS = 160


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The product warns of every fault; what must not happen breaks the day and needs no log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
def test_days_of_loose_goods_and_coupons_break_no_rule_and_meet_every_page(part: int) -> None:
    report = Report().add(days_of_market(DAYS // 2, 1 + part))
    assert report.failed == [], "\n".join(report.lines(0))
    assert report.stray_moves == []
    assert report.sales[SaleState.FULFILLED] > report.sessions / 10
    met = {screen for move in report.moves for screen in move}
    assert OF_MARKET | {"checkout/Keeping"} <= met
    never = set(FAULTS) - {fault for (_, fault), count in report.struck.items() if count}
    assert never == set()


def test_such_a_day_is_the_same_again() -> None:
    seeds = range(MARKET_SEEDS + 20, MARKET_SEEDS + 22)
    once = [World(seed).run().trace for seed in seeds]
    assert [World(seed).run().trace for seed in seeds] == once
    assert len(set(once)) == len(seeds)


def test_a_day_without_a_fault_weighs_keeps_and_sells() -> None:
    for seed in range(MARKET_SEEDS, MARKET_SEEDS + 3):
        world = World(seed, is_clean=True)
        day = world.run()
        assert day.breach == "", seed
        assert day.sales[SaleState.FULFILLED] > 0
        assert world.stall is not None
        assert world.stall.taken > 0


def test_a_coupon_that_counts_twice_is_seen() -> None:
    world = World(MARKET_SEEDS, is_clean=True)
    keeper = Keeper(Faults(world.rng, lambda: "", is_clean=True))
    own = with_coupon(Checkout().scan(0).sale, COUPONS["C-1"].use)
    first, second = (replace(own, id=name, state=SaleState.FULFILLED) for name in "ab")
    keeper.redeem("C-1", "a")
    keeper.audit({"a": first})
    with pytest.raises(Broken, match="counted too often"):
        keeper.audit({"a": first, "b": second})
    with pytest.raises(Broken, match="nobody took"):
        keeper.audit({"b": second})


def test_more_weights_than_were_laid_on_the_scale_are_seen() -> None:
    world = World(MARKET_SEEDS + 1, is_clean=True)
    assert world.stall is not None
    world.stall.taken = 1_000
    assert "more weights are sold" in "".join(day.breach for day in (world.run(),))


def test_money_of_a_gift_card_that_no_sale_knows_or_that_is_held_for_ever_is_seen() -> None:
    world = World(MARKET_SEEDS, is_clean=True)
    gifts = Gifts(world.loop, world.rng, Faults(world.rng, lambda: "", is_clean=True))
    host, card = gifts.host, ISSUED[NUMBERS[-2]].number
    assert gifts.taken({}) == {}
    host.authorise("r1", card, Money(100, "EUR"))
    with pytest.raises(Broken, match="held for ever"):
        gifts.taken({})
    host.capture("r1")
    with pytest.raises(Broken, match="asked by nobody"):
        gifts.taken({})
    sale = Checkout().scan(0).intended().sale
    assert gifts.taken({"r1": (sale, sale.attempts[0])}) == {sale.id: 100}
