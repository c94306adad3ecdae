"""A payment terminal behind the driver's verbs: it books, forgets, answers late and loses each of its messages.

Its ledger is its own and outlives the kiosk; the verdict on a day compares it with the kiosk's tables. Two families:
with receipt numbers and an acknowledgement (as ZVT), and by reference (as nexo).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random

from devices.api import (
    Ack,
    DialogueEnd,
    Health,
    HealthState,
    LastPayment,
    NoAnswer,
    Original,
    PaymentResult,
    Prompt,
    PurchaseEnd,
    Refusal,
    TerminalCapabilities,
    TerminalReady,
)
from tests.faults.simulate.faults import Faults
from tests.faults.simulate.loop import Loop
from tests.faults.simulate.outside.ledger import BY_HAND, Booking, Dialogue
from tests.faults.simulate.rules import require

LATE_S = 25.0  # a request that the network held back arrives within this time, or never
VERY_LATE_S = 500.0  # longer than any fence: the kiosk hears of it when it asks again, before the next payment
HIDDEN_S = 60.0  # what a terminal lost is found again, by itself or by its host
SLOW_UNDO_S = 20.0
LONG_S = 150.0  # who looks for a card
UNDO_S = 4.0  # a terminal that undoes what was not acknowledged has done so by then
REFERENCE = "reference"
FAMILIES = ("reverse", "keep", REFERENCE)

OnResult = Callable[[PaymentResult], Awaitable[Ack]]


@dataclass(slots=True)
class CardTerminal:
    """The far side of the wire and the driver in one: `devices.api.Terminal` for the product."""

    loop: Loop
    rng: Random
    faults: Faults
    family: str  # reverse | keep: what becomes of a booking whose acknowledgement is missing; reference: nothing can
    sends: Callable[[str, int], None]  # told each request with its amount before it leaves
    ledger: list[Booking] = field(default_factory=list)
    shows_undone: bool = False  # what it undid is named as refused, not passed over
    takes_parts: bool = False  # its profile: a part that is approved is kept, the rest is another card's
    busy_for: str = ""
    can_refund: bool = False
    is_away: bool = False
    wants_abort: bool = False
    _unacknowledged: Booking | None = None
    _numbers: int = 40
    _starts: int = 0
    _late: list[tuple[Booking, OnResult]] = field(default_factory=list)  # booked, and the answer is still on its way
    _told_nothing: set[str] = field(default_factory=set)  # references of which it said once that it knows nothing
    _link: int = 0

    # --- what the product calls -------------------------------------------------------------------------------------

    @property
    def health(self) -> Health:
        """Ready; coming and going is told by the world."""
        return Health(HealthState.READY)

    @property
    def capabilities(self) -> TerminalCapabilities:
        """What the profile of such a terminal says."""
        missing_ack = "keep" if self.family == REFERENCE else self.family
        return TerminalCapabilities(
            can_abort=True,
            can_reverse=True,
            can_refund=self.can_refund,
            missing_ack=missing_ack,
            takes_parts=self.takes_parts,
        )

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """The world tells it."""

    async def run(self) -> None:
        """Nothing to serve."""

    async def reset(self) -> None:
        """Nothing to reset."""

    async def connect(self) -> TerminalReady:
        """Register, or stay silent."""
        self.cut()
        await asyncio.sleep(0.3)
        if self.is_away or self.busy_for or self.faults.hit("terminal: no connection"):
            await asyncio.sleep(0.5)
            raise NoAnswer("no answer to the registration")
        last = self._last()
        return TerminalReady(last.number if last is not None and self.family != REFERENCE else None, "T1")

    async def purchase(
        self,
        reference: str,
        amount_minor: int,
        currency: str,
        on_prompt: Callable[[Prompt], None],
        on_result: OnResult,
    ) -> PurchaseEnd:
        """Take one payment."""
        if self.faults.hit("terminal: fails inside"):
            raise RuntimeError("the driver has a fault")
        asked = Dialogue(reference, amount_minor, currency, self.loop.create_future(), self._link)
        for after_s, prompt in ((0.1, Prompt.PRESENT_CARD), (0.9, Prompt.ENTER_PIN), (1.5, Prompt.BANK)):
            self.loop.later(after_s, partial(self._prompt, asked, on_prompt, prompt))
        decides_after_s = 2.0 + self.rng.random() * 20
        if self.faults.hit("terminal: takes long"):
            decides_after_s += self.rng.random() * LONG_S
        return await self._dialogue(asked, on_result, decides_after_s)

    async def reverse(self, reference: str, original: Original, on_result: OnResult) -> PurchaseEnd:
        """Take a payment back."""
        booking = next((own for own in reversed(self.ledger) if self._is_meant(own, original)), None)
        heard: asyncio.Future[Booking | None] = self.loop.create_future()
        asked = Dialogue(reference, original.amount_minor, original.currency, heard, self._link, True, booking)
        return await self._dialogue(asked, on_result, 1.0 + self.rng.random() * 3)

    async def refund(self, reference: str, original: Original, amount_minor: int, on_result: OnResult) -> PurchaseEnd:
        """Give money of a finished sale back to its card."""
        if not self.can_refund:
            raise AssertionError("nobody asked for a refund")
        heard: asyncio.Future[Booking | None] = self.loop.create_future()
        asked = Dialogue(reference, amount_minor, original.currency, heard, self._link, True, is_refund=True)
        return await self._dialogue(asked, on_result, 1.0 + self.rng.random() * 3)

    async def last_payment(self, reference: str) -> LastPayment:
        """Tell what became of the last payment, or of the one of this reference."""
        self.cut()
        await asyncio.sleep(0.3)
        is_running = self.family == REFERENCE and self.busy_for == reference
        if self.is_away or is_running or self.faults.hit("terminal: query lost"):
            await asyncio.sleep(3)
            raise NoAnswer("no answer to the query")
        last = self._last(reference)
        if last is not None and self._is_by_hand(reference, last):
            last = self._take_by_hand(last)
        told = None if last is None or self._forgets(reference, last) else self._told(last)
        if told is not None and last is not None and self._hides_number(last):
            told = replace(told, receipt_no=None)
        if told is None or last is None or last.reference != reference or not (last.is_charged and told.approved):
            self._told_nothing.add(reference)
        if last is not None and told is not None:
            last.is_told = told.approved and told.receipt_no is not None and not self.busy_for
        return LastPayment(told, not self.busy_for, ("told again",))

    def _forgets(self, reference: str, last: Booking) -> bool:
        """Tell whether it knows nothing of it this once, as while it starts; of nothing it forgets twice."""
        if self.loop.time() < last.hidden_until_s:
            return True
        if self._can_lose(last) and self.faults.hit("terminal: loses what it said"):
            last.hidden_until_s, last.is_very_late = self.loop.time() + HIDDEN_S, True
            return True
        is_first = last.reference == reference and reference not in self._told_nothing and not self.busy_for
        return is_first and self.faults.hit("terminal: forgets once")

    def _can_lose(self, last: Booking) -> bool:
        return self.family == REFERENCE and last.is_answered and last.is_charged and not last.is_very_late

    def _is_by_hand(self, reference: str, last: Booking) -> bool:
        """Tell whether somebody uses it now; before it named our booking once, nobody could tell the two apart."""
        is_named = last.reference == reference and last.is_told and last.is_charged
        is_free = self.family != REFERENCE and not self.busy_for
        return is_named and is_free and self.faults.hit("terminal: used by hand")

    def _take_by_hand(self, last: Booking) -> Booking:
        """Take the same sum once more, for somebody else and without the kiosk."""
        self._numbers = self._numbers % 99 + 1
        self.ledger.append(Booking(BY_HAND, last.minor, last.currency, self._numbers, is_approved=True))
        return self.ledger[-1]

    def _hides_number(self, last: Booking) -> bool:
        return self.family != REFERENCE and last.is_whole and self.faults.hit("terminal: names no number")

    async def abort(self) -> bool:
        """Give up what is not decided yet."""
        self.wants_abort = bool(self.busy_for) and not self.is_away
        return self.wants_abort

    # --- the dialogue -----------------------------------------------------------------------------------------------

    async def _dialogue(self, asked: Dialogue, on_result: OnResult, decides_after_s: float) -> PurchaseEnd:
        self.sends(asked.reference, asked.minor)
        if self.is_away or self.faults.hit("terminal: request not sent"):
            await asyncio.sleep(0.2)
            return PurchaseEnd(DialogueEnd.NOT_SENT)
        if self.faults.hit("terminal: request lost"):
            return await self._unknown(1, "the link broke")
        if self.faults.hit("terminal: request late"):
            self.loop.later(self.rng.random() * LATE_S, lambda: self._missed(self.book(asked)))
            return await self._unknown(1, "the link broke")
        if self.family == REFERENCE and self.faults.hit("terminal: request very late"):
            told = partial(self._book_late, asked, on_result, self._starts)
            self.loop.later(40 + self.rng.random() * VERY_LATE_S, told)
            return await self._unknown(1, "the link broke")
        if self._late and self.faults.hit("terminal: answers one of before"):
            self.loop.later(0.5, self._tell_late)
        self.busy_for, self.wants_abort = asked.reference, False
        self.loop.later(decides_after_s, lambda: self._decide(asked))
        if self.faults.hit("terminal: link breaks"):
            self.cut()
            return await self._unknown(self.rng.random() * 10, "the link broke while the card was looked for")
        booking = await asked.heard
        if booking is None:
            return await self._unknown(2 + self.rng.random() * 60, "the answer was lost")
        answer = await on_result(self._told(booking))
        if self.faults.hit("terminal: answer twice"):
            answer = await on_result(self._told(booking))
        require(answer is Ack.REVERSE or booking.minor <= asked.minor, "I1: more than was asked for is acknowledged")
        return await self._acknowledged(asked, booking, answer)

    async def _acknowledged(self, asked: Dialogue, booking: Booking, answer: Ack) -> PurchaseEnd:
        if booking.reference != asked.reference:
            return PurchaseEnd(DialogueEnd.COMPLETED, ("the text of the one before",))
        if self._unacknowledged is not booking:
            return await self._unknown(1, "the link was cut")
        self._unacknowledged, booking.is_answered = None, True
        if self.family != REFERENCE and self.faults.hit("terminal: acknowledgement lost"):
            self._missed(booking)
            return await self._unknown(1, "the acknowledgement was lost")
        if answer is Ack.REVERSE:
            self._undo(booking)
        self.busy_for = ""
        if self.faults.hit("terminal: last word lost"):
            return await self._unknown(1, "the last word was lost")
        await asyncio.sleep(0.2)
        return PurchaseEnd(DialogueEnd.COMPLETED, ("the terminal's text",))

    async def _unknown(self, after_s: float, detail: str) -> PurchaseEnd:
        await asyncio.sleep(after_s)
        return PurchaseEnd(DialogueEnd.UNKNOWN, (), detail)

    def _prompt(self, asked: Dialogue, on_prompt: Callable[[Prompt], None], prompt: Prompt) -> None:
        if asked.link == self._link and self.busy_for == asked.reference:
            on_prompt(prompt)

    # --- what it does by itself -------------------------------------------------------------------------------------

    def restarted(self) -> None:
        """The kiosk has lost its power: nobody waits for an answer any more."""
        self._starts += 1
        self._late.clear()
        # A kiosk that forgot what it was told cannot know whose payment stands last: the one by hand is voided, unseen.
        self.ledger = [booking for booking in self.ledger if booking.reference != BY_HAND]
        for booking in self.ledger:
            booking.is_told = False
        self.cut()

    def cut(self) -> None:
        """The link is gone: what would have been acknowledged over it is not."""
        self._link += 1
        if self._unacknowledged is not None:
            self._missed(self._unacknowledged)
            self._unacknowledged = None

    def _decide(self, asked: Dialogue) -> None:
        before = self._last()
        is_like = before is not None and before.is_charged and before.minor == asked.minor and not asked.is_reversal
        if is_like and asked.link == self._link and self.faults.hit("terminal: answers with the one before"):
            self.busy_for = ""
            asked.heard.set_result(before)
            return
        booking = self.book(asked)
        if asked.link != self._link:
            self._missed(booking)
        elif self.is_away or self.faults.hit("terminal: answer lost"):
            self._missed(booking)
            asked.heard.set_result(None)
        else:
            self._unacknowledged = booking
            asked.heard.set_result(booking)

    def book(self, asked: Dialogue) -> Booking:
        """Write a transaction down, approved or not."""
        self._numbers = self._numbers % 99 + 1
        booking = Booking(asked.reference, asked.minor, asked.currency, self._numbers, is_approved=True)
        booking.is_reversal, booking.reverses = asked.is_reversal, asked.reverses
        booking.is_refund = asked.is_refund
        if asked.is_refund:
            self._give_back(booking)
        elif asked.is_reversal:
            self._take_back(booking)
        elif self.wants_abort or self.faults.hit("terminal: declines"):
            booking.is_approved = False
            booking.refusal = Refusal.CANCELLED if self.wants_abort else Refusal.CARD
        elif booking.minor > 1 and self.faults.hit("terminal: approves a part"):
            booking.minor -= 1 + self.rng.randrange(booking.minor - 1)
        elif self.faults.hit("terminal: approves another sum"):
            booking.minor *= 10
        booking.is_whole = booking.minor == asked.minor
        self.ledger.append(booking)
        return booking

    def _book_late(self, asked: Dialogue, on_result: OnResult, start: int) -> None:
        booking = self.book(asked)
        booking.is_very_late = True
        if start == self._starts:  # who asked is still there
            self._late.append((booking, on_result))

    def _tell_late(self) -> None:
        """Answer a request of before, in the midst of another one's dialogue."""
        if self._late:
            booking, on_result = self._late.pop()
            self.loop.create_task(on_result(self._told(booking)))

    def _take_back(self, booking: Booking) -> None:
        original = booking.reverses
        booking.is_approved = original is not None and not original.is_undone
        if original is None or not booking.is_approved:
            booking.is_approved, booking.refusal = False, Refusal.RULE
        elif original.is_final or self.faults.hit("terminal: declines a reversal"):
            original.is_final = self.rng.random() < 0.6
            booking.is_approved, booking.refusal = False, Refusal.RULE
        else:
            original.is_undone = True

    def _give_back(self, booking: Booking) -> None:
        if self.faults.hit("terminal: declines a reversal"):
            booking.is_approved, booking.refusal = False, Refusal.RULE

    def _missed(self, booking: Booking) -> None:
        """Nobody acknowledges this booking: some undo it, and some of those call themselves idle before."""
        undone_after_s = self.rng.random() * UNDO_S
        rests_after_s = self.rng.random() * undone_after_s
        is_free = self.busy_for in ("", booking.reference)
        if self.family == "reverse" and is_free and self.faults.hit("terminal: undoes slowly"):
            undone_after_s = rests_after_s = SLOW_UNDO_S
            self.busy_for = booking.reference  # until then
        if self.family == "reverse":
            self.loop.later(undone_after_s, lambda: self._undo(booking))
        self.loop.later(rests_after_s, lambda: self._rest(booking))

    def _undo(self, booking: Booking) -> None:
        if booking.is_approved:
            booking.is_undone = True
            if booking.reverses is not None:
                booking.reverses.is_undone = False

    def _rest(self, booking: Booking) -> None:
        if self.busy_for == booking.reference:
            self.busy_for = ""

    def _last(self, reference: str = "") -> Booking | None:
        is_tied = self.family == REFERENCE
        is_all = is_tied or self.shows_undone
        shown = (own for own in reversed(self.ledger) if is_all or not own.is_undone)
        return next((own for own in shown if not is_tied or own.reference == reference), None)

    def _is_meant(self, booking: Booking, original: Original) -> bool:
        if booking.is_reversal or not booking.is_approved:
            return False
        if self.family == REFERENCE:
            return booking.name == original.transaction_id
        return booking.number == original.receipt_no and not booking.is_undone

    def _told(self, booking: Booking) -> PaymentResult:
        is_tied = self.family == REFERENCE
        is_gone = booking.is_undone and not (is_tied and booking.is_reversal)
        is_good = booking.is_approved and not is_gone
        return PaymentResult(
            is_good, booking.minor, booking.currency, None if is_tied else booking.number, "1", "A", "T1", "Demo",
            "4471" if is_good else "", "00" if is_good else "05", None if is_good else booking.refusal or Refusal.CARD,
            booking.name if is_tied else "", is_tied,
        )  # fmt: skip
