"""The devices of a walk: they answer late, wrongly or not at all, as their seed draws it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from devices.api import (
    Ack,
    BadScan,
    Device,
    DialogueEnd,
    Health,
    HealthState,
    LastPayment,
    NoAnswer,
    Original,
    PaymentResult,
    PrinterCapabilities,
    PrintOutcome,
    PrintProof,
    PrintRequest,
    PrintVerdict,
    Prompt,
    PurchaseEnd,
    Reading,
    Reason,
    Refusal,
    ScaleCapabilities,
    Scan,
    Settling,
    TerminalCapabilities,
    TerminalReady,
    Unplugged,
)

CONDITIONS = (
    (HealthState.ABSENT, (Reason.NOT_REACHABLE,)),
    (HealthState.SILENT, (Reason.NOT_RESPONDING,)),
    (HealthState.NEEDS_PERSON, (Reason.MEDIA_EMPTY,)),
    (HealthState.FAULT, (Reason.HARDWARE_ERROR,)),
    (HealthState.DEGRADED, (Reason.MEDIA_LOW,)),
)
READY = Health(HealthState.READY)
LOADS_G = (0, 10, 100, 180, 455, 1_240, 6_005)  # nothing, too little, a container, and goods
UNRESTED = (Settling.MOVING, Settling.UNDER_ZERO, Settling.OVER_CAPACITY)


class Fitted:
    """What the three have in common: a condition that hands change."""

    def __init__(self, draws: random.Random) -> None:
        self.draws = draws
        self.health = READY
        self._told: Callable[[Health], None] = lambda _health: None

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """Tell each new condition, and the first one."""
        self._told = listener
        listener(self.health)

    async def run(self) -> None:
        """Serve until cancelled."""
        await asyncio.get_running_loop().create_future()

    async def reset(self) -> None:
        """Nothing is half done here."""

    def become(self, health: Health) -> None:
        """Be in another condition; on the core thread."""
        self.health = health
        self._told(health)

    def go(self) -> None:
        """Be away."""
        self.become(Health(HealthState.ABSENT, (Reason.NOT_REACHABLE,)))

    def turn(self) -> None:
        """Break, or be well again."""
        state, reasons = self.draws.choice(CONDITIONS)
        self.become(Health(state, reasons) if self.health == READY else READY)


class WalkScanner(Fitted):
    """Reads what the walk holds before it."""

    def __init__(self, draws: random.Random) -> None:
        super().__init__(draws)
        self._listener: Callable[[Scan | BadScan], None] = lambda _scan: None

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        """Tell each code."""
        self._listener = listener

    def read(self, content: bytes) -> None:
        """Read a code; nothing is read while the scanner is away. On the core thread."""
        if self.health.is_usable:
            self._listener(Scan(content, asyncio.get_running_loop().time()))

    def fail(self, problem: str) -> None:
        """Read nothing that makes sense."""
        if self.health.is_usable:
            self._listener(BadScan(problem, 300, asyncio.get_running_loop().time()))


class WalkPrinter(Fitted):
    """Prints, or not, or cannot say."""

    capabilities = PrinterCapabilities(42, 576, "cp858", True, True, True, PrintProof.PROCESS_ID)

    async def print(self, request: PrintRequest) -> PrintOutcome:
        """Take a while and say how it ended."""
        await asyncio.sleep(self.draws.uniform(0.2, 4))
        ends = (
            *3 * (PrintOutcome(PrintVerdict.DONE),),
            PrintOutcome(PrintVerdict.FAILED, Reason.MEDIA_EMPTY),
            PrintOutcome(PrintVerdict.UNKNOWN, detail="the answer was lost"),
        )
        return self.draws.choice(ends)


class WalkPan(Fitted):
    """A scale for loose goods: tells what the walk lays on it, or that it finds no rest."""

    capabilities = ScaleCapabilities(5, 15_000, 40, False, False)

    def __init__(self, draws: random.Random) -> None:
        super().__init__(draws)
        self._listener: Callable[[Reading], None] = lambda _reading: None
        self._count = 0

    def on_reading(self, listener: Callable[[Reading], None]) -> None:
        """Tell each answer."""
        self._listener = listener

    def lay(self) -> None:
        """Lay something else on it; nothing is told while the scale is away. On the core thread."""
        if not self.health.is_usable:
            return
        self._tell(Settling.MOVING, None)
        if self.draws.random() < 0.25:
            self._tell(self.draws.choice(UNRESTED), None)
            return
        load_g = self.draws.choice(LOADS_G)
        for _ in range(self.draws.choice((1, 2, 2, 2, 2))):  # one answer alone is no weight
            self._tell(Settling.STABLE, load_g)

    def _tell(self, settling: Settling, weight_g: int | None) -> None:
        self._count += 1
        self._listener(Reading(settling, weight_g, 0, self._count, asyncio.get_running_loop().time()))

    async def weigh(self) -> Reading:
        """Nobody waits for it in a shop."""
        raise Unplugged("goods are weighed as they lie there")

    async def zero(self) -> None:
        """It stands at zero."""

    async def tare(self, tare_g: int | None = None) -> int:
        """No tare here."""
        return 0


Answer = Callable[[PaymentResult], Awaitable[Ack]]


class WalkTerminal(Fitted):
    """Approves, declines, loses its link; remembers what it did when it is asked."""

    capabilities = TerminalCapabilities(
        can_abort=True, can_reverse=True, can_refund=True, missing_ack="keep", takes_parts=True
    )

    def __init__(self, draws: random.Random) -> None:
        super().__init__(draws)
        self._receipt_no = 0
        self._last: PaymentResult | None = None
        self._is_given_up = False
        self.next_end: Callable[[], str] = lambda: ""  # how a dialogue shall end: part, declined, unheard, approved

    async def connect(self) -> TerminalReady:
        """Be there, most of the time."""
        await asyncio.sleep(self.draws.uniform(0.1, 1))
        if not self.health.is_usable or self.draws.random() < 0.1:
            raise Unplugged("the walk pulled the cable")
        return TerminalReady(self._receipt_no or None, "52500001")

    async def purchase(
        self, reference: str, amount_minor: int, currency: str, on_prompt: Callable[[Prompt], None], on_result: Answer,
        *, is_whole: bool = False,
    ) -> PurchaseEnd:  # fmt: skip
        """Play one dialogue."""
        self._is_given_up = False
        if self.draws.random() < 0.1:
            return PurchaseEnd(DialogueEnd.NOT_SENT, detail="the walk pulled the cable")
        for prompt in (Prompt.PRESENT_CARD, Prompt.ENTER_PIN, Prompt.BANK):
            on_prompt(prompt)
            await asyncio.sleep(self.draws.uniform(0.2, 3))
        end = self.next_end()
        end = "approved" if is_whole and end == "part" else end
        result = self._verdict(amount_minor, currency, end)
        if end == "unheard" or (not end and self.draws.random() < 0.25):  # it decided, and nobody hears of it
            return PurchaseEnd(DialogueEnd.UNKNOWN, detail="the link was lost")
        await on_result(result)
        on_prompt(Prompt.REMOVE_CARD)
        await asyncio.sleep(self.draws.uniform(0.2, 1))
        return PurchaseEnd(DialogueEnd.COMPLETED, ("TERMINAL 52500001", "THANK YOU"))

    def _verdict(self, amount_minor: int, currency: str, end: str) -> PaymentResult:
        if self._is_given_up or end == "declined" or (not end and self.draws.random() < 0.2):
            return PaymentResult(False, None, None, None, code="6C", refusal=self.draws.choice(tuple(Refusal)))
        self._receipt_no += 1
        is_part = end == "part" or (not end and self.draws.random() < 0.25)
        given = amount_minor // 2 if amount_minor > 1 and is_part else amount_minor
        self._last = PaymentResult(
            True, given, currency, self._receipt_no, "000001", "123456", "52500001", "Maestro", "4711", "00"
        )
        return self._last

    async def last_payment(self, reference: str) -> LastPayment:
        """Tell the last one, when it can be asked."""
        await asyncio.sleep(self.draws.uniform(0.2, 2))
        if not self.health.is_usable or self.draws.random() < 0.4:
            raise NoAnswer("the walk took its tongue")
        return LastPayment(self._last, is_idle=self.draws.random() < 0.9)

    async def abort(self) -> bool:
        """Give up, at the next decision."""
        self._is_given_up = True
        return True

    async def reverse(self, reference: str, original: Original, on_result: Answer) -> PurchaseEnd:
        """Undo a payment, as a purchase is made."""
        minor, currency = original.amount_minor, original.currency
        return await self.purchase(reference, minor, currency, lambda _told: None, on_result, is_whole=True)

    async def refund(self, reference: str, original: Original, amount_minor: int, on_result: Answer) -> PurchaseEnd:
        """Give back, as a purchase is made."""
        return await self.purchase(reference, amount_minor, original.currency, lambda _told: None, on_result)


@dataclass(frozen=True, slots=True)
class Shop:
    """The devices of one life."""

    scanner: WalkScanner
    printer: WalkPrinter
    terminal: WalkTerminal
    pan: WalkPan

    def devices(self) -> Mapping[str, Device]:
        """Return them by role."""
        return {"scanner": self.scanner, "printer": self.printer, "terminal": self.terminal, "scale": self.pan}


def shop(seed: str) -> Shop:
    """Return devices that behave as `seed` draws it."""
    roles = ("scanner", "printer", "terminal", "scale")
    draws = [random.Random(f"{seed} {role}") for role in roles]  # noqa: S311  # no secret
    return Shop(WalkScanner(draws[0]), WalkPrinter(draws[1]), WalkTerminal(draws[2]), WalkPan(draws[3]))
