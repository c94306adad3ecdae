"""T8 for gift cards: whatever the host does and wherever the power goes, what is off the card is what is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from devices.api import Ack, DeviceError, DialogueEnd, PaymentResult, PurchaseEnd
from kiosk.domain.gifts.number import GiftNumber
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, IllegalMove
from kiosk.domain.payment import (
    Verdict,
    accept_part,
    confirm,
    decide,
    doubt,
    give_up,
    intend,
    judge_answer,
    judge_last_payment,
    never_left,
    send,
)
from kiosk.domain.sale import Attempt, AttemptKind, Sale, TenderKind
from kiosk.domain.settling.undoing import is_held_apart, next_to_reverse, original_of, reverse
from kiosk.effects.gifts.terminal import TERMINAL_ID, GiftTerminal
from kiosk.effects.pay import original_of as original_for_terminal
from kiosk.effects.pay import result_of
from kiosk.services.gift_cards.cards import Issued
from kiosk.services.gift_cards.embedded import Embedded
from kiosk.services.gift_cards.sim import Fault, Faulty
from tests.unit.store.samples import basket
from tests.virtual_time import run

CARD = GiftNumber("990000000010000034")
UNDECIDED = (AttemptState.SENT, AttemptState.UNKNOWN, AttemptState.APPROVED)


class Cut(StrEnum):
    """Where the power goes; what was committed before is all that is left."""

    NOWHERE = "nowhere"
    INTENT = "intent"  # W1 is kept, nothing left
    SENT = "sent"  # W2 is kept, nothing left
    ANSWER = "answer"  # the host answered, W3 is not kept
    KEPT = "kept"  # W3 is kept, the host does not hear of it
    LAST_WORD = "last word"  # the host has it final, W4 is not kept


class PowerCut(BaseException):
    """The kiosk is off."""


class Till:
    """One sale, its gift host, and what the disk holds of it."""

    def __init__(self, ledger: Embedded, card_minor: int) -> None:
        self.sale = basket(3)
        self.ledger = ledger
        self.host = Faulty(ledger)
        self.terminal = GiftTerminal(self.host, lambda: CARD)
        self.card_minor = card_minor
        self.count = 0

    def act(self, is_back: bool, faults: Sequence[Fault], cut: Cut) -> None:
        """Pay what is due with the card, or give a payment back; then recover as a restart does."""
        self.count += 1
        name = f"{self.count}"
        begun = self._back(name) if is_back else self._pay(name)
        if begun is None:
            return
        self.sale = begun
        self.host = Faulty(self.ledger, faults)
        self.terminal = GiftTerminal(self.host, lambda: CARD)
        with suppress(PowerCut):
            run(self._sent(name, cut))
        self._recover(name)

    def _pay(self, name: str) -> Sale | None:
        try:
            return intend(self.sale, f"t{name}", f"a{name}", f"R{name}", kind=TenderKind.GIFT)
        except IllegalMove:  # nothing is due, or a payment is on its way back
            return None

    def _back(self, name: str) -> Sale | None:
        attempt = next_to_reverse(self.sale, is_all=True)
        return None if attempt is None else reverse(self.sale, attempt.id, f"a{name}", f"R{name}")

    def _attempt(self, name: str) -> Attempt:
        attempt = self.sale.attempt(f"a{name}")
        assert attempt is not None
        return attempt

    async def _sent(self, name: str, cut: Cut) -> None:
        self._cut(cut, Cut.INTENT)
        self.sale = send(self.sale, f"a{name}", TERMINAL_ID, None, 0)
        self._cut(cut, Cut.SENT)

        async def answered(told: PaymentResult) -> Ack:
            self._cut(cut, Cut.ANSWER)
            verdict = judge_answer(self._attempt(name), result_of(told))
            assert verdict is not Verdict.CONTRADICTION
            self.sale = decide(self.sale, f"a{name}", verdict, result_of(told))
            if is_held_apart(self.sale, self._attempt(name)):
                self.sale = accept_part(self.sale, f"a{name}")
            self._cut(cut, Cut.KEPT)
            return Ack.ACCEPT

        attempt = self._attempt(name)
        if attempt.kind is AttemptKind.PAYMENT:
            end = await self.terminal.purchase(attempt.ref, attempt.amount.minor, "EUR", lambda _prompt: None, answered)
        else:
            original = original_for_terminal(original_of(self.sale, attempt))
            end = await self.terminal.reverse(attempt.ref, original, answered)
        self._cut(cut, Cut.LAST_WORD)
        self._ended(name, end)

    def _ended(self, name: str, end: PurchaseEnd) -> None:
        state = self._attempt(name).state
        if end.end is DialogueEnd.COMPLETED and state is AttemptState.APPROVED:
            self.sale = confirm(self.sale, f"a{name}", "")
        elif end.end is DialogueEnd.NOT_SENT and state is AttemptState.SENT:
            self.sale = never_left(self.sale, f"a{name}")

    @staticmethod
    def _cut(cut: Cut, here: Cut) -> None:
        if cut is here:
            raise PowerCut

    def _recover(self, name: str) -> None:
        """Decide what is open by asking, until the host speaks; never send again."""
        attempt = self._attempt(name)
        if attempt.state is AttemptState.INTENT:
            self.sale = give_up(self.sale, attempt.id, "restart")
        while self._attempt(name).state in UNDECIDED:
            if self._attempt(name).state is AttemptState.SENT:
                self.sale = doubt(self.sale, attempt.id)
            try:
                told = run(self.terminal.last_payment(attempt.ref)).result
            except DeviceError:
                continue
            self._decided(name, told)

    def _decided(self, name: str, told: PaymentResult | None) -> None:
        assert told is not None
        attempt = self._attempt(name)
        verdict = judge_last_payment(attempt, result_of(told))
        assert verdict is not Verdict.CONTRADICTION
        if attempt.state is not AttemptState.APPROVED:
            self.sale = decide(self.sale, attempt.id, verdict, result_of(told))
        if self._attempt(name).state is AttemptState.APPROVED:
            if is_held_apart(self.sale, self._attempt(name)):
                self.sale = accept_part(self.sale, attempt.id)
            self.sale = confirm(self.sale, attempt.id, "")

    def check(self) -> None:
        """Compare the ledger of the host with the sale."""
        self.host.arrive()
        balance = self.ledger.balance(CARD, "EUR")
        assert balance is not None
        assert balance.left.minor >= 0
        assert self.card_minor - balance.left.minor == self._standing()
        assert self.sale.confirmed.minor <= self.sale.total.minor

    def _standing(self) -> int:
        """What the kiosk believes to be off the card: confirmed payments, and those of which the way back failed."""
        held = (AttemptState.CONFIRMED, AttemptState.REVERSING, AttemptState.REVIEW)
        own = (one for one in self.sale.attempts if one.kind is AttemptKind.PAYMENT and one.state in held)
        return sum(one.held.minor for one in own)


ACTS = st.lists(
    st.tuples(
        st.sampled_from((False, False, True)),
        st.lists(st.sampled_from(Fault), max_size=6),
        st.sampled_from(Cut),
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(ACTS, st.integers(1, 6000))
def test_what_is_off_the_card_is_what_is_confirmed_never_twice(
    acts: list[tuple[bool, list[Fault], Cut]], minor: int
) -> None:
    with TemporaryDirectory() as folder:
        issued = {CARD.digits: Issued(CARD, "g-1", Money(minor, "EUR"))}
        ledger = Embedded(Path(folder), issued, lambda: "2026-05-31")
        till = Till(ledger, minor)
        for is_back, faults, cut in acts:
            till.act(is_back, faults, cut)
            till.check()
        ledger.close()
