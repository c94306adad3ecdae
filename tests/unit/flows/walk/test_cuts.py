"""One purchase, cut at every commit point and at every effect, with every message of the terminal lost in turn."""

from __future__ import annotations

import pytest

from kiosk.domain.moves import SaleState
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.intents import event_of
from kiosk.flows.shell import frame
from kiosk.flows.shell.session import Attract
from tests.unit.flows.given import goods
from tests.unit.flows.walk.rules import compare
from tests.unit.flows.walk.world import Plan, World

pytestmark = pytest.mark.slow
PATIENCE = 12  # how often the customer does what the glass offers
MESSAGES = 8


def shop(plan: Plan, seed: int) -> World:
    """Scan two goods and do what the glass offers until it has nothing more to offer."""
    world = World(seed, plan)
    for index in (0, 1):
        world.take(Scanned(goods(index)))
    for _ in range(PATIENCE):
        shown = frame(world.session)
        primary = shown.view.primary
        if shown.screen == "shell/Attract":
            break
        if primary is not None and primary.is_enabled and not primary.is_busy:
            world.take(event_of(primary.event, dict(primary.args)))
        world.pass_time(world.now_ms + 30_000)
    world.settle()
    return world


def checked(plan: Plan, seed: int = 3) -> World:
    try:
        world = shop(plan, seed)
        compare(world.disk, world.terminal)
    except AssertionError as error:
        raise AssertionError(f"{plan}, seed {seed}: {error}") from error
    assert isinstance(world.session.screen, Attract), plan
    assert world.session.inquiry is None, plan
    return world


def points() -> int:
    return checked(Plan()).points


@pytest.mark.parametrize("missing_ack", ["reverse", "keep", "reference"])
@pytest.mark.parametrize("lose_at", range(MESSAGES + 1))
def test_a_cut_at_any_point_with_any_message_lost_charges_once_or_not_at_all(lose_at: int, missing_ack: str) -> None:
    sold = 0
    for cut_at in range(points() + 1):
        for seed in (3, 4):
            plan = Plan(missing_ack=missing_ack, cut_at=cut_at, lose_at=lose_at)
            world = checked(plan, seed)
            assert world.boots == 1 + (0 < cut_at <= world.points), plan
            states = [sale.state for sale in world.disk.values()]
            assert states.count(SaleState.FULFILLED) <= 1
            sold += states.count(SaleState.FULFILLED)
    assert sold > points() / 2  # most customers leave with their goods in spite of all


def test_no_basket_that_was_on_disk_is_lost_by_a_cut() -> None:
    for cut_at in range(1, points() + 1):
        world = World(3, Plan(cut_at=cut_at))
        shown: set[int] = set()
        for index in (0, 1):
            world.take(Scanned(goods(index)))
            lines = [line.n for sale in world.disk.values() for line in sale.lines]
            assert shown <= set(lines), cut_at
            shown = {line.n for sale in world.session.sales for line in sale.lines} if world.boots == 1 else shown


def test_an_undisturbed_purchase_needs_one_payment_and_one_start() -> None:
    world = checked(Plan())
    assert world.boots == 1
    assert [sale.state for sale in world.disk.values()] == [SaleState.FULFILLED]
    assert len(world.terminal.requests) >= 1
    assert sum(own.is_charged for own in world.terminal.ledger) == 1
