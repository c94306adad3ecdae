"""Gift cards at the checkout, from the scan to the money: what is off the card is what is confirmed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.gifts.hand import GiftInHand
from kiosk.domain.gifts.using import with_gift
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, SaleState, TenderState
from kiosk.domain.sale import AttemptKind, TenderKind
from kiosk.domain.text import text
from kiosk.flows.base import CancelConfirmed, EffectFailed, Event
from kiosk.flows.checkout import begin, view
from kiosk.flows.checkout.attended.events import RefundBegun
from kiosk.flows.checkout.events import (
    CodeTyped,
    FinishPressed,
    GiveBackPressed,
    PayPressed,
    PrintEnded,
    TerminalConnected,
    TypePressed,
)
from kiosk.flows.checkout.gifts.events import AskGift, ForgetGifts, GiftLeftOut, GiftRead, GiftTold
from kiosk.flows.checkout.states import (
    Declined,
    Ended,
    Membership,
    PartPaid,
    Receipt,
    Returned,
    Scanning,
    ThankYou,
    Typing,
)
from kiosk.services.gift_cards.sim import Fault
from tests.unit.flows.checkout.gifts.till import CARD, OTHER, Till
from tests.unit.flows.given import Checkout, Glass, without


@pytest.fixture
def till(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Till]:
    own = Till(tmp_path, 500, other=50_000)
    own.scan(0, 1)
    yield own
    own.ledger.close()
    told = [own.getMessage() for own in caplog.get_records("call") if own.levelno >= logging.WARNING]
    assert all(one.startswith("payment dialogue ended") for one in told), told  # a fault is logged, and nothing else
    caplog.clear()


def said(till: Checkout) -> str:
    assert isinstance(till.state, Scanning | PartPaid)
    return "" if till.state.notice is None else till.state.notice.code


def connected(till: Till) -> tuple[Event, ...]:
    """What the gift host answers to the effect that the test let go by."""
    return (TerminalConnected(till.attempt.id, "gift", None, takes_parts=True),)


def gift_money(till: Till) -> int:
    """What the sale believes to be off gift cards."""
    held = (AttemptState.CONFIRMED, AttemptState.REVERSING)
    own = (one for one in till.sale.attempts if till.sale.kind_of(one.id) is TenderKind.GIFT)
    return sum(one.held.minor for one in own if one.state in held and one.reverses_id is None)


def test_a_gift_card_pays_its_part_and_the_terminal_the_rest_with_one_tap(till: Till) -> None:
    till.show(CARD)
    assert said(till) == "SALE.GIFT_PART"
    total = till.sale.total.minor
    till.go(PayPressed())
    assert isinstance(till.state, Receipt)
    assert (till.off(), till.charged) == (500, total - 500)
    assert [(own.kind, own.amount.minor) for own in till.sale.tenders] == [
        (TenderKind.GIFT, 500),
        (TenderKind.CARD, total - 500),
    ]
    assert till.read.card() is None  # its number is gone
    assert till.sale.facts.gift is None


def test_a_gift_card_that_covers_all_needs_no_terminal(till: Till) -> None:
    till.site = without("terminal")
    till.show(OTHER)
    assert said(till) == "SALE.GIFT_ALL"
    till.go(PayPressed())
    assert isinstance(till.state, Receipt)
    assert (till.off(OTHER), till.charged) == (till.sale.total.minor, 0)


def test_a_part_that_is_paid_takes_another_gift_card_where_the_terminal_is_away(till: Till) -> None:
    till.show(CARD)
    till.take(PayPressed())
    till.site = without("terminal")
    till.go(*connected(till))
    assert isinstance(till.state, PartPaid)
    assert till.off() == 500
    till.show(OTHER)
    assert said(till) == "SALE.GIFT_ALL"
    till.go(PayPressed())
    assert isinstance(till.state, Receipt)
    assert till.off(OTHER) == till.sale.total.minor - 500


def test_without_a_terminal_a_part_is_not_begun(till: Till) -> None:
    till.site = without("terminal")
    till.show(CARD)
    till.go(PayPressed())
    assert said(till) == "PAY.TERMINAL_AWAY"
    assert till.off() == 0


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("990000000010000035", "SALE.GIFT_UNKNOWN"),  # the check digit is wrong
        ("990000000030000097", "SALE.GIFT_UNKNOWN"),
    ],
)
def test_a_card_that_is_none_is_refused_at_once(till: Till, number: str, code: str) -> None:
    till.show(number)
    assert said(till) == code
    assert till.sale.facts.gift is None


@pytest.mark.parametrize(("why", "code"), [("expired", "EXPIRED"), ("empty", "EMPTY"), ("currency", "CURRENCY")])
def test_a_card_that_buys_nothing_says_why(till: Till, why: str, code: str) -> None:
    till.take(GiftTold(till.sale.id, "k", "0034", why=why))
    assert said(till) == f"SALE.GIFT_{code}"
    till.take(GiftTold(till.sale.id, "k", "0034", Money(100, "GBP")))
    assert till.sale.facts.gift is None


def test_silence_about_a_balance_is_said_and_blocks_nothing(till: Till) -> None:
    till.host.plan(Fault.UNHEARD)
    till.show(CARD)
    assert said(till) == "SALE.GIFT_SILENT"
    till.take(EffectFailed(AskGift.__name__, f"{till.sale.id}:k"))
    assert said(till) == "SALE.GIFT_SILENT"
    till.go(PayPressed())
    assert isinstance(till.state, Receipt)
    assert till.off() == 0


def test_an_answer_for_another_sale_is_nobodys(till: Till) -> None:
    till.take(GiftTold("other", "k", "0034", Money(100, "EUR")))
    assert not till.took
    till.take(EffectFailed(AskGift.__name__, "other:k"))
    assert not till.took
    till.take(GiftLeftOut())
    assert not till.took


def test_a_card_may_be_put_away_and_its_number_with_it(till: Till) -> None:
    till.show(CARD)
    assert (shown := view(till.state, till.site).secondary) is not None
    assert shown.event == "GiftLeftOut"
    till.go(GiftLeftOut())
    assert said(till) == "SALE.GIFT_OUT"
    assert till.read.card() is None
    assert any(isinstance(own, ForgetGifts) for own in till.asked)


def test_a_number_is_typed_where_items_are_and_no_other_time(till: Till) -> None:
    till.take(TypePressed())
    till.show(CARD, is_typed=True)
    assert isinstance(till.state, Typing)
    till.take(CodeTyped(CARD))
    till.show(CARD, is_typed=True)
    assert said(till) == "SALE.GIFT_PART"
    till.take(TypePressed())
    assert (beside := view(till.state, till.site).secondary) is not None
    assert beside.event == "GiftLeftOut"
    till.go(GiftLeftOut())
    assert said(till) == "SALE.GIFT_OUT"


def test_on_another_page_the_basket_has_it_and_the_sound_tells_it(till: Till) -> None:
    till.take(GiftRead("k", "0034"))
    till.state = Membership(till.sale)
    till.take(GiftTold(till.sale.id, "k", "0034", Money(100, "EUR")))
    assert isinstance(till.state, Membership)
    assert till.sale.facts.gift == GiftInHand("k", "0034", 100)


def test_a_gift_card_on_the_glass_begins_a_checkout() -> None:
    run = Checkout()
    begun = begin(GiftRead("k", "0034"), run.clock.stamp(), run.site, "s")
    assert begun is not None
    assert isinstance(begun[0], Scanning)
    run.state = begun[0]
    run.take(GiftTold(run.sale.id, "k", "0034", Money(100, "EUR")))
    assert said(run) == "SALE.GIFT_IN"
    assert begin(GiftRead("k", "0034", is_typed=True), run.clock.stamp(), run.site, "s") is None


def test_who_gives_up_leaves_no_number(till: Till) -> None:
    till.show(CARD)
    till.go(CancelConfirmed())
    assert isinstance(till.state, Ended)
    assert (till.read.card(), till.sale.facts.gift) == (None, None)


@pytest.mark.parametrize("fault", [Fault.AWAY, Fault.REFUSED])
def test_a_card_that_is_not_taken_is_declined_and_the_next_payment_is_by_card(till: Till, fault: Fault) -> None:
    till.show(CARD)
    till.go(PayPressed(), faults=[fault])
    assert isinstance(till.state, Declined)
    assert till.off() == 0
    words = view(till.state, till.site)
    assert words.title.key == "checkout.declined.gift.title"
    till.go(PayPressed())
    assert isinstance(till.state, Receipt)
    assert till.charged == till.sale.total.minor


def test_after_a_refusal_another_gift_card_is_taken_in_the_basket(till: Till) -> None:
    till.show(CARD)
    till.go(PayPressed(), faults=[Fault.REFUSED])
    till.show(OTHER)
    assert said(till) == "SALE.GIFT_ALL"


def test_what_failed_before_it_was_sent_is_declined(till: Till) -> None:
    till.show(CARD)
    till.take(PayPressed())
    till.take(EffectFailed("ConnectTerminal", till.attempt.id))
    assert isinstance(till.state, Declined)


@pytest.mark.parametrize("fault", [Fault.UNHEARD, Fault.LOST, Fault.TWICE, Fault.HALF, Fault.LATE])
def test_silence_at_payment_is_asked_about_and_never_paid_twice(till: Till, fault: Fault) -> None:
    till.show(CARD)
    till.go(PayPressed(), faults=[fault])
    till.host.arrive()
    assert till.off() == gift_money(till)
    assert till.sale.confirmed.minor == gift_money(till) + till.charged


@pytest.mark.parametrize("before", range(12))
@pytest.mark.parametrize("fault", [None, Fault.LOST, Fault.HALF])
def test_a_power_cut_before_any_effect_takes_nothing_that_is_not_confirmed(
    till: Till, before: int, fault: Fault | None
) -> None:
    till.show(CARD)
    till.cut = before
    till.go(PayPressed(), faults=[] if fault is None else [fault])
    till.host.arrive()
    is_gone = till.sale.state in (SaleState.OPEN, SaleState.VOID)
    assert till.off() == (0 if is_gone else gift_money(till))
    assert till.sale.confirmed.minor <= till.sale.total.minor
    assert till.sale.facts.gift is None


def test_giving_back_puts_the_gift_part_back_on_its_card(till: Till) -> None:
    till.show(CARD)
    till.take(PayPressed())
    till.site = without("terminal")
    till.go(*connected(till))
    till.site = Checkout().site
    till.go(GiveBackPressed())
    assert isinstance(till.state, Returned)
    assert (till.off(), till.charged) == (0, 0)
    assert view(till.state, till.site).instruction == text("checkout.gift.done")
    assert all(own.state is TenderState.REVERSED for own in till.sale.tenders)


def test_what_cannot_be_released_goes_back_to_both_last_first(till: Till) -> None:
    till.show(CARD)
    till.take(PayPressed())
    till.released = False
    till.go(*connected(till))
    assert isinstance(till.state, Returned)
    assert (till.off(), till.charged) == (0, 0)
    back = [till.sale.kind_of(own.id) for own in till.sale.attempts if own.kind is AttemptKind.REVERSAL]
    assert back == [TenderKind.CARD, TenderKind.GIFT]


def test_a_stale_card_is_declined_and_not_in_the_way(till: Till) -> None:
    till.state = Scanning(with_gift(till.sale, GiftInHand("gone", "0034", 500)))
    till.go(PayPressed())
    assert isinstance(till.state, Declined)
    assert till.sale.facts.gift is None


def test_a_return_puts_back_on_the_gift_card_and_on_the_bank_card_what_each_paid(till: Till) -> None:
    till.show(CARD)
    till.go(PayPressed())
    sale = till.sale.to(SaleState.FULFILLED) if till.sale.state is SaleState.PAID else till.sale
    begun = begin(RefundBegun(sale, sale.total.minor, "DAMAGED", "sofia"), till.clock.stamp(), till.site, "s")
    assert begun is not None
    till.begun(begun)
    for _card in range(2):
        if isinstance(till.state, Returned) and till.sale.jobs:
            till.go(PrintEnded(till.sale.jobs[-1].id, "DONE"), FinishPressed())
    assert (till.off(), till.charged) == (0, 0)
    back = [(till.sale.kind_of(own.id), own.state) for own in till.sale.attempts if own.kind is AttemptKind.REFUND]
    assert sorted(back) == [(TenderKind.CARD, AttemptState.CONFIRMED), (TenderKind.GIFT, AttemptState.CONFIRMED)]


def test_where_nothing_is_to_be_paid_a_gift_card_is_nobodys(till: Till) -> None:
    till.go(PayPressed())
    assert isinstance(till.state, Receipt)
    till.take(GiftRead("k", "0034"))
    assert not till.took


def test_the_next_customers_gift_card_ends_the_farewell_and_begins_their_basket(till: Till) -> None:
    glass = Glass()
    glass.take(GiftRead("k", "0034"))
    assert isinstance(glass.state, Scanning)
    farewell = Checkout(ThankYou(till.sale, 10))
    farewell.take(GiftRead("k", "0034"))
    assert isinstance(farewell.state, Ended)
