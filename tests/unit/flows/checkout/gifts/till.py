"""A checkout with a gift host behind it: the real performers, a far host with faults, and a card terminal by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.domain.gifts.number import GiftNumber
from kiosk.domain.money import Money
from kiosk.domain.payment import Result
from kiosk.domain.sale import TenderKind
from kiosk.effects.base import Tasks, performer
from kiosk.effects.gifts.hand import GiftsRead
from kiosk.effects.gifts.terminal import GiftTerminal
from kiosk.effects.pay import Payments
from kiosk.flows.base import Effect, Event, StartTimer, TimedOut
from kiosk.flows.checkout import recover
from kiosk.flows.checkout.events import (
    AckResult,
    AskLastPayment,
    ConnectTerminal,
    DialogueEnded,
    NotReleased,
    Released,
    ReleaseGoods,
    SendPayment,
    SendRefund,
    SendReversal,
    TerminalAnswered,
    TerminalConnected,
)
from kiosk.flows.checkout.gifts.events import AskGift, ForgetGifts, TakeGift
from kiosk.flows.checkout.inquiry import ASK_TIMER
from kiosk.flows.checkout.states import Ended, State
from kiosk.flows.checkout.undoing.unwinding import RETRY_TIMER
from kiosk.services.gift_cards.cards import Issued
from kiosk.services.gift_cards.embedded import Embedded
from kiosk.services.gift_cards.sim import Fault, Faulty
from tests.unit.effects.rig import Rig
from tests.unit.flows.given import Checkout

CARD = "990000000010000034"
OTHER = "990000000020000065"
OURS = (
    ConnectTerminal,
    SendPayment,
    SendReversal,
    SendRefund,
    AckResult,
    AskLastPayment,
    AskGift,
    TakeGift,
    ForgetGifts,
)
ROUNDS = 600


class Till(Checkout):
    """`cut`: the power goes before this many effects are performed; then the kiosk starts again. None: never."""

    def __init__(self, folder: Path, minor: int, *, other: int = 0) -> None:
        super().__init__()
        issued = {
            number: Issued(GiftNumber(number), f"g-{n}", Money(own, "EUR"))
            for n, (number, own) in enumerate(((CARD, minor), (OTHER, other)))
        }
        self.loaded = {CARD: minor, OTHER: other}
        self.ledger = Embedded(folder, issued, lambda: "2026-05-31")
        self.host = Faulty(self.ledger)
        self.cut: int | None = None
        self.charged = 0  # at the card terminal
        self.asked: list[Effect] = []
        self.released = True
        self._start()

    def _start(self) -> None:
        self.rig = Rig()
        self.woken = asyncio.Event()
        self.unheard = 0  # answers of the host that wait for ours
        tasks = Tasks(self._posted, self._spawn)
        self.read = GiftsRead(self.host, tasks)
        self.payments = Payments(None, tasks, GiftTerminal(self.host, self.read.card))
        self.perform = performer({**self.payments.table(), **self.read.table()})

    def _posted(self, event: Event) -> None:
        self.unheard += isinstance(event, TerminalAnswered)
        self.rig.posted.append(event)
        self.woken.set()

    def _spawn(self, work: Coroutine[Any, Any, Any], on_error: Callable[[BaseException], None]) -> None:
        async def done() -> None:
            try:
                await work
            finally:
                self.woken.set()

        self.rig.spawn(done(), on_error)

    def show(self, number: str, *, is_typed: bool = False) -> None:
        """Hold a card before the scanner, or type its number."""
        event = self.read.event_of(number, is_typed)
        assert event is not None
        self.go(event)

    def go(self, *events: Event, faults: Sequence[Fault] = ()) -> None:
        """Take events and all that follows from them, until nothing is under way."""
        self.host.plan(*faults)
        asyncio.run(self._go(list(events)))

    def begun(self, stepped: tuple[State, tuple[Effect, ...]]) -> None:
        """Go on from a state that began, with its effects."""

        async def on() -> None:
            self.woken = asyncio.Event()
            waiting: list[Event] = []
            for effect in stepped[1]:
                await self._performed(effect, waiting)
            await self._go(waiting)

        self.state = stepped[0]
        asyncio.run(on())

    async def _go(self, waiting: list[Event]) -> None:
        self.woken = asyncio.Event()
        for _ in range(ROUNDS):
            if not waiting:
                return
            for effect in self.take(waiting.pop(0)):
                if self._is_cut(effect):
                    await self._restart()
                    return
                await self._performed(effect, waiting)
        raise AssertionError(f"it never ends: {self.state}")

    def _is_cut(self, effect: Effect) -> bool:
        if self.cut is None or not isinstance(effect, OURS):
            return False
        self.cut -= 1
        return self.cut < 0

    async def _performed(self, effect: Effect, waiting: list[Event]) -> None:
        if isinstance(effect, StartTimer) and effect.timer in (ASK_TIMER, RETRY_TIMER):
            self.clock.ms += round(effect.seconds * 1000)
            waiting.append(TimedOut(effect.timer))
        elif isinstance(effect, ReleaseGoods):
            of = effect.sale_id
            waiting.append(Released(of) if self.released else NotReleased(of, "refused"))
        elif getattr(effect, "kind", TenderKind.GIFT) is TenderKind.CARD:
            waiting.extend(self._at_the_terminal(effect))
        elif isinstance(effect, OURS) and not (isinstance(effect, AckResult) and not self.unheard):
            self.unheard -= isinstance(effect, AckResult)
            self.asked.append(effect)
            self.perform(effect)
            await self._quiet()
            waiting.extend(self.rig.posted)
            self.rig.posted.clear()

    async def _quiet(self) -> None:
        """Wait until the host has said its word; what then still runs waits for ours."""
        while len(self.rig.running) > self.unheard:
            self.woken.clear()
            await self.woken.wait()
            await asyncio.sleep(0)

    def _at_the_terminal(self, effect: Effect) -> tuple[Event, ...]:
        match effect:
            case ConnectTerminal(attempt_id=of):
                return (TerminalConnected(of, "T1", 11),)
            case SendPayment(attempt_id=of, amount=amount):
                self.charged += amount.minor
            case SendReversal(attempt_id=of, original=original):
                amount = original.held
                self.charged -= amount.minor
            case SendRefund(attempt_id=of, amount=amount):
                self.charged -= amount.minor
            case _:
                return ()
        result = Result(True, amount, 12 + len(self.sale.attempts), last4="4471", terminal_id="T1")
        return TerminalAnswered(of, result), DialogueEnded(of, "completed")

    async def _restart(self) -> None:
        """The power goes: what is on the disk is all that is left, and the kiosk starts again."""
        await self.rig.stop()
        self.cut = None
        kept = replace(self.sale, attempts=tuple(replace(own, sent_mono_ms=None) for own in self.sale.attempts))
        found = recover((kept,), self.clock.stamp())
        self._start()
        self.state = found.state if found.state is not None else Ended(found.sales[0])
        waiting: list[Event] = []
        for effect in found.effects:
            await self._performed(effect, waiting)
        await self._go(waiting)

    def off(self, number: str = CARD) -> int:
        """Return what is off a card."""
        balance = self.ledger.balance(GiftNumber(number), "EUR")
        assert balance is not None
        return self.loaded[number] - balance.left.minor
