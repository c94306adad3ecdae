"""What two kinds of cards paid goes back with staff: last paid first, each by its own device; and what Pay says."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.sale import AttemptKind, Sale, TenderKind
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import Effect, Event, Site
from kiosk.flows.checkout import begin, view
from kiosk.flows.checkout.attended.events import RefundBegun
from kiosk.flows.checkout.attended.refunding import refundable_of
from kiosk.flows.checkout.events import ConnectTerminal, PayPressed, SendPayment, TerminalConnected
from kiosk.flows.checkout.examples import EXAMPLES
from kiosk.flows.checkout.states import PartPaid, Refunding, Returned, Scanning
from kiosk.flows.shell.examples import SITE
from kiosk.services.gift_cards.sim import Fault
from tests.unit.flows.checkout.gifts.till import CARD, Till
from tests.unit.flows.given import without

ON_IT = 500
GIFT, CARDS = TenderKind.GIFT, TenderKind.CARD


@pytest.fixture
def till(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Till]:
    own = Till(tmp_path, ON_IT)
    own.scan(0, 1)
    own.show(CARD)
    yield own
    own.ledger.close()
    told = [one.getMessage() for one in caplog.get_records("call") if one.levelno >= logging.WARNING]
    assert all(one.startswith("payment dialogue ended") for one in told), told
    caplog.clear()


def paid(till: Till) -> Sale:
    till.go(PayPressed())
    return till.sale.to(SaleState.FULFILLED) if till.sale.state is SaleState.PAID else till.sale


def may(till: Till, sale: Sale, minor: int, site: Site) -> bool:
    return begin(RefundBegun(sale, minor, "DAMAGED", "sofia"), till.clock.stamp(), site, "s") is not None


def back(till: Till, sale: Sale, minor: int, site: Site = SITE) -> list[tuple[TenderKind, AttemptState]]:
    """Give it back; return by what, in this order, and what became of it."""
    till.site = site
    begun = begin(RefundBegun(sale, minor, "DAMAGED", "sofia"), till.clock.stamp(), site, "s")
    assert begun is not None
    till.begun(begun)
    own = [one for one in till.sale.attempts if one.kind is AttemptKind.REFUND]
    return [(till.sale.kind_of(one.id), one.state) for one in own]


def test_what_paid_last_goes_back_first(till: Till) -> None:
    sale = paid(till)
    yes = AttemptState.CONFIRMED
    assert back(till, sale, sale.total.minor) == [(CARDS, yes), (GIFT, yes)]
    assert (till.off(), till.charged) == (0, 0)


def test_without_the_terminal_the_part_of_the_gift_card_goes_back_and_no_more(till: Till) -> None:
    sale = paid(till)
    away = without("terminal")
    assert not may(till, sale, ON_IT + 1, away)
    charged = till.charged
    assert back(till, sale, ON_IT, away) == [(GIFT, AttemptState.CONFIRMED)]
    assert (till.off(), till.charged) == (0, charged)
    assert not may(till, till.sale, 1, away)
    assert refundable_of(till.sale).minor == charged


def test_a_gift_card_that_ended_meanwhile_leaves_the_bank_card_right_and_stays_to_be_given(till: Till) -> None:
    sale = paid(till)
    till.host.plan(Fault.REFUSED)
    assert back(till, sale, sale.total.minor) == [(CARDS, AttemptState.CONFIRMED), (GIFT, AttemptState.DECLINED)]
    assert isinstance(till.state, Refunding)
    assert (till.off(), till.charged) == (ON_IT, 0)
    assert refundable_of(till.sale).minor == ON_IT
    assert back(till, till.sale, ON_IT)[2:] == [(GIFT, AttemptState.CONFIRMED)]
    assert isinstance(till.state, Returned)
    assert till.off() == 0


class Halving(Till):
    """With a bank card that has no more than a cent on it, once."""

    takes_parts = True

    def _at_the_terminal(self, effect: Effect) -> tuple[Event, ...]:
        if isinstance(effect, ConnectTerminal):
            return (TerminalConnected(effect.attempt_id, "T1", 11, takes_parts=self.takes_parts),)
        if not isinstance(effect, SendPayment) or self.charged:
            return super()._at_the_terminal(effect)
        return super()._at_the_terminal(replace(effect, amount=Money(1, "EUR")))


def test_a_bank_card_that_pays_a_part_after_a_gift_card_leaves_the_rest_for_another(tmp_path: Path) -> None:
    till = Halving(tmp_path, ON_IT)
    till.scan(0, 1)
    till.show(CARD)
    till.go(PayPressed())
    assert isinstance(till.state, PartPaid)
    total = till.sale.total.minor
    assert (till.off(), till.charged, till.sale.confirmed.minor) == (ON_IT, 1, ON_IT + 1)
    till.go(PayPressed())
    assert (till.off(), till.charged) == (ON_IT, total - ON_IT)
    yes = AttemptState.CONFIRMED
    sale = till.sale.to(SaleState.FULFILLED) if till.sale.state is SaleState.PAID else till.sale
    assert back(till, sale, total) == [(CARDS, yes), (CARDS, yes), (GIFT, yes)]
    assert (till.off(), till.charged) == (0, 0)
    till.ledger.close()


def test_a_part_that_nobody_asked_the_bank_card_for_goes_back_and_what_the_gift_card_paid_stays(tmp_path: Path) -> None:
    till = Halving(tmp_path, ON_IT)
    till.takes_parts = False
    till.scan(0, 1)
    till.show(CARD)
    till.go(PayPressed())
    assert isinstance(till.state, Returned)
    assert (till.off(), till.charged, till.sale.confirmed.minor) == (ON_IT, 0, ON_IT)
    till.ledger.close()


@pytest.mark.parametrize("name", ["Scanning-gift", "Scanning-gift-all", "PartPaid-gift", "Scanning"])
def test_pay_says_what_the_next_payment_takes(name: str) -> None:
    state = EXAMPLES[name]
    assert isinstance(state, Scanning | PartPaid)
    sale = state.sale
    due = sale.total - sale.confirmed
    takes = Money(1000, "EUR") if name == "Scanning-gift" else due
    primary = view(state, SITE).primary
    assert primary is not None
    assert primary.label == text("action.pay", amount=takes)
