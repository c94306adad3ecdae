"""The numbers of gift cards: in memory only, a key for each, forgotten in time, and never in what is told."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kiosk.domain.gifts.number import GiftNumber
from kiosk.domain.money import Money
from kiosk.domain.sale import TenderKind
from kiosk.effects.gifts.hand import GiftsRead
from kiosk.effects.gifts.terminal import GiftTerminal
from kiosk.effects.pay import Payments
from kiosk.flows.base import Event
from kiosk.flows.checkout.events import (
    AbortPayment,
    AskLastPayment,
    ConnectTerminal,
    LastPaymentSilent,
    TerminalConnected,
    TerminalNotReached,
)
from kiosk.flows.checkout.gifts.events import AskGift, ForgetGifts, GiftRead, GiftTold, TakeGift
from kiosk.services.gift_cards.cards import Issued
from kiosk.services.gift_cards.embedded import Embedded
from tests.unit.effects.rig import Rig

FULL, ENDED, NOBODYS = "990000000010000034", "990000000030000097", "990000000020000065"


def ledger(folder: Path) -> Embedded:
    full, ended = GiftNumber(FULL), GiftNumber(ENDED)
    issued = {
        FULL: Issued(full, "g-1", Money(2000, "EUR")),
        ENDED: Issued(ended, "g-3", Money(500, "EUR"), "2020-12-31"),
    }
    return Embedded(folder, issued, lambda: "2026-05-31")


def key_of(event: Event | None) -> str:
    assert isinstance(event, GiftRead)
    return event.key


def test_what_is_told_of_each_card_has_no_number_in_it(tmp_path: Path) -> None:
    kept, told = ledger(tmp_path), []

    async def asked() -> None:
        for number in (FULL, ENDED, NOBODYS):
            rig = Rig()
            hand = GiftsRead(kept, rig.tasks)
            read = hand.event_of(number, False)
            hand.ask(AskGift("s", key_of(read), number[-4:], "EUR"))
            told.extend(await rig.done())
            assert number not in repr((read, told))

    asyncio.run(asked())
    kept.close()
    assert [(own.left, own.why) for own in told if isinstance(own, GiftTold)] == [
        (Money(2000, "EUR"), ""),
        (None, "expired"),
        (None, ""),
    ]


def test_what_is_no_gift_card_is_left_to_others_and_a_wrong_digit_has_no_key(tmp_path: Path) -> None:
    kept = ledger(tmp_path)
    hand = GiftsRead(kept, Rig().tasks)
    assert hand.event_of("9520001000010", False) is None
    assert hand.event_of(FULL[:-1] + "5", True) == GiftRead("", is_typed=True)
    kept.close()


def test_two_numbers_are_kept_at_most_and_the_one_in_hand_stays(tmp_path: Path) -> None:
    kept = ledger(tmp_path)
    hand = GiftsRead(kept, Rig().tasks)
    hand.take(TakeGift(key_of(hand.event_of(FULL, False))))
    for _read in range(3):
        hand.event_of(ENDED, False)
    assert hand.card() == GiftNumber(FULL)
    hand.forget(ForgetGifts())
    assert hand.card() is None
    kept.close()


def test_a_card_that_was_forgotten_is_unknown(tmp_path: Path) -> None:
    kept = ledger(tmp_path)

    async def asked() -> list[Event]:
        rig = Rig()
        GiftsRead(kept, rig.tasks).ask(AskGift("s", "gone", "0034", "EUR"))
        return await rig.done()

    assert asyncio.run(asked()) == [GiftTold("s", "gone", "0034")]
    kept.close()


def test_each_kind_of_tender_has_its_own_terminal_and_a_missing_one_is_away(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = ledger(tmp_path)

    async def asked() -> list[Event]:
        rig = Rig()
        payments = Payments(None, rig.tasks, GiftTerminal(kept, lambda: None))
        for effect in (ConnectTerminal("a"), ConnectTerminal("b", TenderKind.GIFT)):
            payments.connect(effect)
            await rig.done()
        payments.ask(AskLastPayment("a", "R1"))
        payments.abort(AbortPayment("a"))
        return await rig.done()

    posted = asyncio.run(asked())
    assert [type(own) for own in posted] == [TerminalNotReached, TerminalConnected, LastPaymentSilent]
    caplog.clear()
    kept.close()
