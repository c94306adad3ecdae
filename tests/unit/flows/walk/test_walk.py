"""Random walks over all events with losses at every message and power cuts at every commit: money and lines survive."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random

import pytest

from kiosk.domain.benefits.changing import Member
from kiosk.domain.moves import AttemptState, SaleState
from kiosk.flows.base import Event
from kiosk.flows.checkout.benefits.events import MemberRead
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.checkout.loose.examples import loose
from kiosk.flows.checkout.loose.states import Choosing, Naming, Weighing
from kiosk.flows.checkout.states import Declined, Explained, Refunding, Reprinting, Returned, State, TakingBack
from kiosk.flows.checkout.undoing.stages import is_part_paid
from kiosk.flows.intents import event_of
from kiosk.flows.registry import flows
from kiosk.flows.shell import MOVES as SHELL_MOVES
from kiosk.flows.shell import frame
from kiosk.flows.shell.session import Attract, InFlow, OutOfService, ServiceLost
from kiosk.session import moves
from tests.unit.flows.given import goods
from tests.unit.flows.test_views import pressables
from tests.unit.flows.walk.rules import compare
from tests.unit.flows.walk.world import Plan, World

pytestmark = pytest.mark.slow
WALKS = int(os.environ.get("WALKS", "400"))
STEPS = 60
LEFT = {SaleState.FULFILLED, SaleState.VOID, SaleState.REVIEW, SaleState.OPEN, SaleState.SUSPENDED}
WEIGHED = 10_000  # seeds from here on: a shop with a scale
PLANS = [
    Plan(loss, cuts, ack, receipt)
    for ack in ("reverse", "keep", "reference")
    for receipt in ("ask", "print")
    for loss, cuts in ((0.0, 0.0), (0.25, 0.0), (0.75, 0.0), (0.0, 0.05), (0.25, 0.05), (0.75, 0.02))
]
ANY: tuple[tuple[str, dict[str, int | str]], ...] = (
    ("BackPressed", {}), ("CancelPressed", {}), ("CancelConfirmed", {}), ("HelpPressed", {}), ("PersonCalled", {}),
    ("LanguagePressed", {}), ("LanguageChosen", {"language": "pt-BR"}), ("SheetClosed", {}), ("MoreTimePressed", {}),
    ("Touched", {}), ("StartPressed", {}), ("FlowChosen", {"flow": "checkout"}), ("MorePressed", {"n": 1}),
    ("FewerPressed", {"n": 1}), ("UndoPressed", {}), ("PayPressed", {}), ("ResumePressed", {}),
    ("DiscardPressed", {}), ("PrintPressed", {}), ("NoReceiptPressed", {}), ("FinishPressed", {}),
    ("SharePressed", {}), ("GiveBackPressed", {}), ("KeepPressed", {}), ("TypePressed", {}),
    ("CodeTyped", {"code": "9520000000004"}),
)  # fmt: skip


def next_event(world: World, rng: Random) -> Event:
    """Return what the customer does: mostly what the glass offers, often a scan, sometimes anything at all."""
    chance = rng.random()
    if chance > 0.3 and _is(world, Explained):  # a page to read, until the next thing is scanned
        return Scanned(loose(0)) if chance > 0.8 else event_of("BackPressed", {})
    if chance > 0.3 and _is(world, Returned):  # who has the money back mostly goes on shopping
        return event_of("BackPressed", {})
    if chance > 0.3 and _is(world, Declined) and any(map(is_part_paid, world.session.sales)):  # as rare as it is real
        return event_of(rng.choice(("CancelConfirmed", "BackPressed")), {})
    if chance > 0.7 and any(map(is_part_paid, world.session.sales)):  # who shares a bill has second thoughts
        return event_of(rng.choice(("BackPressed", "CancelConfirmed", "GiveBackPressed")), {})
    if chance > 0.4 and (asked := _asked_of_loose_goods(world, rng)) is not None:
        return asked
    is_full = any(sale.lines for sale in world.session.sales)
    if chance < 0.1 or (chance < 0.4 and not is_full):
        is_weighed = "scale" in world.session.site.devices and rng.random() < 0.3
        known = loose(0) if is_weighed else goods(rng.randrange(4))
        return Scanned(rng.choice((known, known, None, replace(known, sku="free", unit=replace(known.unit, minor=0)))))
    if chance < 0.5 and world.session.sheet is None:
        return event_of("PayPressed", {})
    if chance < 0.8:
        seldom = ("HelpPressed", "CancelConfirmed", *(() if rng.random() < 0.1 else ("ExplainPressed",)))
        offered = [one for one in pressables(world.session) if one[0] not in seldom]
        name, args = rng.choice(offered)
        return event_of(name, args)
    return event_of(*rng.choice(ANY))


def _asked_of_loose_goods(world: World, rng: Random) -> Event | None:
    """Return what a customer does who chooses, names or weighs: the glass offers it, but not what is typed."""
    state = world.session.screen.state if isinstance(world.session.screen, InFlow) else None
    if isinstance(state, Naming):
        return rng.choice((event_of("NameTyped", {"text": "apple"}), event_of("BackPressed", {}), Scanned(loose(0))))
    if isinstance(state, Weighing):
        return rng.choice((event_of("WeightAccepted", {"n": state.load.n}), event_of("BackPressed", {})))
    if isinstance(state, Choosing):
        chosen = event_of("ProductPicked", {"sku": loose(0).sku})
        return rng.choice((event_of("NameWanted", {}), event_of("TypePressed", {}), chosen))
    return None


def _is(world: World, state: type[State]) -> bool:
    screen = world.session.screen
    return isinstance(screen, InFlow) and isinstance(screen.state, state)


def card_of(points: int) -> MemberRead:
    return MemberRead(Member("m-1", points, 100))


def walk(seed: int) -> World:
    """Walk one world from start to a settled end; raises at the first broken rule."""
    world = World(seed, PLANS[seed % len(PLANS)])
    rng = Random(seed + 1)  # noqa: S311  # a seed must give the same walk again
    world.device("terminal", is_usable=seed % 5 > 0)  # some days begin badly: home says why
    if seed >= WEIGHED:  # some shops have a scale
        world.device("scale", is_usable=True)
    if seed >= WEIGHED and seed % 10 == 1:  # where somebody reads a price, and then scans what is weighed
        for event in (Scanned(goods(0)), event_of("ExplainPressed", {"n": 1}), Scanned(loose(0))):
            world.take(event)
    if seed >= WEIGHED and seed % 10 == 2:  # a member looks at the points, and goes on shopping
        for event in (card_of(120), card_of(121), event_of("BackPressed", {}), event_of("TypePressed", {})):
            world.take(event)
        for event in (event_of("MemberPressed", {}), Scanned(loose(0))):
            world.take(event)
    if world.has_tax_numbers:  # where somebody wants a tax number on the receipt, and may not know it
        asked = tuple(event_of(own, {}) for own in ("TypePressed", "TaxNumberPressed"))
        ends = (Scanned(loose(0)), event_of("TaxNumberTyped", {"text": "1"}), event_of("CancelConfirmed", {}))
        for event in (Scanned(goods(0)), *asked, event_of("BackPressed", {}), *asked, ends[seed // 10 % 3]):
            world.take(event)
    if seed >= WEIGHED and seed % 10 == 4:  # somebody becomes a member, or does not
        become = tuple(event_of(own, {}) for own in ("TypePressed", "EnrolPressed"))
        ends = (Scanned(loose(0)), event_of("EnrolTyped", {"text": "1"}), event_of("CancelConfirmed", {}))
        for event in (Scanned(goods(0)), *become, event_of("BackPressed", {}), *become, ends[(seed // 10 + 2) % 3]):
            world.take(event)
        world.pass_time(world.now_ms + 20)
    if seed >= WEIGHED and seed % 10 == 6:  # offered a bag, somebody remembers the apples
        for event in (Scanned(goods(0)), Scanned(goods(1)), event_of("PayPressed", {}), Scanned(loose(0))):
            world.take(event)
    if seed % 100 == 3:  # another leaves the kiosk with that page on it
        for event in (card_of(120), card_of(121), event_of("CancelConfirmed", {})):
            world.take(event)
    if seed % 10 == 0:  # and somebody goes as far as home to read it
        world.take(event_of("StartPressed", {}))
        world.take(event_of("LanguageChosen", {"language": "nl"}))
    for _ in range(STEPS):
        event = next_event(world, rng)
        for _ in range(rng.choice((1, 1, 1, 2, 3))):  # double and triple taps
            world.take(event)
        if rng.random() < 0.05:
            world.device(rng.choice(("scanner", "printer", "terminal")), is_usable=rng.random() < 0.7)
        world.pass_time(world.now_ms + rng.choice((20, 200, 1500, 5000, 15_000, 60_000, 200_000)))
    for role in ("scanner", "printer", "terminal"):
        world.device(role, is_usable=True)
    world.settle()
    return world


@pytest.fixture(scope="module")
def worlds() -> list[World]:
    return [walk(seed) for seed in (*range(WALKS), *range(WEIGHED, WEIGHED + WALKS // 4))]


def test_every_walk_ends_on_the_picture_with_everything_decided(worlds: list[World]) -> None:
    for world in worlds:
        assert isinstance(world.session.screen, Attract), (world.seed, frame(world.session).screen)
        assert world.session.inquiry is None, world.seed
        assert (world.session.id, world.session.sheet, world.session.site.language) == ("", None, "en"), world.seed
        for sale in world.disk.values():
            assert sale.state in LEFT, world.seed
            undecided = [own.state for own in sale.attempts if own.state in (AttemptState.SENT, AttemptState.UNKNOWN)]
            assert not undecided, world.seed


def test_nobody_is_charged_twice_and_nothing_is_given_away(worlds: list[World]) -> None:
    for world in worlds:
        try:
            compare(world.disk, world.terminal)
        except AssertionError as error:
            raise AssertionError(f"seed {world.seed}: {error}") from error
    assert sum(own.is_charged for world in worlds for own in world.terminal.ledger) > WALKS / 4


def test_an_open_basket_is_left_only_where_it_was_taken_over_by_a_newer_one(worlds: list[World]) -> None:
    left = [(world.seed, sale.id) for world in worlds for sale in world.disk.values() if sale.state is SaleState.OPEN]
    assert left == []


def test_no_walk_takes_a_move_that_is_on_no_map(worlds: list[World]) -> None:
    taken = {move for world in worlds for move in world.moves}
    assert taken - moves() == set()


BY_STAFF = (TakingBack, Refunding, Reprinting)  # these walks have customers alone


def test_every_move_of_the_checkout_is_taken(worlds: list[World]) -> None:
    taken = {move for world in worlds for move in world.moves}
    declared = {
        (f"checkout/{start.__name__}", f"checkout/{to.__name__}")
        for start, ends in flows()["checkout"].MOVES.items()
        for to in ends
        if to.__name__ != "Ended" and start not in BY_STAFF
    }
    assert declared - taken == set()
    ends = {
        start.__name__
        for start, to in flows()["checkout"].MOVES.items()
        if start not in BY_STAFF and any(own.__name__ == "Ended" for own in to)
    }
    left = {start.partition("/")[2] for start, to in taken if start.startswith("checkout/") and to == "shell/Attract"}
    assert left == ends


def test_every_move_of_the_shell_is_taken(worlds: list[World]) -> None:
    for world in worlds[:60]:
        world.take(ServiceLost("SYS.STORAGE"))
    taken = {move for world in worlds for move in world.moves}
    declared = {(start, to) for start, ends in SHELL_MOVES.items() for to in ends}

    def is_taken(start: type, to: type) -> bool:
        a = "checkout/" if start is InFlow else f"shell/{start.__name__}"
        b = "checkout/" if to is InFlow else f"shell/{to.__name__}"
        return any(one.startswith(a) and other.startswith(b) for one, other in taken)

    missing = {
        (start.__name__, to.__name__) for start, to in declared if not is_taken(start, to) and to is not OutOfService
    }
    assert missing == set()
