"""Four baskets of the scripted week at one kiosk, one customer after the other, each in a language of their own."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand, paid_by_tap, said, without_receipt
from tests.journeys.scripts.shopping import BANANAS, CHEESE, attract, card_wanted, pause, scanned, total
from tests.journeys.scripts.typing import CARD, COUPON
from tests.journeys.shops.trip import CROISSANT, WATER

BREAD_COUPON = "9990000000043"  # a fifth off what is baked
CANNOT_BE_PAID_BY_IT = "05"  # the bank's word for a card that it takes no money from


def four_of_the_week(stage: Stage) -> Script:
    """Promotions that compete, a member with a coupon, bottles with a deposit, and two cards."""
    for customer in (best_of_two_promotions, member_with_coupon, bottles, two_cards):
        yield attract(stage)
        yield from customer(stage)


def spoken(stage: Stage, language: str) -> Script:
    """Choose a language before anything else."""
    yield pause()
    stage.glass.touch(f"language:{language}")
    yield Until(f"attract in {language}", lambda: stage.glass.title == said("shell.attract.poster", language))


def costs(stage: Stage, amount: str) -> Until:
    """Wait until the total is so much, as it is written."""
    return Until(f"{amount} to pay", lambda: amount in total(stage), patience_s=15)


def best_of_two_promotions(stage: Stage) -> Script:
    """Five croissants of 0.95: four at the price of three and a fifth off the last, 0.95 and 0.19 less than 4.75."""
    yield from spoken(stage, "pt-PT")
    stage.bench.scan(BREAD_COUPON)
    yield Until("the coupon is in", _is_told(stage, "SALE.COUPON_IN", "pt-PT"))
    yield from scanned(stage, CROISSANT, 1)
    for count in range(2, 6):
        yield pause()
        stage.bench.scan(CROISSANT)
        yield Until(f"{count} croissants", lambda n=count: str(stage.glass.view_rows()[0]["quantity"]) == str(n))  # type: ignore[misc]  # mypy infers no lambda with a default
    yield costs(stage, "3,61")
    yield from stage.picture("week-the-best-of-two-promotions")
    yield from paid_by_tap(stage)
    yield from without_receipt(stage)


def member_with_coupon(stage: Stage) -> Script:
    """Bananas of 1.49, a twentieth off for a member and a euro for a coupon: 0.07 and 1.00 less."""
    yield from spoken(stage, "pt-BR")
    stage.bench.scan(CARD)
    yield Until("the member is greeted", lambda: bool(stage.glass.parts.get("banner")) and stage.glass.rows == 0)
    yield from scanned(stage, BANANAS, 1)
    yield costs(stage, "1,42")
    stage.bench.scan(COUPON)
    yield costs(stage, "0,42")
    yield pause()
    yield from paid_by_tap(stage)
    yield from without_receipt(stage)


def bottles(stage: Stage) -> Script:
    """Two bottles of 0.79 and 0.15 deposit, a twentieth off for a member: 0.08 off the water, nothing off the rest."""
    yield from spoken(stage, "es")
    stage.bench.scan(CARD)
    yield Until("the member is greeted", lambda: bool(stage.glass.parts.get("banner")) and stage.glass.rows == 0)
    yield from scanned(stage, WATER, 1)
    demand(stage.glass.row_names() == ["Agua mineral"], f"not in Spanish: {stage.glass.row_names()}")
    yield pause()
    stage.glass.touch("more")
    yield costs(stage, "1,80")
    yield from stage.picture("week-bottles-with-their-deposit")
    yield pause()
    yield from paid_by_tap(stage)
    yield from without_receipt(stage)


def two_cards(stage: Stage) -> Script:
    """Cheese of 5.49: the first card is refused, 2.75 go on the next one and 2.74 on another."""
    glass, bench = stage.glass, stage.bench
    yield from spoken(stage, "en")
    yield from scanned(stage, CHEESE, 1)
    yield pause()
    glass.touch("primary")
    yield card_wanted(stage)
    bench.card("insert", result=CANNOT_BE_PAID_BY_IT)
    yield stage.on("checkout/Declined")
    bench.ask("terminal", "card", how="remove")
    yield pause()
    glass.touch("secondary")
    yield card_wanted(stage)
    bench.card("tap")
    yield stage.on("checkout/PartPaid")
    yield from stage.picture("week-half-of-it-is-paid")
    yield pause()
    yield from paid_by_tap(stage)
    yield from without_receipt(stage)


def _is_told(stage: Stage, code: str, language: str) -> Callable[[], bool]:
    return lambda: (stage.glass.parts.get("banner") or {}).get("title") == said(f"blocker.{code}.title", language)
