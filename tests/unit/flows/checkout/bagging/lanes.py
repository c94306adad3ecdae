"""A lane with a scale under the bags: numbers are weights that stood still, in grams."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.bagging import Bagging, Costs, Expected, learned, prior
from kiosk.domain.basket import Product
from kiosk.domain.goods.holds import holds
from kiosk.flows.base import DeviceChanged, Event, Site, TimedOut
from kiosk.flows.checkout import view
from kiosk.flows.checkout.bagging.events import (
    BagRested,
)
from kiosk.flows.checkout.bagging.watching import DOUBT_TIMER, SCALE
from kiosk.flows.checkout.events import (
    Scanned,
)
from kiosk.flows.checkout.states import Scanning, Typing
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, goods

READY = DeviceChanged(SCALE, "READY", True)
COSTS = Costs()
LANE = replace(SITE, devices={**SITE.devices, SCALE: READY}, bagging=COSTS)
TOLD = TimedOut(DOUBT_TIMER)


def even(weight_g: int) -> Expected:
    known = prior(weight_g)
    for k in range(30):
        known = learned(known, weight_g + k % 3 - 1)
    return known


def ware(n: int, weight_g: int) -> Scanned:
    product: Product = replace(goods(n), expected_g=weight_g)
    return Scanned(product, pack=even(weight_g))


MILK, WINE = ware(1, 1030), ware(2, 1250)


def lane(*events: Event | int, site: Site = LANE) -> Checkout:
    """Return a checkout after events; numbers are weights that stood still, in grams."""
    run = Checkout(site=site)
    n = 0
    for event in events:
        n += isinstance(event, int)
        run.take(BagRested(n, event) if isinstance(event, int) else event)
    return run


def bag_of(run: Checkout) -> Bagging:
    assert isinstance(run.state, Scanning | Typing)
    return run.sale.bag


def codes(run: Checkout) -> list[str]:
    return [own.code for own in holds(run.sale)]


def title(run: Checkout) -> str:
    """Return the code of the doubt that is told."""
    banner = view(run.state, LANE).parts["banner"]
    key = banner["title"].key if isinstance(banner, dict) else ""
    return key.removeprefix("blocker.").removesuffix(".title")


def answer(run: Checkout) -> str:
    action = view(run.state, LANE).secondary
    return action.event if action is not None and action.event != "TypePressed" else ""
