"""What stands in such a shop: loose goods, a scale, and who keeps coupons; it outlives the kiosk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

from devices.api import Reading, ScaleCapabilities, Settling
from kiosk.domain.basket import Product
from kiosk.domain.benefits.changing import Member
from kiosk.domain.benefits.coupons import Coupon, Verdict
from kiosk.domain.benefits.owing import Owing, owing
from kiosk.domain.benefits.using import CouponState, CouponUse
from kiosk.domain.loose import Group
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.effects.base import Perform, Tasks
from kiosk.effects.benefits.asking import Asking, caught_up
from kiosk.effects.benefits.enrolling import Enrolments
from kiosk.effects.benefits.reading import OfBenefit
from kiosk.effects.benefits.reading import Reading as OfBenefits
from kiosk.effects.loose.extras import Extras
from kiosk.effects.loose.finding import Finding
from kiosk.effects.loose.weighing import ShopScale
from kiosk.flows.base import Effect
from kiosk.flows.checkout.examples import product
from kiosk.flows.checkout.loose.events import TakeWeight
from tests.faults.simulate.faults import Faults
from tests.faults.simulate.loop import Loop
from tests.faults.simulate.market.cards import Gifts
from tests.faults.simulate.outside.ports import Shelf
from tests.faults.simulate.rules import require

LOOSE: Final = tuple(
    replace(
        product(own), sku=f"loose-{own}", gtin="", is_weighed=True, plu=f"40{own:02}", tare_g=5 * own, category=kind
    )
    for own, kind in ((0, "fruit"), (1, "fruit"), (2, "vegetables"))
)
LOADS_G: Final = (0, 10, 120, 455, 1_240, 6_005)
BAG: Final = replace(product(5), sku="bag", gtin="")
CAUSE: Final = replace(product(4), sku="cause", gtin="", vat_bp=0)
COUPONS: Final = {
    own.code: own
    for own in (
        Coupon("C-1", minor=50), Coupon("C-2", percent_bp=1000, uses=2), Coupon("C-3", minor=100, is_alone=True),
        Coupon("C-4", minor=10, uses=0), Coupon("C-5", minor=10, shop="Elsewhere"),
    )
}  # fmt: skip
MEMBERS: Final = {"M-1": Member("m-1", 10, 100), "M-2": Member("m-2", 0, 100)}
BROUGHT: Final = (*(f"PRONTO-COUPON:{code}".encode() for code in (*COUPONS, "C-9")), b"PRONTO-MEMBER:M-1", b"M-2")
NOON: Final = "2026-09-21T12:00"
COUNTS: Final = frozenset({SaleState.PAID, SaleState.FULFILLED})


class LooseShelf(Shelf):
    """The goods of every day, and loose ones beside them."""

    def search(self, asked: str, language: str, category: str = "") -> tuple[Product, ...]:
        """Find by kind; a name finds one of them."""
        if self.faults.hit("catalogue: fails"):
            raise OSError("the catalogue cannot be read")
        return LOOSE[:1] if asked else tuple(own for own in LOOSE if category in ("", own.category))

    def groups(self) -> tuple[Group, ...]:
        """Tell the kinds."""
        return Group("fruit", 2), Group("vegetables", 1)

    def find(self, gtin: str) -> Product | None:
        """Find the bag and the good cause by their article numbers, too."""
        return {own.sku: own for own in (BAG, CAUSE)}.get(gtin) or super().find(gtin)

    def find_plu(self, plu: str) -> Product | None:
        """Find by number."""
        return next((own for own in LOOSE if own.plu == plu), None)


class Offered:
    """What is offered before paying."""

    carrier_bag, good_cause, currency = BAG.sku, CAUSE.sku, BAG.unit.currency


class Pan:
    """A scale that tells what lies on it when that changes, nothing at all, or that it finds no rest."""

    capabilities = ScaleCapabilities(5, 15_000, 40, False, False)

    def __init__(self, loop: Loop, rng: Random, faults: Faults) -> None:
        self._loop, self._rng, self._faults = loop, rng, faults
        self._listener: Callable[[Reading], None] | None = None
        self._count = 0
        self.is_away = False
        self.loads = 0

    def on_reading(self, listener: Callable[[Reading], None]) -> None:
        """One listener; a kiosk that starts takes over, and finds the scale with something on it."""
        self._listener = listener
        self.loads += 1

    def unplug(self) -> None:
        """Nobody listens until the next start."""
        self._listener = None

    def lay(self) -> None:
        """Take off what is there, and lay something else on it."""
        if self.is_away or self._faults.hit("pan: says nothing"):
            return
        self._loop.later(0.2, lambda: self._tell(Settling.STABLE, 0, 2))
        self._loop.later(0.4, lambda: self._tell(Settling.MOVING, None))
        if self._faults.hit("pan: finds no rest"):
            return
        self.loads += 1
        load_g = self._rng.choice(LOADS_G)
        self._loop.later(0.7, lambda: self._tell(Settling.STABLE, load_g, 2))

    def _tell(self, settling: Settling, weight_g: int | None, times: int = 1) -> None:
        for _ in range(times):
            if self._listener is not None and not self.is_away:
                self._count += 1
                self._listener(Reading(settling, weight_g, 0, self._count, self._loop.time()))


class Keeper:
    """Who keeps coupons and cards: slow, silent, or forgetful of what it said, never of what it did."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._taken: dict[str, set[str]] = {code: set() for code in COUPONS}
        self._enrolled: dict[str, str] = {}

    def is_coupon(self, code: str) -> bool:
        """Tell whether a code is a coupon."""
        if self._faults.hit("coupons: fail at once"):
            raise OSError("nobody is there")
        return code in COUPONS

    def member(self, card: str) -> Member | None:
        """Find who carries a card."""
        return MEMBERS.get(card)

    def redeem(self, code: str, sale_id: str) -> tuple[Verdict, CouponUse | None]:
        """Take a coupon for a sale, or say why not."""
        if self._faults.hit("coupons: no answer"):
            raise OSError("nobody is there")
        coupon = COUPONS.get(code)
        if coupon is None:
            return Verdict.UNKNOWN, None
        sales = self._taken[code]
        verdict = Verdict.TAKEN if sale_id in sales else coupon.verdict(NOON[:10], "Here", len(sales))
        if verdict is not Verdict.TAKEN:
            return verdict, None
        sales.add(sale_id)
        if self._faults.hit("coupons: answer lost"):
            raise OSError("it was taken, and nobody hears of it")
        return verdict, coupon.use

    def enrol(self, ref: str, contact: str) -> Member | None:
        """Make a member, once for a sale and once for a contact."""
        if self._faults.hit("members: no answer"):
            raise OSError("nobody is there")
        if any(own == contact and other != ref for other, own in self._enrolled.items()):
            return None
        self._enrolled[ref] = contact
        if self._faults.hit("members: answer lost"):
            raise OSError("it is done, and nobody hears of it")
        return Member(f"new-{list(self._enrolled).index(ref)}", 0, 100)  # in the order in which they came

    def settle(self, owed: Owing) -> None:
        """Keep what a sale owes: its other coupons are free again."""
        for code, sales in self._taken.items():
            if code not in owed.coupons:
                sales.discard(owed.sale_id)

    def audit(self, sales: Mapping[str, Sale]) -> None:
        """No coupon took something off more sales than it may."""
        for code, coupon in COUPONS.items():
            own = [sale.id for sale in sales.values() if sale.state in COUNTS and _has_saved(sale, code)]
            is_within = not coupon.uses or len(own) <= coupon.uses
            require(is_within, "I2 free: a coupon counted too often:", code, len(own), "of", coupon.uses)
            require(set(own) <= self._taken[code], "I2 free: a coupon counted that nobody took:", code)


def _has_saved(sale: Sale, code: str) -> bool:
    is_taken = any(own.code == code and own.state is CouponState.TAKEN for own in sale.facts.coupons)
    return is_taken and any(one.promotion == f"coupon:{code}" for line in sale.lines for one in line.facts.savings)


@dataclass(slots=True)
class Stall:
    """What a start of the kiosk finds; `codes` are those of baskets that customers keep."""

    loop: Loop
    rng: Random
    faults: Faults
    pan: Pan
    keeper: Keeper
    gifts: Gifts
    codes: list[bytes] = field(default_factory=list)
    taken: int = 0

    @classmethod
    def opened(cls, loop: Loop, rng: Random, faults: Faults) -> Stall:
        """Open it for a day."""
        return cls(loop, rng, faults, Pan(loop, rng, faults), Keeper(faults), Gifts(loop, rng, faults))

    @property
    def shelf(self) -> LooseShelf:
        """Return the goods."""
        return LooseShelf(self.faults)

    @property
    def of_benefits(self) -> OfBenefits:
        """Return what tells coupons and cards."""
        return OfBenefits(self.keeper)

    def brought(self, of_gift: OfBenefit) -> OfBenefit:
        """Return what tells all that a customer may bring: a gift card first."""
        return lambda content, is_typed: of_gift(content, is_typed) or self.of_benefits.event_of(content, is_typed)

    def performers(self, tasks: Tasks, sales: Mapping[str, Sale]) -> dict[type[Effect], Perform]:
        """Return who performs what; what was sold before is told again, as at every start."""
        caught_up(self.keeper, map(owing, sales.values()))
        scale = ShopScale(self.pan, tasks.post, self.loop.time)  # type: ignore[arg-type]  # the verbs that are called

        def take(effect: TakeWeight) -> None:
            self.taken += 1
            require(self.taken <= self.pan.loads, "I2 free: more weights are sold than were laid on the scale")
            scale.take(effect)

        return {
            **scale.table(),
            TakeWeight: take,
            **Finding(self.shelf, tasks, lambda: NOON).table(),
            **Extras(self.shelf, tasks.post, Offered()).table(),
            **Asking(self.keeper, tasks).table(),
            **Enrolments(self.keeper, tasks).table(),
        }
