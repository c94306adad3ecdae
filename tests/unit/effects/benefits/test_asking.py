"""Asking about coupons and cards: silence and failure are no answer, and what could not be told is told later."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from devices.api import Scan
from kiosk.domain.benefits.changing import Member
from kiosk.domain.benefits.coupons import LONGEST_CODE, MARK, MEMBER_MARK, Coupon, Verdict
from kiosk.domain.benefits.owing import Owing
from kiosk.domain.benefits.using import CouponUse
from kiosk.effects.benefits.asking import Asking, caught_up
from kiosk.effects.benefits.reading import Reading, nothing_kept
from kiosk.effects.scan import text_of
from kiosk.flows.base import EffectFailed, Event
from kiosk.flows.checkout.benefits.events import CouponRead, CouponTold, MemberRead, RedeemCoupon, SettleBenefits
from kiosk.flows.checkout.events import LookUpCode, Scanned
from tests.unit.effects.rig import Rig
from tests.unit.effects.test_scan import Bench

COUPON, CARD = "9990000000012", "9980000000013"
MEMBER = Member("m-1", 3, 100)


class Kept:
    """Who keeps them, as broken as a test wants."""

    def __init__(self) -> None:
        self.told: list[Owing] = []
        self.is_broken = False
        self.before: Callable[[], object] = lambda: None

    def _checked(self) -> None:
        self.before()
        if self.is_broken:
            raise OSError("the file is gone")

    def is_coupon(self, code: str) -> bool:
        self._checked()
        return code == COUPON

    def member(self, card: str) -> Member | None:
        self._checked()
        return MEMBER if card == CARD else None

    def redeem(self, code: str, sale_id: str) -> tuple[Verdict, CouponUse | None]:
        self._checked()
        return Verdict.TAKEN, Coupon(code, minor=1).use

    def settle(self, owing: Owing) -> None:
        self._checked()
        self.told.append(owing)


async def asked(kept: Kept, *effects: RedeemCoupon | SettleBenefits) -> list[Event]:
    rig = Rig()
    table = Asking(kept, rig.tasks).table()
    for effect in effects:
        table[type(effect)](effect)
        await rig.done()
    return rig.posted


def test_an_answer_is_told_for_its_sale() -> None:
    assert asyncio.run(asked(Kept(), RedeemCoupon("s1", "C-1"))) == [
        CouponTold("s1", "C-1", Verdict.TAKEN, Coupon("C-1", minor=1).use)
    ]


@pytest.mark.allowed_logs("ERROR kiosk.effects.base: RedeemCoupon raised.*")
def test_a_failure_is_told_as_one_of_this_coupon() -> None:
    kept = Kept()
    kept.is_broken = True
    assert asyncio.run(asked(kept, RedeemCoupon("s1", "C-1"))) == [EffectFailed("RedeemCoupon", "s1:C-1")]


@pytest.mark.allowed_logs("ERROR kiosk.effects.base: RedeemCoupon raised.*")
def test_silence_is_told_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, answered = Kept(), threading.Event()
    kept.before = answered.wait
    monkeypatch.setattr("kiosk.effects.benefits.asking.ANSWER_S", 0.0)

    async def silent() -> list[Event]:
        try:
            return await asked(kept, RedeemCoupon("s1", "C-1"))
        finally:
            answered.set()

    assert asyncio.run(silent()) == [EffectFailed("RedeemCoupon", "s1:C-1")]


@pytest.mark.allowed_logs("ERROR kiosk.effects.base: SettleBenefits raised.*")
def test_what_could_not_be_told_is_told_with_the_next() -> None:
    kept = Kept()

    async def twice() -> list[Event]:
        rig = Rig()
        asking = Asking(kept, rig.tasks)
        for n in (1, 2):
            kept.is_broken = n == 1
            asking.settle(SettleBenefits(Owing(f"s{n}")))
            await rig.done()
        return rig.posted

    assert asyncio.run(twice()) == [EffectFailed("SettleBenefits", "s1")]
    assert kept.told == [Owing("s1"), Owing("s2")]
    assert caught_up(kept, [Owing("s3")]) == 1


@pytest.mark.parametrize(
    ("content", "event"),
    [
        (COUPON, CouponRead(COUPON)),
        (CARD, MemberRead(MEMBER)),
        (MARK + "ANY-1", CouponRead("ANY-1")),
        (MARK + "é", CouponRead("")),
        (MARK + "x" * (LONGEST_CODE + 1), CouponRead("")),
        (MEMBER_MARK + CARD, MemberRead(MEMBER)),
        (MEMBER_MARK + COUPON, None),
        ("4006381333931", None),
        ("", None),
    ],
)
def test_a_code_is_a_coupon_a_card_or_nobodys(content: str, event: Event | None) -> None:
    assert Reading(Kept()).event_of(content, False) == event
    assert nothing_kept(content, False) is None


@pytest.mark.allowed_logs("ERROR kiosk.effects.benefits.reading: asking about a code of .* raised.*")
def test_while_nobody_can_be_asked_only_a_coupon_that_says_so_is_one() -> None:
    kept = Kept()
    kept.is_broken = True
    assert Reading(kept).event_of(MARK + "ANY-1", False) == CouponRead("ANY-1")
    assert Reading(kept).event_of(COUPON, False) is None
    assert Reading(kept).event_of(CARD, False) is None


def test_scanned_and_typed_codes_that_no_product_has_are_asked_about() -> None:
    bench = Bench()
    bench.scans._of_benefit = Reading(Kept()).event_of  # noqa: SLF001  # as it is wired
    assert bench.read(b"]E0" + COUPON.encode()) == CouponRead(COUPON)
    assert bench.read(MARK.encode() + b"C-1") == CouponRead("C-1")
    bench.scans.typed(LookUpCode(CARD))
    assert bench.posted[-1] == MemberRead(MEMBER, is_typed=True)
    assert isinstance(bench.read(b"9520000000004"), Scanned)
    assert text_of(Scan("é".encode(), 0.0).data) == text_of(b"x" * 65) == ""
