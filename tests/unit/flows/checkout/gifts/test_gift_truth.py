"""Whatever fails and whenever the power goes: what is off each card is what is confirmed and not back."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.payment import Result, is_undecided
from kiosk.domain.sale import AttemptKind, TenderKind
from kiosk.flows.base import CancelConfirmed, Effect, Event
from kiosk.flows.checkout.attended.events import RefundBegun
from kiosk.flows.checkout.attended.refunding import refund
from kiosk.flows.checkout.events import (
    AskLastPayment,
    DialogueEnded,
    GiveBackPressed,
    LastPaymentTold,
    PayPressed,
    SendPayment,
    SendRefund,
    SendReversal,
    TerminalAnswered,
)
from kiosk.flows.checkout.inquiry import Inquiry
from kiosk.flows.checkout.states import Ended, GivingBack, PaymentUnclear
from kiosk.flows.checkout.undoing import settling
from kiosk.flows.checkout.undoing.unwinding import Unwinding
from kiosk.services.gift_cards.sim import Fault
from tests.unit.flows.checkout.gifts.till import CARD, OTHER, Till


class Torn(Till):
    """With a card terminal that declines, loses a request, or loses its answer: what it did it tells by reference."""

    def __init__(self, folder: Path, minor: int, words: list[str]) -> None:
        super().__init__(folder, minor, other=50_000)
        self.words = words
        self.done: dict[str, Result] = {}

    def _at_the_terminal(self, effect: Effect) -> tuple[Event, ...]:
        if isinstance(effect, AskLastPayment):
            return (LastPaymentTold(effect.attempt_id, self.done.get(effect.attempt_id), is_idle=True),)
        if not isinstance(effect, SendPayment | SendReversal | SendRefund):
            return super()._at_the_terminal(effect)
        word, of = self.words.pop(0) if self.words else "", effect.attempt_id
        if word == "lost":
            return (DialogueEnded(of, "unknown"),)
        if word == "declined":
            self.done[of] = Result(False, None, None, refusal="declined", is_for_reference=True)
            return TerminalAnswered(of, self.done[of]), DialogueEnded(of, "completed")
        assert of not in self.done, "the same payment was sent twice"
        answered, ended = super()._at_the_terminal(effect)
        assert isinstance(answered, TerminalAnswered)
        self.done[of] = replace(answered.result, is_for_reference=True)
        return (DialogueEnded(of, "unknown"),) if word == "unheard" else (answered, ended)


ACTS: st.SearchStrategy[str | Event] = st.sampled_from(
    [CARD, OTHER, "990000000010000035", *[PayPressed()] * 4, GiveBackPressed(), CancelConfirmed()]
)
WORDS = st.lists(st.sampled_from(["", "declined", "lost", "unheard"]), max_size=4)
FAULTS = st.lists(st.sampled_from(Fault), max_size=2)
STEPS = st.lists(st.tuples(ACTS, FAULTS, st.none() | st.integers(0, 14)), min_size=1, max_size=6)


def bounds(till: Till, kind: TenderKind) -> tuple[int, int]:
    """Return the least and the most that may be off: they differ by what nobody knows yet."""
    least = most = 0
    for own in till.sale.attempts:
        if till.sale.kind_of(own.id) is not kind or own.kind is AttemptKind.REVERSAL:
            continue
        known = own.held.minor if own.state is AttemptState.CONFIRMED else 0
        is_open = is_undecided(own) and own.state is not AttemptState.INTENT
        unknown = max(own.held.minor, own.amount.minor) if is_open else 0
        if own.kind is AttemptKind.REFUND:
            least, most = least - known - unknown, most - known
        else:
            least, most = least + known, most + known + unknown
    return least, most


def check(till: Till) -> None:
    """Money off the cards is the sale's, and what was released is paid in full."""
    off = {TenderKind.GIFT: till.off() + till.off(OTHER), TenderKind.CARD: till.charged}
    for kind, minor in off.items():
        least, most = bounds(till, kind)
        assert least <= minor <= most, (kind, minor, least, most, till.state)
    assert till.sale.confirmed.minor <= till.sale.total.minor
    if till.sale.state in (SaleState.PAID, SaleState.FULFILLED):
        assert till.sale.confirmed == till.sale.total
    if till.sale.state is SaleState.VOID:
        assert not till.sale.confirmed.minor


def left(till: Till) -> None:
    """Nobody stands there any more: all that is held goes back, or a person is told of it."""
    begun = settling.opened(till.sale, till.clock.stamp(), is_all=True)
    if begun is not None:
        going, effects = begun
        back = GivingBack(going, False, 0) if isinstance(going, Unwinding) else None
        asked = PaymentUnclear(going, 0, wants_back=True) if isinstance(going, Inquiry) else None
        if (shown := back or asked) is not None:
            till.begun((shown, effects))
    is_named = any(own.state is AttemptState.REVIEW for own in till.sale.attempts)
    assert is_named or till.sale.state is SaleState.REVIEW or not till.sale.confirmed.minor, till.state


def refunded(till: Till) -> None:
    """Staff give all of it back."""
    sale = till.sale.to(SaleState.FULFILLED) if till.sale.state is SaleState.PAID else till.sale
    begun = refund(RefundBegun(sale, sale.total.minor, "DAMAGED", "sofia"), till.clock.stamp(), till.site)
    if begun is not None:
        till.begun(begun)


@pytest.fixture(autouse=True)
def _faults_are_logged_and_nothing_else(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    told = [own.getMessage() for own in caplog.get_records("call") if own.levelno >= logging.WARNING]
    assert all(one.startswith("payment dialogue ended") for one in told), told
    caplog.clear()


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 2000), STEPS, WORDS, st.booleans())
def test_what_is_off_each_card_is_what_is_confirmed_and_not_back(
    minor: int, steps: list[tuple[str | Event, list[Fault], int | None]], words: list[str], is_released: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        till = Torn(Path(folder), minor, words)
        till.scan(0, 1)
        till.show(CARD)
        till.released = is_released
        for act, faults, cut in steps:
            till.cut = cut
            if isinstance(act, str):
                till.host.plan(*faults)
                till.show(act)
            else:
                till.go(act, faults=faults)
            till.host.arrive()
            check(till)
            if isinstance(till.state, Ended):
                break
        till.cut = None
        if till.sale.state in (SaleState.PAID, SaleState.FULFILLED):
            refunded(till)
            till.host.arrive()
            check(till)
        elif till.sale.state is SaleState.PAYING:
            left(till)
            till.host.arrive()
            check(till)
        till.ledger.close()
