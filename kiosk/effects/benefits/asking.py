"""Asks who keeps coupons and points, beside the loop. No answer in time is none: then nothing is known."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Final, Protocol

from kiosk.domain.benefits.changing import Member
from kiosk.domain.benefits.coupons import Verdict
from kiosk.domain.benefits.owing import Owing
from kiosk.domain.benefits.using import CouponUse
from kiosk.effects.base import Perform, Tasks
from kiosk.flows.base import Effect
from kiosk.flows.checkout.benefits.events import CouponTold, RedeemCoupon, SettleBenefits

ANSWER_S: Final = 3.0


class Benefits(Protocol):
    """Who keeps coupons and points. Any thread may ask, twice and late too; what fails raises."""

    def is_coupon(self, code: str) -> bool:
        """Tell whether a code is one of the shop's coupons."""
        ...

    def member(self, card: str) -> Member | None:
        """Find who carries a card, with the balance now."""
        ...

    def redeem(self, code: str, sale_id: str) -> tuple[Verdict, CouponUse | None]:
        """Take a coupon for a sale. The same sale hears the same again; another hears that it is used."""
        ...

    def settle(self, owing: Owing) -> None:
        """Keep what a sale owes now: other coupons of it are free again, entries of points are kept once."""
        ...


class Asking:
    """Performs `RedeemCoupon` and `SettleBenefits`; what could not be told waits for the next, or the next start."""

    def __init__(self, benefits: Benefits, tasks: Tasks) -> None:
        self._benefits = benefits
        self._tasks = tasks
        self._owed: dict[str, Owing] = {}
        self._turn = asyncio.Lock()  # what is told of a sale arrives in the order in which it happened

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs what."""
        return {RedeemCoupon: self.redeem, SettleBenefits: self.settle}

    def redeem(self, effect: RedeemCoupon) -> None:
        """Ask for a coupon; silence is told as a failed effect."""
        self._tasks.start(effect, effect.key, self._redeemed(effect))

    def settle(self, effect: SettleBenefits) -> None:
        """Tell what a sale owes."""
        self._owed[effect.owing.sale_id] = effect.owing
        self._tasks.start(effect, effect.key, self._settled())

    async def _redeemed(self, effect: RedeemCoupon) -> None:
        async with asyncio.timeout(ANSWER_S), self._turn:
            verdict, use = await asyncio.to_thread(self._benefits.redeem, effect.code, effect.sale_id)
        self._tasks.post(CouponTold(effect.sale_id, effect.code, verdict, use))

    async def _settled(self) -> None:
        async with self._turn:
            for owing in tuple(self._owed.values()):
                await asyncio.to_thread(self._benefits.settle, owing)
                if self._owed.get(owing.sale_id) is owing:
                    del self._owed[owing.sale_id]


def caught_up(benefits: Benefits, owed: Iterable[Owing]) -> int:
    """Tell again what stored sales owe, as after a power cut; return for how many. What was told changes nothing."""
    count = 0
    for owing in owed:
        benefits.settle(owing)
        count += 1
    return count
